//! `crosswalk.yaml` as queries are held against it: by the keys of its names.

use std::collections::HashMap;

use super::analyse::Analyser;
use super::names::key;
use super::typed::Run;
use crate::domain::crosswalk::{Called, Crosswalk, Meaning};

/// What a name in the file leads to.
#[derive(Clone, Copy)]
pub(super) enum Entry<'c> {
    /// The senses of a name.
    Short(&'c [Meaning]),
    /// A name of one sense; the name it is a sense of.
    Full(&'c str, &'c Meaning),
    /// A topic, and what a framework calls it.
    Topic(&'c str, &'c Called),
    /// A framework, by its id.
    Framework(&'c str),
}

/// Topics, and what a framework calls each.
pub(super) type Topics<'c> = Vec<(&'c str, &'c Called)>;

/// The names of the file that may stand in a query.
pub(super) struct Crossing<'c> {
    pub(super) crosswalk: &'c Crosswalk,
    entries: HashMap<String, Vec<(&'c str, Entry<'c>)>>,
}

impl<'c> Crossing<'c> {
    pub(super) fn of(crosswalk: &'c Crosswalk, runs: &[Run<'_>], analyser: &mut Analyser) -> Self {
        let first = |name: &str| {
            let letter = name.chars().find(|letter| letter.is_alphanumeric());
            letter.map(|letter| letter.to_lowercase().collect::<String>())
        };
        let firsts: Vec<_> = runs.iter().flatten().map(|chunk| first(chunk.text)).collect();
        let mut crossing = Self { crosswalk, entries: HashMap::new() };
        let mut add = |name: &'c str, entry: Entry<'c>| {
            // A name that starts like no word of the query cannot be in it.
            if let Some(key) = Some(name).filter(|name| firsts.contains(&first(name)))
                && let Some(key) = self::key(key, analyser)
            {
                crossing.entries.entry(key).or_default().push((name, entry));
            }
        };
        for (name, meanings) in &crosswalk.synonyms {
            add(name, Entry::Short(meanings));
            for meaning in meanings {
                for full in meaning.names() {
                    add(full, Entry::Full(name, meaning));
                }
            }
        }
        for (topic, called) in &crosswalk.topics {
            for called in called {
                add(&called.name, Entry::Topic(topic, called));
            }
        }
        for (id, framework) in &crosswalk.frameworks {
            for name in framework.names() {
                add(name, Entry::Framework(id));
            }
        }
        crossing
    }

    /// What the file has under `key`, each with the name as it is written there.
    pub(super) fn get(&self, key: &str) -> &[(&'c str, Entry<'c>)] {
        self.entries.get(key).map_or(&[], Vec::as_slice)
    }

    /// What has the number `typed`, in the frameworks named or, if it says by itself what it is,
    /// in any. A clause stands for those below it.
    pub(super) fn with_reference(
        &self,
        typed: &str,
        frameworks: &[&str],
        is_introduced: bool,
    ) -> Topics<'c> {
        let is_named = |id: &str| frameworks.contains(&id);
        let says_itself = typed.len() > 3 && typed.contains(|it: char| it.is_ascii_alphabetic());
        if !typed.contains(|it: char| it.is_ascii_digit()) {
            return Vec::new();
        }
        let is_meant = |called: &Called| {
            let of_framework = if frameworks.is_empty() {
                says_itself || (is_introduced && typed.contains('.'))
            } else {
                is_named(&called.framework)
            };
            let below = |reference: &str| {
                let rest = reference.strip_prefix(typed).filter(|_| typed.contains('.'));
                rest.is_some_and(|rest| rest.starts_with('.'))
            };
            let reference = called.reference.as_deref().unwrap_or_default();
            of_framework && (reference.eq_ignore_ascii_case(typed) || below(reference))
        };
        let topics = self.crosswalk.topics.iter();
        topics
            .flat_map(|(topic, called)| called.iter().map(move |it| (topic.as_str(), it)))
            .filter(|(_, called)| is_meant(called))
            .collect()
    }
}
