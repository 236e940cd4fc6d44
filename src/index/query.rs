//! What somebody typed, as words and phrases.
//!
//! Every string is a query: nothing in it is an operator but a pair of quotation
//! marks, and a mark without its partner is ignored. Words of a phrase must
//! stand together; all other words are wished for, none is required.

use std::sync::Arc;

use super::analyse::{Analyser, words};
use super::wishes::Unit;
use crate::domain::crosswalk::Crosswalk;

/// More different words than this do not make a question clearer.
const WORDS_MAX: usize = 64;
/// How many phrases are held to.
const PHRASES_MAX: usize = 16;
/// How much of a query is read: the rest of a pasted log would not change its answer.
const READ_WORDS_MAX: usize = 4096;

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
    /// What an article must be.
    pub filters: Filters,
    /// Whether retired articles are shown.
    pub retired: Retired,
    /// Whether words that no article contains are corrected.
    pub spelling: Spelling,
    /// What the library's `crosswalk.yaml` says, if it has one.
    pub crosswalk: Option<Arc<Crosswalk>>,
    /// How many of the best articles to leave out.
    pub offset: usize,
    /// How many articles to return at most.
    pub limit: usize,
}

/// What an article must be: one of the values of every list that is not empty.
///
/// Upper and lower case make no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Types.
    pub kinds: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// Statuses; `retired` shows retired articles.
    pub statuses: Vec<String>,
    /// Owners.
    pub owners: Vec<String>,
    /// Licences: whole expressions, or one licence of them.
    pub licenses: Vec<String>,
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
}

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    /// Different words, in the order they were typed.
    pub(super) words: Vec<Word>,
    /// Phrases in quotation marks.
    pub(super) phrases: Vec<Phrase>,
}

/// Reads `text`, whatever it is.
pub(super) fn parse(text: &str, analyser: &mut Analyser) -> Parsed {
    let mut parsed = Parsed::default();
    let mut words_left = READ_WORDS_MAX;
    let mut parts = text.split(['"', '“', '”', '„']).peekable();
    let mut is_quoted = false;
    while let Some(part) = parts.next() {
        // The last part follows the last mark: it is never between two.
        is_quoted &= parts.peek().is_some();
        let phrase = parsed.read(part, is_quoted, &mut words_left, analyser);
        if is_quoted && parsed.phrases.len() < PHRASES_MAX && phrase != Phrase::default() {
            parsed.phrases.push(phrase);
        }
        is_quoted = !is_quoted;
    }
    parsed
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
        phrase
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
}

impl QueryTerms {
    /// What is looked for and how much each of it tells articles apart: its
    /// inverse document frequency, as BM25 counts it.
    pub fn weights(&self) -> impl Iterator<Item = (&str, f32)> {
        self.stems.iter().chain(&self.exact).map(|(term, weight)| (term.as_str(), *weight))
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
