//! `kb.check-line.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::CheckOutcome;

use super::SkippedFile;
use super::check::{FindingV1, SummaryV1};

/// A line of `kb check --format json-lines`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.check-line.v1")]
pub struct CheckLineV1 {
    #[schemars(extend("const" = "kb.check-line.v1"))]
    schema: &'static str,
    #[serde(flatten)]
    line: LineV1,
}

/// What a line tells. The summary is the last: without it, the output is not whole.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum LineV1 {
    /// Something wrong.
    Finding(FindingV1),
    /// A file that was not looked at.
    Skipped(SkippedFile),
    /// How many there are of each.
    Summary(LastV1),
}

#[derive(Serialize, JsonSchema)]
struct LastV1 {
    #[serde(flatten)]
    summary: SummaryV1,
    /// What to know about the run, a sentence each: what was left out and why.
    notes: Vec<String>,
}

impl From<&CheckOutcome> for LastV1 {
    fn from(outcome: &CheckOutcome) -> Self {
        Self { summary: outcome.into(), notes: outcome.notes.clone() }
    }
}

/// Prints the outcome, one object a line.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, outcome: &CheckOutcome) -> io::Result<()> {
    let findings = outcome.findings.iter().map(|finding| LineV1::Finding(finding.into()));
    let skipped = outcome.skipped.iter().map(|skipped| LineV1::Skipped(skipped.into()));
    let summary = std::iter::once_with(|| LineV1::Summary(outcome.into()));
    findings
        .chain(skipped)
        .chain(summary)
        .try_for_each(|line| super::write(out, &CheckLineV1 { schema: "kb.check-line.v1", line }))
}
