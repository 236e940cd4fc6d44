//! Which evidence is told, at which level, and in which words.

use crate::domain::claim::{Claim, Claims, Statement};
use crate::domain::drift::Edit;
use crate::domain::path::ArticlePath;
use crate::rules::testing::Library;

use super::*;

const REVIEWED: [u8; 32] = [7; 32];
const OTHER: [u8; 32] = [8; 32];

fn library(review: &str) -> Library {
    let mut library =
        Library::own().article("kb/a.md", &format!("---\nreview: {review}\n---\nx\n"));
    library.body_digest = Some(BodyDigest::new(OTHER));
    library
}

fn with_digest(rest: &str) -> Library {
    library(&format!("{{on: 2026-05-01, body: {}}}{rest}", BodyDigest::new(REVIEWED)))
}

fn edit(drift: Drift) -> Edit {
    Edit { drift, is_reviewed: false }
}

#[test]
fn another_digest_is_a_change_of_unknown_size() {
    with_digest("").says(
        "changed-since-review",
        "kb/a.md:2:32: warning[changed-since-review]: the body has changed since its review of \
         2026-05-01\n  help: read what changed, then record a review with `kb review a`",
    );
}

#[test]
fn the_same_digest_and_none_are_nothing_to_tell() {
    let mut same = with_digest("");
    same.body_digest = Some(BodyDigest::new(REVIEWED));
    same.is_fine("changed-since-review");
    library("{on: 2026-05-01}").is_fine("changed-since-review");
    let mut unread = with_digest("");
    unread.body_digest = None;
    unread.is_fine("changed-since-review");
}

#[test]
fn drafts_and_retired_articles_and_those_without_a_review_are_left_alone() {
    with_digest("\nstatus: draft").is_fine("changed-since-review");
    with_digest("\nstatus: retired").is_fine("changed-since-review");
    let digest = BodyDigest::new(REVIEWED);
    library(&format!("{{body: {digest}}}")).is_fine("changed-since-review");
}

#[test]
fn a_digest_that_cannot_be_compared_is_told_with_the_way_out() {
    library("{on: 2026-05-01, body: yes}").says(
        "changed-since-review",
        "kb/a.md:2:32: warning[changed-since-review]: `yes` is no digest of a body\n  help: write \
         `n1-sha256:` and 64 digits, or leave `review.body` out",
    );
    library("{on: 2026-05-01, body: n2-sha256:00}").says(
        "changed-since-review",
        "kb/a.md:2:32: info[changed-since-review]: this release does not know the digest \
         `n2-sha256`\n  help: check with a release that does, or leave `review.body` out",
    );
}

#[test]
fn an_edit_under_a_review_that_stays_is_a_note_in_place_of_all_else() {
    let mut library = with_digest("");
    let drift = Drift { words: 200, changed_words: 120, ..Drift::default() };
    library.edit = Some(edit(Drift { has_changed_modals: true, ..drift }));
    library.says(
        "changed-since-review",
        "kb/a.md:2:14: info[changed-since-review]: 60 % of its words changed here, binding words \
         (must, not, …) among them; its review of 2026-05-01 stays\n  help: nothing has to follow; if \
         somebody reviewed it as it is now, `kb review a` records that",
    );
}

#[test]
fn an_edit_with_its_review_or_without_drift_leaves_the_digest_to_tell() {
    let drift = Drift { words: 2, changed_words: 1, ..Drift::default() };
    let with_review = Some(Edit { drift, is_reviewed: true });
    for no_edit in [None, with_review, Some(edit(Drift::default()))] {
        let mut library = with_digest("");
        library.edit = no_edit;
        let findings = library.findings("changed-since-review");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].level, Level::Warning);
        library.body_digest = Some(BodyDigest::new(REVIEWED));
        library.is_fine("changed-since-review");
    }
}

/// What history says where it knows the reviewed version.
fn history(drift: Option<Drift>) -> Claims {
    let claim = Claim::new(jiff::civil::date(2026, 5, 1), Statement::default());
    let claim = Claim { drift, ..claim };
    let by_path = [(ArticlePath::new("kb/a.md"), claim)].into();
    Claims { by_path, ..Claims::default() }
}

#[track_caller]
fn check_history(mut library: Library, changed_words: u32, expected: (Level, &str)) {
    library.claims = Some(history(Some(Drift { words: 100, changed_words, ..Drift::default() })));
    let findings = library.findings("changed-since-review");
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].level, &*findings[0].message), expected);
}

#[test]
fn history_knows_how_much_changed_and_ten_per_cent_are_a_warning() {
    let plain = || library("{on: 2026-05-01}");
    let says = "9 % of its words changed since its review of 2026-05-01";
    check_history(plain(), 9, (Level::Info, says));
    let says = "10 % of its words changed since its review of 2026-05-01";
    check_history(plain(), 10, (Level::Warning, says));
    let says = "49 % of its words changed since its review of 2026-05-01";
    check_history(plain(), 49, (Level::Warning, says));
    let says = "50 % of its words changed since its review of 2026-05-01: the review is as good \
                as none";
    check_history(plain(), 50, (Level::Warning, says));
}

#[test]
fn of_a_digest_and_history_the_one_that_knows_more_is_told() {
    let says = "10 % of its words changed since its review of 2026-05-01";
    check_history(with_digest(""), 10, (Level::Warning, says));
    let mut same = with_digest("");
    same.body_digest = Some(BodyDigest::new(REVIEWED));
    same.claims = Some(history(Some(Drift { words: 9, changed_words: 9, ..Drift::default() })));
    same.is_fine("changed-since-review");
    for nothing in [None, Some(Drift::default())] {
        let mut other = with_digest("");
        other.claims = Some(history(nothing));
        assert!(other.findings("changed-since-review")[0].message.starts_with("the body has"));
        let mut plain = library("{on: 2026-05-01}");
        plain.claims = Some(history(nothing));
        plain.is_fine("changed-since-review");
    }
}

#[test]
fn how_much_changed_is_said_with_what_matters_more_than_its_share() {
    #[track_caller]
    fn check(drift: Drift, expected: &str) {
        assert_eq!(changed(drift, "here"), expected);
    }
    let of = |changed_words, words| Drift { words, changed_words, ..Drift::default() };
    check(of(1, 101), "less than 1 % of its words changed here");
    check(of(1, 100), "1 % of its words changed here");
    let code = Drift { has_changed_code: true, ..of(0, 9) };
    check(code, "code changed here");
    let two = Drift { has_changed_numbers: true, ..code };
    check(two, "code and numbers changed here");
    let all =
        Drift { has_changed_modals: true, has_changed_headings: true, changed_words: 9, ..two };
    check(
        all,
        "100 % of its words changed here, code, numbers, binding words (must, not, …) and \
         headings among them",
    );
}
