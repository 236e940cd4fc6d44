//! The word that somebody is typing, where only its beginning is there yet.
//!
//! Only the vocabulary of the library is offered, and a word that any article contains is never
//! touched, as with corrections.

use tantivy::Term;

use super::analyse::Analyser;
use super::open::{Damage, guarded};
use super::stack::{Layer, Stack};

/// A shorter beginning could become anything.
const LETTERS_MIN: usize = 2;

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
        let best = stack.words_from(exact, &beginning, 1)?;
        Ok(best.into_iter().next().map(|(word, _)| word))
    })
}

#[cfg(test)]
#[path = "complete_tests.rs"]
mod tests;
