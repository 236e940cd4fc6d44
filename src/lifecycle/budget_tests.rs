//! What is worth a look, whose turn it is, and that a day is a day.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::domain::article::NeedsWork;
use crate::domain::drift::Drift;
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

const TODAY: Date = date(2026, 6, 1);

fn article(id: &str, owner: &str, state: Freshness, reasons: Vec<Reason>) -> StaleArticle {
    let judgement = Judgement { state, counts_from: None, due: None, days_overdue: 0, reasons };
    StaleArticle {
        id: ArticleId::new(&Arc::from("test"), id),
        path: ArticlePath::new(format!("kb/{id}.md")),
        owner: Some(owner).filter(|it| !it.is_empty()).map(Untrusted::from),
        topics: Vec::new(),
        depends_on: Vec::new(),
        judgement,
        reviewed: None,
        every: None,
        retire_on: None,
        created: None,
        updated: None,
        claim: None,
    }
}

fn ids(chosen: &[StaleArticle]) -> Vec<&str> {
    chosen.iter().map(|article| article.id.raw()).collect()
}

#[test]
fn what_was_asked_for_comes_before_what_the_calendar_says() {
    let drift = Drift { words: 100, changed_words: 20, ..Drift::default() };
    let work = Reason::NeedsWork(NeedsWork::default());
    let of = |id, state, reasons| article(id, "", state, reasons);
    let articles = vec![
        of("soon", Freshness::Current, Vec::new()),
        of("changed", Freshness::Current, vec![Reason::Changed(drift)]),
        of("due", Freshness::Due, Vec::new()),
        of("old", Freshness::Retirement, Vec::new()),
        of("new", Freshness::Unreviewed, vec![Reason::NeverReviewed]),
        of("overdue", Freshness::Overdue, Vec::new()),
        of("drifted", Freshness::Overdue, vec![Reason::Changed(drift)]),
        of("work", Freshness::Due, vec![work]),
    ];
    let order = ["work", "drifted", "new", "overdue", "old", "due", "changed", "soon"];
    assert_eq!(ids(&choose(articles, 9, TODAY)), order);
}

fn many(owners: &[&str], each: usize) -> Vec<StaleArticle> {
    let of = |owner: &&str| {
        let owner = (*owner).to_owned();
        (0..each).map(move |number| {
            article(&format!("{owner}-{number}"), &owner, Freshness::Overdue, Vec::new())
        })
    };
    owners.iter().flat_map(of).collect()
}

#[track_caller]
fn check_shares(owners: &[&str], each: usize, most: usize, expected: &[usize]) {
    let chosen = choose(many(owners, each), most, TODAY);
    let had = |owner: &&str| {
        chosen.iter().filter(|it| it.id.raw().starts_with(&format!("{owner}-"))).count()
    };
    let mut shares: Vec<usize> = owners.iter().map(had).collect();
    shares.sort_unstable();
    assert_eq!(shares, expected);
}

#[test]
fn nobody_gets_all_while_others_have_some() {
    check_shares(&["a", "b"], 10, 6, &[3, 3]);
    check_shares(&["a", "b", "c"], 10, 5, &[1, 2, 2]);
    check_shares(&["a", "b", "c"], 1, 5, &[1, 1, 1]);
    check_shares(&["a"], 10, 5, &[5]);
    let mut uneven = many(&["a"], 10);
    uneven.extend(many(&["b"], 1));
    assert_eq!(choose(uneven, 6, TODAY).len(), 6);
    assert!(choose(Vec::new(), 5, TODAY).is_empty());
    assert!(choose(many(&["a"], 3), 0, TODAY).is_empty());
}

#[test]
fn a_day_keeps_its_choice_and_the_next_has_another() {
    let on = |today| choose(many(&["a", "b"], 50), 6, today);
    let mut shuffled = many(&["a", "b"], 50);
    shuffled.reverse();
    assert_eq!(ids(&on(TODAY)), ids(&choose(shuffled, 6, TODAY)));
    assert_ne!(ids(&on(TODAY)), ids(&on(date(2026, 6, 2))));
}

#[test]
fn the_hash_is_the_published_one() {
    // FNV-1a of the day, NUL and "a", computed apart from this code.
    assert_eq!(hash("a", date(2026, 6, 1)), 0x2b11_bd00_e271_c467);
}
