//! The word that was probably meant, where no article contains the one typed.
//!
//! Only the vocabulary of the library is offered: there is no dictionary, and a
//! word that any article contains is never touched. Letting every word match
//! its neighbours as well was measured to ruin the ranking.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::fields::Fields;
use super::open::Damage;
use super::stack::Stack;
use super::stopwords::is_stop_word;

/// Shorter words have too many neighbours: `bake` is one letter from `take`. This and the next are
/// what Meilisearch sets out with (`minWordSizeForTypos`: `oneTypo` 5, `twoTypos` 9).
const LETTERS_MIN: usize = 5;
/// From this length on, two letters may be wrong.
const LETTERS_FOR_TWO: usize = 9;
/// A shorter word that was corrected is a guess: `bread` is one letter from `read`. Ours: it is
/// searched for, and makes no answer alone.
const LETTERS_SURE: usize = 6;

/// True if what was meant by `word` is too unsure to answer by it alone.
pub(super) fn is_guess(word: &str) -> bool {
    word.chars().count() < LETTERS_SURE
}

/// The word of the vocabulary nearest to `word`: the most frequent of those with
/// the fewest wrong letters; swapping two neighbours counts as one.
///
/// `None` for short words and for anything with a digit, which names one thing
/// and not its neighbour. People rarely get the first letter wrong, and two
/// mistakes with it next to never: other first letters are tried for one mistake.
pub(super) fn correct(
    stack: &Stack<'_>,
    fields: &Fields,
    word: &str,
) -> Result<Option<String>, Damage> {
    let exact = fields.exact;
    let letters = word.chars().count();
    if letters < LETTERS_MIN || !word.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    let wrong_max = if letters < LETTERS_FOR_TWO { 1 } else { 2 };
    let mut near = same_first_letter(stack, exact, word, letters, wrong_max)?;
    for candidate in other_first_letter(word) {
        near.entry(candidate).or_insert(1);
    }
    for wrong in 1..=wrong_max {
        let mut best: Option<(u64, &str)> = None;
        let is_wanted = |(candidate, distance): &(&String, &usize)| {
            // Nobody looks for a word that counts only where there is nothing else.
            **distance == wrong && !is_stop_word(candidate)
        };
        for (candidate, _) in near.iter().filter(is_wanted) {
            let articles = stack.articles_with(&Term::from_field_text(exact, candidate))?;
            if articles > best.map_or(0, |(most, _)| most) {
                best = Some((articles, candidate));
            }
        }
        if let Some((_, candidate)) = best {
            return Ok(Some(candidate.to_owned()));
        }
    }
    Ok(None)
}

/// Words of the vocabulary that start like `word`, with how many letters are wrong.
fn same_first_letter(
    stack: &Stack<'_>,
    exact: Field,
    word: &str,
    letters: usize,
    wrong_max: usize,
) -> Result<BTreeMap<String, usize>, Damage> {
    let mut near = BTreeMap::new();
    let first = &word[..word.chars().next().map_or(0, char::len_utf8)];
    for segment in stack.segments() {
        let inverted = segment.reader.inverted_index(exact)?;
        let mut terms = inverted.terms().range().ge(first).into_stream()?;
        while terms.advance() && terms.key().starts_with(first.as_bytes()) {
            // A letter takes one to four bytes.
            let bytes = terms.key().len();
            if bytes + wrong_max < letters || bytes > 4 * (letters + wrong_max) {
                continue;
            }
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if term.chars().count().abs_diff(letters) > wrong_max {
                continue;
            }
            let wrong = strsim::osa_distance(word, term);
            if wrong <= wrong_max {
                near.insert(term.to_owned(), wrong);
            }
        }
    }
    Ok(near)
}

/// Everything that one mistake in the first letter could have been.
fn other_first_letter(word: &str) -> Vec<String> {
    let mut letters = word.chars();
    let first = letters.next();
    let rest = letters.as_str();
    let mut candidates: Vec<String> = ('a'..='z').map(|letter| format!("{letter}{rest}")).collect();
    candidates.extend(('a'..='z').map(|letter| format!("{letter}{word}")));
    candidates.push(rest.to_owned());
    if let (Some(first), Some(second)) = (first, letters.next()) {
        candidates.push(format!("{second}{first}{}", letters.as_str()));
    }
    candidates
}

#[cfg(test)]
#[path = "spelling_tests.rs"]
mod tests;
