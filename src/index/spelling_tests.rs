//! Only what no article says is corrected, and only to what one says.

use crate::index::sample::{ask, asking, index, paths, sample};
use crate::index::*;

/// Articles with these words, each word in as many articles as stand beside it.
fn vocabulary(words: &[(&str, usize)]) -> Index {
    let mut samples = Vec::new();
    for (word, articles) in words {
        for number in 0..*articles {
            samples.push(sample(&format!("{word}-{number}.md"), "Untitled", word));
        }
    }
    index(&samples)
}

#[track_caller]
fn check(words: &[(&str, usize)], typed: &str, expected: Option<&str>) {
    let results = ask(&vocabulary(words), &asking(typed));
    let corrections: Vec<_> = results.corrections.iter().map(|it| it.to.as_str()).collect();
    assert_eq!(corrections, expected.into_iter().collect::<Vec<_>>());
    assert_eq!(results.total > 0, expected.is_some());
}

#[test]
fn one_letter_may_be_wrong_from_five_letters_on() {
    check(&[("cat", 1)], "cot", None);
    check(&[("clock", 1)], "clo", None);
    check(&[("take", 1)], "bake", None);
    check(&[("cart", 1)], "cort", None);
    check(&[("read", 1)], "bread", Some("read"));
    check(&[("clock", 1)], "clcok", Some("clock"));
    check(&[("change", 1)], "chagnes", None);
}

#[test]
fn two_letters_may_be_wrong_from_nine_letters_on() {
    check(&[("rollback", 1)], "rolbac", None);
    check(&[("rollbac", 1)], "rxlxbac", None);
    check(&[("rollback", 1)], "rxlxback", None);
    check(&[("rollbacks", 1)], "rxlxbacks", Some("rollbacks"));
    check(&[("enablement", 1)], "enxblexent", Some("enablement"));
    check(&[("enablement", 1)], "enxxxement", None);
}

#[test]
fn the_first_letter_may_be_the_wrong_one() {
    check(&[("incident", 1)], "oncident", Some("incident"));
    check(&[("incident", 1)], "ncident", Some("incident"));
    check(&[("incident", 1)], "xincident", Some("incident"));
    check(&[("incident", 1)], "nicident", Some("incident"));
    check(&[("incident", 1)], "oncidont", None);
}

#[test]
fn the_nearest_word_wins_and_then_the_most_frequent() {
    check(&[("problems", 1), ("problematic", 9)], "problens", Some("problems"));
    check(&[("carts", 1), ("costs", 3)], "casts", Some("costs"));
    check(&[("carts", 1), ("costs", 1)], "casts", Some("carts"));
}

#[test]
fn no_word_is_corrected_to_one_that_says_nothing() {
    check(&[("which", 3), ("whisk", 1)], "whick", Some("whisk"));
    check(&[("which", 3)], "whihc", None);
}

#[test]
fn a_short_word_that_was_corrected_answers_nothing_by_itself() {
    let apart = vocabulary(&[("read", 1), ("clock", 1), ("stopped", 1)]);
    let is_answered = |text: &str| ask(&apart, &asking(text)).is_answered;
    assert!(!is_answered("how to bake bread"));
    assert!(!is_answered("clcok"), "five letters");
    assert!(is_answered("stoped"), "six letters");
    let both = index(&[sample("a.md", "Untitled", "read the clock")]);
    let is_answered = |text: &str| ask(&both, &asking(text)).is_answered;
    assert!(is_answered("clock bread"), "with a word that is there");
    assert!(is_answered("read bread"), "with itself");
}

#[test]
fn a_word_that_any_article_contains_is_not_touched() {
    let index = vocabulary(&[("form", 1), ("farm", 9)]);
    let results = ask(&index, &asking("forms"));
    assert_eq!((paths(&results), results.corrections), (vec!["form-0.md".to_owned()], vec![]));
}

#[test]
fn identifiers_and_quoted_words_are_not_corrected() {
    check(&[("2018", 1)], "2019", None);
    check(&[("p1ncident", 1)], "p1ncidant", None);
    check(&[("clock", 1)], "\"clcok\"", None);
}

#[test]
fn corrections_can_be_refused() {
    let index = vocabulary(&[("clock", 1)]);
    let results = ask(&index, &Query { spelling: Spelling::AsTyped, ..asking("clcok") });
    assert_eq!((results.total, results.corrections.len(), results.informative), (0, 0, 1));
}

#[test]
fn a_corrected_word_counts_as_found_and_an_unknown_one_as_missing() {
    let index = index(&[sample("a.md", "Stop the clock", "pause")]);
    let results = ask(&index, &asking("stopp clcok zzzzzz"));
    assert_eq!(paths(&results), ["a.md"]);
    assert_eq!((results.hits[0].matched, results.informative), (2, 3));
    let weights: Vec<&str> = results.terms.weights().map(|(stem, _)| stem).collect();
    assert_eq!(weights, ["stop", "clock"]);
}

#[test]
fn a_word_only_in_a_hidden_article_is_not_in_the_vocabulary() {
    let below = index(&[sample("old.md", "Clock", "clocks"), sample("b.md", "Cloak", "cloak")]);
    let hidden = [sample("old.md", "", "").path()].into_iter().collect();
    let layer = Layer::new(&below, &hidden);
    let results = search(&[layer], &asking("clock")).expect("the index is sound");
    assert_eq!(paths(&results), ["b.md"]);
    assert_eq!(results.corrections[0].to, "cloak");
}
