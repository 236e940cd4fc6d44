//! `kb.init-ci.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::{CiOutcome, CiState};

/// What `kb init --ci --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.init-ci.v1")]
pub struct InitCiV1<'o> {
    #[schemars(extend("const" = "kb.init-ci.v1"))]
    schema: &'static str,
    files: Vec<FileV1<'o>>,
    /// False after `--dry-run`.
    written: bool,
}

#[derive(Serialize, JsonSchema)]
struct FileV1<'o> {
    /// From the root of the repository; `kb.toml` from that of the library.
    path: &'o str,
    /// written, same (as it would be written) or kept (another is there).
    state: &'static str,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn init_ci(out: &mut dyn Write, outcome: &CiOutcome) -> io::Result<()> {
    let files = outcome.files.iter().map(|(path, state)| FileV1 {
        path,
        state: match state {
            CiState::Written => "written",
            CiState::Same => "same",
            CiState::Kept => "kept",
        },
    });
    let printed =
        InitCiV1 { schema: "kb.init-ci.v1", files: files.collect(), written: !outcome.is_dry_run };
    super::write(out, &printed)
}
