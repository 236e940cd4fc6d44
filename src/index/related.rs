//! More like this: the articles that share the words by which one stands out.
//!
//! Those of its words that tell articles apart best are looked for as a query, in the manner of
//! relevance feedback (Rocchio 1971) with the article as the only feedback. For what is related
//! and nothing else: a search expanded so finds more and puts the best answer lower.

use std::collections::HashMap;

use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::{IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocSet, Score, Term};

use super::analyse::{Analyser, words};
use super::collect::{Collect, Found};
use super::gate::Gate;
use super::open::{Damage, guarded};
use super::operators::Demands;
use super::query::Query;
use super::record::StoredArticle;
use super::stack::{Layer, Stack};
use crate::domain::path::ArticlePath;

/// How many words of an article are looked for: relevance feedback gains little beyond.
const WORDS_MAX: usize = 20;
/// How many of the words that an article shares are told.
const TOLD_MAX: usize = 5;
/// Fewer words in common are chance.
const SHARED_MIN: usize = 2;
/// The least that is no chance, as a share of how well an article finds itself.
const SHARE_MIN: f32 = 0.15;
/// How many articles are looked at; whatever comes later shares a common word or two.
const LOOKS_MAX: usize = 1_000;
/// How often a word counts at most, for one that is said everywhere is said no louder.
const COUNT_MAX: u16 = 8;

/// An article that shares words with another.
#[derive(Clone, Debug, PartialEq)]
pub struct Like {
    /// The article as it was indexed.
    pub article: StoredArticle,
    /// How much, of what the most alike has: above 0, and 1 at most.
    pub share: f32,
    /// The words they share that say most, as the one asked about first has them.
    pub words: Vec<String>,
}

/// A word that an article stands out by.
struct Telling {
    term: Term,
    word: String,
    count: u16,
    weight: f32,
}

/// The articles most like the one at `path`, whose title and text are given, best first; retired
/// ones left out.
///
/// # Errors
/// Damage, if an index turns out to be unreadable.
pub fn related(
    layers: &[Layer<'_>],
    path: &ArticlePath,
    text: &str,
    limit: usize,
) -> Result<Vec<Like>, Damage> {
    guarded(|| {
        let stack = Stack::new(layers)?;
        let telling = telling(&stack, text)?;
        let mut found = find(&stack, &telling)?;
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        let mut alike: Vec<Like> = Vec::new();
        let mut own = found.first().map_or(0.0, |best| best.score);
        for found in found.into_iter().take(LOOKS_MAX) {
            // Equals of the last are read too: their paths decide.
            let is_full = alike.len() >= limit;
            if is_full && alike.last().is_some_and(|last| last.share > found.score) {
                break;
            }
            let words = shared(&stack, &telling, &found)?;
            if words.len() < SHARED_MIN {
                continue;
            }
            let article = record(&stack, &found)?;
            if article.path == *path {
                own = found.score;
            } else {
                alike.push(Like { article, share: found.score, words });
            }
        }
        alike.retain(|like| like.share >= own * SHARE_MIN);
        alike.sort_by(|one, other| {
            let by_score = other.share.total_cmp(&one.share);
            by_score.then_with(|| one.article.path.cmp(&other.article.path))
        });
        alike.truncate(limit);
        let best = alike.first().map_or(1.0, |best| best.share);
        for like in &mut alike {
            like.share /= best;
            like.words.truncate(TOLD_MAX);
        }
        Ok(alike)
    })
}

/// The words of `text` that tell articles apart best, the best first.
fn telling(stack: &Stack<'_>, text: &str) -> Result<Vec<Telling>, Damage> {
    let Some(fields) = stack.fields() else { return Ok(Vec::new()) };
    let mut analyser = Analyser::new();
    let mut counts: HashMap<String, (u16, String)> = HashMap::new();
    let mut folded = String::new();
    for range in words(text) {
        // Numbers of one figure say nothing of the matter.
        if !analyser.fold(&text[range], &mut folded) || folded.chars().count() < 3 {
            continue;
        }
        let mut stem = folded.clone();
        if folded.bytes().all(|byte| byte.is_ascii_digit()) || !analyser.stem(&mut stem) {
            continue;
        }
        let (count, _) = counts.entry(stem).or_insert_with(|| (0, folded.clone()));
        *count = count.saturating_add(1);
    }
    let articles = stack.articles();
    let mut telling = Vec::new();
    for (stem, (count, word)) in counts {
        let term = Term::from_field_text(fields.all, &stem);
        let with = stack.articles_with(&term)?;
        // What no other has finds nothing, and what most have tells nothing apart.
        if with >= 2 && with * 2 <= articles.max(4) {
            let weight = weight(count, with, articles);
            telling.push(Telling { term, word, count: count.min(COUNT_MAX), weight });
        }
    }
    telling.sort_by(|one, other| {
        let by_weight = other.weight.total_cmp(&one.weight);
        by_weight.then_with(|| one.word.cmp(&other.word))
    });
    telling.truncate(WORDS_MAX);
    Ok(telling)
}

/// Term frequency times inverse document frequency (Salton and Buckley 1988).
///
/// The frequency is not dampened as usual: what an article says once, be it ever so rare, is
/// mostly a month or a name, and what it says often is what it is about.
#[expect(clippy::cast_precision_loss, reason = "a weight is an estimate")]
fn weight(count: u16, with: u64, articles: u64) -> f32 {
    f32::from(count.min(COUNT_MAX)) * (articles as f32 / with as f32).ln().max(0.1)
}

fn find(stack: &Stack<'_>, telling: &[Telling]) -> Result<Vec<Found>, Damage> {
    let Some(fields) = stack.fields().filter(|_| !telling.is_empty()) else {
        return Ok(Vec::new());
    };
    let wish = |telling: &Telling| -> (Occur, Box<dyn tantivy::query::Query>) {
        let term = TermQuery::new(telling.term.clone(), IndexRecordOption::WithFreqs);
        let boost = Score::from(telling.count).sqrt();
        (Occur::Should, Box::new(BoostQuery::new(Box::new(term), boost)))
    };
    let query = BooleanQuery::new(telling.iter().map(wish).collect());
    let mut hits = Vec::new();
    for (layer, view) in stack.layers.iter().enumerate() {
        let gates = view.segments.iter();
        let (any, demands) = (Query::default(), Demands::default());
        let gates =
            gates.map(|segment| Gate::of((&view.index.searcher, segment), fields, &any, &demands));
        let gates = gates.collect::<Result<_, _>>()?;
        let collect = Collect { layer, prior: view.prior, gates };
        let searcher = &view.index.searcher;
        hits.extend(searcher.search_with_statistics_provider(&query, &collect, stack)?.hits);
    }
    Ok(hits)
}

fn record(stack: &Stack<'_>, found: &Found) -> Result<StoredArticle, Damage> {
    let index = stack.layers[found.layer].index;
    let document: TantivyDocument = index.searcher.doc(found.address)?;
    let record = document.get_first(index.fields.record).and_then(|value| value.as_bytes());
    StoredArticle::decode(record.ok_or_else(|| Damage::new("an article has no record"))?)
}

/// Which of the words the article has, those that say most first.
fn shared(stack: &Stack<'_>, telling: &[Telling], found: &Found) -> Result<Vec<String>, Damage> {
    let segment = &stack.layers[found.layer].segments[found.address.segment_ord as usize];
    let mut shared = Vec::new();
    for telling in telling {
        let inverted = segment.reader.inverted_index(telling.term.field())?;
        let postings = inverted.read_postings(&telling.term, IndexRecordOption::Basic)?;
        let wanted = found.address.doc_id;
        let has = postings.is_some_and(|mut postings| {
            postings.doc() == wanted || (postings.doc() < wanted && postings.seek(wanted) == wanted)
        });
        shared.extend(has.then(|| telling.word.clone()));
    }
    Ok(shared)
}

#[cfg(test)]
#[path = "related_tests.rs"]
mod tests;
