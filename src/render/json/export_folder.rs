//! `kb.export-folder.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Path;
use crate::domain::export::FolderExport;

/// What an export into a folder prints with `--format json`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.export-folder.v1")]
pub struct ExportFolderV1<'o> {
    #[schemars(extend("const" = "kb.export-folder.v1"))]
    schema: &'static str,
    /// What was exported: csv, llms, mkdocs, …
    target: &'o str,
    /// The folder, as typed.
    folder: &'o str,
    /// False after `--dry-run`.
    written: bool,
    /// How many articles it holds.
    articles: usize,
    /// How many retired articles have their place in it.
    retired: usize,
    /// How many drafts were left out.
    drafts: usize,
    /// Files that were not there.
    new: &'o [String],
    /// Files that say something else now.
    changed: &'o [String],
    /// How many files are as they were.
    same: usize,
    /// Files that an earlier run wrote and that are no more.
    removed: &'o [String],
    /// The same, but somebody changed them: they stay.
    kept: &'o [String],
    /// Articles that may not be handed over, or could not be read, and images likewise.
    left_out: Vec<LeftOutV1>,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutV1 {
    /// unread, no-license, not-understood, not-taken, unknown-part, forbidden-source,
    /// unclear-source or unknown-source; image, where `paths` are those of images.
    reason: &'static str,
    message: &'static str,
    help: &'static str,
    paths: Vec<Path>,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn export_folder(out: &mut dyn Write, told: &FolderExport<'_>) -> io::Result<()> {
    let (done, handover) = (told.done, told.handover);
    let left_out = handover.withheld.iter().map(|(why, paths)| LeftOutV1 {
        reason: why.name(),
        message: why.message(),
        help: why.help(),
        paths: paths.iter().map(Path::from).collect(),
    });
    let printed = ExportFolderV1 {
        schema: "kb.export-folder.v1",
        target: told.target,
        folder: told.folder,
        written: done.is_written,
        articles: handover.pages.len(),
        retired: handover.gone.len(),
        drafts: handover.drafts,
        new: &done.new,
        changed: &done.changed,
        same: done.same,
        removed: &done.removed,
        kept: &done.kept,
        left_out: left_out.collect(),
    };
    super::write(out, &printed)
}
