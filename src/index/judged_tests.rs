//! Conditions and orders that only records tell, and what is counted.

use jiff::civil::date;

use super::*;
use crate::domain::article::Written;
use crate::domain::filter::{Choice, Facet};
use crate::domain::judge::judge;
use crate::domain::review::Interval;
use crate::index::sample::{Sample, asking, index, paths, sample, written};
use crate::index::{Layer, Results, search_judged};

fn reviewed(path: &str, title: &str, words: u32, year: i16) -> Sample {
    let mut sample = sample(path, title, "clock").with(|meta| {
        meta.review.on = Some(Written { value: date(year, 1, 1), span: None });
        meta.review.every = Some(Written { value: Interval::Months(12), span: None });
        meta.kind = Some(written(if words > 250 { "guide" } else { "metric" }));
    });
    sample.article.outline.words = words;
    sample
}

fn shelf() -> Vec<Sample> {
    vec![
        reviewed("b.md", "Beta", 300, 2024),
        reviewed("a.md", "alpha", 200, 2026),
        reviewed("c.md", "Gamma", 400, 2020).retired(),
        sample("d.md", "Delta", "clock"),
    ]
}

#[track_caller]
fn ask(query: &Query) -> Results {
    let (index, hidden) = (index(&shelf()), std::collections::HashSet::new());
    let today =
        |_: usize, article: &StoredArticle| judge(&article.evidence_of_review(), date(2026, 11, 1));
    search_judged(&[Layer::new(&index, &hidden)], query, &today).expect("the index is sound")
}

fn filter(subject: Subject, choice: &str) -> Filter {
    let choices = vec![Choice::of(choice, false)];
    Filter { written: choice.to_owned(), subject, choices, is_excluded: false }
}

#[track_caller]
fn check(subject: Subject, choice: &str, expected: &[&str], retired_hidden: usize) {
    let filters = vec![filter(subject, choice)];
    for text in ["clock", ""] {
        let results = ask(&Query { filters: filters.clone(), ..asking(text) });
        let mut found = paths(&results);
        found.sort();
        assert_eq!(
            (found.as_slice(), results.total),
            (strings(expected).as_slice(), expected.len())
        );
        assert_eq!(results.retired_hidden, retired_hidden);
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn states_days_and_lengths_are_computed() {
    check(Subject::State, "overdue", &["b.md"], 0);
    check(Subject::State, "unreviewed", &["d.md"], 0);
    check(Subject::State, "retired", &["c.md"], 0);
    check(Subject::Due, "..2026", &["b.md"], 0);
    check(Subject::Due, "2027", &["a.md"], 0);
    check(Subject::Words, "200..300", &["a.md", "b.md"], 0);
    check(Subject::Words, "201..", &["b.md"], 1);
    check(Subject::Minutes, "..1", &["a.md", "d.md"], 0);
}

#[test]
fn what_is_refused_is_computed_too() {
    let refused = Filter { is_excluded: true, ..filter(Subject::State, "overdue") };
    let results = ask(&Query { filters: vec![refused], ..asking("clock") });
    assert_eq!((results.total, results.retired_hidden), (2, 1));
}

#[track_caller]
fn check_order(order: Order, is_reversed: bool, expected: &[&str]) {
    let results = ask(&Query { order, is_reversed, ..asking("clock") });
    assert_eq!(paths(&results), expected);
    assert!(results.is_answered);
    let page = Query { order, is_reversed, offset: 1, limit: 1, ..asking("clock") };
    assert_eq!(paths(&ask(&page)), expected[1..2]);
}

#[test]
fn hits_are_sorted_and_those_without_a_value_come_last() {
    check_order(Order::Path, false, &["a.md", "b.md", "d.md"]);
    check_order(Order::Path, true, &["d.md", "b.md", "a.md"]);
    check_order(Order::Title, false, &["a.md", "b.md", "d.md"]);
    check_order(Order::Reviewed, false, &["a.md", "b.md", "d.md"]);
    check_order(Order::Reviewed, true, &["b.md", "a.md", "d.md"]);
    check_order(Order::Due, false, &["b.md", "a.md", "d.md"]);
    check_order(Order::Words, false, &["d.md", "a.md", "b.md"]);
}

#[test]
fn values_are_counted_over_all_that_match() {
    let kinds = ("type".to_owned(), Subject::Field(vec!["kind".into(), "type".into()]));
    let facets = vec![kinds, ("state".to_owned(), Subject::State)];
    let results = ask(&Query { facets, limit: 1, ..asking("clock") });
    let facet = |name: &str, values: &[(&str, usize)], without| Facet {
        name: name.to_owned(),
        values: values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect(),
        without,
    };
    assert_eq!(
        results.facets,
        [
            facet("type", &[("guide", 1), ("metric", 1)], 1),
            facet("state", &[("current", 1), ("overdue", 1), ("unreviewed", 1)], 0),
        ]
    );
}

#[test]
fn where_nothing_is_left_the_filter_that_keeps_it_out_is_told() {
    let kind = |choice| filter(Subject::Field(vec!["type".into()]), choice);
    let told = |filters: Vec<Filter>| {
        let results = ask(&Query { filters, ..asking("alpha") });
        let told = results.left_out.iter();
        told.map(|it| (it.filter, it.articles)).collect::<Vec<_>>()
    };
    assert_eq!(told(vec![kind("guide")]), [(Some(0), 1)]);
    assert_eq!(told(vec![kind("metric"), filter(Subject::State, "overdue")]), [(Some(1), 1)]);
    assert_eq!(told(vec![kind("guide"), filter(Subject::State, "overdue")]), [(None, 1)]);
    assert_eq!(told(vec![kind("metric")]), []);
}
