//! How much other names are worth: their place in the ranking recipe.
//!
//! A name that was not typed is worth less than the one that was, said in the same place, and
//! however many other names there are, the best of them counts alone.

use std::collections::HashSet;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EnableScoring, PhraseQuery,
    Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

use super::asked::Asked;
use super::fields::Fields;
use super::open::Damage;
use super::values::value_term;

/// What another name is worth, of what the typed one would be. Below 1 so that the literal match
/// comes first; ours, see `docs/search.md` for what it was held against.
const NAME_WEIGHT: Score = 0.4;
/// What the topic is worth that a typed number stands for: what the number would be, since nobody
/// writes the number itself.
const REFERENCE_WEIGHT: Score = 1.0;
/// What the topic is worth that goes by a typed name: the words themselves say more.
const TOPIC_WEIGHT: Score = 0.1;

/// Something that is wished for in place of a name.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub(super) wished: Wished,
    /// What the name itself tells articles apart by; `None` if an article lacks a word of it.
    pub(super) name_weight: Option<f32>,
    /// The stems of the query that it stands for.
    pub(super) covers: Vec<String>,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub(super) enum Wished {
    /// Other names.
    Names(Vec<Unit>),
    /// A topic that a typed number stands for, and the number as it is written.
    Reference(String, Unit),
    /// A topic that goes by a typed name.
    Topic(String),
}

/// A name whose words stand together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// Stems with their place in the name; stop words leave gaps.
    pub(super) stems: Vec<(usize, String)>,
    /// How much all of them tell articles apart.
    pub(super) weight: f32,
    /// The stems of the query that it stands for; empty until it is marked.
    pub(super) covers: Vec<String>,
}

impl Unit {
    /// The name in the text of an article.
    fn in_text(&self, fields: &Fields) -> Box<dyn Query> {
        let term = |stem: &str| Term::from_field_text(fields.all, stem);
        match self.stems.as_slice() {
            [(_, stem)] => Box::new(TermQuery::new(term(stem), IndexRecordOption::WithFreqs)),
            stems => {
                let stems = stems.iter().map(|(place, stem)| (*place, term(stem))).collect();
                Box::new(PhraseQuery::new_with_offset(stems))
            }
        }
    }

    /// All its words in a title, which is too short for them to stand apart.
    fn in_title(&self, fields: &Fields) -> Box<dyn Query> {
        let word = |(_, stem): &(usize, String)| -> Box<dyn Query> {
            let term = Term::from_field_text(fields.title, stem);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        Box::new(BooleanQuery::intersection(self.stems.iter().map(word).collect()))
    }
}

impl Wish {
    /// The part of the query that wishes for it.
    pub(super) fn query(&self, fields: &Fields) -> Box<dyn Query> {
        let topic = |topic: &str, weight: Score| -> Box<dyn Query> {
            let score = weight * self.name_weight.unwrap_or(1.0);
            Box::new(ConstScoreQuery::new(topic_query(fields, topic), score))
        };
        match &self.wished {
            Wished::Reference(name, _) => topic(name, REFERENCE_WEIGHT),
            Wished::Topic(name) => topic(name, TOPIC_WEIGHT),
            Wished::Names(units) => {
                let unit = |unit: &Unit| -> Box<dyn Query> {
                    let places = vec![unit.in_text(fields), unit.in_title(fields)];
                    let boost = NAME_WEIGHT * self.share(unit);
                    Box::new(BoostQuery::new(Box::new(BooleanQuery::union(places)), boost))
                };
                Box::new(DisjunctionMaxQuery::new(units.iter().map(unit).collect()))
            }
        }
    }

    /// What a name of many words is cut to, so that it is not worth more than the typed one.
    fn share(&self, unit: &Unit) -> Score {
        let whole = self.name_weight.filter(|_| unit.weight > 0.0);
        whole.map_or(1.0, |name| name / unit.weight)
    }

    /// Other names to mark in a text, and what they are worth there.
    pub(super) fn marks(&self) -> impl Iterator<Item = Unit> {
        let units = match &self.wished {
            Wished::Names(units) => units.as_slice(),
            Wished::Reference(..) | Wished::Topic(_) => &[],
        };
        units.iter().map(|unit| Unit {
            weight: NAME_WEIGHT * unit.weight * self.share(unit),
            covers: self.covers.clone(),
            ..unit.clone()
        })
    }

    /// True if a typed number stands for it.
    pub(super) fn is_reference(&self) -> bool {
        matches!(self.wished, Wished::Reference(..))
    }

    /// True if the article `doc` has what is wished for.
    fn is_in(&self, reader: &SegmentReader, fields: &Fields, doc: DocId) -> Result<bool, Damage> {
        match &self.wished {
            Wished::Reference(topic, number) => {
                Ok(has(reader, topic_query(fields, topic).as_ref(), doc)?
                    || has(reader, &*number.in_text(fields), doc)?)
            }
            Wished::Topic(topic) => has(reader, topic_query(fields, topic).as_ref(), doc),
            Wished::Names(units) => {
                let mut found = units.iter().map(|unit| has(reader, &*unit.in_text(fields), doc));
                found.try_fold(false, |any, found| Ok(any || found?))
            }
        }
    }
}

impl Asked<'_> {
    /// The stems that an article has not, but what they stand for.
    pub(super) fn covered(
        &self,
        reader: &SegmentReader,
        doc: DocId,
    ) -> Result<HashSet<&str>, Damage> {
        let mut covered = HashSet::new();
        for wish in self.expanded.wishes.iter().filter(|wish| !wish.covers.is_empty()) {
            if wish.is_in(reader, self.fields, doc)? {
                covered.extend(wish.covers.iter().map(String::as_str));
            }
        }
        Ok(covered)
    }

    /// How many of the numbers the article `doc` has, or the topic of.
    pub(super) fn referred(&self, reader: &SegmentReader, doc: DocId) -> Result<usize, Damage> {
        let mut has = HashSet::new();
        for wish in self.expanded.wishes.iter().filter(|wish| wish.is_reference()) {
            if wish.is_in(reader, self.fields, doc)? {
                has.insert(&wish.covers);
            }
        }
        Ok(has.len())
    }
}

fn topic_query(fields: &Fields, topic: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(value_term(fields, "topics", topic), IndexRecordOption::Basic))
}

fn has(reader: &SegmentReader, query: &dyn Query, doc: DocId) -> Result<bool, Damage> {
    let weight = query.weight(EnableScoring::disabled_from_schema(reader.schema()))?;
    let mut scorer = weight.scorer(reader, 1.0)?;
    Ok(scorer.doc() == doc || (scorer.doc() < doc && scorer.seek(doc) == doc))
}
