//! From everything that matches to the best, in order.

use tantivy::schema::{IndexRecordOption, TantivyDocument, Value};

use super::asked::Asked;
use super::called;
use super::collect::{Found, Tally};
use super::judged::Judge;
use super::needs::{ASKS_BETTER, Needs, put_first};
use super::open::Damage;
use super::operators::Begun;
use super::query::Query;
use super::record::{StoredArticle, is_reviewed, path_of};
use super::search::{Hit, Results};
use super::stack::{Stack, has};
use crate::domain::filter::Order;

/// How much more the score of an article counts that somebody has reviewed.
///
/// It decides between answers that are as good as equal and can hide no better one: what is
/// above by more than a hundredth stays above, and nothing is left out.
const REVIEWED: f32 = 1.01;

/// How much of a query an article must have to answer it, from 0 to 1, when a word counts by how
/// much it tells articles apart: half for standing in the section that answers, half for standing
/// in what the article says it is about. Here, where sections are not known, all that an article
/// has counts, which is never less.
///
/// Chosen on half of the questions of Giant Swarm's documentation (752, all answered there) and of
/// 200 descriptions of business software, and held against the other halves: 1.0 % of the first
/// are refused and 93 % of the second, where .25 refuses .8 % and 88 %, and .3 2.1 % and 95 %. A
/// share of .3 of all that an article has, wherever it stands, refused .9 % and 83 % of the whole.
pub const TOLD_MIN: f32 = 0.275;

/// What a word tells that half of the articles have: ln 2, see [`weight`](super::asked::weight).
const RARE: f32 = std::f32::consts::LN_2 - f32::EPSILON;

/// How much of a query an article has.
struct Match {
    /// How many of the words that say something, or what they stand for.
    matched: usize,
    /// How much of the query that is when each counts by how much it tells articles apart, from 0
    /// to 1.
    told: f32,
    /// True if one of them is more than a guess at what a short word was meant to be.
    is_sure: bool,
    /// True if one of them is in half of the articles at most.
    is_rare: bool,
    /// How many of them are numbers of clauses that it has the topic of.
    referred: usize,
}

impl Found {
    /// As it counts if its article is reviewed.
    fn reviewed(self) -> Self {
        Self { score: self.score * REVIEWED, ..self }
    }
}

impl Asked<'_> {
    /// What the search found, from all that matches.
    pub(super) fn results(
        self,
        stack: &Stack<'_>,
        mut tally: Tally,
        query: &Query,
        judge: Judge<'_>,
    ) -> Result<Results, Damage> {
        let mut results = Results {
            total: tally.hits.len(),
            retired_hidden: tally.retired.len(),
            informative: self.informative(),
            asked: self.asked(),
            ..Results::default()
        };
        for asked in &query.facets {
            results.facets.push(self.facet(stack, &mut tally.hits, asked, judge)?);
        }
        let wanted = query.offset.saturating_add(query.limit).max(1);
        let needs = Needs::of(stack, query)?;
        let asked = needs.best_score(&tally.hits);
        let best = needs.best_answer(&tally.hits, |hits| self.ranked(stack, hits, 1))?;
        let is_by_score = query.order == Order::Score && !query.is_reversed;
        let mut ranked = if is_by_score {
            self.ranked(stack, tally.hits, wanted)?
        } else {
            self.sorted(stack, tally.hits, (wanted, query), judge)?
        };
        let mut begun = Begun::default();
        if let Some((best, record)) = best {
            // It is looked at even if it is not returned: it tells whether there is an answer.
            let hit = self.hit(stack, &best, &record, &mut begun)?;
            results.is_answered = hit.is_enough;
            results.is_asked_better = asked > best.score * ASKS_BETTER;
            results.is_called = self.is_called(stack, &best)?;
            results.is_answered |= results.is_called;
            results.best = Some(hit);
            if results.is_answered && is_by_score {
                put_first(&mut ranked, best, record);
            }
        }
        // What filters alone list is what was asked for.
        results.is_answered |= results.informative == 0 && results.total > 0;
        for (found, record) in ranked.iter().skip(query.offset).take(query.limit) {
            results.hits.push(self.hit(stack, found, record, &mut begun)?);
        }
        let is_any_known = !self.terms.stems.is_empty() || self.references > 0;
        results.telling = self.telling();
        results.expansions = self.expanded.announced;
        results.excluded = self.demands.refused_words();
        results.corrections = self.corrections;
        results.unknown = if is_any_known { self.unknown } else { Vec::new() };
        results.terms = self.terms;
        Ok(results)
    }

    /// What was found, as it is returned.
    fn hit(
        &self,
        stack: &Stack<'_>,
        found: &Found,
        record: &[u8],
        begun: &mut Begun,
    ) -> Result<Hit, Damage> {
        let Match { matched, told, is_sure, is_rare, referred } =
            self.matched(stack, found, begun)?;
        let is_half = matched > 0 && matched * 2 >= self.informative();
        Ok(Hit {
            score: found.score,
            matched,
            told,
            referred,
            is_enough: is_half && is_sure && told >= TOLD_MIN,
            is_rare,
            origin: stack.origin(found),
            article: StoredArticle::decode(record)?,
        })
    }

    /// The `wanted` best of `hits` with their records, best first.
    fn ranked(
        &self,
        stack: &Stack<'_>,
        mut hits: Vec<Found>,
        wanted: usize,
    ) -> Result<Vec<(Found, Vec<u8>)>, Damage> {
        if hits.len() > wanted {
            let (_, border, _) =
                hits.select_nth_unstable_by_key(wanted - 1, |hit| std::cmp::Reverse(hit.rank()));
            let border = border.rank();
            // All that are as good as the last wanted, or would be if they were reviewed:
            // reviews and paths decide.
            hits.retain(|hit| hit.reviewed().rank() >= border);
        }
        // Neighbours lie in the same compressed block.
        hits.sort_unstable_by_key(|hit| (hit.layer, hit.address));
        let read = |hit: Found| {
            let record = self.record(stack, &hit)?;
            let hit = if is_reviewed(&record)? { hit.reviewed() } else { hit };
            Ok((hit, record))
        };
        let mut ranked = hits.into_iter().map(read).collect::<Result<Vec<_>, Damage>>()?;
        let mut keys = Vec::with_capacity(ranked.len());
        for (index, (hit, record)) in ranked.iter().enumerate() {
            keys.push((std::cmp::Reverse(hit.rank()), path_of(record)?.to_vec(), index));
        }
        keys.sort_unstable();
        let best = keys.into_iter().take(wanted);
        Ok(best
            .map(|(_, _, index)| (ranked[index].0, std::mem::take(&mut ranked[index].1)))
            .collect())
    }

    /// True if the query names the article of `hit`.
    fn is_called(&self, stack: &Stack<'_>, hit: &Found) -> Result<bool, Damage> {
        let segment = &stack.layers[hit.layer].segments[hit.address.segment_ord as usize];
        called::is_called(segment.reader, &self.called, hit.address.doc_id)
    }

    /// How much all of the query tells articles apart; a beginning or a number stands for many
    /// words, and tells as much as a word of one article.
    fn asked(&self) -> f32 {
        let others = share(self.demands.wishes() + self.references);
        self.tells.iter().sum::<f32>() + others * self.terms.rarest
    }

    pub(super) fn record(&self, stack: &Stack<'_>, hit: &Found) -> Result<Vec<u8>, Damage> {
        let searcher = &stack.layers[hit.layer].index.searcher;
        let document: TantivyDocument = searcher.doc(hit.address)?;
        let record = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        record.map(<[u8]>::to_vec).ok_or_else(|| Damage::new("an article has no record"))
    }

    /// How much of the query the article really has.
    fn matched(&self, stack: &Stack<'_>, hit: &Found, begun: &mut Begun) -> Result<Match, Damage> {
        let segment = &stack.layers[hit.layer].segments[hit.address.segment_ord as usize];
        let inverted = segment.reader.inverted_index(self.field)?;
        let covered = self.covered(segment.reader, hit.address.doc_id)?;
        let (mut matched, mut told, mut is_sure, mut is_rare) = (0, 0.0, false, false);
        for ((term, _), tells) in self.words.iter().zip(&self.tells) {
            if self.is_absent(term) {
                continue;
            }
            let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
            let is_said =
                postings.is_some_and(|mut postings| has(&mut postings, hit.address.doc_id));
            let value = term.value();
            let stem = value.as_str().unwrap_or_default();
            if is_said || covered.contains(stem) {
                matched += 1;
                told += tells;
                is_rare |= *tells >= RARE;
                is_sure |= !self.guessed.iter().any(|guessed| guessed == stem);
            }
        }
        let referred = self.referred(segment.reader, hit.address.doc_id)?;
        let begun = begun.matched(&self.demands, (self.fields, segment.reader), hit)?;
        let given = begun + referred;
        let all = self.asked();
        let told = told + share(given) * self.terms.rarest;
        let told = if all > 0.0 { told / all } else { 1.0 };
        let is_given = given > 0;
        Ok(Match {
            matched: matched + given,
            told,
            is_sure: is_sure || is_given,
            is_rare: is_rare || is_given,
            referred,
        })
    }
}

/// A number of words as a factor.
#[expect(clippy::cast_precision_loss, reason = "there are few words in a query")]
fn share(words: usize) -> f32 {
    words as f32
}
