//! From the day itself on, and until somebody has looked.

use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, body: &str, expected: &[&str]) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n{body}\n"));
    let findings = library.findings("statement-expired");
    let said: Vec<&str> = findings.iter().map(|it| &*it.message).collect();
    assert_eq!(said, expected, "{front} {body}");
}

#[test]
fn a_statement_is_over_on_its_day_and_not_before() {
    let over = ["what stands here held until 2026-11-23: `the price`"];
    check("title: x", "It costs 5. <!-- kb: review-after 2026-11-23 the price -->", &over);
    check("title: x", "It costs 5. <!-- kb: review-after 2026-11-24 the price -->", &[]);
    let bare = ["what stands here held until 2020-01-01"];
    check("title: x", "<!-- kb: review-after 2020-01-01 -->", &bare);
}

#[test]
fn a_review_of_the_day_or_later_settles_it() {
    let body = "<!-- kb: review-after 2026-11-02 -->";
    let over = ["what stands here held until 2026-11-02"];
    check("review: {on: 2026-11-01}", body, &over);
    check("review: {on: 2026-11-02}", body, &[]);
    check("review: {on: 2027-11-02}", body, &over);
}

#[test]
fn drafts_and_what_is_retired_are_left_alone() {
    let body = "<!-- kb: review-after 2026-11-02 -->";
    check("status: draft", body, &[]);
    check("status: retired", body, &[]);
}

#[test]
fn each_statement_is_told_by_itself() {
    let body = "<!-- kb: review-after 2026-11-01 a -->\n<!-- kb: review-after 2026-11-02 b -->";
    check(
        "title: x",
        body,
        &[
            "what stands here held until 2026-11-01: `a`",
            "what stands here held until 2026-11-02: `b`",
        ],
    );
}
