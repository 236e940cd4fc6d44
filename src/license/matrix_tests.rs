//! Every cell of both tables, and how expressions are put together from them.

use super::*;
use crate::license::expression::parse;

fn expression(text: &str) -> Expression {
    parse(text).unwrap_or_else(|fault| panic!("{text}: {fault:?}"))
}

#[track_caller]
fn check(source: &str, target: &str, kind: Use, expected: Verdict) {
    let judgement = judge(&expression(source), &expression(target), Terms::of(kind));
    assert_eq!(judgement.cell.verdict, expected, "{source} -> {target}: {judgement:?}");
}

fn adapted(source: &str, target: &str, expected: Verdict) {
    check(source, target, Use::Adaptation, expected);
}

#[test]
fn the_tables_are_complete_and_every_verdict_has_a_reason_and_a_reference() {
    for kind in [Use::Adaptation, Use::Verbatim] {
        let table = Table::of(kind);
        assert_eq!((table.sources.len(), table.targets.len()), (24, 19));
        assert_eq!(table.cells.len(), 24 * 19);
        for cell in &table.cells {
            assert!(!cell.reason.is_empty() && !cell.reference.is_empty(), "{cell:?}");
        }
    }
    assert!(sources().eq(VERBATIM.sources.iter().map(String::as_str)));
    assert!(targets().eq(VERBATIM.targets.iter().map(String::as_str)));
}

#[test]
fn the_page_of_verdicts_on_adaptations_is_what_the_table_says() {
    // The same matrix drawn by hand: ok, Conditions, ? review, X forbidden.
    let drawn = "\
CC0-1.0           o o o o o o o o o o o o o o o o o X o
CC-PDM-1.0        o o o o o o o o o o o o o o o o o C o
CC-BY-3.0         X C C C C C C C C ? C C ? ? ? ? ? X ?
CC-BY-4.0         X C C C C C C C C ? C C ? ? C C C X ?
OGL-UK-3.0        X C o C C C C C C C C C ? ? ? ? ? X ?
MIT               X C C C C C C C C C C C C C C C C X ?
Apache-2.0        X C C C C C C C C C C C ? ? C C C X ?
CC-BY-SA-2.5      X X X C C X X X X X X X X X ? ? ? X X
CC-BY-SA-3.0      X X X C C X X X X X X X X X ? ? ? X X
CC-BY-SA-4.0      X X X X C X X X X X X X X X C ? C X X
CC-BY-NC-4.0      X X X X X C C X C X X X X X X X X X X
CC-BY-NC-SA-3.0   X X X X X X C X X X X X X X X X X X X
CC-BY-NC-SA-4.0   X X X X X X C X X X X X X X X X X X X
CC-BY-ND-3.0      X X X X X X X X X X X X X X X X X X X
CC-BY-ND-4.0      X X X X X X X X X X X X X X X X X X X
CC-BY-NC-ND-4.0   X X X X X X X X X X X X X X X X X X X
GFDL-1.3-only     X X X X X X X X X X X X C X X X X X X
GFDL-1.3-or-later X X X X X X X X X X X X C C X X X X X
GPL-3.0-only      X X X X X X X X X X X X X X C X X X X
GPL-3.0-or-later  X X X X X X X X X X X X X X C C X X X
LAL-1.3           X X X X C X X X X X X X X X X X C X X
LicenseRef-*      X X X X X X X X X X X X X X X X X X X
NOASSERTION       X X X X X X X X X X X X X X X X X X X
NONE              X X X X X X X X X X X X X X X X X X X";
    let table = Table::of(Use::Adaptation);
    let mark = |verdict| match verdict {
        Verdict::Ok => "o",
        Verdict::Conditions => "C",
        Verdict::Review => "?",
        Verdict::Forbidden => "X",
    };
    for (row, line) in drawn.lines().enumerate() {
        let mut parts = line.split_whitespace();
        assert_eq!(parts.next(), Some(table.sources[row].as_str()));
        let cells = &table.cells[row * 19..(row + 1) * 19];
        let said: Vec<&str> = cells.iter().map(|cell| mark(cell.verdict)).collect();
        assert_eq!(said, parts.collect::<Vec<_>>(), "{}", table.sources[row]);
    }
}

#[test]
fn every_cell_is_reached_through_expressions() {
    let written = |id: &str| match id {
        "LicenseRef-*" => "LicenseRef-Acme".to_owned(),
        _ => id.to_owned(),
    };
    let mut reached = 0;
    for kind in [Use::Adaptation, Use::Verbatim] {
        let table = Table::of(kind);
        for (row, source) in table.sources.iter().enumerate() {
            // Nobody's word for a licence is no expression; it is asked for by name.
            let Ok(source) = parse(&written(source)) else {
                reached += reach_unstated(source, kind, row);
                continue;
            };
            for (column, target) in table.targets.iter().enumerate() {
                let found = judge(&source, &expression(&written(target)), Terms::of(kind));
                assert_eq!(found.cell, table.cells[row * 19 + column]);
                reached += 1;
            }
        }
    }
    assert_eq!(reached, 2 * 24 * 19);
}

fn reach_unstated(id: &str, kind: Use, row: usize) -> usize {
    let table = Table::of(kind);
    let both = [Unstated::NoAssertion, Unstated::NoLicense];
    let source = both.into_iter().find(|word| word.name() == id).expect("the others are ids");
    let targets = table.targets.iter().map(|id| id.replace('*', "Acme"));
    for (column, target) in targets.enumerate() {
        let found = judge_unstated(source, &expression(&target), Terms::of(kind));
        assert_eq!(found.cell, table.cells[row * 19 + column]);
    }
    table.targets.len()
}

#[test]
fn of_a_choice_that_the_source_offers_the_best_counts() {
    adapted("CC-BY-ND-4.0 OR CC-BY-4.0", "CC-BY-4.0", Verdict::Conditions);
    adapted("CC-BY-ND-4.0 AND CC-BY-4.0", "CC-BY-4.0", Verdict::Forbidden);
    let found = judge(
        &expression("CC-BY-SA-4.0 OR MIT"),
        &expression("CC-BY-4.0"),
        Terms::of(Use::Adaptation),
    );
    assert_eq!((found.source.as_str(), found.bound), ("MIT", vec!["MIT".to_owned()]));
    let found = judge(
        &expression("CC-BY-4.0 AND MIT"),
        &expression("CC-BY-4.0"),
        Terms::of(Use::Adaptation),
    );
    assert_eq!(found.bound, ["CC-BY-4.0", "MIT"]);
}

#[test]
fn of_a_choice_that_the_article_offers_the_worst_counts() {
    adapted("CC-BY-SA-4.0", "CC-BY-SA-4.0", Verdict::Conditions);
    adapted("CC-BY-SA-4.0", "CC-BY-SA-4.0 OR CC-BY-4.0", Verdict::Forbidden);
    adapted("CC0-1.0", "CC-BY-SA-4.0 OR CC-BY-4.0", Verdict::Ok);
}

#[test]
fn in_an_article_of_parts_a_source_fits_if_it_is_bound_to_a_part() {
    let source = expression("CC-BY-SA-4.0");
    let target = expression("CC-BY-4.0 AND CC-BY-SA-4.0");
    let terms = Terms::of(Use::Adaptation);
    assert_eq!(judge(&source, &target, terms).cell.verdict, Verdict::Forbidden);
    let terms = Terms { is_part: true, ..terms };
    let found = judge(&source, &target, terms);
    assert_eq!((found.cell.verdict, found.target.as_str()), (Verdict::Conditions, "CC-BY-SA-4.0"));
}

#[test]
fn a_port_has_the_terms_of_what_it_ports_and_other_versions_do_not() {
    adapted("CC-BY-SA-3.0-DE", "CC-BY-SA-4.0", Verdict::Conditions);
    adapted("CC-BY-3.0-IGO", "CC-BY-4.0", Verdict::Conditions);
    adapted("CC-BY-2.0", "CC-BY-4.0", Verdict::Review);
    adapted("BSD-3-Clause", "CC-BY-4.0", Verdict::Review);
    adapted("CC-BY-4.0", "BSD-3-Clause", Verdict::Review);
}

#[test]
fn an_exception_only_adds_to_what_a_licence_grants() {
    adapted("Apache-2.0 WITH LLVM-exception", "CC-BY-4.0", Verdict::Conditions);
}

#[test]
fn a_library_for_non_commercial_use_takes_unchanged_parts_for_such_use() {
    let (source, target) = (expression("CC-BY-NC-4.0"), expression("CC-BY-4.0"));
    let plain = Terms::of(Use::Verbatim);
    assert_eq!(judge(&source, &target, plain).cell.verdict, Verdict::Forbidden);
    let terms = Terms { is_noncommercial: true, ..plain };
    assert_eq!(judge(&source, &target, terms).cell.verdict, Verdict::Conditions);
    let terms = Terms { is_noncommercial: true, ..Terms::of(Use::Adaptation) };
    assert_eq!(judge(&source, &target, terms).cell.verdict, Verdict::Forbidden);
}

#[test]
fn ten_thousand_terms_are_judged_in_one_pass_over_each() {
    let names = (0..10_000).map(|number| format!("LicenseRef-{number}")).collect::<Vec<_>>();
    let many = expression(&names.join(" AND "));
    let found = judge(&many, &many, Terms::of(Use::Adaptation));
    assert_eq!(found.cell.verdict, Verdict::Forbidden);
    assert_eq!(found.bound.len(), 1);
}

#[test]
fn what_would_work_is_told_with_the_usual_licences_first() {
    let fitting = |id: &str, kind| fitting_targets(&expression(id), Terms::of(kind));
    assert_eq!(fitting("CC-BY-SA-3.0", Use::Adaptation), ["CC-BY-SA-4.0", "CC-BY-SA-3.0"]);
    assert_eq!(fitting("CC-BY-NC-4.0", Use::Adaptation)[0], "CC-BY-NC-4.0");
    assert!(fitting("CC-BY-ND-4.0", Use::Adaptation).is_empty());
    assert_eq!(fitting("CC-BY-ND-4.0", Use::Verbatim)[0], "CC-BY-4.0");
    assert!(!fitting("CC0-1.0", Use::Adaptation).contains(&"CC-PDM-1.0"));
}
