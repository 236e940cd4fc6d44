//! `kb.index.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::{IndexCondition, IndexOutcome};

use super::{SkippedFile, raw};

/// What `kb index --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.index.v1")]
pub struct IndexV1 {
    #[schemars(extend("const" = "kb.index.v1"))]
    schema: &'static str,
    /// Where it lies; null where none can be kept.
    folder: Option<String>,
    /// current, behind, absent, outdated or damaged.
    state: &'static str,
    articles: usize,
    bytes: u64,
    /// How many articles changed since it was made.
    behind: usize,
    /// What is wrong with it, a sentence each.
    damage: Vec<String>,
    skipped: Vec<SkippedFile>,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn index(out: &mut dyn Write, outcome: &IndexOutcome) -> io::Result<()> {
    let (behind, damage) = match &outcome.condition {
        IndexCondition::Behind(changed) => (*changed, Vec::new()),
        IndexCondition::Damaged(wrong) => (0, wrong.clone()),
        IndexCondition::Current | IndexCondition::Absent | IndexCondition::Outdated => {
            (0, Vec::new())
        }
    };
    let printed = IndexV1 {
        schema: "kb.index.v1",
        folder: outcome.folder.as_ref().map(raw),
        state: outcome.condition.name(),
        articles: outcome.articles,
        bytes: outcome.bytes,
        behind,
        damage,
        skipped: outcome.skipped.iter().map(SkippedFile::from).collect(),
    };
    super::write(out, &printed)
}
