//! From when on the age of a figure is told.

use jiff::civil::date;

use crate::rules::testing::Library;

const RULE: &str = "old-figure";

#[track_caller]
fn check(year: &str, fields: &str, expected: Option<&str>) {
    let text =
        format!("---\ntype: metric\n{fields}\nbenchmarks:\n  - {{value: 66, year: {year}}}\n---\n");
    let mut library = Library::own().article("kb/a.md", &text);
    library.today = date(2026, 1, 1);
    let messages: Vec<String> = library.findings(RULE).into_iter().map(|it| it.message).collect();
    assert_eq!(messages, Vec::from_iter(expected), "{year}");
}

#[test]
fn five_years_are_fine_and_six_are_told() {
    check("2021", "unit: percent", None);
    check("2020", "unit: percent", Some("the figure `66` is 6 years old"));
    check("1900", "unit: percent", Some("the figure `66` is 126 years old"));
    check("2027", "unit: percent", None);
}

#[test]
fn what_is_no_year_has_no_age() {
    check("15", "unit: percent", None);
    check("old", "unit: percent", None);
}

#[test]
fn drafts_are_told_and_retired_articles_are_not() {
    check("2020", "status: draft", Some("the figure `66` is 6 years old"));
    check("2020", "status: retired", None);
}
