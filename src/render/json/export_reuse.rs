//! `kb.export-reuse.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Path;
use crate::domain::reuse_export::ReuseExport;

/// What `kb export reuse --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.export-reuse.v1")]
pub struct ExportReuseV1<'o> {
    #[schemars(extend("const" = "kb.export-reuse.v1"))]
    schema: &'static str,
    files: Vec<FileV1<'o>>,
    /// How many articles the tables between the markers are about.
    articles: usize,
    /// How many other files they are about.
    others: usize,
    /// What `reuse lint` would go on telling.
    open: Vec<OpenV1>,
    /// False after `--dry-run`.
    written: bool,
}

#[derive(Serialize, JsonSchema)]
struct FileV1<'o> {
    /// From the root of the library.
    path: &'o str,
    /// written (it was not there), changed (between the markers), same (as it would be written)
    /// or kept (a licence text that is there already).
    state: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct OpenV1 {
    /// unread, no-license, no-expression, unknown-part, deprecated, mentioned, no-text,
    /// unnameable, half-stated, own-file or unstated.
    kind: &'static str,
    message: &'static str,
    help: &'static str,
    paths: Vec<Path>,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn export_reuse(out: &mut dyn Write, export: &ReuseExport) -> io::Result<()> {
    let files = export.files.iter().map(|(path, state)| FileV1 { path, state: state.name() });
    let open = export.gaps.iter().map(|(gap, paths)| OpenV1 {
        kind: gap.name(),
        message: gap.message(),
        help: gap.help(),
        paths: paths.iter().map(Path::from).collect(),
    });
    let printed = ExportReuseV1 {
        schema: "kb.export-reuse.v1",
        files: files.collect(),
        articles: export.articles,
        others: export.others,
        open: open.collect(),
        written: !export.is_dry_run,
    };
    super::write(out, &printed)
}
