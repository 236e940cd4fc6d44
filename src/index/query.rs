//! What somebody typed, as words and phrases.
//!
//! Every string is a query, and whatever is not quite an operator is a word. Words of a
//! phrase must stand together; all other words are wished for, none is required. What
//! `key:value` filters by has been taken out before, by those who know the keys.

use std::sync::Arc;

use super::analyse::{Analyser, words};
use super::operators::{Operators, Place, prefix_of};
use super::stopwords::is_stop_word;
use super::wishes::Unit;
use crate::domain::crosswalk::Crosswalk;
use crate::domain::filter::{Filter, Order, Subject};
use crate::domain::query_token::{Piece, tokens};

/// More different words than this do not make a question clearer.
const WORDS_MAX: usize = 64;
/// How many phrases are held to.
const PHRASES_MAX: usize = 16;
/// How much of a query is read: the rest of a pasted log would not change its answer.
const READ_WORDS_MAX: usize = 4096;

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed, without what became a filter.
    pub text: String,
    /// What an article must be.
    pub filters: Vec<Filter>,
    /// True if no words were asked for, so that all that passes is listed, filters or none.
    pub is_list: bool,
    /// Whether retired articles are shown.
    pub retired: Retired,
    /// Whether words that no article contains are corrected.
    pub spelling: Spelling,
    /// What the library's `crosswalk.yaml` says, if it has one.
    pub crosswalk: Option<Arc<Crosswalk>>,
    /// What the articles found are put in order by.
    pub order: Order,
    /// True if the last comes first.
    pub is_reversed: bool,
    /// What is counted of all that is found: a name, and the keys that stand for it.
    pub facets: Vec<(String, Subject)>,
    /// How many of the best articles to leave out.
    pub offset: usize,
    /// How many articles to return at most.
    pub limit: usize,
}

/// Whether retired articles are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Retired {
    /// Only counted, unless a filter asks for them.
    #[default]
    Hidden,
    /// Shown like all others.
    Shown,
}

/// Whether words that no article contains are corrected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// Corrected, and said so; words in quotation marks are left as they are.
    #[default]
    Corrected,
    /// Left as they are.
    AsTyped,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was typed first, in lower case.
    pub(super) typed: String,
    /// Its stem; `None` for a stop word.
    pub(super) stem: Option<String>,
    /// How often it, or another form of it, was typed.
    pub(super) count: u16,
    /// True if it was typed in quotation marks.
    pub(super) is_quoted: bool,
}

/// Words that must stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Stems with their place in the phrase; stop words leave gaps.
    pub(super) stems: Vec<(usize, String)>,
    /// The stop words, which count if the phrase has nothing else.
    pub(super) stop_words: Vec<String>,
    /// As it was typed, on one line; empty if it has no word.
    pub(super) typed: String,
}

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// Different words, in the order they were typed.
    pub(super) words: Vec<Word>,
    /// Phrases in quotation marks.
    pub(super) phrases: Vec<Phrase>,
    /// What else is demanded or refused.
    pub(super) operators: Operators,
}

/// Reads `text`, whatever it is.
pub(super) fn parse(text: &str, analyser: &mut Analyser) -> Parsed {
    let mut parsed = Parsed::default();
    let mut words_left = READ_WORDS_MAX;
    let tokens = tokens(text);
    let is_shouted = is_shouted(text);
    let mut is_excluded = false;
    for token in tokens {
        let is_wanted = !std::mem::take(&mut is_excluded);
        let mut read = |parsed: &mut Parsed, part: &str, is_quoted: bool| {
            parsed.read(part, is_quoted, &mut words_left, analyser)
        };
        let mut apart = Parsed::default();
        let to = if is_wanted { &mut parsed } else { &mut apart };
        match token.piece {
            Piece::Not => {
                // In a sentence of capitals it is a word, and a stop word at that.
                is_excluded = !is_shouted;
                continue;
            }
            Piece::Quoted(part) => {
                let phrase = read(to, part, true);
                to.push_phrase(phrase);
            }
            Piece::Plain(part) => match prefix_of(part) {
                Some(prefix) => to.operators.push_prefix(prefix),
                None if is_wanted => drop(read(to, part, false)),
                None => {
                    let phrase = read(to, part, true);
                    to.push_phrase(phrase);
                }
            },
            Piece::Keyed { key, values } => {
                let place = Place::of(key);
                if place.is_none() && !is_wanted {
                    let phrase = read(to, &text[token.range], true);
                    to.push_phrase(phrase);
                    continue;
                }
                if place.is_none() {
                    read(to, key, false);
                }
                for value in values {
                    let phrase = read(to, value.text, value.is_quoted || place.is_some());
                    match place {
                        Some(place) => to.operators.push(place, phrase),
                        None if value.is_quoted => to.push_phrase(phrase),
                        None => {}
                    }
                }
            }
        }
        parsed.operators.refuse(apart);
    }
    parsed
}

/// True for a sentence in capitals: some of its words are stop words beside `NOT`.
fn is_shouted(text: &str) -> bool {
    let is_sentence_word = |range: std::ops::Range<usize>| {
        let word = text[range].to_lowercase();
        !matches!(word.as_str(), "not" | "and" | "or") && is_stop_word(&word)
    };
    !text.chars().any(char::is_lowercase) && words(text).take(READ_WORDS_MAX).any(is_sentence_word)
}

impl Parsed {
    fn read(
        &mut self,
        part: &str,
        is_quoted: bool,
        words_left: &mut usize,
        analyser: &mut Analyser,
    ) -> Phrase {
        let mut phrase = Phrase::default();
        let mut typed = String::new();
        for (place, range) in words(part).take(*words_left).enumerate() {
            *words_left -= 1;
            if !analyser.fold(&part[range], &mut typed) {
                continue;
            }
            let mut stem = typed.clone();
            let stem = analyser.stem(&mut stem).then_some(stem);
            match &stem {
                _ if !is_quoted || phrase.stems.len() >= WORDS_MAX => {}
                Some(stem) => phrase.stems.push((place, stem.clone())),
                None if phrase.stop_words.len() >= WORDS_MAX => {}
                None => phrase.stop_words.push(typed.clone()),
            }
            self.count(Word { typed: typed.clone(), stem, count: 1, is_quoted });
        }
        if is_quoted && !(phrase.stems.is_empty() && phrase.stop_words.is_empty()) {
            part.trim().clone_into(&mut phrase.typed);
        }
        phrase
    }

    fn push_phrase(&mut self, phrase: Phrase) {
        if self.phrases.len() < PHRASES_MAX && phrase != Phrase::default() {
            self.phrases.push(phrase);
        }
    }

    /// Adds `word`, or counts it if a form of it is there already.
    pub(super) fn count(&mut self, word: Word) {
        let is_same = |other: &&mut Word| match (&word.stem, &other.stem) {
            (Some(stem), Some(other)) => stem == other,
            (None, None) => word.typed == other.typed,
            _ => false,
        };
        if let Some(same) = self.words.iter_mut().find(is_same) {
            same.count = same.count.saturating_add(word.count);
            same.is_quoted |= word.is_quoted;
        } else if self.words.iter().filter(|other| other.is_like(&word)).count() < WORDS_MAX {
            self.words.push(word);
        }
    }

    /// The words that say something.
    pub(super) fn informative(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.words.iter().filter_map(|word| Some((word.stem.as_deref()?, word)))
    }
}

impl Word {
    /// True if both are stop words, or neither is.
    fn is_like(&self, other: &Self) -> bool {
        self.stem.is_some() == other.stem.is_some()
    }
}

/// The words a search really looked for, corrections included, with their weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryTerms {
    /// Stems and how much each tells articles apart; none that no article contains.
    pub(super) stems: Vec<(String, f32)>,
    /// Stop words, where the query is made of nothing else.
    pub(super) exact: Vec<(String, f32)>,
    /// Other names of what was typed.
    pub(super) units: Vec<Unit>,
    /// What a word would tell that one article has: that of a word which no article has.
    pub(super) rarest: f32,
}

impl QueryTerms {
    /// What is looked for and how much each of it tells articles apart: its
    /// inverse document frequency, as BM25 counts it.
    pub fn weights(&self) -> impl Iterator<Item = (&str, f32)> {
        self.stems.iter().chain(&self.exact).map(|(term, weight)| (term.as_str(), *weight))
    }

    /// What a word would tell that one article has.
    #[must_use]
    pub const fn rarest(&self) -> f32 {
        self.rarest
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
