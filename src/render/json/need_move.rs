//! `kb.need-move.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::need_move::{ChangedFile, MoveOutcome, MovedNeed};

use super::{Path, raw};

/// What `kb needs clarify|open|claim|answer|accept|decline|release --format json` print.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.need-move.v1")]
pub struct NeedMoveV1<'o> {
    #[schemars(extend("const" = "kb.need-move.v1"))]
    schema: &'static str,
    needs: Vec<MovedNeedV1<'o>>,
    files: Vec<ChangedFileV1>,
    dry_run: bool,
    /// The commands that follow.
    next: &'o [String],
}

#[derive(Serialize, JsonSchema)]
struct MovedNeedV1<'o> {
    id: String,
    path: Path,
    title: String,
    /// Where it was on the day: a claim that ran out leaves it open.
    from: &'static str,
    to: &'static str,
    /// Who, until when, by what or why, in a few words.
    detail: &'o str,
    /// False if its file said all of this already.
    changed: bool,
}

/// A file that was changed, or would be.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChangedFileV1 {
    path: Path,
    /// What changes, as `git diff` writes it.
    diff: String,
}

impl From<&ChangedFile> for ChangedFileV1 {
    fn from(file: &ChangedFile) -> Self {
        let diff = String::from_utf8_lossy(&file.diff).into_owned();
        Self { path: Path::from(&file.path), diff }
    }
}

impl<'o> From<&'o MovedNeed> for MovedNeedV1<'o> {
    fn from(need: &'o MovedNeed) -> Self {
        Self {
            id: need.id.raw().to_owned(),
            path: Path::from(&need.path),
            title: raw(&need.title),
            from: need.from.name(),
            to: need.to.name(),
            detail: &need.detail,
            changed: need.is_changed,
        }
    }
}

/// Prints what became of needs.
///
/// # Errors
/// The stream does not take it.
pub fn moved(out: &mut dyn Write, outcome: &MoveOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedMoveV1 {
            schema: "kb.need-move.v1",
            needs: outcome.moved.iter().map(MovedNeedV1::from).collect(),
            files: outcome.files.iter().map(ChangedFileV1::from).collect(),
            dry_run: outcome.is_dry_run,
            next: &outcome.next,
        },
    )
}
