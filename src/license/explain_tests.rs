//! Answers about pairs: expressions, parts, and what would work instead.

use super::*;

fn one(license: &str, into: &str, relation: Relation) -> PairAnswer {
    let license = asked::source(license).expect("the test names a licence");
    let into = asked::target(into).expect("the test names a licence");
    let mut found = answers(Some(&license), Some(&into), &[relation]);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

#[test]
fn what_would_work_is_said_where_something_stands_in_the_way() {
    let answer = one("CC-BY-SA-4.0", "CC-BY-4.0", Relation::Adapted);
    assert_eq!((answer.verdict, answer.fitting[0]), (Verdict::Forbidden, "CC-BY-SA-4.0"));
    let answer = one("CC-BY-4.0", "CC-BY-4.0", Relation::Adapted);
    assert!(answer.verdict.is_settled() && answer.fitting.is_empty());
}

#[test]
fn a_part_keeps_its_licence_beside_that_of_the_article_unless_it_is_forbidden() {
    let whole = |license, into| one(license, into, Relation::Excerpt).effective;
    assert_eq!(whole("MIT", "CC-BY-4.0").as_deref(), Some("CC-BY-4.0 AND MIT"));
    assert_eq!(whole("MIT OR GPL-3.0-only", "CC0-1.0").as_deref(), Some("CC0-1.0 AND MIT"));
    assert_eq!(whole("MIT", "LicenseRef-*").as_deref(), Some("LicenseRef-* AND MIT"));
    assert_eq!(whole("MIT", "MIT").as_deref(), Some("MIT"));
    assert_eq!(whole("CC-BY-NC-4.0", "CC-BY-4.0"), None);
    assert_eq!(whole("NONE", "CC-BY-4.0"), None);
    assert_eq!(one("MIT", "CC-BY-4.0", Relation::Adapted).effective, None);
}

#[test]
fn which_licences_decide_is_said_of_expressions_only() {
    let decided = |license, into| one(license, into, Relation::Adapted).decided_by;
    assert_eq!(decided("MIT", "CC-BY-4.0"), None);
    let expected = Some(("CC-BY-SA-4.0".to_owned(), "CC-BY-4.0".to_owned()));
    assert_eq!(decided("CC-BY-SA-4.0", "CC-BY-SA-4.0 OR CC-BY-4.0"), expected);
}

#[test]
fn a_translation_is_an_adaptation_and_the_rest_needs_no_licence() {
    let answer = one("CC-BY-ND-4.0", "CC-BY-4.0", Relation::Translated);
    assert_eq!((answer.verdict, answer.relation), (Verdict::Forbidden, Relation::Translated));
    let mit = asked::source("MIT").expect("it is a licence");
    let free = [Relation::Quotation, Relation::InspiredBy, Relation::Cites];
    assert_eq!(answers(Some(&mit), Some(&mit), &free), []);
}

#[test]
fn one_licence_is_held_against_all_that_the_tables_know() {
    let mit = asked::source("MIT").expect("it is a licence");
    let both = [Relation::Adapted, Relation::Excerpt];
    assert_eq!(answers(Some(&mit), None, &both).len(), 2 * 19);
    assert_eq!(answers(None, Some(&mit), &both).len(), 2 * 24);
    assert_eq!(answers(None, None, &both).len(), 2 * 24 * 19);
}
