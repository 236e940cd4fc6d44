//! What makes a word another word, and what does not.

use super::*;

/// The words of `text` as they are spelled.
fn spelled(text: &str, skipped: &[Span]) -> Vec<String> {
    let word = |word: Word| {
        let mut letters = Vec::new();
        spell(text, word.span, &mut letters);
        String::from_utf8(letters).expect("letters are folded whole")
    };
    words(text, skipped).into_iter().map(word).collect()
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(spelled(text, &[]).join(" "), expected, "{text}");
    let plain = words(expected, &[]);
    let hashes = |list: &[Word]| list.iter().map(|word| word.hash).collect::<Vec<u64>>();
    assert_eq!(hashes(&words(text, &[])), hashes(&plain), "{text}");
}

#[test]
fn case_quotes_ligatures_and_marks_make_no_other_word() {
    check("The **“Service”** desk’s", "the service desks");
    check("don't, it's 'so'", "dont its so");
    check("a con\u{ad}\u{fb01}dent O\u{fb03}ce", "a confident office");
    check("ÉCOLE Straße", "école straße");
    check("| a | 12 % |\n> quoted\n", "a 12 quoted");
}

#[test]
fn a_word_parted_at_the_end_of_a_line_is_one() {
    check("an inci-\ndent and an inci- \r\n  dent", "an incident and an incident");
    check("well-known, ITIL-\nFoundation, - \nx", "well known itil foundation x");
    check("--\n--\na-", "a");
}

#[test]
fn tags_entities_and_skipped_places_are_no_words() {
    check("a<br/>b <!-- c --> d &amp; e&nbsp;f", "a b d e f");
    check("a < b > c & d;", "a b c d");
    check("a<b", "a b");
    let text = "see [the guide](https://example.org/a) now";
    let start = text.find("https").expect("it is there");
    let address = Span::new(start..start + "https://example.org/a".len());
    assert_eq!(spelled(text, &[address]), ["see", "the", "guide", "now"]);
}

#[test]
fn hostile_text_is_read_in_one_pass() {
    for text in ["<a", "&a", "-\n", "- ", "<!", "é'", "\u{ad}", "a-\n "] {
        let long = text.repeat(200_000);
        assert!(words(&long, &[]).len() <= 400_000);
    }
}
