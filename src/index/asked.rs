//! A query as far as the vocabulary of the library can answer it.

use std::collections::HashSet;

use tantivy::query::{BooleanQuery, EnableScoring, Query as _};
use tantivy::schema::Field;
use tantivy::{DocSet, TERMINATED, Term};

use super::analyse::Analyser;
use super::called::called;
use super::compounds::{Compound, compounds};
use super::expand::Expanded;
use super::fields::Fields;
use super::open::Damage;
use super::operators::Demands;
use super::query::{Parsed, Phrase, Query, QueryTerms, Spelling, Word, parse};
use super::search::Correction;
use super::spelling::{correct, is_guess};
use super::stack::Stack;
use super::wishes::Wish;

/// How many unknown words are looked up: each costs a walk through the vocabulary.
const CORRECTIONS_MAX: usize = 8;

/// A query as far as the vocabulary can answer it.
pub(super) struct Asked<'s> {
    pub(super) fields: &'s Fields,
    /// Where the words are looked for: stop words are only in the exact field.
    pub(super) field: Field,
    /// What is looked for there, with how often it was typed.
    pub(super) words: Vec<(Term, u16)>,
    /// How much each of them tells articles apart; one that no article has, as if one had it.
    pub(super) tells: Vec<f32>,
    /// The words that say something as they are written, in the exact field.
    pub(super) as_written: Vec<(Term, u16)>,
    pub(super) phrases: Vec<Phrase>,
    /// What was typed in one piece.
    pub(super) compounds: Vec<Compound>,
    /// What may be the path or the id of an article.
    pub(super) called: Vec<Term>,
    /// The stems of what names one thing that no article has: each is one word, and unmatched.
    pub(super) absent: Vec<Vec<String>>,
    /// What of the query no article has, as typed: whole names, then words.
    pub(super) unknown: Vec<String>,
    /// How many typed numbers stand for a topic.
    pub(super) references: usize,
    /// What else is looked for: other names of what was typed.
    pub(super) expanded: Expanded,
    /// What else is demanded or refused.
    pub(super) demands: Demands,
    pub(super) corrections: Vec<Correction>,
    /// Stems that are but guessed at: they make no answer by themselves.
    pub(super) guessed: Vec<String>,
    pub(super) terms: QueryTerms,
}

impl<'s> Asked<'s> {
    pub(super) fn of(stack: &Stack<'_>, fields: &'s Fields, query: &Query) -> Result<Self, Damage> {
        let mut analyser = Analyser::new();
        let mut typed = parse(&query.text, &mut analyser);
        let operators = std::mem::take(&mut typed.operators);
        let mut asked = Self {
            fields,
            field: fields.all,
            words: Vec::new(),
            phrases: typed.phrases.clone(),
            compounds: compounds(&query.text, &mut analyser),
            called: called(&query.text, fields),
            absent: Vec::new(),
            unknown: Vec::new(),
            references: 0,
            tells: Vec::new(),
            as_written: Vec::new(),
            expanded: Expanded::of(stack, fields, query)?,
            demands: Demands::of(operators, stack, fields)?,
            corrections: Vec::new(),
            guessed: Vec::new(),
            terms: QueryTerms::default(),
        };
        asked.references = asked.expanded.references();
        asked.absent = asked.absent(stack, &typed)?;
        for piece in 0..asked.compounds.len() {
            asked.compounds[piece].worth = asked.literal_worth(stack, &asked.compounds[piece])?;
        }
        let meant = match query.spelling {
            Spelling::AsTyped => typed,
            Spelling::Corrected => asked.correct(stack, typed, &mut analyser)?,
        };
        asked.take(stack, meant)?;
        asked.terms.rarest = weight(1, stack.articles()).unwrap_or_default();
        for (term, _) in &asked.words {
            let with = stack.articles_with(term)?.max(1);
            asked.tells.extend(weight(with, stack.articles()));
        }
        let units = asked.expanded.wishes.iter().flat_map(Wish::marks);
        asked.terms.units.extend(units);
        asked.terms.exact.extend(asked.demands.words());
        Ok(asked)
    }

    /// Takes the words of `meant` as what is looked for.
    fn take(&mut self, stack: &Stack<'_>, meant: Parsed) -> Result<(), Damage> {
        let weight = |term: &Term| -> Result<Option<f32>, Damage> {
            Ok(weight(stack.articles_with(term)?, stack.articles()))
        };
        for (stem, word) in meant.informative() {
            let is_reference = self.expanded.is_reference(stem);
            if is_reference && stem.bytes().all(|byte| byte.is_ascii_digit()) {
                // Part of a number: loose digits stand in every table.
                continue;
            }
            let as_written = Term::from_field_text(self.fields.exact, &word.typed);
            self.as_written.push((as_written, word.count));
            if is_reference {
                continue;
            }
            let term = Term::from_field_text(self.fields.all, stem);
            let known = weight(&term)?;
            let is_said = known.is_some() || self.expanded.covers(stem) || self.is_absent(&term);
            self.unknown.extend((!is_said).then(|| word.typed.clone()));
            self.terms.stems.extend(known.map(|weight| (stem.to_owned(), weight)));
            self.words.push((term, word.count));
        }
        if self.words.is_empty() && self.demands.wishes() == 0 && self.references == 0 {
            self.field = self.fields.exact;
            for word in meant.words {
                let term = Term::from_field_text(self.fields.exact, &word.typed);
                self.terms.exact.extend(weight(&term)?.map(|weight| (word.typed, weight)));
                self.words.push((term, word.count));
            }
        }
        Ok(())
    }

    /// How many words the query has that say something: a number that stands for a topic is one,
    /// and
    /// so is what names one thing that no article has.
    pub(super) fn informative(&self) -> usize {
        let words = self.words.iter().filter(|(term, _)| !self.is_absent(term)).count();
        words + self.absent.len() + self.references + self.demands.wishes()
    }

    /// What of the query tells whether there is an answer, as it is marked in a text.
    pub(super) fn telling(&self) -> QueryTerms {
        let is_part = |(stem, _): &(String, f32)| self.absent.iter().flatten().any(|it| it == stem);
        let mut terms = self.terms.clone();
        terms.stems.retain(|stem| !is_part(stem));
        terms
    }

    /// True for a part of what names one thing that no article has.
    pub(super) fn is_absent(&self, term: &Term) -> bool {
        let value = term.value();
        let stem = value.as_str().unwrap_or_default();
        self.absent.iter().flatten().any(|part| part == stem)
    }

    /// The stems of what names one thing and stands in no article as it was typed.
    fn absent(&mut self, stack: &Stack<'_>, typed: &Parsed) -> Result<Vec<Vec<String>>, Damage> {
        let (mut absent, mut unknown) = (Vec::new(), Vec::new());
        for compound in self.compounds.iter().filter(|compound| compound.is_name) {
            let stems: Vec<String> =
                compound.phrase.stems.iter().map(|(_, stem)| stem.clone()).collect();
            let is_known = stems.iter().any(|stem| self.expanded.covers(stem));
            // What is refused, or belongs to a key, is no word of the question.
            let is_asked =
                stems.iter().all(|part| typed.informative().any(|(stem, _)| stem == part));
            if is_asked && !is_known && !self.is_anywhere(stack, &compound.phrase)? {
                absent.push(stems);
                unknown.push(compound.typed.clone());
            }
        }
        self.unknown = unknown;
        Ok(absent)
    }

    /// True if any article has `phrase`.
    fn is_anywhere(&self, stack: &Stack<'_>, phrase: &Phrase) -> Result<bool, Damage> {
        let held = BooleanQuery::intersection(self.held_to(phrase));
        for segment in stack.segments() {
            let schema = EnableScoring::disabled_from_schema(segment.reader.schema());
            let mut found = held.weight(schema)?.scorer(segment.reader, 1.0)?;
            while found.doc() != TERMINATED {
                if segment.gone.binary_search(&found.doc()).is_err() {
                    return Ok(true);
                }
                found.advance();
            }
        }
        Ok(false)
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
        let mut sure = HashSet::new();
        for word in typed.words {
            let stem = word.stem.as_ref().filter(|stem| {
                // A name is known, whether or not an article says it.
                !word.is_quoted && tries < CORRECTIONS_MAX && !self.expanded.covers(stem)
            });
            let is_known = stem.map_or(Ok(true), |stem| {
                let term = Term::from_field_text(self.fields.all, stem);
                stack.articles_with(&term).map(|articles| articles > 0)
            })?;
            tries += usize::from(!is_known);
            let nearest = if is_known { None } else { correct(stack, self.fields, &word.typed)? };
            let Some(to) = nearest else {
                sure.extend(word.stem.clone());
                meant.count(word);
                continue;
            };
            let mut stem = to.clone();
            let stem = analyser.stem(&mut stem).then_some(stem);
            self.corrections.push(Correction { from: word.typed.clone(), to: to.clone() });
            self.guessed.extend(stem.clone().filter(|_| is_guess(&word.typed)));
            meant.count(Word { typed: to, stem, ..word });
        }
        self.guessed.retain(|stem| !sure.contains(stem));
        Ok(meant)
    }
}

/// How much a word in `with` of `articles` tells them apart; `None` if none has it.
#[expect(clippy::cast_precision_loss, reason = "a weight is an estimate")]
pub(super) fn weight(with: u64, articles: u64) -> Option<f32> {
    let without = articles.saturating_sub(with) as f32;
    (with > 0).then(|| (1.0 + (without + 0.5) / (with as f32 + 0.5)).ln())
}
