//! What is found, in which order, and what is said about it.

use std::collections::HashSet;

use crate::domain::filter::{Choice, Filter, Subject};
use crate::domain::path::ArticlePath;
use crate::index::sample::{Sample, ask, asking, index, paths, sample, write, written};
use crate::index::*;

#[track_caller]
fn check(samples: &[Sample], query: &str, expected: &[&str]) {
    assert_eq!(paths(&ask(&index(samples), &asking(query))), expected);
}

#[test]
fn a_word_in_the_title_beats_a_word_in_the_text() {
    let samples = [
        sample("a.md", "Pausing", "how to pause the clock of a ticket"),
        sample("b.md", "Stop the clock", "how to pause the watch of a ticket"),
    ];
    check(&samples, "clock", &["b.md", "a.md"]);
}

#[test]
fn summary_questions_aliases_and_term_are_searched() {
    let samples = [
        sample("a.md", "A", "x").with(|meta| meta.summary = Some("summarised".into())),
        sample("b.md", "B", "x").with(|meta| meta.questions = vec!["questioned".into()]),
        sample("c.md", "C", "x").with(|meta| meta.aliases = vec![written("sla-pause")]),
        sample("d.md", "D", "x").with(|meta| meta.term = Some(written("termed"))),
    ];
    check(&samples, "summarise", &["a.md"]);
    check(&samples, "question", &["b.md"]);
    check(&samples, "sla_pause", &["c.md"]);
    check(&samples, "term", &["d.md"]);
}

#[test]
fn a_word_typed_twice_counts_twice() {
    let samples = [
        sample("a.md", "X", "alpha filler filler"),
        sample("b.md", "X", "beta filler filler"),
        sample("c.md", "X", "alpha padding padding"),
        sample("d.md", "X", "beta padding padding"),
    ];
    check(&samples, "alpha beta beta", &["b.md", "d.md", "a.md", "c.md"]);
    check(&samples, "beta alpha alpha", &["a.md", "c.md", "b.md", "d.md"]);
}

#[test]
fn one_known_word_among_many_is_enough() {
    let samples = [sample("a.md", "Rollback of a change", "do it")];
    let query = "what on earth does the quick brown vendor say about rollbacks";
    let results = ask(&index(&samples), &asking(query));
    assert_eq!((results.total, results.is_answered), (1, false));
}

#[test]
fn an_answer_contains_at_least_half_of_the_words() {
    let index = index(&[sample("a.md", "Rollback", "plan")]);
    let is_answered = |text: &str| ask(&index, &asking(text)).is_answered;
    assert!(is_answered("rollback plan"));
    assert!(is_answered("rollback qqqq"));
    assert!(!is_answered("rollback qqqq wwww"));
    assert!(!is_answered("qqqq"));
    assert!(!is_answered(""));
}

#[test]
fn what_every_article_says_is_no_answer() {
    let article = |number: u32| {
        let body = format!("create the order of step{number}");
        sample(&format!("{number}.md"), "A", &body)
    };
    let index = index(&(0..5).map(article).collect::<Vec<_>>());
    let is_answered = |text: &str| ask(&index, &asking(text)).is_answered;
    assert!(is_answered("create order"));
    assert!(!is_answered("create order ledger vendor"), "half of the words, and none that tells");
    assert!(is_answered("create step3 ledger"), "most of the words, and one that tells");
}

#[test]
fn whether_there_is_an_answer_does_not_depend_on_the_page() {
    let index = index(&[sample("a.md", "Rollback", "plan"), sample("b.md", "X", "plan")]);
    let page = |offset, limit| ask(&index, &Query { offset, limit, ..asking("rollback plan") });
    assert_eq!(paths(&page(1, 1)), ["b.md"]);
    assert!(page(1, 1).is_answered && page(0, 0).is_answered && page(9, usize::MAX).is_answered);
    assert_eq!((page(0, 0).hits.len(), page(0, 0).total, page(9, 9).hits.len()), (0, 2, 0));
}

#[test]
fn equally_good_articles_are_in_the_order_of_their_paths_on_every_page() {
    let mut samples: Vec<Sample> =
        (0..20).rev().map(|number| sample(&format!("{number:02}.md"), "Same", "text")).collect();
    samples.swap(3, 17);
    let index = index(&samples);
    let mut all = Vec::new();
    for offset in (0..20).step_by(3) {
        all.extend(paths(&ask(&index, &Query { offset, limit: 3, ..asking("same text") })));
    }
    assert_eq!(all, (0..20).map(|number| format!("{number:02}.md")).collect::<Vec<_>>());
}

#[test]
fn phrases_must_stand_together_and_other_words_need_not() {
    let samples = [
        sample("a.md", "X", "the end of life of a service"),
        sample("b.md", "X", "life in the end"),
        sample("c.md", "X", "its end, and life"),
    ];
    check(&samples, "\"end of life\"", &["c.md", "a.md"]);
    check(&samples, "\"life end\"", &[]);
    check(&samples, "\"the end\" service", &["a.md", "b.md", "c.md"]);
    check(&samples, "\"in the\"", &["b.md"]);
    check(&samples, "\"the unknown\"", &[]);
}

#[test]
fn a_query_of_stop_words_searches_for_them() {
    let samples = [sample("a.md", "Who we are", "us"), sample("b.md", "X", "who knows")];
    let results = ask(&index(&samples), &asking("who are we"));
    assert_eq!(paths(&results), ["a.md", "b.md"]);
    assert_eq!((results.informative, results.hits[1].matched), (3, 1));
    assert_eq!(find_matches("Who we", &results.terms), [(0, 3), (4, 6)]);
}

fn shelf() -> Vec<Sample> {
    vec![
        sample("a.md", "Clock", "x").with(|meta| {
            meta.kind = Some(written("Guide"));
            meta.topics = vec!["incident".into(), "sla".into()];
            meta.owner = Some("Team A".into());
            meta.license = Some(written("CC-BY-4.0"));
        }),
        sample("b.md", "Clock", "x").with(|meta| {
            meta.kind = Some(written("metric"));
            meta.topics = vec!["change".into()];
            meta.license = Some(written("MIT OR Apache-2.0"));
        }),
        sample("c.md", "Clock", "x").retired(),
    ]
}

/// `key value, value` as a filter.
fn filter(text: &str) -> Filter {
    let (key, values) = text.split_once(' ').expect("a key and values");
    Filter {
        written: text.to_owned(),
        subject: match key {
            "path" => Subject::Path,
            key => Subject::Field(vec![key.to_owned()]),
        },
        choices: values
            .split(',')
            .map(|value| match key {
                "path" => Choice::Value(value.to_owned()),
                _ if value == "any" => Choice::Any,
                _ => Choice::of(value, false),
            })
            .collect(),
        is_excluded: false,
    }
}

#[track_caller]
fn check_filters(filters: &[Filter], expected: &[&str], retired_hidden: usize) {
    for text in ["clock", ""] {
        let query = Query { filters: filters.to_vec(), ..asking(text) };
        let results = ask(&index(&shelf()), &query);
        assert_eq!((paths(&results), results.retired_hidden), (strings(expected), retired_hidden));
        assert_eq!(results.total, expected.len());
        assert_eq!(results.is_answered, !expected.is_empty());
    }
}

#[track_caller]
fn check_filter(text: &str, expected: &[&str], retired_hidden: usize) {
    check_filters(&[filter(text)], expected, retired_hidden);
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn a_filter_does_not_answer_for_a_beginning_that_no_word_has() {
    let guide = sample("a.md", "Clock", "x").with(|meta| meta.kind = Some(written("guide")));
    let index = index(&[guide]);
    let mut query = asking("zzz*");
    query.filters = vec![filter("type guide")];
    let found = ask(&index, &query);
    assert_eq!((found.total, found.best, found.is_answered), (0, None, false));
    query.text.clear();
    assert_eq!(ask(&index, &query).total, 1);
}

#[test]
fn filters_are_exact_but_for_case_and_what_separates_words() {
    check_filter("type guide", &["a.md"], 0);
    check_filter("type gui", &[], 0);
    check_filter("topics SLA", &["a.md"], 0);
    check_filter("owner  team-a ", &["a.md"], 0);
    check_filter("license mit", &["b.md"], 0);
    check_filter("license mit or apache-2.0", &["b.md"], 0);
    check_filter("status active", &["a.md", "b.md"], 0);
    check_filter("owner any", &["a.md"], 0);
}

#[test]
fn values_of_one_filter_are_choices_and_filters_add_up() {
    check_filter("type guide,metric", &["a.md", "b.md"], 0);
    check_filters(&[filter("type guide"), filter("topics change")], &[], 0);
    let refused = Filter { is_excluded: true, ..filter("type guide") };
    check_filters(&[refused], &["b.md"], 1);
}

#[test]
fn a_path_is_meant_by_its_beginning_or_by_stars() {
    check_filter("path a", &["a.md"], 0);
    check_filter("path ./b.md", &["b.md"], 0);
    check_filter("path *.md", &["a.md", "b.md"], 1);
    check_filter("path b*", &["b.md"], 0);
    check_filter("path .md", &[], 0);
}

#[test]
fn retired_articles_are_counted_and_shown_when_asked_for() {
    check_filters(&[filter("topics change")], &["b.md"], 0);
    check_filter("status Retired", &["c.md"], 0);
    check_filter("status retired,active", &["a.md", "b.md", "c.md"], 0);
    let shown = Query { retired: Retired::Shown, ..asking("clock") };
    let results = ask(&index(&shelf()), &shown);
    assert_eq!((results.total, results.retired_hidden), (3, 0));
}

#[test]
fn every_string_is_a_query() {
    let index = index(&shelf());
    let many_brackets = "(".repeat(10_000);
    let many_words: Vec<String> = (0..10_000).map(|number| format!("clock{number}")).collect();
    let many_words = many_words.join(" OR ");
    let megabyte = "clock \" ".repeat(125_000);
    let one_word = "x".repeat(1_000_000);
    let hostile = [
        "",
        "\"",
        "\"\"\"",
        "NOT",
        "NOT NOT",
        "AND OR",
        "*",
        "clock*",
        "*clock",
        "field:",
        "title:clock",
        "clock~9999",
        "clock^-1",
        "[a TO b]",
        "\0",
        "clo\0ck",
        "\u{202e}clock",
        "👩‍💻 clock",
        "a\u{301}",
        "\u{fffd}",
        "-clock",
        "+clock",
        "/c.*k/",
        "\\",
        "\\\"",
        "{",
        "}",
        "clock\" OR \"",
        "\r\n\t",
        &many_brackets,
        &many_words,
        &megabyte,
        &one_word,
    ];
    for text in hostile {
        let results = ask(&index, &asking(text));
        assert!(results.hits.len() <= results.total);
    }
    assert_eq!(ask(&index, &asking("clock* OR \"")).total, 2);
}

#[test]
fn an_empty_index_and_no_index_at_all_answer_with_nothing() {
    assert_eq!(ask(&index(&[]), &asking("clock")).total, 0);
    let results = search(&[], &asking("clock")).expect("nothing can be damaged");
    assert_eq!(results, Results::default());
}

/// Articles of different lengths with overlapping words.
pub(super) fn library(version: usize) -> Vec<Sample> {
    let words = ["clock", "change", "rollback", "incident", "owner", "plan", "stop", "review"];
    let article = |number: usize| {
        let pick = |step: usize| words[(number * 7 + step * (number % 5 + version)) % words.len()];
        let body: Vec<&str> = (0..20 + number * 3).map(pick).collect();
        let title = format!("{} {} {number}", pick(1), pick(3));
        sample(&format!("{number:02}.md"), &title, &body.join(" "))
    };
    (0..40).map(article).collect()
}

#[track_caller]
pub(super) fn check_same(layers: &[Layer<'_>], fresh: &Index) {
    for text in ["clock rollback", "stop the change review", "\"plan stop\" owner", "incident"] {
        let query = Query { limit: 100, ..asking(text) };
        let layered = search(layers, &query).expect("the layers are sound");
        let expected = ask(fresh, &query);
        assert_eq!(paths(&layered), paths(&expected), "{text}");
        for (hit, expected) in layered.hits.iter().zip(&expected.hits) {
            let apart = (hit.score - expected.score).abs() / expected.score;
            assert!(apart < 0.001, "{text}: {} and {}", hit.score, expected.score);
            assert_eq!(hit.matched, expected.matched);
        }
        assert_eq!((layered.total, layered.terms), (expected.total, expected.terms));
    }
}

#[test]
fn layers_rank_like_one_fresh_index() {
    let (old, new) = (library(1), library(2));
    let changed: Vec<Sample> = new[5..12].to_vec();
    let mut current = old.clone();
    current.splice(5..12, changed.clone());
    current.remove(0);
    let gone: HashSet<ArticlePath> = changed.iter().chain(&old[..1]).map(Sample::path).collect();
    let (below, above, fresh) = (index(&old), index(&changed), index(&current));
    let none = HashSet::new();
    let layers = [Layer::new(&below, &gone), Layer::new(&above, &none)];
    check_same(&layers, &fresh);
}

#[test]
fn articles_deleted_and_added_rank_like_one_fresh_index() {
    let (old, new) = (library(1), library(2));
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    write(&mut writer, &old);
    for sample in &new[3..9] {
        writer.delete(&sample.path());
    }
    write(&mut writer, &new[3..9]);
    let changed = writer.index().expect("memory can be read");
    let mut current = old;
    current.splice(3..9, new[3..9].to_vec());
    let none = HashSet::new();
    check_same(&[Layer::new(&changed, &none)], &index(&current));
    assert_eq!(changed.articles(), 40);
}

#[test]
fn what_is_left_after_long_articles_went_ranks_like_one_fresh_index() {
    let long = |number: usize| {
        let body = "manual page about everything else ".repeat(400 + number);
        sample(&format!("big-{number:02}.md"), "Big", &body)
    };
    let mut short = library(1);
    short.push(sample("a.md", "A", &format!("clock clock {}", "word ".repeat(70))));
    short.push(sample("b.md", "B", &format!("clock {}", "word ".repeat(14))));
    let long: Vec<Sample> = (0..20).map(long).collect();
    let mut writer = Writer::in_memory(Load::Few).expect("there is memory");
    write(&mut writer, &[short.clone(), long.clone()].concat());
    for sample in &long {
        writer.delete(&sample.path());
    }
    writer.commit("changed").expect("memory can be written");
    let changed = writer.index().expect("memory can be read");
    let none = HashSet::new();
    check_same(&[Layer::new(&changed, &none)], &index(&short));
}
