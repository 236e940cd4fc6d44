//! In what of a query names are looked for.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&[&str]]) {
    let runs = runs(text, &mut Analyser::new());
    let texts: Vec<Vec<&str>> =
        runs.iter().map(|run| run.iter().map(|chunk| chunk.text).collect()).collect();
    assert_eq!(texts, expected);
}

#[test]
fn words_that_follow_one_another_are_one_run() {
    check("who is on the CAB?", &[&["who", "is", "on", "the", "CAB"]]);
    check("incident management (ITIL 4)", &[&["incident", "management", "ITIL", "4"]]);
    check("ISO/IEC 20000-1:2018", &[&["ISO/IEC", "20000-1:2018"]]);
}

#[test]
fn quoted_keyed_and_refused_words_are_left_alone() {
    check("\"the CAB\" agenda", &[&["agenda"]]);
    check("agenda type:guide topic:change cab", &[&["agenda"], &["cab"]]);
    check("agenda NOT CAB minutes -PIR", &[&["agenda"], &["minutes", "PIR"]]);
    check("\"unclosed CAB", &[&["unclosed", "CAB"]]);
}

#[test]
fn a_name_does_not_go_on_after_a_comma() {
    check("change, advisory board", &[&["change"], &["advisory", "board"]]);
}

#[test]
fn the_plural_of_an_abbreviation_is_taken_back() {
    let runs = runs("CIs SLAs incidents", &mut Analyser::new());
    let singular: Vec<&str> = runs[0].iter().map(|chunk| chunk.singular).collect();
    assert_eq!(singular, ["CI", "SLA", "incidents"]);
}

#[test]
fn a_pasted_log_is_looked_at_for_its_start_only() {
    let pasted = "CAB ".repeat(10_000);
    let runs = runs(&pasted, &mut Analyser::new());
    assert_eq!(runs.iter().map(Vec::len).sum::<usize>(), CHUNKS_MAX);
    assert!(self::runs("", &mut Analyser::new()).is_empty());
}
