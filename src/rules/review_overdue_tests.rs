//! Both sides of the grace, and where the interval comes from.

use jiff::civil::date;

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

#[test]
fn an_event_counts_thirty_days_after_it_happened_unless_somebody_looked_since() {
    let check = |event, front: &str, message: Option<&str>| {
        let text = format!("---\ndepends_on: [itil-6]\n{front}\n---\n");
        let library = Library::own().event("itil-6", Some(event)).article("kb/a.md", &text);
        let findings = library.findings("review-overdue");
        assert_eq!(findings.first().map(|it| &*it.message), message, "{event} {front}");
    };
    let (due, overdue) = (date(2026, 10, 25), date(2026, 10, 24));
    let happened = "`itil-6` happened on 2026-10-24, after the last review";
    check(due, "review: {on: 2026-10-01, every: never}", None);
    check(overdue, "review: {on: 2026-10-01, every: never}", Some(happened));
    check(overdue, "review: {on: 2026-10-24, every: never}", None);
    check(overdue, "title: x", None);
    let calendar = Some("review is 83 days overdue");
    check(overdue, "review: {on: 2025-09-01, every: 12 months}", calendar);
}

#[test]
fn a_statement_that_ran_out_is_told_by_its_own_rule() {
    let text = "---\nreview: {on: 2026-05-01}\n---\n<!-- kb: review-after 2026-06-01 -->\n";
    Library::own().article("kb/a.md", text).is_fine("review-overdue");
}

#[test]
fn work_that_a_reviewer_asked_for_may_take_thirty_days() {
    let asked = |on: &str| format!("review: {{on: 2026-05-01}}\nneeds_work: {{on: {on}, note: x}}");
    check(&asked("2026-10-25"), None);
    check(&asked("2026-10-24"), Some("a reviewer asked for work 30 days ago"));
}
