//! Tests of whether a credit is still given.

use super::*;
use crate::domain::article::Written;
use crate::domain::source::Relation;
use crate::domain::untrusted::Untrusted;

fn by(authors: &[&str]) -> Stated {
    let authors = authors.iter().map(|name| Untrusted::from(*name)).collect();
    Stated { authors, ..Stated::default() }
}

#[track_caller]
fn check(before: &[&str], after: &[&str], removed: &[&str]) {
    let (before, after) = (by(before), by(after));
    let credits = Credit::removed(&before, &after, None);
    let found: Vec<&str> = credits.iter().map(Credit::name).collect();
    assert_eq!(found, removed);
}

#[test]
fn who_is_not_named_any_more_is_removed_and_who_is_spelled_otherwise_is_not() {
    check(&["Jo Roe", "Bo Doe"], &["Jo Roe"], &["Bo Doe"]);
    check(&["Jo Roe"], &["Bo Doe"], &["Jo Roe"]);
    check(&["Jo Roe <jo@example.org>"], &["J. R. <jo@example.org>"], &[]);
    check(&["Jane Rowan"], &["J. Rowan", "Bo Doe"], &[]);
    check(&["janer"], &["Jane Rowan"], &[]);
    let (jane, bo) = ("Jane Rowan <rowan@example.org>", "Bo Doe <doe@example.org>");
    check(&[jane, bo], &[bo], &["Jane Rowan"]);
    check(&["Jane Rowan (@jr), Bo Doe"], &["rjane (@jr)"], &["Bo Doe"]);
    check(&["jo-roe"], &["Jo Roe"], &[]);
    check(&["", "Bo Doe, and others", "...", "Cy et al."], &["Bo Doe"], &[]);
}

fn source(relation: Relation, title: &str, url: &str) -> Stated {
    let url = Some(Written { value: Untrusted::from(url), span: None });
    let title = Untrusted::from(title);
    let source = SourceReference { relation, title, url, ..SourceReference::default() };
    Stated { sources: vec![source], ..Stated::default() }
}

#[test]
fn a_source_counts_if_text_was_taken_from_it_and_is_known_by_title_or_address() {
    let removed = |before: &Stated, after: &Stated| Credit::removed(before, after, None).len();
    let (title, url) = ("A playbook", "https://example.org/a/");
    let adapted = source(Relation::Adapted, title, url);
    assert_eq!(removed(&adapted, &Stated::default()), 1);
    assert_eq!(removed(&source(Relation::Cites, title, url), &Stated::default()), 0);
    assert_eq!(removed(&adapted, &source(Relation::Cites, "a PLAYBOOK", "http://b.org")), 0);
    assert_eq!(removed(&adapted, &source(Relation::Cites, "B", "http://www.example.org/a")), 0);
    assert_eq!(removed(&adapted, &source(Relation::Adapted, "B", "https://example.org/b")), 1);
}

#[test]
fn a_name_in_the_text_is_a_credit_too() {
    let before = by(&["Jo Roe <jo@example.org>"]);
    let gone = Stated::default();
    let credit = &Credit::removed(&before, &gone, None)[0];
    assert!(
        credit.is_named_in("Thanks to Jo Roe.", None)
            && credit.is_named_in("(jo@example.org)", None)
    );
    assert!(!credit.is_named_in("Thanks to Jo.", None));
}

#[test]
fn what_is_kept_is_counted_whatever_the_order() {
    assert_eq!(kept_percent("a b c d", "d c b x"), 75);
    assert_eq!(kept_percent("a a", "a"), 50);
    assert_eq!(kept_percent("---\nx: y\n---\na", "a"), 100);
    assert_eq!(kept_percent("", "a"), 0);
}
