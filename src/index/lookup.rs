//! Where names of the field are looked up, and what of them can be found at all.

use tantivy::Term;
use tantivy::schema::{TantivyDocument, Value};

use super::analyse::{Analyser, words};
use super::asked::weight;
use super::crossing::Crossing;
use super::fields::Fields;
use super::names::key;
use super::open::Damage;
use super::record::StoredArticle;
use super::stack::{Stack, docs_with};
use super::wishes::Unit;
use crate::domain::glossary::{Sense, senses_of};
use crate::domain::untrusted::Untrusted;

/// More senses of one name than this help nobody.
const SENSES_MAX: usize = 8;
/// How many articles that define one name count, and how many names of each.
const ARTICLES_MAX: usize = 4;
/// From how many those are chosen, so that it depends on their ids and not on the index.
const CANDIDATES_MAX: usize = 64;
const NAMES_MAX: usize = 16;

/// One thing that a name means, and the words that are looked for.
pub(super) struct Meant {
    pub(super) sense: Sense,
    /// Empty if the library has no such words, or they were typed too.
    pub(super) units: Vec<Unit>,
}

/// The names of a library.
pub(super) struct Names<'q, 'c> {
    pub(super) stack: &'q Stack<'q>,
    pub(super) fields: &'q Fields,
    pub(super) crossing: Option<&'q Crossing<'c>>,
    pub(super) analyser: Analyser,
    /// True if an article defines a term.
    pub(super) is_defining: bool,
    /// The stems that were typed.
    pub(super) typed: Vec<&'q str>,
}

impl Names<'_, '_> {
    /// What the articles that define the name of `key` say it means.
    pub(super) fn defined(
        &mut self,
        key: &str,
        may_stand: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Meant>, Damage> {
        let mut meant = Vec::new();
        if !self.is_defining {
            return Ok(meant);
        }
        let term = Term::from_field_text(self.fields.names, key);
        for (library, id, names) in self.articles(&term)? {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let asked = names.iter().position(|name| may_stand(name) && self.is_key_of(key, name));
            let Some(asked) = asked else { continue };
            for sense in senses_of(&names, asked) {
                self.add(sense.into_iter(), Some((library, &id)), &mut meant)?;
            }
        }
        Ok(meant)
    }

    /// The articles with `term`: the library and the id of each, and the names of what it defines.
    fn articles(&self, term: &Term) -> Result<Vec<(usize, Untrusted, Vec<String>)>, Damage> {
        let mut articles = Vec::new();
        'layers: for view in &self.stack.layers {
            for (ordinal, segment) in (0..).zip(&view.segments) {
                let is_there = |doc: &u32| segment.gone.binary_search(doc).is_err();
                for doc in docs_with(segment.reader, term)?.into_iter().filter(is_there) {
                    if articles.len() == CANDIDATES_MAX {
                        break 'layers;
                    }
                    let address = tantivy::DocAddress::new(ordinal, doc);
                    let document: TantivyDocument = view.index.searcher.doc(address)?;
                    let record = document.get_first(self.fields.record);
                    let record = record.and_then(|it| it.as_bytes()).unwrap_or_default();
                    let names = document.get_all(self.fields.names).take(NAMES_MAX);
                    let names = names.filter_map(|name| Some(name.as_str()?.to_owned())).collect();
                    articles.push((view.origin, StoredArticle::decode(record)?.id, names));
                }
            }
        }
        // Whatever the order in which they were indexed.
        articles.sort_by(|one, other| (one.1.raw(), one.0).cmp(&(other.1.raw(), other.0)));
        articles.truncate(ARTICLES_MAX);
        Ok(articles)
    }

    /// Adds the sense that goes by `names`, or the names to a sense that is there.
    pub(super) fn add<'n>(
        &mut self,
        names: impl Iterator<Item = &'n str>,
        article: Option<(usize, &Untrusted)>,
        meant: &mut Vec<Meant>,
    ) -> Result<(), Damage> {
        let names: Vec<&str> = names.collect();
        let Some(first) = names.first() else { return Ok(()) };
        let mut units = Vec::new();
        for name in &names {
            units.extend(self.unit(name)?);
        }
        let same = meant.iter_mut().find(|meant| {
            let known = key(meant.sense.name.raw(), &mut self.analyser);
            names.iter().any(|name| key(name, &mut self.analyser) == known)
        });
        if let Some(same) = same {
            let new = |unit: &Unit| !same.units.contains(unit);
            let new: Vec<Unit> = units.into_iter().filter(new).collect();
            same.units.extend(new);
        } else if meant.len() < SENSES_MAX {
            let sense = Sense {
                name: Untrusted::from(*first),
                topic: None,
                article: article.map(|(_, id)| id.clone()),
                origin: article.map_or(0, |(origin, _)| origin),
            };
            meant.push(Meant { sense, units });
        }
        Ok(())
    }

    /// The words of `name`, if an article has each of them and not all were typed.
    fn unit(&mut self, name: &str) -> Result<Option<Unit>, Damage> {
        let mut unit = Unit { stems: Vec::new(), weight: 0.0, covers: Vec::new() };
        let mut word = String::new();
        for (place, range) in words(name).enumerate() {
            if !self.analyser.fold(&name[range], &mut word) || !self.analyser.stem(&mut word) {
                continue;
            }
            let with = self.stack.articles_with(&self.term(&word))?;
            let Some(one) = weight(with, self.stack.articles()) else { return Ok(None) };
            unit.weight += one;
            unit.stems.push((place, word.clone()));
        }
        let is_typed = unit.stems.iter().all(|(_, stem)| self.typed.contains(&stem.as_str()));
        Ok((!is_typed).then_some(unit))
    }

    /// True if `name` has `key`.
    pub(super) fn is_key_of(&mut self, key: &str, name: &str) -> bool {
        self::key(name, &mut self.analyser).as_deref() == Some(key)
    }

    /// A stem in the text of articles.
    pub(super) fn term(&self, stem: &str) -> Term {
        Term::from_field_text(self.fields.all, stem)
    }
}
