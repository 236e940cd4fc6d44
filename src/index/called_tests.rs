//! What an article is called is as good as its words.

use super::*;
use crate::index::sample::{Sample, ask, asking, index, paths, sample};

fn library() -> [Sample; 3] {
    [
        sample("kb/sort-them.md", "Choose a few kinds", "of what came in"),
        sample("kb/other.md", "Sort the incidents", "sort them, sort them, and sort them again"),
        sample("src/content/renew-token/index.md", "A new one", "in two steps"),
    ]
}

#[track_caller]
fn check(query: &str, expected: &str) {
    let results = ask(&index(&library()), &asking(query));
    let first = paths(&results).into_iter().next();
    assert_eq!((first.as_deref(), results.is_answered), (Some(expected), true), "{query}");
}

#[test]
fn an_id_or_a_path_puts_its_article_first_whatever_others_say() {
    for query in [
        "sort-them",
        "`sort-them`",
        "sort-them#heading",
        "kb/sort-them.md",
        "./kb/sort-them.md:12:3",
        "kb/sort-them.md:12:",
        "what about (kb/sort-them.md), please",
    ] {
        check(query, "kb/sort-them.md");
    }
    check("src/content/renew-token/index.md", "src/content/renew-token/index.md");
    check("renew-token", "src/content/renew-token/index.md");
}

#[test]
fn the_words_of_a_file_name_are_searched_and_so_is_the_name_of_the_folder_of_an_index() {
    check("renew the token", "src/content/renew-token/index.md");
    check("\"renew token\"", "src/content/renew-token/index.md");
    let results = ask(&index(&library()), &asking("index content"));
    assert_eq!(results.total, 0, "only the last part of a path says what it is about");
}

#[test]
fn a_single_word_and_a_name_in_part_are_words_like_any_others() {
    let results = ask(&index(&library()), &asking("other sort"));
    assert!(results.hits.iter().all(|hit| hit.score < CALLED) && !results.is_called);
    assert!(!ask(&index(&library()), &asking("other")).is_called);
    assert!(!ask(&index(&library()), &asking("sort-them-all")).is_called);
}

#[test]
fn any_text_may_be_asked() {
    let odd = format!("{}a-b{}", "`\"(".repeat(10_000), ":1".repeat(10_000));
    for text in [odd.as_str(), ":", "#", "a-b::", "./././", "é-ü:9"] {
        ask(&index(&library()), &asking(text));
    }
    let fields = crate::index::fields::schema().1;
    assert_eq!(called(&"a-b ".repeat(1_000), &fields).len(), NAMES_MAX);
    assert_eq!(called(&odd, &fields), called("a-b", &fields));
}
