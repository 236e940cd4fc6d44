//! `kb.meanings.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::definition::{Definition, Lookalike, Meaning, Meanings, Sense};

use super::raw;
use super::retire::PointerV1;

/// What `kb show --format json` prints where a term means several articles.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.meanings.v1")]
pub struct MeaningsV1 {
    #[schemars(extend("const" = "kb.meanings.v1"))]
    schema: &'static str,
    name: String,
    /// The articles that the name means, by path.
    meanings: Vec<MeaningV1>,
}

#[derive(Serialize, JsonSchema)]
struct MeaningV1 {
    article: PointerV1,
    term: Option<String>,
    summary: Option<String>,
    senses: Vec<SenseV1>,
    not_to_confuse_with: Vec<LookalikeV1>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SenseV1 {
    text: String,
    used_in: Vec<String>,
    source: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct LookalikeV1 {
    term: String,
    why: Option<String>,
}

impl From<&Sense> for SenseV1 {
    fn from(sense: &Sense) -> Self {
        Self {
            text: raw(&sense.text),
            used_in: sense.used_in.iter().map(raw).collect(),
            source: sense.source.as_ref().map(raw),
        }
    }
}

impl From<&Lookalike> for LookalikeV1 {
    fn from(other: &Lookalike) -> Self {
        Self { term: raw(&other.term), why: other.why.as_ref().map(raw) }
    }
}

/// The senses of a definition and what it is mistaken for; both empty without one.
pub(super) fn parts(definition: Option<&Definition>) -> (Vec<SenseV1>, Vec<LookalikeV1>) {
    definition.map_or_else(Default::default, |it| {
        let others = it.not_to_confuse_with.iter().map(LookalikeV1::from).collect();
        (it.senses.iter().map(SenseV1::from).collect(), others)
    })
}

impl From<&Meaning> for MeaningV1 {
    fn from(meaning: &Meaning) -> Self {
        let (senses, not_to_confuse_with) = parts(meaning.definition.as_ref());
        Self {
            article: PointerV1::from(&meaning.article),
            term: meaning.term.as_ref().map(raw),
            summary: meaning.summary.as_ref().map(raw),
            senses,
            not_to_confuse_with,
        }
    }
}

/// Prints the articles that a name may mean.
///
/// # Errors
/// The stream does not take it.
pub fn meanings(out: &mut dyn Write, meanings: &Meanings) -> io::Result<()> {
    let wire = MeaningsV1 {
        schema: "kb.meanings.v1",
        name: raw(&meanings.name),
        meanings: meanings.all.iter().map(MeaningV1::from).collect(),
    };
    super::write(out, &wire)
}
