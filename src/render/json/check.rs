//! `kb.check.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::finding::{Finding, Fix, FixKind, Label, Level};
use crate::domain::outcome::CheckOutcome;

use super::{Path, SkippedFile};

/// What `kb check --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.check.v1")]
pub struct CheckV1 {
    #[schemars(extend("const" = "kb.check.v1"))]
    schema: &'static str,
    findings: Vec<FindingV1>,
    skipped: Vec<SkippedFile>,
    /// What to know about the run, a sentence each: what was left out and why.
    notes: Vec<String>,
    summary: SummaryV1,
}

/// Something wrong. Lines and columns count from 1, columns in characters; null without a place.
#[derive(Serialize, JsonSchema)]
pub(super) struct FindingV1 {
    code: &'static str,
    rule: &'static str,
    /// error, warning or info.
    severity: &'static str,
    article: Option<String>,
    path: Option<Path>,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    message: String,
    help: Option<String>,
    labels: Vec<LabelV1>,
    fixes: Vec<FixV1>,
    /// Identity by content: moved lines keep it. 16 hexadecimal digits.
    fingerprint: String,
}

/// A second place.
#[derive(Serialize, JsonSchema)]
struct LabelV1 {
    path: Path,
    line: Option<u32>,
    column: Option<u32>,
    text: String,
}

/// A way to mend it.
#[derive(Serialize, JsonSchema)]
struct FixV1 {
    message: String,
    /// True if it may be applied unseen.
    safe: bool,
    edits: Vec<EditV1>,
}

/// Replace bytes `start` (included) to `end` (excluded) of the file.
#[derive(Serialize, JsonSchema)]
struct EditV1 {
    path: Path,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SummaryV1 {
    articles: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    skipped: usize,
}

impl From<&Finding> for FindingV1 {
    fn from(finding: &Finding) -> Self {
        let region = finding.place.as_ref().and_then(|place| place.region);
        Self {
            code: finding.rule.code,
            rule: finding.rule.name,
            severity: finding.level.name(),
            article: finding.article.as_ref().map(|id| id.raw().to_owned()),
            path: finding.place.as_ref().map(|place| Path::from(&place.path)),
            line: region.map(|region| region.start.line),
            column: region.map(|region| region.start.column),
            end_line: region.map(|region| region.end.line),
            end_column: region.map(|region| region.end.column),
            message: finding.message.clone(),
            help: finding.help.clone(),
            labels: finding.labels.iter().map(LabelV1::from).collect(),
            fixes: finding.fixes.iter().map(FixV1::from).collect(),
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

impl From<&Label> for LabelV1 {
    fn from(label: &Label) -> Self {
        let start = label.place.region.map(|region| region.start);
        Self {
            path: Path::from(&label.place.path),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            text: label.text.clone(),
        }
    }
}

impl From<&Fix> for FixV1 {
    fn from(fix: &Fix) -> Self {
        let edit = |edit: &crate::domain::finding::TextEdit| EditV1 {
            path: Path::from(&edit.path),
            start: edit.span.start,
            end: edit.span.end,
            text: edit.text.clone(),
        };
        Self {
            message: fix.says.clone(),
            safe: fix.kind == FixKind::Safe,
            edits: fix.edits.iter().map(edit).collect(),
        }
    }
}

impl From<&CheckOutcome> for SummaryV1 {
    fn from(outcome: &CheckOutcome) -> Self {
        Self {
            articles: outcome.articles,
            errors: outcome.count(Level::Error),
            warnings: outcome.count(Level::Warning),
            infos: outcome.count(Level::Info),
            skipped: outcome.skipped.len(),
        }
    }
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, outcome: &CheckOutcome) -> io::Result<()> {
    let summary = outcome.into();
    let findings = outcome.findings.iter().map(FindingV1::from).collect();
    let skipped = outcome.skipped.iter().map(SkippedFile::from).collect();
    let notes = outcome.notes.clone();
    super::write(out, &CheckV1 { schema: "kb.check.v1", findings, skipped, notes, summary })
}
