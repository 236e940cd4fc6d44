//! Which organisations count for an article, on which day, and through whom.

use jiff::civil::date;

use super::*;
use crate::rules::testing::Library;

fn party(kind: PartyKind, name: &str) -> Party {
    Party { kind, name: name.to_owned(), ..Party::default() }
}

fn at(org: &str, from: Option<Date>, until: Option<Date>) -> Affiliation {
    Affiliation { org: org.to_owned(), role: None, from, until }
}

fn people() -> People {
    let example = party(PartyKind::Organisation, "Example Ltd");
    let mut ada = party(PartyKind::Person, "Ada Example");
    ada.affiliations = vec![
        at("example", Some(date(2026, 1, 1)), None),
        at("Former Society", None, Some(date(2025, 12, 31))),
    ];
    let mut bob = party(PartyKind::Person, "Bob Example");
    bob.products = vec!["Bob's Desk".to_owned()];
    let all = [("ada", ada), ("bob", bob), ("example", example)];
    People::new(all.map(|(id, party)| (id.to_owned(), party)).into())
}

#[track_caller]
fn check(front: &str, expected: &[&str]) {
    let people = people();
    let article = Library::at_hand("kb/a.md", &format!("---\n{front}\n---\n"));
    let own = Affiliations::new(Some(&people)).of(&article, date(2026, 11, 23));
    let own: Vec<&str> = own.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(own, expected, "{front}");
}

#[test]
fn what_holds_today_counts_and_what_held_on_the_day_of_review() {
    check("authors: [ada]", &["Example Ltd"]);
    check("authors: [Ada Example]\nreview: {on: 2026-01-01}", &["Example Ltd"]);
    check("authors: [ADA]\nreview: {on: 2025-12-31}", &["Example Ltd", "Former Society"]);
}

#[test]
fn reviewers_count_too_and_each_organisation_once() {
    check("authors: [carl]\nreview: {on: 2026-11-01, by: [ada]}", &["Example Ltd"]);
    check(
        "authors: [ada]\nreview: {on: 2026-11-01, by: [ada, bob]}",
        &["Example Ltd", "Bob Example"],
    );
}

#[test]
fn whoever_has_something_of_their_own_is_an_organisation() {
    check("authors: [bob]", &["Bob Example"]);
    check("authors: [example]", &["Example Ltd"]);
    check("authors: [nobody]", &[]);
}

#[test]
fn an_article_may_say_itself_where_its_authors_belong() {
    check("authors: [x]\ndisclosure: {affiliation: {org: Other Ltd}}", &["Other Ltd"]);
    check("authors: [x]\ndisclosure: {affiliation: {org: EXAMPLE}}", &["Example Ltd"]);
    check("authors: [ada]\ndisclosure: {affiliation: {org: example ltd}}", &["Example Ltd"]);
    check("authors: [x]\ndisclosure: {affiliation: {org: \"\"}}", &[]);
    check("authors: [x]\ndisclosure: {affiliation: {role: head}}", &[]);
}
