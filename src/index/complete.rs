//! The word that somebody is typing, where only its beginning is there yet.
//!
//! Only the vocabulary of the library is offered, and a word that any article contains is never
//! touched, as with corrections.

use std::collections::BTreeMap;

use tantivy::Term;

use super::analyse::Analyser;
use super::open::{Damage, guarded};
use super::stack::{Layer, Stack};

/// A shorter beginning could become anything.
const LETTERS_MIN: usize = 2;
/// How many words of the vocabulary are looked at: two letters begin fewer in most libraries.
const WORDS_MAX: usize = 20_000;

/// The word in most articles of those that begin with `beginning`; of equals, the first by
/// letters. `None` if it is a word already, or none begins so.
///
/// # Errors
/// Damage, if an index turns out to be unreadable.
pub fn complete(layers: &[Layer<'_>], beginning: &str) -> Result<Option<String>, Damage> {
    let is_word = beginning.chars().all(char::is_alphabetic);
    if !is_word || beginning.chars().count() < LETTERS_MIN {
        return Ok(None);
    }
    let mut folded = String::new();
    Analyser::new().fold(beginning, &mut folded);
    let beginning = folded;
    guarded(|| {
        let stack = Stack::new(layers)?;
        let Some(fields) = stack.fields() else { return Ok(None) };
        let exact = fields.exact;
        if stack.articles_with(&Term::from_field_text(exact, &beginning))? > 0 {
            return Ok(None);
        }
        let mut articles: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for segment in stack.segments() {
            let inverted = segment.reader.inverted_index(exact)?;
            let mut terms = inverted.terms().range().ge(&beginning).into_stream()?;
            let mut words = 0;
            while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                *articles.entry(terms.key().to_vec()).or_default() +=
                    u64::from(terms.value().doc_freq);
                words += 1;
                if words == WORDS_MAX {
                    break;
                }
            }
        }
        let best =
            articles.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
        Ok(best.and_then(|(word, _)| String::from_utf8(word).ok()))
    })
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
