//! What is written in one piece: `change-freeze`, `v1.2.3`, `KB-1234`, `foo/bar`, `a.b@c`.
//!
//! Its parts are words like any others. That they stand together is one more
//! wish, so that the article that writes it as it was typed comes first, and
//! others that have the parts are found all the same.

use std::mem::take;

use super::analyse::{Analyser, words};
use super::operators::Place;
use super::query::Phrase;
use crate::domain::query_token::{Piece, tokens};

/// More pieces than this do not make a question clearer.
const COMPOUNDS_MAX: usize = 8;
/// How much of a query is looked at: the rest of a pasted log would not change its answer.
const BYTES_READ_MAX: usize = 2_000;

/// What was typed in one piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Compound {
    /// As it was typed, without what ends a sentence.
    pub(super) typed: String,
    /// Its words, which stand together where it is written.
    pub(super) phrase: Phrase,
    /// True for what names one thing, as a number, a version, an address or a path does: its parts
    /// do not stand for it.
    pub(super) is_name: bool,
    /// True if who types it wants it as it is: where it is written so, no article that has but its
    /// parts comes before.
    pub(super) is_literal: bool,
    /// What it is worth in one piece, beyond its parts; 0 until that is looked up.
    pub(super) worth: f32,
}

/// `piece` without what ends a sentence.
fn inner(piece: &str) -> &str {
    piece.trim_end_matches(|sign: char| !sign.is_alphanumeric())
}

/// True if `piece` has a digit or a sign within that no compound word has.
fn is_literal(piece: &str) -> bool {
    inner(piece).bytes().any(|byte| byte.is_ascii_digit() || b"/:@#.".contains(&byte))
}

/// True if `piece` has a digit, or a sign that no two words are joined by in a sentence.
///
/// `SLA/OLA` and `change-freeze` are words side by side; `/etc/hosts` and `a.b@c` are not.
fn is_name(piece: &str) -> bool {
    let inner = inner(piece);
    let has = |sign: char| inner.contains(sign);
    let is_path = has('/') && (has('.') || inner.starts_with(['/', '~']));
    inner.bytes().any(|byte| byte.is_ascii_digit()) || has('@') || has(':') || is_path
}

/// What `text` wishes for, piece by piece: not what it refuses, nor what it demands of a field.
pub(super) fn wanted(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut is_refused = false;
    for token in tokens(text) {
        let is_wanted = !take(&mut is_refused);
        match token.piece {
            Piece::Not => is_refused = true,
            Piece::Keyed { key, .. } if Place::of(key).is_some() => {}
            Piece::Quoted(quoted) if is_wanted => pieces.extend(quoted.split_whitespace()),
            _ if is_wanted => pieces.push(&text[token.range]),
            _ => {}
        }
    }
    pieces
}

/// The pieces of `text` of two or more words that say something, as phrases.
pub(super) fn compounds(text: &str, analyser: &mut Analyser) -> Vec<Compound> {
    let most = text.len().min(BYTES_READ_MAX);
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let read = &text[..end];
    let mut found: Vec<Compound> = Vec::new();
    for piece in wanted(read) {
        let mut phrase = Phrase::default();
        let mut word = String::new();
        for (place, range) in words(piece).enumerate() {
            if analyser.fold(&piece[range], &mut word) && analyser.stem(&mut word) {
                phrase.stems.push((place, word.clone()));
            }
        }
        let typed = inner(piece).to_owned();
        let compound = Compound {
            typed,
            phrase,
            is_name: is_name(piece),
            is_literal: is_literal(piece),
            worth: 0.0,
        };
        if compound.phrase.stems.len() > 1 && !found.contains(&compound) {
            found.push(compound);
        }
        if found.len() == COMPOUNDS_MAX {
            break;
        }
    }
    found
}
