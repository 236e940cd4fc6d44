//! Which status may follow upon which.

use crate::rules::testing::Library;

const RULE: &str = "status-transition";

/// What is said of a change from one front matter to another.
#[track_caller]
fn check(before: &str, after: &str, message: Option<&str>) {
    let library = Library::own()
        .article("kb/a.md", &format!("---\n{after}\n---\n"))
        .was("kb/a.md", &format!("---\n{before}\n---\n"));
    let findings = library.findings(RULE);
    assert_eq!(findings.first().map(|it| &*it.message), message, "{before} -> {after}");
    assert!(findings.iter().all(|it| it.is_on_changed_line));
}

const UNREVIEWED: Option<&str> = Some("back in use without a review since it was retired");

#[test]
fn a_retired_article_comes_back_with_a_review_of_its_own() {
    let retired = "status: retired\nretired_on: 2026-05-01\nreview: {on: 2026-03-01}";
    check(retired, "status: active\nreview: {on: 2026-05-01}", None);
    check(retired, "review: {on: 2026-11-23}", None);
    check(retired, "status: active\nreview: {on: 2026-04-30}", UNREVIEWED);
    check(retired, "status: active\nreview: {on: 2026-03-01}", UNREVIEWED);
    check(retired, "title: A", UNREVIEWED);
}

#[test]
fn a_review_of_before_the_retirement_is_none_even_if_nobody_wrote_its_day() {
    check("status: retired\nreview: {on: 2026-03-01}", "review: {on: 2026-03-01}", UNREVIEWED);
    check("status: retired\nreview: {on: 2026-03-01}", "review: {on: 2026-03-02}", None);
    check("status: retired", "status: active", UNREVIEWED);
    check("status: retired", "status: active\nreview: {on: 2026-03-01}", None);
}

#[test]
fn nothing_in_use_or_retired_becomes_a_draft() {
    check("status: retired", "status: draft", Some("a retired article became a draft"));
    check("status: active", "status: draft", Some("an article in use became a draft"));
    check("title: A", "status: draft", None);
}

#[test]
fn every_other_way_is_open() {
    for (before, after) in [
        ("status: draft", "status: draft"),
        ("status: draft", "status: active"),
        ("status: draft", "status: retired"),
        ("status: active", "status: active"),
        ("status: active", "title: A"),
        ("status: active", "status: retired"),
        ("status: retired", "status: retired"),
    ] {
        check(before, after, None);
    }
}

#[test]
fn it_stands_where_the_status_does_and_is_an_error_on_drafts_too() {
    let library = Library::own()
        .article("kb/a.md", "---\ntitle: A\nstatus: draft\n---\n")
        .was("kb/a.md", "---\nstatus: retired\n---\n");
    library.says(
        RULE,
        "\
kb/a.md:3:9: error[status-transition]: a retired article became a draft
  help: leave it retired and start another one, or review it and make it active",
    );
}

#[test]
fn an_article_that_moved_is_held_to_what_it_was() {
    let library = Library::own()
        .article("kb/b.md", "---\nstatus: active\n---\n")
        .was("kb/a.md", "---\nstatus: retired\n---\n");
    library.is_fine(RULE);
    let library = Library::own()
        .article("kb/b.md", "---\nstatus: active\n---\n")
        .was("kb/a.md", "---\nstatus: retired\n---\n")
        .moved_from("kb/b.md", "kb/a.md");
    assert_eq!(library.findings(RULE).len(), 1);
}

#[test]
fn a_foreign_tree_is_held_to_the_fields_it_maps() {
    let library = |fields: &[(&str, &str)]| {
        Library::foreign(fields)
            .article("docs/a.md", "---\nstate: live\nseen: 2020-01-01\n---\n")
            .was("docs/a.md", "---\nstate: retired\n---\n")
    };
    library(&[]).is_fine(RULE);
    library(&[("state", "status")]).is_fine(RULE);
    library(&[("state", "status"), ("seen", "review.on")]).is_fine(RULE);
    let reviewed = [("state", "status"), ("checked", "review.on")];
    assert_eq!(library(&reviewed).findings(RULE).len(), 1);
}

#[test]
fn without_a_change_nothing_is_told() {
    Library::own().article("kb/a.md", "---\nstatus: draft\n---\n").is_fine(RULE);
}
