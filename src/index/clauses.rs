//! How articles are scored: the one place of the ranking recipe.
//!
//! BM25 over the whole article and again over its title, its summary, its
//! questions and its words as they are written: every word a wish and none a
//! must, a word typed twice counting twice; what was typed in one piece is
//! wished for in one piece; phrases are held to.
//!
//! The weights were chosen on half A of five collections and are judged by half B:
//! `python3 benches/relevance.py kb cranfield giantswarm/docs
//! dynamics365smb-docs:business-central PowerShell-Docs:reference/docs-conceptual
//! windows-driver-docs`. Each says what it did on half A, where the title alone beside the whole
//! reached nDCG@10 .396 on Cranfield and MRR@10 .691, .758, .959 and .918 on the others; all
//! together reach .404, .736, .764, .965 and .943, and no collection pays for another.

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Score, Term};

use super::asked::Asked;
use super::called;
use super::compounds::Compound;
use super::open::Damage;
use super::query::Phrase;
use super::stack::Stack;

/// The title beside the whole article.
///
/// At .7 giantswarm/docs gains (.708) and windows-driver-docs too (.930), but
/// dynamics365smb-docs loses (.752): where many titles are alike, they must count.
const TITLE: Score = 1.0;
/// The summary, on giantswarm/docs alone, since descriptions are asked of the others: .712;
/// at .5 it adds .002.
const SUMMARY: Score = 0.3;
/// The questions that an article says it answers.
///
/// Where all of giantswarm/docs are kept and asked, .5 lifts hit@1 from .713 to .809, 1 to .831, 2
/// to .859. Where one of each page is taken out and asked, .5 lowers MRR@10 from .758 to .749, 1
/// to .730, 2 to .707: what is asked next is worded in a new way, and pages with many questions
/// must not win by them.
const QUESTIONS: Score = 0.5;
/// Words as they are written beside their stems: .405, .711, .763, .965, .933 at .4, where
/// .2 gives .402, .707, .767, .965, .922; in between is what is best for all.
const AS_WRITTEN: Score = 0.3;
/// What was typed in one piece: .397, .689, .758, .959, .920. Few of these questions have such
/// words; it is enough to put the article that writes them so before one that has the parts.
const IN_ONE_PIECE: Score = 0.3;
/// The most that BM25 gives a word for what it tells: k1 + 1, with k1 = 1.2 as tantivy has it.
const SCORED_MAX: Score = 2.2;

/// All words together: .396, .699, .758, .965, .941 at .1; beside the others a half of that,
/// since .1 and more lets dynamics365smb-docs lose (.747, and .726 at .3).
const ALL_WORDS: Score = 0.05;

type Clause = (Occur, Box<dyn tantivy::query::Query>);

impl Asked<'_> {
    /// The query as tantivy takes it; `None` if nothing is asked.
    pub(super) fn query(&self) -> Option<BooleanQuery> {
        let mut clauses: Vec<Clause> = Vec::new();
        for (term, count) in &self.words {
            let count = Score::from(*count);
            if let (true, Some(stem)) = (self.field == self.fields.all, term.value().as_str()) {
                clauses.extend(self.parts().map(|(field, weight)| {
                    wish(one_term(Term::from_field_text(field, stem)), weight * count)
                }));
            }
            clauses.push(wish(one_term(term.clone()), count));
        }
        for (term, count) in &self.as_written {
            clauses.push(wish(one_term(term.clone()), AS_WRITTEN * Score::from(*count)));
        }
        if self.words.len() > 1 {
            let each = self.words.iter().map(|(term, count)| {
                let counted = BoostQuery::new(one_term(term.clone()), Score::from(*count));
                (Occur::Must, Box::new(counted) as Box<dyn tantivy::query::Query>)
            });
            clauses.push(wish(Box::new(BooleanQuery::new(each.collect())), ALL_WORDS));
        }
        for piece in &self.compounds {
            let held = self.held_to(&piece.phrase).into_iter();
            clauses.extend(held.map(|it| wish(it, IN_ONE_PIECE)));
            if piece.worth > 0.0 {
                let held = self.held_to(&piece.phrase).into_iter();
                let lifted = held.map(|it| ConstScoreQuery::new(it, piece.worth));
                clauses.extend(lifted.map(|it| (Occur::Should, Box::new(it) as _)));
            }
        }
        clauses.extend(self.called.iter().map(|name| (Occur::Should, called::query(name))));
        let wishes = self.expanded.wishes.iter().map(|wish| wish.query(self.fields));
        clauses.extend(wishes.map(|wish| (Occur::Should, wish)));
        for phrase in &self.phrases {
            clauses.extend(self.held_to(phrase).into_iter().map(|must| (Occur::Must, must)));
        }
        self.demands.add_to(self.fields, &mut clauses);
        (!clauses.is_empty()).then(|| BooleanQuery::new(clauses))
    }

    /// What `piece` is worth where it is written as it was typed: more than its parts can score
    /// apart. 0 if it is not wanted so.
    pub(super) fn literal_worth(
        &self,
        stack: &Stack<'_>,
        piece: &Compound,
    ) -> Result<Score, Damage> {
        if !piece.is_literal {
            return Ok(0.0);
        }
        let fields = self.fields;
        let places = [(fields.all, 1.0 + ALL_WORDS), (fields.exact, AS_WRITTEN)];
        let mut worth = 0.0;
        for (field, weight) in places.into_iter().chain(self.parts()) {
            for (_, stem) in &piece.phrase.stems {
                let with = stack.articles_with(&Term::from_field_text(field, stem))?;
                let told = super::asked::weight(with, stack.articles()).unwrap_or_default();
                worth += weight * told * SCORED_MAX;
            }
        }
        Ok(worth)
    }

    /// The parts of an article that count beside the whole, with their weights.
    fn parts(&self) -> impl Iterator<Item = (Field, Score)> {
        let fields = self.fields;
        [(fields.title, TITLE), (fields.summary, SUMMARY), (fields.questions, QUESTIONS)]
            .into_iter()
    }

    /// What an article must contain to contain `phrase`.
    pub(super) fn held_to(&self, phrase: &Phrase) -> Vec<Box<dyn tantivy::query::Query>> {
        let one = |field: Field, word: &str| one_term(Term::from_field_text(field, word));
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

fn one_term(term: Term) -> Box<dyn tantivy::query::Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// What adds to the score of an article, and is asked of none.
fn wish(query: Box<dyn tantivy::query::Query>, weight: Score) -> Clause {
    (Occur::Should, Box::new(BoostQuery::new(query, weight)))
}

#[cfg(test)]
#[path = "clauses_tests.rs"]
mod tests;
