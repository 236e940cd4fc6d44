//! True contradictions only.

use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, message: Option<&str>) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n"));
    let findings = library.findings("dates-inconsistent");
    assert_eq!(findings.first().map(|it| &*it.message), message);
}

#[test]
fn retired_on_needs_the_status() {
    check("status: retired\nretired_on: 2026-10-01", None);
    let message = "`retired_on` is set, and the status is `draft`";
    check("status: draft\nretired_on: 2026-10-01", Some(message));
}

#[test]
fn a_review_comes_before_the_end_or_on_its_day() {
    check("retire_on: 2026-10-01\nreview: {on: 2026-10-01}", None);
    check(
        "retire_on: 2026-10-01\nreview: {on: 2026-10-02}",
        Some("`retire_on` is earlier than `review.on`"),
    );
    check(
        "status: retired\nretired_on: 2026-10-01\nreview: {on: 2026-10-02}",
        Some("`review.on` is later than `retired_on`"),
    );
}

#[test]
fn retiring_later_than_planned_is_fine() {
    check("status: retired\nretire_on: 2026-01-01\nretired_on: 2026-10-01", None);
}
