//! How articles are scored: the one place of the ranking recipe.
//!
//! BM25 over the whole article and again over its title, every word a wish and
//! none a must, a word typed twice counting twice; phrases are held to.

use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Term};

use super::asked::Asked;
use super::query::Phrase;

impl Asked<'_> {
    /// The query as tantivy takes it; `None` if nothing is asked.
    pub(super) fn query(&self) -> Option<BooleanQuery> {
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
}
