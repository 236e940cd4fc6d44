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
