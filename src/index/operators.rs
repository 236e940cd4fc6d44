//! What a query demands and refuses beside its words: `title:…`, `NOT …`, `begin*`.
//!
//! Words are wishes, these are conditions; a beginning is a wish like a word, whatever it
//! stands for. All of them are bounded, and none can fail.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::query::{
    AllQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery, Query, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use super::asked::weight;
use super::collect::Found;
use super::fields::Fields;
use super::open::Damage;
use super::query::{Parsed, Phrase};
use super::stack::{Stack, docs_with};

/// How many conditions of a kind are held to, as of phrases.
const OPERATORS_MAX: usize = 16;
/// A beginning of fewer letters could stand for anything.
const PREFIX_LETTERS_MIN: usize = 2;
/// How many words a beginning stands for: those in most articles.
const EXPANSIONS_MAX: usize = 128;

/// A field of text that words can be demanded in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The title.
    Title,
    /// The questions that the article says it answers.
    Questions,
}

impl Place {
    /// The place that `key` names.
    pub(super) fn of(key: &str) -> Option<Self> {
        match key.to_lowercase().as_str() {
            "title" => Some(Self::Title),
            "questions" => Some(Self::Questions),
            _ => None,
        }
    }

    fn field(self, fields: &Fields) -> Field {
        match self {
            Self::Title => fields.title,
            Self::Questions => fields.questions,
        }
    }
}

/// The beginning of a word that `part` is, in lower case: letters and digits with a star.
pub(super) fn prefix_of(part: &str) -> Option<String> {
    let letters = part.strip_suffix('*')?;
    let is_word = letters.chars().all(char::is_alphanumeric);
    (is_word && letters.chars().count() >= PREFIX_LETTERS_MIN).then(|| letters.to_lowercase())
}

/// Conditions as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Operators {
    demanded: Vec<(Place, Phrase)>,
    refused: Vec<(Option<Place>, Phrase)>,
    prefixes: Vec<String>,
    refused_prefixes: Vec<String>,
}

impl Operators {
    pub(super) fn push(&mut self, place: Place, phrase: Phrase) {
        if self.demanded.len() < OPERATORS_MAX && !phrase.stems.is_empty() {
            self.demanded.push((place, phrase));
        }
    }

    pub(super) fn push_prefix(&mut self, prefix: String) {
        if self.prefixes.len() < OPERATORS_MAX && !self.prefixes.contains(&prefix) {
            self.prefixes.push(prefix);
        }
    }

    /// Refuses whatever `apart` asks for. Stop words alone are passed over: nearly every
    /// article has them.
    pub(super) fn refuse(&mut self, apart: Parsed) {
        let phrases = apart.phrases.into_iter().map(|phrase| (None, phrase));
        let demanded = apart.operators.demanded.into_iter();
        let placed = demanded.map(|(place, phrase)| (Some(place), phrase));
        self.refused.extend(phrases.chain(placed).filter(|(_, it)| !it.stems.is_empty()));
        self.refused.truncate(OPERATORS_MAX);
        self.refused_prefixes.extend(apart.operators.prefixes);
        self.refused_prefixes.truncate(OPERATORS_MAX);
    }
}

/// Conditions as the vocabulary of the library can meet them.
#[derive(Debug, Default)]
pub(super) struct Demands {
    operators: Operators,
    /// What each beginning stands for, and the weight of one word that would be in all of
    /// those articles.
    wished: Vec<(Vec<String>, Score)>,
    refused: Vec<Vec<String>>,
}

impl Demands {
    pub(super) fn of(
        operators: Operators,
        stack: &Stack<'_>,
        fields: &Fields,
    ) -> Result<Self, Damage> {
        let mut demands = Self::default();
        for prefix in &operators.prefixes {
            let (words, articles) = expand(stack, fields, prefix)?;
            let articles = articles.min(stack.articles());
            demands.wished.push((words, weight(articles, stack.articles()).unwrap_or_default()));
        }
        for prefix in &operators.refused_prefixes {
            demands.refused.push(expand(stack, fields, prefix)?.0);
        }
        demands.operators = operators;
        Ok(demands)
    }

    /// How many beginnings are wished for.
    pub(super) fn wishes(&self) -> usize {
        self.wished.len()
    }

    /// The words that the beginnings stand for, with their weights.
    pub(super) fn words(&self) -> impl Iterator<Item = (String, Score)> {
        let words = self.wished.iter();
        words.flat_map(|(words, weight)| words.iter().map(|word| (word.clone(), *weight)))
    }

    /// What no article may have, as it was typed.
    pub(super) fn refused_words(&self) -> Vec<String> {
        let phrases = self.operators.refused.iter().map(|(_, phrase)| phrase.typed.clone());
        let prefixes = self.operators.refused_prefixes.iter().map(|prefix| format!("{prefix}*"));
        phrases.chain(prefixes).collect()
    }

    /// Adds what is demanded to `clauses`, which hold the wishes.
    pub(super) fn add_to(&self, fields: &Fields, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        for (words, score) in self.wished.iter().filter(|(words, _)| !words.is_empty()) {
            let any = any_of(fields, words);
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(any, *score))));
        }
        for (place, phrase) in &self.operators.demanded {
            let phrase = phrase_query(place.field(fields), phrase);
            clauses.extend(phrase.map(|phrase| (Occur::Must, phrase)));
        }
        if clauses.is_empty() && !self.wished.is_empty() {
            // What nothing begins with is found nowhere, whatever else is asked of it.
            clauses.push((Occur::Must, Box::new(EmptyQuery)));
        } else if clauses.is_empty() && self.refuses() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
    }

    fn refuses(&self) -> bool {
        !self.operators.refused.is_empty() || !self.operators.refused_prefixes.is_empty()
    }

    /// Tells `mark` what no article may have: those of a segment that have it, gone ones too.
    ///
    /// Asked one by one, not as a clause that must not match: tantivy 0.27 looks for a phrase
    /// there before the place where it is, and ends with a failed assertion.
    pub(super) fn each_refused(
        &self,
        fields: &Fields,
        (searcher, reader): (&Searcher, &SegmentReader),
        mut mark: impl FnMut(DocId),
    ) -> Result<(), Damage> {
        let refused = self.operators.refused.iter();
        let refused = refused.filter_map(|(place, phrase)| {
            phrase_query(place.map_or(fields.all, |place| place.field(fields)), phrase)
        });
        let prefixes = self.refused.iter().filter(|words| !words.is_empty());
        for query in refused.chain(prefixes.map(|words| any_of(fields, words))) {
            let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
            weight.for_each_no_score(reader, &mut |docs| docs.iter().for_each(|doc| mark(*doc)))?;
        }
        Ok(())
    }

    /// Which articles of a segment have each of the beginnings, in order.
    fn begun(&self, fields: &Fields, reader: &SegmentReader) -> Result<Vec<Vec<DocId>>, Damage> {
        let begun = self.wished.iter().map(|(words, _)| {
            let mut all = Vec::new();
            for word in words {
                all.extend(docs_with(reader, &Term::from_field_text(fields.exact, word))?);
            }
            all.sort_unstable();
            all.dedup();
            Ok(all)
        });
        begun.collect()
    }
}

/// Which articles have which beginnings: a segment is read once, however many hits are asked for.
#[derive(Default)]
pub(super) struct Begun(HashMap<(usize, u32), Vec<Vec<DocId>>>);

impl Begun {
    /// How many of the beginnings in `demands` the article of `hit` has.
    pub(super) fn matched(
        &mut self,
        demands: &Demands,
        (fields, reader): (&Fields, &SegmentReader),
        hit: &Found,
    ) -> Result<usize, Damage> {
        let begun = match self.0.entry((hit.layer, hit.address.segment_ord)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(demands.begun(fields, reader)?),
        };
        let has = |docs: &&Vec<DocId>| docs.binary_search(&hit.address.doc_id).is_ok();
        Ok(begun.iter().filter(has).count())
    }
}

/// The words that begin with `prefix` and are in most articles, and in how many they are if no
/// article has two of them.
fn expand(stack: &Stack<'_>, fields: &Fields, prefix: &str) -> Result<(Vec<String>, u64), Damage> {
    let found = stack.words_from(fields.exact, prefix, EXPANSIONS_MAX)?;
    let articles = found.iter().map(|(_, with)| *with).sum();
    Ok((found.into_iter().map(|(word, _)| word).collect(), articles))
}

fn any_of(fields: &Fields, words: &[String]) -> Box<dyn Query> {
    let terms = words.iter().map(|word| Term::from_field_text(fields.exact, word));
    Box::new(TermSetQuery::new(terms))
}

/// The articles with `phrase` in a field of stems; `None` for stop words alone.
fn phrase_query(field: Field, phrase: &Phrase) -> Option<Box<dyn Query>> {
    let term = |stem: &str| Term::from_field_text(field, stem);
    match phrase.stems.as_slice() {
        [] => None,
        [(_, stem)] => Some(Box::new(TermQuery::new(term(stem), IndexRecordOption::WithFreqs))),
        stems => {
            let stems = stems.iter().map(|(place, stem)| (*place, term(stem))).collect();
            Some(Box::new(PhraseQuery::new_with_offset(stems)))
        }
    }
}

#[cfg(test)]
#[path = "operators_tests.rs"]
mod tests;
