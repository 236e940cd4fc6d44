//! Which words of a text are marked for the other names of what was typed.

use super::*;
use crate::index::wishes::Unit;

fn terms(names: &[&[(usize, &str)]]) -> QueryTerms {
    let unit = |name: &&[(usize, &str)]| Unit {
        stems: name.iter().map(|(place, stem)| (*place, (*stem).to_owned())).collect(),
        weight: 1.0,
        covers: vec!["cab".to_owned()],
    };
    let stems = vec![("cab".to_owned(), 2.0)];
    QueryTerms { stems, units: names.iter().map(unit).collect(), ..QueryTerms::default() }
}

#[track_caller]
fn check(text: &str, terms: &QueryTerms, expected: &[&str]) {
    let found = find_matches(text, terms);
    assert_eq!(found.iter().map(|(from, to)| &text[*from..*to]).collect::<Vec<_>>(), expected);
}

#[test]
fn a_name_is_marked_where_its_words_stand_together() {
    let terms = terms(&[&[(0, "chang"), (1, "advisori"), (2, "board")]]);
    check("A change for the Change Advisory Board", &terms, &["Change", "Advisory", "Board"]);
    check("The board may change", &terms, &[]);
    check("CAB: change-advisory board, board", &terms, &["CAB", "change", "advisory", "board"]);
}

#[test]
fn small_words_within_a_name_are_counted() {
    let terms = terms(&[&[(0, "mean"), (1, "time"), (3, "repair")]]);
    check("mean time to repair", &terms, &["mean", "time", "repair"]);
    check("mean time repair", &terms, &[]);
    check("mean time to first repair", &terms, &[]);
}

#[test]
fn a_part_with_the_typed_name_says_more_than_one_with_the_other() {
    let terms = terms(&[&[(0, "board")]]);
    assert!(coverage("the cab", &terms) > coverage("the board", &terms));
    assert!(coverage("the board", &terms) > coverage("nothing", &terms));
}

#[test]
fn a_word_that_is_said_again_counts_again_and_always_less() {
    let terms = QueryTerms { stems: vec![("board".to_owned(), 1.0)], ..QueryTerms::default() };
    let says = |times: usize| coverage(&"board ".repeat(times), &terms);
    assert!((says(1) - 1.0).abs() < 1e-6, "once is its weight");
    assert!(says(2) > 1.3 && says(3) - says(2) < says(2) - says(1));
    assert!(says(10_000) < 2.0);
}

#[test]
fn another_name_says_what_it_stands_for() {
    let terms = terms(&[&[(0, "board")]]);
    assert_eq!(said("the board", &terms), [true]);
    assert_eq!(said("the cab", &terms), [true]);
    assert_eq!(said("the change", &terms), [false]);
    let unknown = QueryTerms { stems: Vec::new(), ..terms };
    assert_eq!(said("the board", &unknown), [true]);
    assert_eq!(said("the change", &unknown), [false]);
}

#[test]
fn a_text_of_one_word_over_and_over_is_marked_in_linear_time() {
    let terms = terms(&[&[(0, "board"), (1, "board"), (2, "cab")]]);
    assert_eq!(find_matches(&"board ".repeat(20_000), &terms).len(), 0);
}

#[test]
fn matches_are_found_by_stem_and_stop_words_only_where_nothing_else_is_asked() {
    let term = |word: &str| (word.to_owned(), 1.0);
    let terms = QueryTerms { stems: vec![term("stop")], ..QueryTerms::default() };
    assert_eq!(find_matches("Stop: to be stopped", &terms), [(0, 4), (12, 19)]);
    let terms = QueryTerms { exact: vec![term("be")], ..QueryTerms::default() };
    assert_eq!(find_matches("to Be or not", &terms), [(3, 5)]);
    assert_eq!(find_matches("anything", &QueryTerms::default()), []);
}

#[test]
fn what_no_article_has_but_by_another_name_is_worth_what_a_rare_word_is() {
    let unit =
        Unit { covers: vec!["pir".to_owned()], ..terms(&[&[(0, "review")]]).units.remove(0) };
    let stems = vec![("board".to_owned(), 1.5)];
    let terms = QueryTerms { stems, units: vec![unit], rarest: 4.0, ..QueryTerms::default() };
    assert_eq!(worth(&terms), [1.5, 4.0]);
    assert_eq!(said("a review", &terms), [false, true]);
}
