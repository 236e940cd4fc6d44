//! Both sides of the grace, and where the interval comes from.

use crate::domain::review::Interval;
use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, message: Option<&str>) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n"));
    let findings = library.findings("review-overdue");
    assert_eq!(findings.first().map(|it| &*it.message), message);
}

#[test]
fn overdue_begins_thirty_days_after_the_review_is_due() {
    check("review: {on: 2025-10-25, every: 12 months}", None);
    check("review: {on: 2025-10-24, every: 12 months}", Some("review is 30 days overdue"));
}

#[test]
fn the_type_says_how_often_where_the_article_does_not() {
    check("type: guide\nreview: {on: 2025-09-01}", Some("review is 83 days overdue"));
    check("review: {on: 2015-09-01}", None);
    let text = "---\ntype: guide\nreview: {on: 2025-09-01}\n---\n";
    let mut library = Library::own().article("kb/a.md", text);
    library.settings.review_every.insert("guide".to_owned(), Interval::Never);
    library.is_fine("review-overdue");
}

#[test]
fn usefulness_ends_on_the_day_itself() {
    check("retire_on: 2026-11-23", Some("its usefulness ended on 2026-11-23"));
    check("retire_on: 2026-11-24", None);
    check("status: retired\nretire_on: 2026-11-23", None);
}
