//! From a query to the articles that answer it best.
//!
//! The ranking is BM25 over the whole article and again over its title, every
//! word a wish and none a must, a word typed twice counting twice. How a hit is
//! shown, and which of its sections answers, is the caller's business.

use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, TantivyDocument, Value};
use tantivy::{DocSet, Score, Term};

use super::analyse::Analyser;
use super::collect::{Collect, Found, Tally};
use super::fields::Fields;
use super::gate::Gate;
use super::open::{Damage, guarded};
use super::query::{Parsed, Phrase, Query, QueryTerms, Spelling, Word, parse};
use super::record::{StoredArticle, path_of};
use super::spelling::correct;
use super::stack::{Layer, Stack};

/// How many unknown words are looked up: each costs a walk through the vocabulary.
const CORRECTIONS_MAX: usize = 8;

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
    /// True if the best article contains at least half of the words that say something.
    pub is_answered: bool,
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

/// A query as far as the vocabulary can answer it.
struct Asked<'s> {
    fields: &'s Fields,
    /// Where the words are looked for: stop words are only in the exact field.
    field: Field,
    /// What is looked for there, with how often it was typed.
    words: Vec<(Term, u16)>,
    phrases: Vec<Phrase>,
    corrections: Vec<Correction>,
    terms: QueryTerms,
}

impl<'s> Asked<'s> {
    fn of(stack: &Stack<'_>, fields: &'s Fields, query: &Query) -> Result<Self, Damage> {
        let mut analyser = Analyser::new();
        let typed = parse(&query.text, &mut analyser);
        let mut asked = Self {
            fields,
            field: fields.all,
            words: Vec::new(),
            phrases: typed.phrases.clone(),
            corrections: Vec::new(),
            terms: QueryTerms::default(),
        };
        let meant = match query.spelling {
            Spelling::AsTyped => typed,
            Spelling::Corrected => asked.correct(stack, typed, &mut analyser)?,
        };
        let weight = |term: &Term| -> Result<Option<f32>, Damage> {
            Ok(weight(stack.articles_with(term)?, stack.articles()))
        };
        for (stem, word) in meant.informative() {
            let term = Term::from_field_text(fields.all, stem);
            asked.terms.stems.extend(weight(&term)?.map(|weight| (stem.to_owned(), weight)));
            asked.words.push((term, word.count));
        }
        if asked.words.is_empty() {
            asked.field = fields.exact;
            for word in meant.words {
                let term = Term::from_field_text(fields.exact, &word.typed);
                asked.terms.exact.extend(weight(&term)?.map(|weight| (word.typed, weight)));
                asked.words.push((term, word.count));
            }
        }
        Ok(asked)
    }

    /// Puts words of the vocabulary in place of those that no article contains.
    fn correct(
        &mut self,
        stack: &Stack<'_>,
        typed: Parsed,
        analyser: &mut Analyser,
    ) -> Result<Parsed, Damage> {
        let mut meant = Parsed::default();
        let mut tries = 0;
        for word in typed.words {
            let stem = word.stem.as_ref().filter(|_| !word.is_quoted && tries < CORRECTIONS_MAX);
            let is_known = stem.map_or(Ok(true), |stem| {
                let term = Term::from_field_text(self.fields.all, stem);
                stack.articles_with(&term).map(|articles| articles > 0)
            })?;
            tries += usize::from(!is_known);
            let nearest = if is_known { None } else { correct(stack, self.fields, &word.typed)? };
            let Some(to) = nearest else {
                meant.count(word);
                continue;
            };
            let mut stem = to.clone();
            let stem = analyser.stem(&mut stem).then_some(stem);
            self.corrections.push(Correction { from: word.typed.clone(), to: to.clone() });
            meant.count(Word { typed: to, stem, ..word });
        }
        Ok(meant)
    }

    /// The query as tantivy takes it; `None` if nothing is asked.
    fn query(&self) -> Option<BooleanQuery> {
        let mut clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        for (term, count) in &self.words {
            let boost = Score::from(*count);
            let wish = |term: Term| {
                let wish = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (Occur::Should, Box::new(BoostQuery::new(Box::new(wish), boost)) as Box<_>)
            };
            if let (true, Some(stem)) = (self.field == self.fields.all, term.value().as_str()) {
                clauses.push(wish(Term::from_field_text(self.fields.title, stem)));
            }
            clauses.push(wish(term.clone()));
        }
        for phrase in &self.phrases {
            clauses.extend(self.musts(phrase).into_iter().map(|must| (Occur::Must, must)));
        }
        (!clauses.is_empty()).then(|| BooleanQuery::new(clauses))
    }

    fn musts(&self, phrase: &Phrase) -> Vec<Box<dyn tantivy::query::Query>> {
        let one = |field: Field, word: &str| -> Box<dyn tantivy::query::Query> {
            let term = Term::from_field_text(field, word);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let stem = |(place, stem): &(usize, String)| {
            (*place, Term::from_field_text(self.fields.all, stem))
        };
        match phrase.stems.as_slice() {
            [] => phrase.stop_words.iter().map(|word| one(self.fields.exact, word)).collect(),
            [(_, word)] => vec![one(self.fields.all, word)],
            stems => {
                let stems = stems.iter().map(stem).collect();
                vec![Box::new(PhraseQuery::new_with_offset(stems))]
            }
        }
    }

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

    fn results(self, stack: &Stack<'_>, tally: Tally, query: &Query) -> Result<Results, Damage> {
        let mut results = Results {
            total: tally.hits.len(),
            retired_hidden: tally.retired,
            informative: self.words.len(),
            ..Results::default()
        };
        // The best is looked at even if it is not returned: it tells whether there is an answer.
        let wanted = query.offset.saturating_add(query.limit).max(1);
        let ranked = self.ranked(stack, tally.hits, wanted)?;
        for (rank, (found, record)) in ranked.iter().enumerate() {
            let is_returned = (query.offset..wanted).contains(&rank) && query.limit > 0;
            if rank > 0 && !is_returned {
                continue;
            }
            let matched = self.matched(stack, found)?;
            if rank == 0 {
                results.is_answered = matched > 0 && matched * 2 >= results.informative;
            }
            if is_returned {
                let article = StoredArticle::decode(record)?;
                results.hits.push(Hit { score: found.score, matched, article });
            }
        }
        results.corrections = self.corrections;
        results.terms = self.terms;
        Ok(results)
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
            // All that are as good as the last wanted: their paths decide.
            hits.retain(|hit| hit.rank() >= border);
        }
        // Neighbours lie in the same compressed block.
        hits.sort_unstable_by_key(|hit| (hit.layer, hit.address));
        let read = |hit: Found| Ok((hit, self.record(stack, &hit)?));
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

    fn record(&self, stack: &Stack<'_>, hit: &Found) -> Result<Vec<u8>, Damage> {
        let searcher = &stack.layers[hit.layer].index.searcher;
        let document: TantivyDocument = searcher.doc(hit.address)?;
        let record = document.get_first(self.fields.record).and_then(|value| value.as_bytes());
        record.map(<[u8]>::to_vec).ok_or_else(|| Damage::new("an article has no record"))
    }

    /// How many of the words the article really contains.
    fn matched(&self, stack: &Stack<'_>, hit: &Found) -> Result<usize, Damage> {
        let segment = &stack.layers[hit.layer].segments[hit.address.segment_ord as usize];
        let inverted = segment.reader.inverted_index(self.field)?;
        let mut matched = 0;
        for (term, _) in &self.words {
            let postings = inverted.read_postings(term, IndexRecordOption::Basic)?;
            matched += usize::from(postings.is_some_and(|mut postings| {
                postings.doc() == hit.address.doc_id
                    || (postings.doc() < hit.address.doc_id
                        && postings.seek(hit.address.doc_id) == hit.address.doc_id)
            }));
        }
        Ok(matched)
    }
}

/// How much a word in `with` of `articles` tells them apart; `None` if none has it.
#[expect(clippy::cast_precision_loss, reason = "a weight is an estimate")]
fn weight(with: u64, articles: u64) -> Option<f32> {
    let without = articles.saturating_sub(with) as f32;
    (with > 0).then(|| (1.0 + (without + 0.5) / (with as f32 + 0.5)).ln())
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
