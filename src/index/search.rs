//! From a query to the articles that answer it best.
//!
//! Three steps, each in a file of its own: [`super::asked`] reads the query
//! against the vocabulary, [`super::clauses`] says how articles are scored, and
//! [`super::ranking`] puts the best in order. How a hit is shown, and which of
//! its sections answers, is the caller's business.

use super::asked::Asked;
use super::collect::{Collect, Tally};
use super::gate::Gate;
use super::open::{Damage, guarded};
use super::query::{Query, QueryTerms};
use super::record::StoredArticle;
use super::stack::{Layer, Stack};
use crate::domain::glossary::Expansion;

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
    /// Names that mean something else as well, which was looked for too.
    pub expansions: Vec<Expansion>,
    /// The best article that is no need, whether or not it is returned; any, if a filter asks for
    /// needs.
    pub best: Option<Hit>,
    /// True if that contains at least half of the words that say something.
    pub is_answered: bool,
    /// True if a need matches clearly better than that: see [`ASKS_BETTER`].
    ///
    /// [`ASKS_BETTER`]: super::ASKS_BETTER
    pub is_asked_better: bool,
    /// What was looked for, to mark it in a text.
    pub terms: QueryTerms,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// How well it matches; comparable within one search only.
    pub score: f32,
    /// How many of [`Results::informative`] words it contains.
    pub matched: usize,
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
    guarded(|| {
        let stack = Stack::new(layers)?;
        let Some(fields) = stack.fields() else {
            return Ok(Results::default());
        };
        let asked = Asked::of(&stack, fields, query)?;
        let found = asked.find(&stack, query)?;
        asked.results(&stack, found, query)
    })
}

impl Asked<'_> {
    fn find(&self, stack: &Stack<'_>, query: &Query) -> Result<Tally, Damage> {
        let mut tally = Tally::default();
        let Some(text) = self.query().filter(|_| stack.articles() > 0) else {
            return Ok(tally);
        };
        for (layer, view) in stack.layers.iter().enumerate() {
            let gates = view.segments.iter().map(|segment| Gate::of(segment, self.fields, query));
            let collect = Collect { layer, gates: gates.collect::<Result<_, _>>()? };
            let found =
                view.index.searcher.search_with_statistics_provider(&text, &collect, stack)?;
            tally.hits.extend(found.hits);
            tally.retired += found.retired;
        }
        Ok(tally)
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
