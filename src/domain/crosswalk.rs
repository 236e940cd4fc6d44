//! What others call the topics of a library, and which names mean the same.
//!
//! Names and numbers only. They come from the library's `crosswalk.yaml` and serve to find:
//! nothing here says that two frameworks mean the same.

use std::collections::BTreeMap;

use super::path::ArticlePath;
use super::text::Span;

/// The name of the file, in the data folder.
pub const FILE: &str = "crosswalk.yaml";

/// What `crosswalk.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crosswalk {
    /// Frameworks and standards by id.
    pub frameworks: BTreeMap<String, Framework>,
    /// What frameworks call a topic, by topic.
    pub topics: BTreeMap<String, Vec<Called>>,
    /// Names and abbreviations that mean something else written out.
    pub synonyms: BTreeMap<String, Vec<Meaning>>,
}

/// A framework or standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// What it is called.
    pub name: String,
    /// What people call it besides.
    pub also: Vec<String>,
}

/// What one framework calls a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The id of the framework.
    pub framework: String,
    /// The number of the clause, process or objective, as in `8.6.1` or `PR9`.
    pub reference: Option<String>,
    /// Its name.
    pub name: String,
}

/// One sense of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The name written out, or the name of today.
    pub name: String,
    /// Other words for this sense.
    pub also: Vec<String>,
}

/// The topics that `crosswalk.yaml` speaks of, as they are written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTopics {
    /// Where the file lies.
    pub path: ArticlePath,
    /// What it says.
    pub text: String,
    /// Each topic and where it stands.
    pub topics: Vec<(String, Span)>,
}

impl Crosswalk {
    /// Adds what `other` says: what both say is there once.
    pub fn add(&mut self, other: Self) {
        for (id, framework) in other.frameworks {
            self.frameworks.entry(id).or_insert(framework);
        }
        add_all(&mut self.topics, other.topics);
        add_all(&mut self.synonyms, other.synonyms);
    }
}

fn add_all<T: PartialEq>(
    all: &mut BTreeMap<String, Vec<T>>,
    more: impl IntoIterator<Item = (String, Vec<T>)>,
) {
    for (key, values) in more {
        let known = all.entry(key).or_default();
        for value in values {
            if !known.contains(&value) {
                known.push(value);
            }
        }
    }
}

impl Framework {
    /// All that it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

impl Meaning {
    /// All words for this sense.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_files_say_is_there_once() {
        let called = |name: &str| Called {
            framework: "fitsm".to_owned(),
            reference: None,
            name: name.to_owned(),
        };
        let of = |name: &str, framework: &str| Crosswalk {
            topics: BTreeMap::from([("change".to_owned(), vec![called(name), called("Both")])]),
            frameworks: BTreeMap::from([(
                "fitsm".to_owned(),
                Framework { name: framework.to_owned(), also: Vec::new() },
            )]),
            ..Crosswalk::default()
        };
        let mut one = of("One", "FitSM");
        one.add(of("Other", "Another name"));
        let names: Vec<&str> = one.topics["change"].iter().map(|it| &*it.name).collect();
        assert_eq!(names, ["One", "Both", "Other"]);
        assert_eq!(one.frameworks["fitsm"].name, "FitSM", "the first library says it");
    }
}
