//! Finds passages of protected texts without knowing the texts.
//!
//! Of a text only some runs of twelve words are kept, as the first 64 bits of
//! their SHA-256. Which are kept follows from the words alone (winnowing), so an
//! article that has [`FOUND_WORDS`] words of it in a row has one of them for certain.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest, Sha256};

use crate::domain::path::ArticlePath;
use crate::domain::protected::{Fault, Protected, Shingle};
use crate::domain::text::Span;

use super::folded::{spell, words};
use super::shingles::{RUN, runs, winnowed};
use super::sketch::Word;

/// One run is kept of so many neighbours; part of the version of the file.
const WINDOW: usize = 14;
/// So many words in a row are found for certain: 25.
pub const FOUND_WORDS: usize = RUN + WINDOW - 1;
/// Begins what is digested, so that these are the digests of nothing else.
const PREFIX: &[u8] = b"kb protected shingle v1\n";

/// What is kept of `text`; `None` if it has too few words to be found again.
#[must_use]
pub fn shingles(text: &str) -> Option<BTreeSet<Shingle>> {
    let words = words(text, &[]);
    if words.len() < FOUND_WORDS {
        return None;
    }
    let kept = winnowed(&runs(&words), WINDOW);
    let mut spelled = Vec::new();
    Some(kept.into_iter().map(|at| digest(text, &words[at..at + RUN], &mut spelled)).collect())
}

/// The file that tells which texts are protected.
pub struct ProtectedFile {
    /// Where it lies.
    pub(super) path: ArticlePath,
    /// What it says.
    pub(super) text: String,
    /// What of it could not be read.
    pub(super) faults: Vec<(Span, Fault)>,
    /// What it protects.
    pub(super) screen: Screen,
}

impl ProtectedFile {
    /// The file at `path` that says `text`.
    #[must_use]
    pub fn new(path: ArticlePath, text: String) -> Self {
        let protected = Protected::read(&text);
        let screen = Screen::new(&protected);
        Self { path, text, faults: protected.faults, screen }
    }
}

/// Protected texts, ready to look for.
#[derive(Default)]
pub(super) struct Screen {
    labels: Vec<String>,
    /// The text that each shingle is of.
    texts: HashMap<Shingle, usize>,
}

/// Words of a protected text.
pub(super) struct Passage<'s> {
    /// The text's name.
    pub(super) label: &'s str,
    /// From its first word to its last, as far as they are known; a few between may be other words.
    pub(super) span: Span,
    /// How many words of the text there are at least: those of the runs that were found.
    pub(super) words: usize,
}

impl Screen {
    /// Looks for `protected`; a passage of several texts counts for the first.
    pub(super) fn new(protected: &Protected) -> Self {
        let mut screen = Self::default();
        for (index, (label, shingles)) in protected.texts.iter().enumerate() {
            screen.labels.push(label.clone());
            for shingle in shingles {
                screen.texts.entry(*shingle).or_insert(index);
            }
        }
        screen
    }

    /// The passages of protected texts in `text` outside the places in `skipped`, in order.
    pub(super) fn passages(&self, text: &str, skipped: &[Span]) -> Vec<Passage<'_>> {
        if self.texts.is_empty() {
            return Vec::new();
        }
        let words = words(text, skipped);
        let mut found: Vec<Found> = Vec::new();
        let mut spelled = Vec::new();
        for at in winnowed(&runs(&words), WINDOW) {
            let digest = digest(text, &words[at..at + RUN], &mut spelled);
            let Some(&index) = self.texts.get(&digest) else { continue };
            match found.last_mut() {
                // A word that was changed on the way makes no other passage.
                Some(it) if it.index == index && at - it.last <= FOUND_WORDS => {
                    it.words += RUN.min(at - it.last);
                    it.last = at;
                }
                _ => found.push(Found { index, first: at, last: at, words: RUN }),
            }
        }
        let passage = |it: Found| Passage {
            label: &self.labels[it.index],
            span: Span::new(words[it.first].span.start..words[it.last + RUN - 1].span.end),
            words: it.words,
        };
        found.into_iter().map(passage).collect()
    }
}

/// Runs of one text that were found close to one another.
struct Found {
    /// Which text.
    index: usize,
    /// Where the first run begins, in words.
    first: usize,
    /// Where the last run begins.
    last: usize,
    /// How many words are in one of the runs.
    words: usize,
}

/// The digest of a run of words of `text`; `spelled` is memory to use again.
fn digest(text: &str, run: &[Word], spelled: &mut Vec<u8>) -> Shingle {
    spelled.clear();
    spelled.extend(PREFIX);
    for word in run {
        spell(text, word.span, spelled);
        spelled.push(b' ');
    }
    let digest = Sha256::digest(&spelled);
    digest.iter().take(8).fold(0, |number, byte| number << 8 | Shingle::from(*byte))
}

#[cfg(test)]
#[path = "screen_tests.rs"]
mod tests;
