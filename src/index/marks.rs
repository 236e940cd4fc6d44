//! What a query looks for, in a text: to mark it, and to tell which part speaks of it most.

use std::ops::Range;

use super::analyse::{matches_in, words};
use super::query::QueryTerms;

/// How soon a word that is said again adds nothing, between the parts of one article (BM25's `k1`,
/// which is 1.2 between articles). At 4 one more is right, and one that was right is not.
const SATURATION: f32 = 1.0;

/// Where the words of `text` are that the query looks for, as ranges of bytes in order.
#[must_use]
pub fn find_matches(text: &str, terms: &QueryTerms) -> Vec<(usize, usize)> {
    matches(text, terms).into_iter().map(|(range, _)| (range.start, range.end)).collect()
}

/// How much of the query a piece of text speaks of: the weights of the terms it has.
///
/// Saying a word again adds less and less, as in BM25, and length takes nothing away: what an
/// article answers with is mostly its longest part. Of 40 questions of `kb/queries.tsv` and the
/// like, 24 were shown the section that answers; 23 where a word counted all but once, and 18 to
/// 20 where length took away by a quarter or more, as it does between articles.
#[must_use]
pub fn coverage(text: &str, terms: &QueryTerms) -> f32 {
    let units = terms.units.iter().map(|unit| unit.weight);
    let weights: Vec<f32> = terms.weights().map(|(_, weight)| weight).chain(units).collect();
    let mut said = vec![0_u16; weights.len()];
    for (_, term) in matches(text, terms) {
        said[term] = said[term].saturating_add(1);
    }
    let rated = weights.into_iter().zip(said).filter(|(_, said)| *said > 0);
    let often = |said: u16| f32::from(said) * (SATURATION + 1.0) / (f32::from(said) + SATURATION);
    rated.map(|(weight, said)| weight * often(said)).sum()
}

/// How much each of the terms tells articles apart, in the order of [`said`].
#[must_use]
pub fn worth(terms: &QueryTerms) -> Vec<f32> {
    let own = terms.weights().map(|(_, weight)| weight);
    let mut worth: Vec<f32> = own.collect();
    worth.resize(asked(terms).len(), terms.rarest);
    worth
}

/// The terms, then the words that no article has but by another name.
fn asked(terms: &QueryTerms) -> Vec<&str> {
    let mut words: Vec<&str> = terms.weights().map(|(word, _)| word).collect();
    for stem in terms.units.iter().flat_map(|unit| &unit.covers) {
        if !words.contains(&stem.as_str()) {
            words.push(stem);
        }
    }
    words
}

/// Which of the terms stand in `text`, or another name for them: first those of
/// [`QueryTerms::weights`], then those that no article has but by another name.
#[must_use]
pub fn said(text: &str, terms: &QueryTerms) -> Vec<bool> {
    let words = asked(terms);
    let own = terms.weights().count();
    let mut said = vec![false; words.len()];
    for (_, term) in matches(text, terms) {
        let Some(unit) = term.checked_sub(own).and_then(|unit| terms.units.get(unit)) else {
            said[term] = true;
            continue;
        };
        for (is_said, word) in said.iter_mut().zip(&words) {
            *is_said |= unit.covers.iter().any(|stem| stem == word);
        }
    }
    said
}

/// Matches with the number of their term: stems, exact words, other names.
fn matches(text: &str, terms: &QueryTerms) -> Vec<(Range<usize>, usize)> {
    let own = terms.stems.len();
    let exact: Vec<&str> = terms.exact.iter().map(|(word, _)| word.as_str()).collect();
    let mut stems: Vec<&str> = terms.stems.iter().map(|(stem, _)| stem.as_str()).collect();
    stems.extend(terms.units.iter().flat_map(|unit| unit.stems.iter().map(|(_, it)| it.as_str())));
    let found = matches_in(text, &stems, &exact);
    // Stems of other names lie between our own and the exact words.
    let others = stems.len() - own;
    let mut kept: Vec<(Range<usize>, Option<usize>)> = found
        .iter()
        .map(|(range, term)| {
            let is_exact = *term >= stems.len();
            let term =
                if is_exact { Some(*term - others) } else { Some(*term).filter(|it| *it < own) };
            (range.clone(), term)
        })
        .collect();
    let stem = |at: usize| found.get(at).and_then(|(_, term)| stems.get(*term)).copied();
    for (number, unit) in terms.units.iter().enumerate() {
        for at in 0..found.len() {
            let is_next = |(step, (place, wanted)): (usize, &(usize, String))| {
                let between = match unit.stems.get(step.wrapping_sub(1)) {
                    Some((before, _)) => place - before,
                    None => 0,
                };
                stem(at + step) == Some(wanted.as_str())
                    && (step == 0
                        || distance(text, &found[at + step - 1].0, &found[at + step].0) == between)
            };
            if !unit.stems.is_empty() && unit.stems.iter().enumerate().all(is_next) {
                for (_, term) in &mut kept[at..at + unit.stems.len()] {
                    term.get_or_insert(own + exact.len() + number);
                }
            }
        }
    }
    kept.into_iter().filter_map(|(range, term)| Some((range, term?))).collect()
}

/// How many words on `later` stands from `earlier`.
fn distance(text: &str, earlier: &Range<usize>, later: &Range<usize>) -> usize {
    words(&text[earlier.end..later.start]).count() + 1
}

#[cfg(test)]
#[path = "marks_tests.rs"]
mod tests;
