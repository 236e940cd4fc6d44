//! Who is asked for a review, and who is not.

use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, count: usize) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n"));
    assert_eq!(library.findings("review-missing").len(), count, "{front}");
}

#[test]
fn only_active_articles_are_asked() {
    check("title: A", 1);
    check("status: active", 1);
    check("status: draft", 0);
    check("status: retired", 0);
    check("review: {on: 2026-11-10}", 0);
    check("review: {by: [Ada]}", 1);
}

#[test]
fn a_review_that_another_rule_speaks_of_is_not_missing_too() {
    check("review: {on: soon}", 0);
    check("review:", 0);
    check("review: 2026-11-10", 0);
    check("reviw: {on: 2026-11-10}", 0);
    check("review: {on: 2027-11-10}", 0);
}

#[test]
fn a_foreign_tree_is_asked_if_it_maps_the_field() {
    let text = "---\ntitle: A\n---\n";
    Library::foreign(&[]).article("a.md", text).is_fine("review-missing");
    Library::foreign(&[("last_reviewed_on", "review.on")]).article("a.md", text).says(
        "review-missing",
        "\
a.md:1:1: warning[review-missing]: no person has reviewed this yet
  help: once a person has, set `last_reviewed_on` to the day",
    );
}
