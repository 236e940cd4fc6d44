//! Words that the glossary says not to use, and where a text uses them.
//!
//! A text is walked once, whatever the number of words: at the start of each word a table is
//! asked for what begins with it.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::domain::text::Span;

use super::glossary::{folded, is_entry, term};

/// The most words that are looked for, of the whole glossary.
const AVOIDED_MAX: usize = 10_000;

/// A word, or several, and what to write in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Avoided {
    /// The word, in lower case, each white space one blank.
    word: String,
    /// The term to use.
    pub(super) term: String,
    /// The entry of the glossary that says so.
    pub(super) by: ArticlePath,
}

/// What the entry `article` of the glossary says not to use; nothing, if it is none.
#[must_use]
pub fn avoided(article: &Article, settings: &Settings) -> Vec<Avoided> {
    let term = term(article).map(|term| term.value.raw()).unwrap_or_default();
    if article.meta.avoid.is_empty() || term.is_empty() || !is_entry(article, settings) {
        return Vec::new();
    }
    let words = article.meta.avoid.iter().map(|word| {
        let lower = word.raw().to_lowercase();
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let is_other = |word: &String| !word.is_empty() && folded(word) != folded(term);
    let avoid = |word| Avoided { word, term: term.to_owned(), by: article.path.clone() };
    words.filter(is_other).map(avoid).collect()
}

/// All of them, ready to be looked for.
#[derive(Debug, Default)]
pub struct AvoidedWords {
    all: Vec<Avoided>,
    /// Indices by a hash of the first word.
    by_first: HashMap<u64, Vec<usize>>,
}

impl AvoidedWords {
    /// Makes the table; of two entries for one word the first by path holds.
    #[must_use]
    pub fn new(mut all: Vec<Avoided>) -> Self {
        all.sort_by(|a, b| a.word.cmp(&b.word).then(a.by.cmp(&b.by)));
        all.dedup_by(|second, first| second.word == first.word);
        all.truncate(AVOIDED_MAX);
        let mut by_first: HashMap<u64, Vec<usize>> = HashMap::new();
        for (index, avoided) in all.iter().enumerate() {
            let first = avoided.word.split(|c: char| !c.is_alphanumeric()).next();
            by_first.entry(hash(first.unwrap_or_default())).or_default().push(index);
        }
        Self { all, by_first }
    }

    /// Visits every use in `text`, the longest that starts at a place, and in order.
    pub(super) fn find(&self, text: &str, mut visit: impl FnMut(Span, &Avoided)) {
        if self.all.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(found) = text[at..].find(char::is_alphanumeric) {
            let start = at + found;
            let rest = &text[start..];
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            at = start + length;
            let Some(candidates) = self.by_first.get(&hash(&rest[..length])) else {
                continue;
            };
            let ends = candidates.iter().filter_map(|index| {
                let avoided = self.all.get(*index)?;
                let end = start + length_of(rest, &avoided.word)?;
                (!is_joined(text, start, end)).then_some((end, avoided))
            });
            if let Some((end, avoided)) = ends.max_by_key(|(end, _)| *end) {
                visit(Span::new(start..end), avoided);
                at = end;
            }
        }
    }
}

/// How long `word` is at the start of `text`, where case may differ and white space be any.
fn length_of(text: &str, word: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in word.chars() {
        let next = rest.chars().next()?;
        if wanted == ' ' && next.is_whitespace() {
            rest = rest.trim_start();
        } else if next == wanted || next.to_lowercase().eq([wanted]) {
            rest = &rest[next.len_utf8()..];
        } else {
            return None;
        }
    }
    Some(text.len() - rest.len())
}

/// True if it is part of a longer word, of a name, or in quotation marks.
fn is_joined(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '_' | '-' | '/' | '\\' | '#' | '@' | '&' | '=' | '$' | '%' | '`')
    };
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '„' | '«' | '»');
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let next = after.next();
    let in_name = next == Some('.') && after.next().is_some_and(char::is_alphanumeric);
    before.is_some_and(|c| joins(c) || quotes(c) || c == '.')
        || next.is_some_and(|c| joins(c) || quotes(c))
        || in_name
}

/// FNV-1a over the lower-case letters of `word`: nothing is allocated for a word of a text.
fn hash(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    })
}
