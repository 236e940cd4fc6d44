//! Which runs there are, and which are kept.

use std::collections::HashSet;

use super::*;
use crate::domain::text::Span;
use crate::rules::sketch::Words;

fn words(text: &str) -> Vec<Word> {
    Words::new(text, Span::new(0..text.len())).collect()
}

/// Words `from..to` of an endless text.
fn text(from: usize, to: usize) -> String {
    (from..to).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ") + " "
}

#[test]
fn twelve_words_are_one_run_and_eleven_are_none() {
    assert_eq!(runs(&words(&text(0, 12))).len(), 1);
    assert_eq!(runs(&words(&text(0, 11))).len(), 0);
    assert_eq!(winnowed(&[], 8), Vec::<usize>::new());
}

#[test]
fn a_run_is_the_same_wherever_it_stands_and_another_in_another_order() {
    let alone = runs(&words(&text(0, 12)));
    let later = runs(&words(&format!("{}{}", text(500, 777), text(0, 12))));
    assert_eq!(later.last(), alone.first());
    let turned = runs(&words(&format!("{}word0", text(1, 12))));
    assert_ne!(turned, alone);
}

#[test]
fn every_passage_of_a_window_shares_a_run_that_is_kept() {
    const WINDOW: usize = 8;
    let kept = |text: &str| {
        let runs = runs(&words(text));
        winnowed(&runs, WINDOW).into_iter().map(|at| runs[at]).collect::<HashSet<u64>>()
    };
    let whole = kept(&text(0, 2_000));
    for from in 0..500 {
        let passage = text(from, from + RUN + WINDOW - 1);
        let other = format!("{}{passage}{}", text(5_000, 5_050), text(6_000, 6_050));
        assert!(!kept(&other).is_disjoint(&whole), "from word {from}");
    }
}

#[test]
fn two_of_nine_runs_are_kept_with_a_window_of_eight() {
    let runs = runs(&words(&text(0, 9_011)));
    let kept = winnowed(&runs, 8).len();
    assert!((1_900..2_100).contains(&kept), "{kept}");
}

#[test]
fn of_a_text_that_repeats_itself_each_window_keeps_one() {
    let runs = runs(&words(&"word ".repeat(8_011)));
    assert_eq!(winnowed(&runs, 8).len(), 1_000);
}
