//! What only the record of an article tells: conditions on its freshness and length, and
//! every order but that of the score. Records are read here and nowhere before the best are
//! known, and only where somebody asks.

use std::cmp::Ordering;

use super::asked::Asked;
use super::collect::{Found, Tally};
use super::open::Damage;
use super::query::Query;
use super::record::StoredArticle;
use super::stack::Stack;
use crate::domain::filter::{Filter, Order, Subject};
use crate::domain::freshness::Judgement;
use crate::domain::outcome::minutes;

/// How the caller judges an article as of its day, by the number of the library that it is of.
pub type Judge<'j> = &'j dyn Fn(usize, &StoredArticle) -> Judgement;

/// The same in one library.
type JudgeHere<'j> = &'j dyn Fn(&StoredArticle) -> Judgement;

/// What articles are sorted by; those without it come last, whichever way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(i64),
}

impl Asked<'_> {
    /// Takes out of `tally` what does not meet the computed conditions.
    pub(super) fn keep_judged(
        &self,
        stack: &Stack<'_>,
        tally: &mut Tally,
        query: &Query,
        judge: Judge<'_>,
    ) -> Result<(), Damage> {
        let computed: Vec<&Filter> =
            query.filters.iter().filter(|filter| filter.subject.is_computed()).collect();
        if computed.is_empty() {
            return Ok(());
        }
        for hits in [&mut tally.hits, &mut tally.retired] {
            let mut kept = Vec::new();
            self.each_record(stack, hits, |found, article| {
                let judge = |article: &StoredArticle| judge(stack.origin(found), article);
                let has = |filter: &&Filter| meets(filter, &article, &judge) != filter.is_excluded;
                if computed.iter().all(has) {
                    kept.push(*found);
                }
            })?;
            *hits = kept;
        }
        Ok(())
    }

    /// The `wanted` first of `hits` in the order that `query` asks for.
    pub(super) fn sorted(
        &self,
        stack: &Stack<'_>,
        mut hits: Vec<Found>,
        (wanted, query): (usize, &Query),
        judge: Judge<'_>,
    ) -> Result<Vec<(Found, Vec<u8>)>, Damage> {
        let mut keyed = Vec::with_capacity(hits.len());
        self.each_record(stack, &mut hits, |found, article| {
            let judge = |article: &StoredArticle| judge(stack.origin(found), article);
            keyed.push((key(query.order, found, &article, &judge), article.path, *found));
        })?;
        let is_reversed = query.is_reversed;
        keyed.sort_unstable_by(|(key, path, _), (other, others, _)| {
            let turned = |order: Ordering| if is_reversed { order.reverse() } else { order };
            let keys = match (key, other) {
                (Some(key), Some(other)) => turned(key.cmp(other)),
                _ => key.is_none().cmp(&other.is_none()),
            };
            keys.then_with(|| path.cmp(others))
        });
        let first = keyed.into_iter().take(wanted);
        first.map(|(_, _, found)| Ok((found, self.record(stack, &found)?))).collect()
    }

    /// Shows `see` every one of `hits` with its record.
    pub(super) fn each_record(
        &self,
        stack: &Stack<'_>,
        hits: &mut [Found],
        mut see: impl FnMut(&Found, StoredArticle),
    ) -> Result<(), Damage> {
        // Neighbours lie in the same compressed block.
        hits.sort_unstable_by_key(|hit| (hit.layer, hit.address));
        for hit in hits {
            see(hit, StoredArticle::decode(&self.record(stack, hit)?)?);
        }
        Ok(())
    }
}

fn meets(filter: &Filter, article: &StoredArticle, judge: JudgeHere<'_>) -> bool {
    let value = match filter.subject {
        Subject::State => Some(judge(article).state.name().to_owned()),
        Subject::Due => judge(article).due.map(|due| due.to_string()),
        Subject::Words => Some(article.words.to_string()),
        Subject::Minutes => Some(minutes(article.words).to_string()),
        Subject::Field(_) | Subject::Path => None,
    };
    value.is_some_and(|value| filter.choices.iter().any(|choice| choice.means(&value)))
}

fn key(order: Order, found: &Found, article: &StoredArticle, judge: JudgeHere<'_>) -> Option<Key> {
    let days = |date: jiff::civil::Date| {
        i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
    };
    Some(match order {
        Order::Score => Key::Number(-i64::from(found.rank())),
        Order::Title => Key::Text(article.title.raw().to_lowercase()),
        Order::Path => Key::Text(article.path.lossy()),
        Order::Reviewed => Key::Number(-days(article.reviewed?)),
        Order::Due => Key::Number(days(judge(article).due?)),
        Order::Words => Key::Number(i64::from(article.words)),
    })
}

#[cfg(test)]
#[path = "judged_tests.rs"]
mod tests;
