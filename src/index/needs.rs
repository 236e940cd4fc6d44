//! Needs among the articles that match: they ask, and so they answer nothing.
//!
//! A need has the words of the question and the shape of one, so it often matches best of all.
//! It keeps its place in the order, but whether there is an answer is told by the best of the other
//! articles; and where that one answers, it comes first. Whoever filters for needs wants needs.

use std::collections::HashSet;

use tantivy::DocAddress;

use super::collect::Found;
use super::open::Damage;
use super::query::Query;
use super::stack::Stack;
use super::values::each_doc;
use crate::domain::filter::{Choice, Filter, Subject};

pub use crate::domain::need::KIND as NEED;

/// How much better than the best article a need must match to tell that none answers: by a seventh.
///
/// Measured on the judged queries of `kb/queries.tsv`: of those that only a need asks, the score of
/// the need was 1.2 to 2.7 times that of the best article, in all six; of those that an article
/// answers, that of the best unanswered need was at most 1.06 times, in all 117. One library of 60
/// articles, so a hint and no law.
pub const ASKS_BETTER: f32 = 1.15;

/// The needs of all layers; none where a filter asks for them.
pub(super) struct Needs(HashSet<(usize, DocAddress)>);

impl Needs {
    pub(super) fn of(stack: &Stack<'_>, query: &Query) -> Result<Self, Damage> {
        let mut needs = HashSet::new();
        let need = Choice::Value(NEED.to_owned());
        let asks = |filter: &Filter| {
            let Subject::Field(names) = &filter.subject else { return false };
            let is_type = names.iter().any(|it| it == "type");
            is_type && !filter.is_excluded && filter.choices.contains(&need)
        };
        if query.filters.iter().any(asks) {
            return Ok(Self(needs));
        }
        for (layer, view) in stack.layers.iter().enumerate() {
            for (segment, ordinal) in view.segments.iter().zip(0..) {
                each_doc(segment.reader, &view.index.fields, "type", &need, |doc| {
                    needs.insert((layer, DocAddress::new(ordinal, doc)));
                })?;
            }
        }
        Ok(Self(needs))
    }

    /// The score of the need that matches best; 0 if none does.
    pub(super) fn best_score(&self, hits: &[Found]) -> f32 {
        if self.0.is_empty() {
            return 0.0;
        }
        let needs = hits.iter().filter(|hit| self.0.contains(&(hit.layer, hit.address)));
        needs.map(|hit| hit.score).fold(0.0, f32::max)
    }

    /// The best of `hits` that is no need, as `rank` orders them.
    pub(super) fn best_answer(
        &self,
        hits: &[Found],
        rank: impl Fn(Vec<Found>) -> Result<Vec<(Found, Vec<u8>)>, Damage>,
    ) -> Result<Option<(Found, Vec<u8>)>, Damage> {
        let asks = |hit: &Found| self.0.contains(&(hit.layer, hit.address));
        // Only the best are looked up: most are out by their score alone.
        let best = hits.iter().fold(None, |best, hit| {
            let is_better = best.is_none_or(|best| hit.rank() > best) && !asks(hit);
            if is_better { Some(hit.rank()) } else { best }
        });
        let equal = hits.iter().filter(|hit| Some(hit.rank()) == best && !asks(hit));
        Ok(rank(equal.copied().collect())?.into_iter().next())
    }
}

/// Puts `best` before all others of `ranked`, which keeps its length.
pub(super) fn put_first(ranked: &mut Vec<(Found, Vec<u8>)>, best: Found, record: Vec<u8>) {
    let place = |hit: &Found| (hit.layer, hit.address);
    if let Some(at) = ranked.iter().position(|(hit, _)| place(hit) == place(&best)) {
        ranked[..=at].rotate_right(1);
    } else {
        ranked.pop();
        ranked.insert(0, (best, record));
    }
}

#[cfg(test)]
#[path = "needs_tests.rs"]
mod tests;
