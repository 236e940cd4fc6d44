//! `kb.worked.v1`, and notes wherever articles are shown.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::experience::{Experience, NoteEnd, NoteOutcome};

use super::ask::ToMaskV1;
use super::{Path, day, raw};

/// What `kb show --worked` and `--did-not` print with `--format json`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.worked.v1")]
pub struct WorkedV1 {
    #[schemars(extend("const" = "kb.worked.v1"))]
    schema: &'static str,
    id: String,
    path: Path,
    /// `written`, `proposed`, or `unchanged`: the same was noted on the same day.
    #[schemars(extend("enum" = ["written", "proposed", "unchanged"]))]
    done: &'static str,
    note: ExperienceV1,
    /// For how many the article worked, with this one.
    worked: usize,
    did_not: usize,
    /// What should be masked in the note; nothing is held back because of it.
    to_mask: Vec<ToMaskV1>,
    /// What would change, as a unified diff.
    diff: Option<String>,
    /// The commands that follow.
    next: Vec<String>,
}

/// What somebody says who used an article.
#[derive(Serialize, JsonSchema)]
pub(super) struct ExperienceV1 {
    on: Option<String>,
    by: Option<String>,
    worked: bool,
    note: Option<String>,
    /// Where that was: size, sector, maturity.
    context: BTreeMap<&'static str, Vec<String>>,
    regulated: Option<bool>,
}

impl From<&Experience> for ExperienceV1 {
    fn from(it: &Experience) -> Self {
        let lists = it.context.iter().flat_map(|context| context.lists());
        let lists = lists.filter(|(_, values)| !values.is_empty());
        Self {
            on: it.on.map(day),
            by: it.by.as_ref().map(raw),
            worked: it.worked,
            note: it.note.as_ref().map(raw),
            context: lists.map(|(key, all)| (key, all.iter().map(raw).collect())).collect(),
            regulated: it.context.as_ref().and_then(|context| context.regulated),
        }
    }
}

/// Prints what was noted.
///
/// # Errors
/// The stream does not take it.
pub fn note(out: &mut dyn Write, outcome: &NoteOutcome) -> io::Result<()> {
    let (done, diff, next) = match &outcome.end {
        NoteEnd::Written(next) => ("written", None, next.clone()),
        NoteEnd::Proposed(diff) => {
            ("proposed", Some(String::from_utf8_lossy(diff).into_owned()), Vec::new())
        }
        NoteEnd::Unchanged => ("unchanged", None, Vec::new()),
    };
    let wire = WorkedV1 {
        schema: "kb.worked.v1",
        id: outcome.id.raw().to_owned(),
        path: Path::from(&outcome.path),
        done,
        note: ExperienceV1::from(&outcome.experience),
        worked: outcome.tally.worked,
        did_not: outcome.tally.did_not,
        to_mask: outcome.to_mask.iter().map(|mask| ToMaskV1::new(None, mask)).collect(),
        diff,
        next,
    };
    super::write(out, &wire)
}
