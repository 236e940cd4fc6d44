//! `kb.needs-import.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::need_import::{
    ImportOutcome, ImportedRow, MatchedBy, NewNeed, RaisedNeed, RowFault,
};

use super::need_move::ChangedFileV1;
use super::similar::NamedNeedV1;
use super::{Path, raw};

/// What `kb needs import --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs-import.v1")]
pub struct NeedsImportV1<'o> {
    #[schemars(extend("const" = "kb.needs-import.v1"))]
    schema: &'static str,
    /// What the votes are recorded under.
    source: String,
    /// How many rows were read.
    rows: usize,
    /// How many of them bring nothing new.
    unchanged: usize,
    /// Needs that have more votes or links.
    raised: Vec<RaisedV1<'o>>,
    /// Questions that no need asks, the most votes first.
    new: Vec<NewNeedV1<'o>>,
    /// Rows that say nothing that can be used.
    faults: Vec<FaultV1<'o>>,
    /// What rows that no need asks say and a draft does not take.
    not_taken: Vec<FaultV1<'o>>,
    files: Vec<ChangedFileV1>,
    dry_run: bool,
    /// The commands that follow.
    next: &'o [String],
}

#[derive(Serialize, JsonSchema)]
struct RaisedV1<'o> {
    #[serde(flatten)]
    need: NamedNeedV1,
    /// Why it will not be answered, if it is declined.
    declined_reason: Option<String>,
    votes_before: u32,
    votes_after: u32,
    rows: Vec<RowV1<'o>>,
}

#[derive(Serialize, JsonSchema)]
struct NewNeedV1<'o> {
    title: String,
    votes: u32,
    /// The need that is worded alike, which it counts nothing for; null if there is none.
    perhaps: Option<NamedNeedV1>,
    /// How alike that need is, in percent.
    percent: Option<u8>,
    /// Where it is written, or would be; null if that was not asked for.
    path: Option<Path>,
    rows: Vec<RowV1<'o>>,
}

#[derive(Serialize, JsonSchema)]
struct RowV1<'o> {
    row: &'o str,
    title: &'o str,
    url: Option<&'o str>,
    votes: u32,
    /// recorded, link, id or words; null in new needs.
    by: Option<&'static str>,
    /// How alike the words are, in percent.
    percent: Option<u8>,
}

#[derive(Serialize, JsonSchema)]
struct FaultV1<'o> {
    /// From 1, without the line of names.
    number: usize,
    why: &'o str,
}

impl<'o> From<&'o RowFault> for FaultV1<'o> {
    fn from(fault: &'o RowFault) -> Self {
        Self { number: fault.number, why: &fault.why }
    }
}

impl<'o> RowV1<'o> {
    fn of(row: &'o ImportedRow, by: Option<MatchedBy>) -> Self {
        let percent = match by {
            Some(MatchedBy::Words(share)) => Some(percent(share)),
            _ => None,
        };
        Self {
            row: &row.row,
            title: &row.title,
            url: row.url.as_deref(),
            votes: row.votes,
            by: by.map(|by| match by {
                MatchedBy::Recorded => "recorded",
                MatchedBy::Link => "link",
                MatchedBy::Id => "id",
                MatchedBy::Words(_) => "words",
            }),
            percent,
        }
    }
}

impl<'o> From<&'o RaisedNeed> for RaisedV1<'o> {
    fn from(raised: &'o RaisedNeed) -> Self {
        Self {
            need: NamedNeedV1::from(&raised.need),
            declined_reason: raised.declined_reason.as_ref().map(raw),
            votes_before: raised.before,
            votes_after: raised.after,
            rows: raised.rows.iter().map(|(row, by)| RowV1::of(row, Some(*by))).collect(),
        }
    }
}

impl<'o> From<&'o NewNeed> for NewNeedV1<'o> {
    fn from(need: &'o NewNeed) -> Self {
        Self {
            title: raw(&need.title),
            votes: need.votes,
            perhaps: need.perhaps.as_ref().map(|(known, _)| NamedNeedV1::from(known)),
            percent: need.perhaps.as_ref().map(|(_, share)| percent(*share)),
            path: need.path.as_ref().map(Path::from),
            rows: need.rows.iter().map(|row| RowV1::of(row, None)).collect(),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Prints what an import brought.
///
/// # Errors
/// The stream does not take it.
pub fn imported(out: &mut dyn Write, outcome: &ImportOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedsImportV1 {
            schema: "kb.needs-import.v1",
            source: raw(&outcome.source),
            rows: outcome.rows,
            unchanged: outcome.unchanged,
            raised: outcome.raised.iter().map(RaisedV1::from).collect(),
            new: outcome.new.iter().map(NewNeedV1::from).collect(),
            faults: outcome.faults.iter().map(FaultV1::from).collect(),
            not_taken: outcome.not_taken.iter().map(FaultV1::from).collect(),
            files: outcome.files.iter().map(ChangedFileV1::from).collect(),
            dry_run: outcome.is_dry_run,
            next: &outcome.next,
        },
    )
}
