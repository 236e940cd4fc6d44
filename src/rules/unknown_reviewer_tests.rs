//! Whom a library knows: those in `people.yaml`, and those who signed a commit.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::domain::claim::{Claim, Claims, Statement};
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, Signature};
use crate::rules::testing::Library;
use crate::rules::testing_people::people;

fn library(by: &str, is_complete: bool) -> Library {
    let text = format!("---\nreview: {{on: 2026-05-04, by: {by}}}\n---\n");
    let claim = Claim::new(date(2026, 5, 4), Statement::default());
    let signers = [Signature::read("Jo Roe <jo@example.org>")];
    let mut library = Library::own().people(&people()).article("kb/a.md", &text);
    library.claims = Some(Claims {
        by_path: BTreeMap::from([(ArticlePath::new("kb/a.md"), claim)]),
        people: People::new(signers, ""),
        is_complete,
        note: None,
    });
    library
}

#[track_caller]
fn check(by: &str, message: Option<&str>) {
    let findings = library(by, true).findings("unknown-reviewer");
    assert_eq!(findings.first().map(|it| &*it.message), message);
}

#[test]
fn one_reviewer_whom_the_library_knows_is_enough() {
    check("[ada]", None);
    check("[Ada]", None);
    check("[Jo Roe]", None);
    check("[jo@example.org]", None);
    check("[di, jo roe]", None);
    check("[]", None);
    check("[di]", Some("`di` is in no commit and not in `people.yaml`"));
    check("[di, al]", Some("`di` and `al` are in no commit and not in `people.yaml`"));
    check("[a, b, c, d]", Some("none of 4 reviewers is in a commit or `people.yaml`"));
}

#[test]
fn where_history_is_not_whole_or_not_asked_nobody_is_unknown() {
    library("[di]", false).is_fine("unknown-reviewer");
    let mut unasked = library("[di]", true);
    unasked.claims = None;
    unasked.is_fine("unknown-reviewer");
}
