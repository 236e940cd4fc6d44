//! What each character is to the words around it.

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    let mut words = Words::new();
    words.take_all(text);
    assert_eq!(words.finish().trim_end(), expected, "{text:?}");
}

#[test]
fn letters_digits_and_what_is_not_listed_make_words_in_lower_case() {
    check("Stop THE clock", "stop the clock");
    check("Änderung ΣΑΣ İ ﬁ", "änderung σασ i\u{307} ﬁ");
    check("a\u{301}b ª²³µ¹º¼½¾ \u{fffd}x", "a\u{301}b ª²³µ¹º¼½¾ \u{fffd}x");
}

#[test]
fn punctuation_parts_words_and_emphasis_and_apostrophes_are_nothing() {
    check("a-b_c/d#e|f.g", "a b c d e f g");
    check("**un*fortunate*ly** don't don’t ‘x’ soft\u{ad}ly", "unfortunately dont dont x softly");
    check("“a”—b…c\u{a0}d×e", "a b c d e");
}

#[test]
fn a_point_between_two_digits_belongs_to_the_number_and_one_at_its_end_does_not() {
    check("1.5 1,000 10:30 v1.2.", "1.5 1,000 10:30 v1.2");
    check("1..5 a.5 5.a 5. 6", "1 5 a 5 5 a 5 6");
    check("**1**.5", "1.5");
}

#[test]
fn a_minus_belongs_to_the_number_where_no_word_stands_before_it() {
    check("-5 (−5) --5 - 5 --", "-5 -5 -5 5");
    check("2026-11-10 a-5 5-a", "2026 11 10 a 5 5 a");
}

#[test]
fn signs_of_quantity_pictures_and_east_asian_characters_are_words_by_themselves() {
    check(">=95% $5 5€ ≤±‰", "> = 95 % $ 5 5 € ≤ ± ‰");
    check("ok✓✗🙂 日本go", "ok ✓ ✗ 🙂 日 本 go");
}

#[test]
fn the_ranges_are_in_order_and_do_not_overlap() {
    assert!(RANGES.iter().all(|(first, last, _)| first <= last));
    assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
}
