//! `crosswalk.yaml`: what others call the topics of a library, and names that mean the same.
//!
//! The file comes with the repository and is as untrusted as its articles: what it cannot say
//! is refused, for a name that finds nothing would never be noticed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::crosswalk::{Called, Crosswalk, Framework, Meaning};
use crate::domain::suggest::nearest;
use crate::domain::text::Span;
use crate::failure::Failure;

use super::schema::{cannot_read, decode};
use super::yaml;

/// A name has so many letters and digits: one alone is a word of any sentence.
const LETTERS_MIN: usize = 2;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    frameworks: BTreeMap<String, WrittenFramework>,
    #[serde(default)]
    topics: BTreeMap<String, BTreeMap<String, Vec<WrittenCalled>>>,
    #[serde(default)]
    synonyms: BTreeMap<String, Vec<WrittenMeaning>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a mapping with `name` and `source`")]
struct WrittenFramework {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    /// For whoever reads the file; without it nobody can check what stands below.
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a mapping with a `name`, and a `ref` if it has a number")]
struct WrittenCalled {
    #[serde(rename = "ref")]
    reference: Option<String>,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a mapping with `means` and `source`")]
struct WrittenMeaning {
    means: String,
    #[serde(default)]
    also: Vec<String>,
    /// For whoever reads the file.
    #[serde(rename = "source")]
    _source: String,
}

/// What the file `text`, shown as `shown_path`, says.
///
/// # Errors
/// It has a key that there is not, an entry without a source, a name of less than two letters
/// or digits, or a topic under a framework that it does not list.
pub fn crosswalk(text: &str, shown_path: &str) -> Result<Crosswalk, Failure> {
    let refuse = |cause: String| cannot_read(shown_path, &cause);
    let written: Option<Written> = decode(text).map_err(refuse)?;
    let written = written.unwrap_or_default();
    let frameworks = written.frameworks.into_iter().map(|(id, written)| {
        let framework = Framework { name: written.name, also: written.also };
        checked(framework.names())?;
        Ok((id, framework))
    });
    let frameworks: BTreeMap<_, _> = frameworks.collect::<Result<_, String>>().map_err(refuse)?;
    let topics = written.topics.into_iter().map(|(topic, names)| {
        let called = names_of(&topic, names, &frameworks)?;
        Ok((topic, called))
    });
    let topics = topics.collect::<Result<_, String>>().map_err(refuse)?;
    let synonyms = written.synonyms.into_iter().map(|(name, senses)| {
        checked(std::iter::once(name.as_str()))?;
        let senses: Vec<Meaning> = senses
            .into_iter()
            .map(|written| Meaning { name: written.means, also: written.also })
            .collect();
        checked(senses.iter().flat_map(Meaning::names))?;
        Ok((name, senses))
    });
    let synonyms = synonyms.collect::<Result<_, String>>().map_err(refuse)?;
    Ok(Crosswalk { frameworks, topics, synonyms })
}

fn names_of(
    topic: &str,
    names: BTreeMap<String, Vec<WrittenCalled>>,
    frameworks: &BTreeMap<String, Framework>,
) -> Result<Vec<Called>, String> {
    let mut called = Vec::new();
    for (framework, names) in names {
        if !frameworks.contains_key(&framework) {
            let known = frameworks.keys().map(String::as_str);
            let meant = nearest(&framework, known, strsim::damerau_levenshtein);
            let meant = meant.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
            return Err(format!(
                "`{topic}` names `{framework}`, which is not among `frameworks`{meant}"
            ));
        }
        for written in names {
            checked(std::iter::once(written.name.as_str()))?;
            let (reference, name) = (written.reference, written.name);
            called.push(Called { framework: framework.clone(), reference, name });
        }
    }
    Ok(called)
}

fn checked<'n>(mut names: impl Iterator<Item = &'n str>) -> Result<(), String> {
    let letters = |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).count();
    match names.find(|name| letters(name) < LETTERS_MIN) {
        Some(name) => Err(format!("the name `{name}` has less than two letters or digits")),
        None => Ok(()),
    }
}

/// The topics of the file `text` and where each is written; nothing if it cannot be read.
#[must_use]
pub fn topic_places(text: &str) -> Vec<(String, Span)> {
    let (tree, _) = yaml::tree(text, 0);
    let topics = tree.as_ref().and_then(|tree| tree.get("topics"));
    let entries = topics.and_then(|topics| topics.as_mapping()).unwrap_or_default();
    entries.iter().map(|entry| (entry.key.clone(), entry.key_span)).collect()
}

#[cfg(test)]
#[path = "crosswalk_tests.rs"]
mod tests;
