//! What counts as drift, and how much.

use proptest::prelude::*;

use super::*;
use crate::parse::normal::digest;

#[track_caller]
fn check(reviewed: &str, now: &str, expected: Drift) {
    assert_eq!(compare(reviewed, now), expected);
    assert_eq!(compare(now, reviewed), expected);
    assert_eq!(expected.is_any(), digest(reviewed) != digest(now));
}

fn of(words: u32, changed_words: u32) -> Drift {
    Drift { words, changed_words, ..Drift::default() }
}

#[test]
fn texts_that_differ_in_front_matter_alone_are_not_even_read() {
    check("---\na: 1\n---\nSame.\n", "---\na: 2\n---\nSame.\n", Drift::default());
}

#[test]
fn case_wrap_and_targets_are_no_drift() {
    check("A [word](x) more", "a\n[Word](y) **more**", of(3, 0));
}

#[test]
fn the_share_is_that_of_the_longer_text() {
    check("a b c d", "a b x d", of(4, 1));
    check("a b", "a b c d", of(4, 2));
    check("", "a b", of(2, 2));
    check("a b c d", "c d a b", of(4, 2));
}

#[test]
fn numbers_modals_headings_and_code_are_told_apart_from_the_share() {
    let number = Drift { has_changed_numbers: true, ..of(3, 1) };
    check("wait 5 days", "wait 15 days", number);
    check("wait 95 %", "wait 95 €", number);
    let modal = Drift { has_changed_modals: true, ..of(3, 1) };
    check("you must wait", "you may wait", modal);
    check("you must not", "you must", Drift { has_changed_modals: true, ..of(3, 1) });
    check("you can't wait", "you can wait", modal);
    check("# A\nb", "a b", Drift { has_changed_headings: true, ..of(2, 0) });
    let code = Drift { has_changed_code: true, ..of(2, 0) };
    check("```\nrm -r\n```", "```\nrm -R\n```", code);
}

#[test]
fn binding_words_that_change_places_are_a_change() {
    let places = Drift { has_changed_modals: true, ..of(4, 2) };
    check("must a should b", "should a must b", places);
}

#[test]
fn code_that_only_moved_past_the_same_words_is_a_change_of_code() {
    let moved = Drift { has_changed_code: true, ..of(2, 0) };
    check("```\na\n```\na", "a\n```\na\n```", moved);
}

#[test]
fn what_is_changed_in_a_text_too_long_to_put_in_order_is_a_word_at_least() {
    let words: Vec<String> = (0..140_000).map(|number| format!("w{number}")).collect();
    let turned: Vec<String> = words.iter().rev().cloned().collect();
    let drift = compare(&words.join(" "), &turned.join(" "));
    assert_eq!((drift.words, drift.changed_words), (140_000, 1));
}

#[test]
fn the_list_of_modals_can_be_searched() {
    assert!(MODALS.is_sorted());
    assert!(MODALS.iter().all(|word| is_modal(word)));
    assert!(!is_modal("wait"));
}

proptest! {
    #[test]
    fn there_is_drift_where_digests_differ_and_nowhere_else(
        one in "(a|b|not|1|\\. |\n|# |```\n| ){0,20}",
        other in "(a|b|not|1|\\. |\n|# |```\n| ){0,20}",
    ) {
        let drift = compare(&one, &other);
        prop_assert_eq!(drift.is_any(), digest(&one) != digest(&other));
        prop_assert!(drift.changed_words <= drift.words);
        prop_assert_eq!(drift, compare(&other, &one));
    }
}
