//! From a query to the articles that answer it best.
//!
//! Three steps, each in a file of its own: [`super::asked`] reads the query
//! against the vocabulary, [`super::clauses`] says how articles are scored, and
//! [`super::ranking`] puts the best in order. How a hit is shown, and which of
//! its sections answers, is the caller's business.

use jiff::civil::Date;
use tantivy::query::AllQuery;

use super::asked::Asked;
use super::collect::{Collect, Tally};
use super::gate::Gate;
use super::judged::Judge;
use super::open::{Damage, guarded};
use super::query::{Query, QueryTerms};
use super::record::StoredArticle;
use super::stack::{Layer, Stack};
use crate::domain::filter::Facet;
use crate::domain::glossary::Expansion;
use crate::domain::judge::judge;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many articles match, beyond those returned too.
    pub total: usize,
    /// How many more would, were they not retired.
    pub retired_hidden: usize,
    /// The best articles, best first; equally good ones in the order of their paths.
    pub hits: Vec<Hit>,
    /// How many different words of the query say something; if none does, how many there are.
    pub informative: usize,
    /// Words that no article contains, and what was looked for in their place.
    pub corrections: Vec<Correction>,
    /// Words that no article contains and nothing was found to be meant by, as typed, where others
    /// are known.
    pub unknown: Vec<String>,
    /// Names that mean something else as well, which was looked for too.
    pub expansions: Vec<Expansion>,
    /// The best article that is no need, whether or not it is returned; any, if a filter asks for
    /// needs.
    pub best: Option<Hit>,
    /// True if that has enough of the query to be an answer, wherever in it that stands.
    pub is_answered: bool,
    /// How much all that was asked tells articles apart, as [`worth`](super::worth) counts it.
    pub asked: f32,
    /// True if the query names that article, by its path or its id.
    pub is_called: bool,
    /// True if a need matches clearly better than that: see [`ASKS_BETTER`].
    ///
    /// [`ASKS_BETTER`]: super::ASKS_BETTER
    pub is_asked_better: bool,
    /// Words that no article may have, as typed.
    pub excluded: Vec<String>,
    /// What was looked for, to mark it in a text.
    pub terms: QueryTerms,
    /// What of that tells whether there is an answer: all but parts of what names one thing that no
    /// article has.
    pub telling: QueryTerms,
    /// What was asked to be counted, over all that is found.
    pub facets: Vec<Facet>,
    /// Where nothing is found, what would be without one of the filters, or without any.
    pub left_out: Vec<LeftOut>,
}

/// How much a filter keeps out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place in [`Query::filters`]; `None` for all of them together.
    pub filter: Option<usize>,
    /// How many articles match without it.
    pub articles: usize,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it matches; comparable within one search only.
    pub score: f32,
    /// How many of [`Results::informative`] words it contains.
    pub matched: usize,
    /// How much of the query these are when each counts by how much it tells articles apart, from
    /// 0 to 1.
    pub told: f32,
    /// How many of them it has without saying them: it is on the topic of a clause whose number was
    /// typed.
    pub referred: usize,
    /// True if they are enough for an answer, wherever they stand.
    pub is_enough: bool,
    /// True if one of them is in half of the articles at most.
    pub is_rare: bool,
    /// The number of the library that it comes from, from 0.
    pub origin: usize,
    /// The article as it was indexed.
    pub article: StoredArticle,
}

/// A word that was looked for in place of another. Letters only, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was typed.
    pub from: String,
    /// What was looked for.
    pub to: String,
}

/// Finds the articles that answer `query` best, in all `layers` as if they were one.
///
/// # Errors
/// Damage, if an index turns out to be unreadable.
pub fn search(layers: &[Layer<'_>], query: &Query) -> Result<Results, Damage> {
    search_judged(layers, query, &|_, article| judge(&article.evidence_of_review(), Date::ZERO))
}

/// Like [`search`], where articles are judged by `judge` if `query` asks for it.
///
/// # Errors
/// The same.
pub fn search_judged(
    layers: &[Layer<'_>],
    query: &Query,
    judge: Judge<'_>,
) -> Result<Results, Damage> {
    guarded(|| {
        let stack = Stack::new(layers)?;
        let Some(fields) = stack.fields() else {
            return Ok(Results::default());
        };
        let asked = Asked::of(&stack, fields, query)?;
        let found = asked.find(&stack, query, judge)?;
        let left_out = asked.left_out(&stack, &found, query, judge)?;
        let results = asked.results(&stack, found, query, judge)?;
        Ok(Results { left_out, ..results })
    })
}

impl Asked<'_> {
    fn find(&self, stack: &Stack<'_>, query: &Query, judge: Judge<'_>) -> Result<Tally, Damage> {
        let mut tally = Tally::default();
        let text: Box<dyn tantivy::query::Query> = match self.query() {
            _ if stack.articles() == 0 => return Ok(tally),
            Some(text) => Box::new(text),
            // Conditions without words list whatever meets them.
            None if query.filters.is_empty() && !query.is_list => return Ok(tally),
            None => Box::new(AllQuery),
        };
        for (layer, view) in stack.layers.iter().enumerate() {
            let searcher = &view.index.searcher;
            let gates = view
                .segments
                .iter()
                .map(|segment| Gate::of((searcher, segment), self.fields, query, &self.demands));
            let gates = gates.collect::<Result<_, _>>()?;
            let collect = Collect { layer, prior: view.prior, gates };
            let found = searcher.search_with_statistics_provider(&text, &collect, stack)?;
            tally.hits.extend(found.hits);
            tally.retired.extend(found.retired);
        }
        self.keep_judged(stack, &mut tally, query, judge)?;
        Ok(tally)
    }

    /// Where nothing is found, which condition stands in the way.
    fn left_out(
        &self,
        stack: &Stack<'_>,
        found: &Tally,
        query: &Query,
        judge: Judge<'_>,
    ) -> Result<Vec<LeftOut>, Damage> {
        if !found.hits.is_empty() {
            return Ok(Vec::new());
        }
        let without = |filter: Option<usize>| -> Result<Option<LeftOut>, Damage> {
            let mut query = query.clone();
            match filter {
                Some(filter) => drop(query.filters.remove(filter)),
                None => query.filters.clear(),
            }
            // That everything is there without any condition says nothing.
            query.is_list = false;
            let articles = self.find(stack, &query, judge)?.hits.len();
            Ok((articles > 0).then_some(LeftOut { filter, articles }))
        };
        let each = (0..query.filters.len()).map(|filter| without(Some(filter)));
        let mut left_out: Vec<LeftOut> =
            each.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        if left_out.is_empty() && query.filters.len() > 1 {
            left_out.extend(without(None)?);
        }
        Ok(left_out)
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "several_tests.rs"]
mod several_tests;
