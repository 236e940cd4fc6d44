//! What is written in one piece: `change-freeze`, `v1.2.3`, `KB-1234`, `foo/bar`, `a.b@c`.
//!
//! Its parts are words like any others. That they stand together is one more
//! wish, so that the article that writes it as it was typed comes first, and
//! others that have the parts are found all the same.

use super::analyse::{Analyser, words};
use super::query::Phrase;

/// More pieces than this do not make a question clearer.
const COMPOUNDS_MAX: usize = 8;
/// How much of a query is looked at: the rest of a pasted log would not change its answer.
const BYTES_READ_MAX: usize = 2_000;

/// The pieces of `text` of two or more words that say something, as phrases.
pub(super) fn compounds(text: &str, analyser: &mut Analyser) -> Vec<Phrase> {
    let most = text.len().min(BYTES_READ_MAX);
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let read = &text[..end];
    let mut found: Vec<Phrase> = Vec::new();
    for piece in read.split(|character: char| character.is_whitespace() || character == '"') {
        let mut phrase = Phrase::default();
        let mut word = String::new();
        for (place, range) in words(piece).enumerate() {
            if analyser.fold(&piece[range], &mut word) && analyser.stem(&mut word) {
                phrase.stems.push((place, word.clone()));
            }
        }
        if phrase.stems.len() > 1 && !found.contains(&phrase) {
            found.push(phrase);
        }
        if found.len() == COMPOUNDS_MAX {
            break;
        }
    }
    found
}
