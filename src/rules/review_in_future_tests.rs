//! Today is no fault, and what a later day most likely meant.

use crate::rules::testing::Library;

#[track_caller]
fn check(day: &str, help: Option<&str>) {
    let library = Library::own().article("kb/a.md", &format!("---\nreview: {{on: {day}}}\n---\n"));
    let findings = library.findings("review-in-future");
    assert_eq!(findings.first().and_then(|it| it.help.as_deref()), help);
}

#[test]
fn tomorrow_is_a_fault_and_today_is_not() {
    check("2026-11-23", None);
    check("2026-11-24", Some("write the day on which the review was made"));
}

#[test]
fn a_wrong_year_and_swapped_numbers_are_recognised() {
    check("2027-11-10", Some("did you mean `2026-11-10`?"));
    check("2062-11-10", Some("did you mean `2026-11-10`?"));
    let mut library = Library::own().article("kb/a.md", "---\nreview: {on: 2026-12-11}\n---\n");
    library.today = jiff::civil::date(2026, 11, 23);
    assert_eq!(library.findings("review-in-future").len(), 1);
    library.today = jiff::civil::date(2026, 11, 12);
    let findings = library.findings("review-in-future");
    assert_eq!(findings[0].help.as_deref(), Some("did you mean `2026-11-12`?"));
}
