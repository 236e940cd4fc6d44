//! `kb.export-codeowners.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::codeowners::CodeownersExport;

use super::raw;

/// What `kb export codeowners --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.export-codeowners.v1")]
pub struct ExportCodeownersV1<'o> {
    #[schemars(extend("const" = "kb.export-codeowners.v1"))]
    schema: &'static str,
    /// From the root of the repository.
    file: &'o str,
    /// True if what stands between the marks is not what is to be, or was not before it was
    /// written.
    different: bool,
    /// False after `--dry-run` and `--check`, and where nothing is different.
    written: bool,
    /// Lines between the marks that are not to be.
    removed: &'o [String],
    /// Lines that are to be and are not there.
    added: &'o [String],
    /// How many lines there are to be.
    lines: usize,
    articles: usize,
    /// Owners of whom no handle is known.
    without_handle: Vec<NoHandleV1>,
    /// Articles that no pattern can tell from others.
    unsaid: usize,
}

#[derive(Serialize, JsonSchema)]
struct NoHandleV1 {
    owner: String,
    articles: usize,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn export_codeowners(out: &mut dyn Write, export: &CodeownersExport) -> io::Result<()> {
    let without = export.without_handle.iter();
    let without = without.map(|it| NoHandleV1 { owner: raw(&it.owner), articles: it.articles });
    let printed = ExportCodeownersV1 {
        schema: "kb.export-codeowners.v1",
        file: &export.file,
        different: export.is_different,
        written: export.is_written,
        removed: &export.removed,
        added: &export.added,
        lines: export.lines,
        articles: export.articles,
        without_handle: without.collect(),
        unsaid: export.unsaid,
    };
    super::write(out, &printed)
}
