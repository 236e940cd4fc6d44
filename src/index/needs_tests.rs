//! Needs among other articles: where they stand, and what they tell.

use super::*;
use crate::index::Results;
use crate::index::sample::{Sample, ask, asking, index, paths, sample, written};

fn need(path: &str, title: &str, body: &str) -> Sample {
    sample(path, title, body).with(|meta| meta.kind = Some(written("Need")))
}

/// Two needs that match better than the article that answers, and one article that has no word.
fn shelf() -> Vec<Sample> {
    vec![
        need("a.md", "Stop the clock", "clock clock"),
        need("b.md", "Clock stop", "clock stop"),
        sample("c.md", "Pausing", "how to stop a clock for a while, in many other words"),
        sample("d.md", "X", "y"),
    ]
}

fn found(samples: &[Sample], change: impl FnOnce(&mut Query)) -> Results {
    let mut query = asking("stop clock");
    change(&mut query);
    ask(&index(samples), &query)
}

#[test]
fn the_article_that_answers_comes_before_the_needs_that_ask_on_every_page() {
    let all = paths(&found(&shelf(), |_| {}));
    assert_eq!((all[0].as_str(), all.len()), ("c.md", 3));
    let pages = (0..4).flat_map(|offset| {
        paths(&found(&shelf(), |query| (query.offset, query.limit) = (offset, 1)))
    });
    assert_eq!(pages.collect::<Vec<_>>(), all);
}

#[test]
fn what_has_under_half_of_the_words_stays_behind_the_needs() {
    let results = found(&shelf(), |query| query.text = "stop clock qqqq wwww eeee".to_owned());
    assert!(!results.is_answered);
    assert_eq!(paths(&results)[2], "c.md");
    assert_eq!(results.best.expect("one is no need").article.path.to_string(), "c.md");
}

#[test]
fn a_need_alone_answers_nothing_unless_needs_are_asked_for() {
    let needs = &shelf()[..2];
    let results = found(needs, |_| {});
    assert!(!results.is_answered && results.best.is_none());
    assert_eq!(results.total, 2);
    let results = found(needs, |query| {
        query.filters = vec![Filter::field("type", " NEED")];
    });
    assert!(results.is_answered && results.best.is_some() && !results.is_asked_better);
}

#[test]
fn a_need_asks_better_only_where_its_score_is_a_quarter_above() {
    assert!(found(&shelf(), |_| {}).is_asked_better);
    let alike = [need("a.md", "Stop the clock", "x"), sample("b.md", "Stop the clock", "x")];
    assert!(!found(&alike, |_| {}).is_asked_better);
    assert!(!found(&shelf()[2..], |_| {}).is_asked_better);
}

#[test]
fn what_is_best_does_not_depend_on_the_page() {
    for (offset, limit) in [(0, 0), (0, 1), (2, 5), (9, usize::MAX)] {
        let results = found(&shelf(), |query| (query.offset, query.limit) = (offset, limit));
        assert!(results.is_answered && results.is_asked_better);
        assert_eq!(results.best.expect("one is no need").article.path.to_string(), "c.md");
    }
}
