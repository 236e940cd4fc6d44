//! Which figures are one, who is told, and how often.

use crate::domain::finding::{Finding, Level};
use crate::rules::testing::Library;

const RULE: &str = "conflicting-figures";
const SAME: &str = "population: members, source: HDI, year: 2015";

fn article(library: Library, path: &str, fields: &str, figures: &[&str]) -> Library {
    let list = figures.join("}\n  - {");
    let text = format!("---\ntype: metric\n{fields}\nbenchmarks:\n  - {{{list}}}\n---\n");
    library.article(path, &text)
}

fn two(one: (&str, &str), other: (&str, &str)) -> Vec<Finding> {
    let library = article(Library::own(), "kb/a.md", one.0, &[one.1]);
    article(library, "kb/b.md", other.0, &[other.1]).findings(RULE)
}

#[track_caller]
fn check(one: &str, other: &str, expected: usize) {
    let fields = "unit: percent";
    assert_eq!(two((fields, one), (fields, other)).len(), expected, "{one} / {other}");
}

fn with(value: &str) -> String {
    format!("value: {value}, {SAME}")
}

#[test]
fn different_values_of_one_figure_conflict_and_rounded_ones_do_not() {
    check(&with("66"), &with("64"), 1);
    check(&with("66"), &with("66"), 0);
    check(&with("66"), &with("66.4"), 0);
}

#[test]
fn another_source_year_population_or_statistic_is_another_figure() {
    let one = with("66");
    check(&one, "value: 64, population: members, source: SDI, year: 2015", 0);
    check(&one, "value: 64, population: members, source: HDI, year: 2014", 0);
    check(&one, "value: 64, population: guests, source: HDI, year: 2015", 0);
    check(&one, &format!("stat: median, {}", with("64")), 0);
    check("value: 66, source: HDI, year: 2015", "value: 64, source: HDI, year: 2015", 0);
}

#[test]
fn another_unit_or_formula_is_another_figure() {
    let (one, other) = (with("66"), with("64"));
    assert_eq!(two(("unit: percent", &one), ("unit: minutes", &other)).len(), 0);
    let of = |formula: &'static str| format!("unit: percent\nformula: {formula}");
    assert_eq!(two((&of("a / b"), &one), (&of("c / d"), &other)).len(), 0);
    assert_eq!(two((&of("a / b"), &one), (&of("A  / B"), &other)).len(), 1);
}

#[test]
fn one_figure_is_one_finding_with_every_place() {
    let library = article(Library::own(), "kb/a.md", "", &[&with("66")]);
    let library = article(library, "kb/b.md", "", &[&with("64")]);
    let library = article(library, "kb/c.md", "", &[&with("66")]);
    article(library, "kb/d.md", "", &[&with("65")]).says(
        RULE,
        "kb/b.md:5:13: error[conflicting-figures]: `64` is not the `66` that another \
         article gives for the same source, year and population\n  note: kb/a.md:5:13: `66` here\n  note: kb/d.md:5:13: `65` here\n  \
         help: look into the source; if they count different things, say so in `stat` or \
         `population`",
    );
}

#[test]
fn within_an_article_figures_are_not_compared() {
    article(Library::own(), "kb/a.md", "", &[&with("66"), &with("64")]).is_fine(RULE);
}

#[test]
fn a_draft_is_reminded_and_never_the_article_in_use() {
    let draft = "status: draft";
    for (one, other, path) in [(draft, "", "kb/a.md"), ("", draft, "kb/b.md")] {
        let findings = two((one, &with("66")), (other, &with("64")));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].level, Level::Info);
        let place = findings[0].place.as_ref().expect("it has a place");
        assert_eq!(place.path.to_string(), path);
    }
    assert_eq!(two(("status: retired", &with("66")), ("", &with("64"))).len(), 0);
}

#[test]
fn foreign_trees_are_not_compared() {
    let library = article(Library::foreign(&[]), "a.md", "", &[&with("66")]);
    article(library, "b.md", "", &[&with("64")]).is_fine(RULE);
}
