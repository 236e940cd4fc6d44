//! What is counted, for whom, and what is not.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::domain::claim::{Claim, Statement};
use crate::domain::drift::Drift;
use crate::domain::people::{Party, PartyKind};
use crate::domain::report::monday;
use crate::domain::review::Judgement;

const TODAY: Date = date(2026, 11, 23);

fn card(name: &str) -> Card {
    Card {
        id: ArticleId::new(&Arc::from("test"), name),
        path: ArticlePath::new(format!("{name}.md")),
        title: Untrusted::new(format!("About {name}")),
        kind: None,
        topics: Vec::new(),
        license: None,
        answers: Vec::new(),
        answered_by: Vec::new(),
        aliases: Vec::new(),
        evidence: None,
        interest: None,
        ai: None,
    }
}

fn on(name: &str, topics: &[&str]) -> Card {
    let topics = topics.iter().map(|topic| Untrusted::from(*topic)).collect();
    Card { topics, ..card(name) }
}

/// The name of an article, its topics and the id of its owner.
type Owned<'a> = (&'a str, &'a [&'a str], Option<&'a str>);

fn owned<'a>(name: &'a str, topics: &'a [&'a str], owner: Option<&'a str>) -> Owned<'a> {
    (name, topics, owner)
}

fn all_owned(articles: &[Owned<'_>]) -> (Vec<Card>, Vec<StaleArticle>) {
    let articles = articles.iter().map(|(name, topics, owner)| {
        let card = on(name, topics);
        let judged = judged(&card, Freshness::Current);
        (card, StaleArticle { owner: owner.map(Untrusted::from), ..judged })
    });
    articles.unzip()
}

fn need(name: &str) -> Card {
    Card { kind: Some(Untrusted::from(NEED)), ..card(name) }
}

fn judged(card: &Card, state: Freshness) -> StaleArticle {
    let judgement =
        Judgement { state, due: None, counts_from: None, days_overdue: 0, reasons: Vec::new() };
    StaleArticle {
        id: card.id.clone(),
        path: card.path.clone(),
        owner: None,
        judgement,
        reviewed: None,
        every: None,
        created: None,
        updated: None,
        topics: Vec::new(),
        depends_on: Vec::new(),
        retire_on: None,
        claim: None,
    }
}

fn all_current(cards: &[Card]) -> Vec<StaleArticle> {
    cards.iter().map(|card| judged(card, Freshness::Current)).collect()
}

fn people() -> People {
    let party = |name: &str, kind| Party { name: name.to_owned(), kind, ..Party::default() };
    let entries = [
        ("ada", party("Ada Example", PartyKind::Person)),
        ("desk", party("The desk", PartyKind::Team)),
    ];
    People::new(entries.map(|(id, party)| (id.to_owned(), party)).into())
}

#[test]
fn an_article_counts_under_each_of_its_topics_once_and_none_comes_last() {
    let cards = [on("a", &["b", "b", "z"]), on("c", &[])];
    let judged = all_current(&cards);
    let rows = Counted::new(&cards, &judged, None, TODAY).topics();
    let names: Vec<_> = rows.iter().map(|row| row.topic.as_ref().map(Untrusted::raw)).collect();
    assert_eq!(names, [Some("b"), Some("z"), None]);
    assert!(rows.iter().all(|row| row.states.sum() == 1));
}

#[test]
fn owners_are_known_by_id_and_who_is_not_has_gone_unless_it_is_a_channel() {
    let owners = ["ada", "desk", "bob", "Bob", "#web"];
    let articles = owners.iter().map(|owner| owned(owner, &[], Some(owner)));
    let articles: Vec<Owned<'_>> = articles.chain([owned("z", &[], None)]).collect();
    let (cards, judged) = all_owned(&articles);
    let people = people();
    let rows = Counted::new(&cards, &judged, Some(&people), TODAY).owners(monday(TODAY));
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            let owner = row.owner.as_ref();
            let owner = owner.map(|(name, kind)| format!("{name} {}", kind.name()));
            format!("{} {}", owner.unwrap_or_default(), row.states.sum())
        })
        .collect();
    assert_eq!(
        shown,
        ["#web unknown 1", "ada person 1", "bob not_in_people 2", "desk team 1", " 1"]
    );
}

#[track_caller]
fn check_single(articles: &[Owned<'_>], expected: &[&str]) {
    let (cards, judged) = all_owned(articles);
    let people = people();
    let rows = Counted::new(&cards, &judged, Some(&people), TODAY).single_owner();
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row.topic, row.owner, row.articles)).collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_topic_hangs_on_a_person_if_all_of_it_does_and_it_is_more_than_one() {
    let ada = Some("ada");
    check_single(&[owned("a", &["t"], ada)], &[]);
    check_single(&[owned("a", &["t"], ada), owned("b", &["t"], ada)], &["t ada 2"]);
    let two = [owned("a", &["t"], ada), owned("b", &["t"], ada)];
    for other in [None, Some("bob"), Some("desk"), Some("#web")] {
        let cards: Vec<_> = two.iter().copied().chain([owned("c", &["t", "u"], other)]).collect();
        check_single(&cards, &[]);
        let cards: Vec<_> = cards.into_iter().rev().collect();
        check_single(&cards, &[]);
    }
    for one in [Some("desk"), Some("#web")] {
        check_single(&[owned("a", &["t"], one), owned("b", &["t"], one)], &[]);
    }
}

#[test]
fn needs_are_answered_by_living_articles_and_either_may_name_the_other() {
    let answer = |name: &str, needs: &[&str]| Card {
        answers: needs.iter().map(|need| Untrusted::from(*need)).collect(),
        ..card(name)
    };
    let renamed = Card { aliases: vec![Untrusted::from("need-old")], ..need("need-c") };
    let by = |name: &str, answer: &str| Card {
        answered_by: vec![Untrusted::from(answer)],
        ..need(name)
    };
    let cards = [
        need("need-a"),
        need("need-b"),
        renamed,
        need("need-d"),
        answer("x", &["need-a", "need-old"]),
        answer("y", &["need-b"]),
        by("need-e", "X"),
        by("need-f", "y"),
        by("need-g", "need-a"),
    ];
    let mut judged = all_current(&cards);
    judged[5].judgement.state = Freshness::Retired;
    let (needs, open) = Counted::new(&cards, &judged, None, TODAY).needs();
    let open: Vec<&str> = open.iter().map(|need| need.id.raw()).collect();
    assert_eq!((needs, open), (7, vec!["need-b", "need-d", "need-f", "need-g"]));
}

#[test]
fn ages_are_of_what_is_not_retired_and_days_to_come_are_unknown() {
    let cards = ["a", "b", "c", "d"].map(card);
    let mut judged = all_current(&cards);
    judged[0].reviewed = Some(TODAY);
    judged[1].reviewed = Some(date(2026, 11, 24));
    judged[2].reviewed = Some(date(2026, 11, 13));
    judged[3].reviewed = Some(date(2020, 1, 1));
    judged[3].judgement.state = Freshness::Retired;
    let spread = Counted::new(&cards, &judged, None, TODAY).since_review();
    assert_eq!(spread, Spread { known: 2, unknown: 1, quartiles: Some([0, 0, 10]) });
}

#[test]
fn drift_is_sorted_by_its_borders_and_what_git_does_not_tell_is_unknown() {
    let cards: Vec<Card> = (0..8).map(|at| card(&format!("a{at}"))).collect();
    let mut judged = all_current(&cards);
    judged[..7].iter_mut().for_each(|judged| judged.reviewed = Some(TODAY));
    let drifts = [Some(0), Some(99), Some(100), Some(499), Some(500), None];
    for (judged, changed) in judged.iter_mut().zip(drifts) {
        let drift = |changed_words| Drift { words: 1_000, changed_words, ..Drift::default() };
        judged.claim = Some(Claim {
            is_date_only: changed == Some(0),
            previous: changed.map(|_| date(2020, 1, 1)),
            drift: changed.map(drift),
            ..Claim::new(TODAY, Statement::default())
        });
    }
    let counts = Counted::new(&cards, &judged, None, TODAY).drift();
    let expected =
        DriftCounts { identical: 1, little: 1, changed: 2, rewritten: 1, unknown: 2, date_only: 1 };
    assert_eq!((counts, counts.sum()), (expected, 7));
}
