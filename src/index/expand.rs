//! Names of the field in a query: what else they are called, and so what else is searched for.
//!
//! A name is an article's own, from the articles that define terms, or one of the library's
//! `crosswalk.yaml`. Every sense of it is searched; nothing is guessed from the rest of the
//! query, and all of it is told.

use std::collections::HashSet;

use super::analyse::Analyser;
use super::asked::weight;
use super::crossing::{Crossing, Entry, Topics};
use super::fields::Fields;
use super::lookup::{Meant, Names};
use super::names::{has_lower_case, is_one_abbreviation, key_of, may_stand_for};
use super::open::Damage;
use super::query::{Query, Spelling};
use super::stack::Stack;
use super::typed::{Chunk, runs};
use super::values::value_term;
use super::wishes::{Unit, Wish, Wished};
use crate::domain::crosswalk::Called;
use crate::domain::glossary::{Expansion, Sense};
use crate::domain::untrusted::Untrusted;

/// A name has so many words at most: `managed IT change acceptance and transitioning`.
const NAME_CHUNKS_MAX: usize = 6;
/// Words before a number that say what it is.
const INTRODUCTIONS: [&str; 5] = ["clause", "section", "process", "practice", "objective"];

/// What is searched for because of names in the query.
#[derive(Default)]
pub(super) struct Expanded {
    /// What the reader is told.
    pub(super) announced: Vec<Expansion>,
    /// What is wished for.
    pub(super) wishes: Vec<Wish>,
}

/// What was seen of a query.
struct Seen<'q, 'c> {
    names: Names<'q, 'c>,
    expanded: Expanded,
    /// Names of topics that were typed.
    topics: Vec<(&'q [Chunk<'q>], Topics<'c>)>,
    /// Frameworks that were named, and how.
    frameworks: Vec<(&'c str, &'q [Chunk<'q>])>,
    /// True if the whole query is in capitals, which then say nothing.
    is_shouted: bool,
}

impl Expanded {
    pub(super) fn of(stack: &Stack<'_>, fields: &Fields, query: &Query) -> Result<Self, Damage> {
        let is_defining = stack.has_terms(fields.names)?;
        let crosswalk = query.crosswalk.as_deref();
        if query.spelling == Spelling::AsTyped || (!is_defining && crosswalk.is_none()) {
            return Ok(Self::default());
        }
        let mut analyser = Analyser::new();
        let runs = runs(&query.text, &mut analyser);
        let crossing = crosswalk.map(|it| Crossing::of(it, &runs, &mut analyser));
        let chunks = || runs.iter().flatten();
        let typed = chunks().flat_map(|chunk| chunk.stems.iter().map(String::as_str)).collect();
        let mut seen = Seen {
            names: Names {
                stack,
                fields,
                crossing: crossing.as_ref(),
                analyser,
                is_defining,
                typed,
            },
            expanded: Self::default(),
            topics: Vec::new(),
            frameworks: Vec::new(),
            is_shouted: !has_lower_case(&query.text) && chunks().count() > 1,
        };
        for run in &runs {
            let mut at = 0;
            while at < run.len() {
                let mut length = NAME_CHUNKS_MAX.min(run.len() - at);
                while length > 0 && !seen.look(&run[at..at + length])? {
                    length -= 1;
                }
                at += length.max(1);
            }
        }
        for run in &runs {
            seen.references(run)?;
        }
        for (name, called) in std::mem::take(&mut seen.topics) {
            seen.go_by_name(name, &called)?;
        }
        Ok(seen.expanded)
    }

    /// How many numbers of clauses, processes and objectives were typed that stand for a topic.
    pub(super) fn references(&self) -> usize {
        let references = self.wishes.iter().filter(|wish| wish.is_reference());
        references.map(|wish| &wish.covers).collect::<HashSet<_>>().len()
    }

    /// True if `stem` is part of such a number, or names its framework.
    pub(super) fn is_reference(&self, stem: &str) -> bool {
        let mut references = self.wishes.iter().filter(|wish| wish.is_reference());
        references.any(|wish| wish.covers.iter().any(|covered| covered == stem))
    }

    /// True if `stem` is part of a name that was found.
    pub(super) fn covers(&self, stem: &str) -> bool {
        self.wishes.iter().any(|wish| wish.covers.iter().any(|covered| covered == stem))
    }
}

impl<'q> Seen<'q, '_> {
    /// Takes note of what `name` means; false if it is no name.
    fn look(&mut self, name: &'q [Chunk<'q>]) -> Result<bool, Damage> {
        let parts = name.iter().map(|chunk| chunk.singular);
        let Some(key) = key_of(parts, &mut self.names.analyser) else { return Ok(false) };
        let is_shouted = self.is_shouted;
        let may_stand = |written: &str| match name {
            [chunk] => may_stand_for(written, chunk.singular, is_shouted),
            _ => !is_one_abbreviation(written),
        };
        let mut meant = self.names.defined(&key, &may_stand)?;
        let mut called = Vec::new();
        let mut is_found = !meant.is_empty();
        // What it stands for itself; other names of the same thing leave no doubt.
        let mut senses = meant.len();
        let crossing = self.names.crossing;
        let entries = crossing.map_or(&[][..], |crossing| crossing.get(&key));
        for (_, entry) in entries.iter().filter(|(written, _)| may_stand(written)) {
            is_found = true;
            match *entry {
                Entry::Short(meanings) => {
                    let before = meant.len();
                    for meaning in meanings {
                        self.names.add(meaning.names(), None, &mut meant)?;
                    }
                    senses += meant.len() - before;
                }
                Entry::Full(short, meaning) => {
                    let own = |other: &&str| !self.names.is_key_of(&key, other);
                    let others: Vec<&str> = std::iter::once(short).chain(meaning.names()).collect();
                    let others: Vec<&str> = others.into_iter().filter(own).collect();
                    self.names.add(others.into_iter(), None, &mut meant)?;
                }
                Entry::Topic(topic, framework) => called.push((topic, framework)),
                Entry::Framework(id) => self.frameworks.push((id, name)),
            }
        }
        if !called.is_empty() {
            self.topics.push((name, called));
        }
        self.wish_for(name, meant, senses > 1)?;
        Ok(is_found)
    }

    fn wish_for(
        &mut self,
        name: &[Chunk<'_>],
        meant: Vec<Meant>,
        is_ambiguous: bool,
    ) -> Result<(), Damage> {
        let units: Vec<_> = meant.iter().flat_map(|meant| meant.units.clone()).collect();
        if units.is_empty() {
            return Ok(());
        }
        // Whoever must choose is told of every sense, also of one that no article has.
        let is_told = |meant: &Meant| is_ambiguous || !meant.units.is_empty();
        let to = meant.into_iter().filter(is_told).map(|meant| meant.sense).collect();
        let from = Untrusted::new(text_of(name));
        self.expanded.announced.push(Expansion { from, to, is_ambiguous });
        let name_weight = self.weight(name)?;
        let covers = stems_of(name);
        self.expanded.wishes.push(Wish { wished: Wished::Names(units), name_weight, covers });
        Ok(())
    }

    /// Takes note of the numbers of clauses, processes and objectives in `run`.
    fn references(&mut self, run: &'q [Chunk<'q>]) -> Result<(), Damage> {
        let Some(crossing) = self.names.crossing else { return Ok(()) };
        let frameworks: Vec<&str> = self.frameworks.iter().map(|(id, _)| *id).collect();
        for (at, chunk) in run.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &run[before]);
            let introduction = before
                .filter(|it| INTRODUCTIONS.iter().any(|word| it.text.eq_ignore_ascii_case(word)));
            let is_introduced = introduction.is_some();
            let called = crossing.with_reference(chunk.text, &frameworks, is_introduced);
            if called.is_empty() {
                continue;
            }
            let own = introduction.into_iter().chain([chunk]).flat_map(|it| it.stems.clone());
            let covers: Vec<String> = own.chain(self.framework_stems()).collect();
            let name_weight = self.known_weight(&covers)?;
            let stems = chunk.stems.iter().cloned().enumerate().collect();
            let number = Unit { stems, weight: 0.0, covers: Vec::new() };
            let wish = |topic: &str| Wish {
                wished: Wished::Reference(topic.to_owned(), number.clone()),
                name_weight,
                covers: covers.clone(),
            };
            self.topic_wishes(chunk.text, &called, wish)?;
        }
        Ok(())
    }

    /// Takes note of the topics that go by `name` in the frameworks named, or in any.
    fn go_by_name(&mut self, name: &[Chunk<'_>], called: &[(&str, &Called)]) -> Result<(), Damage> {
        let is_meant = |called: &Called| {
            self.frameworks.is_empty()
                || self.frameworks.iter().any(|(id, _)| *id == called.framework)
        };
        let called: Vec<_> = called.iter().filter(|(_, it)| is_meant(it)).copied().collect();
        let covers: Vec<String> = self.framework_stems().collect();
        let name_weight = self.known_weight(&stems_of(name))?;
        let wish = |topic: &str| Wish {
            wished: Wished::Topic(topic.to_owned()),
            name_weight,
            covers: covers.clone(),
        };
        self.topic_wishes(&text_of(name), &called, wish)
    }

    fn topic_wishes(
        &mut self,
        typed: &str,
        called: &[(&str, &Called)],
        wish: impl Fn(&str) -> Wish,
    ) -> Result<(), Damage> {
        let mut to: Vec<Sense> = Vec::new();
        for (topic, called) in called {
            let is_new = |it: &Sense| it.topic.as_ref().is_none_or(|it| it.raw() != *topic);
            let term = value_term(self.names.fields, "topics", topic);
            if !to.iter().all(is_new) || self.names.stack.articles_with(&term)? == 0 {
                continue;
            }
            self.expanded.wishes.push(wish(topic));
            to.push(Sense {
                name: Untrusted::new(self.full_name(called)),
                topic: Some(Untrusted::from(*topic)),
                article: None,
                origin: 0,
            });
        }
        if !to.is_empty() {
            let from = Untrusted::from(typed);
            self.expanded.announced.push(Expansion { from, to, is_ambiguous: false });
        }
        Ok(())
    }

    /// What a framework calls a topic, as people cite it.
    fn full_name(&self, called: &Called) -> String {
        let frameworks = self.names.crossing.map(|crossing| &crossing.crosswalk.frameworks);
        let framework = frameworks.and_then(|it| it.get(&called.framework));
        let framework = framework.map_or(called.framework.as_str(), |it| it.name.as_str());
        match &called.reference {
            Some(reference) => format!("{framework} {reference}, {}", called.name),
            None => format!("{framework}, {}", called.name),
        }
    }

    fn framework_stems(&self) -> impl Iterator<Item = String> {
        self.frameworks.iter().flat_map(|(_, name)| stems_of(name))
    }

    /// What all words of `name` tell articles apart by; `None` if no article has one of them.
    fn weight(&self, name: &[Chunk<'_>]) -> Result<Option<f32>, Damage> {
        let stack = self.names.stack;
        let mut whole = 0.0;
        for stem in stems_of(name) {
            let with = stack.articles_with(&self.names.term(&stem))?;
            let Some(one) = weight(with, stack.articles()) else { return Ok(None) };
            whole += one;
        }
        Ok((whole > 0.0).then_some(whole))
    }

    /// The same of those words that an article has.
    fn known_weight(&self, stems: &[String]) -> Result<Option<f32>, Damage> {
        let stack = self.names.stack;
        let mut whole = 0.0;
        for stem in stems {
            let with = stack.articles_with(&self.names.term(stem))?;
            whole += weight(with, stack.articles()).unwrap_or_default();
        }
        Ok((whole > 0.0).then_some(whole))
    }
}

fn text_of(name: &[Chunk<'_>]) -> String {
    name.iter().map(|chunk| chunk.text).collect::<Vec<_>>().join(" ")
}

fn stems_of(name: &[Chunk<'_>]) -> Vec<String> {
    name.iter().flat_map(|chunk| chunk.stems.clone()).collect()
}

#[cfg(test)]
#[path = "expand_tests.rs"]
mod tests;
