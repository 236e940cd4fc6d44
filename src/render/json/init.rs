//! `kb.init.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::InitOutcome;
use crate::render::figures::sentences;

use super::raw;

/// What `kb init --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.init.v1")]
pub struct InitV1<'o> {
    #[schemars(extend("const" = "kb.init.v1"))]
    schema: &'static str,
    pages: usize,
    fields: Vec<FieldV1>,
    assumed: &'o [String],
    /// The text of the `kb.toml`.
    config: &'o str,
    /// False after `--dry-run`.
    written: bool,
    now: Vec<NowV1>,
}

#[derive(Serialize, JsonSchema)]
struct FieldV1 {
    theirs: String,
    ours: &'static str,
    pages: usize,
}

#[derive(Serialize, JsonSchema)]
struct NowV1 {
    command: &'static str,
    says: String,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn init(out: &mut dyn Write, outcome: &InitOutcome) -> io::Result<()> {
    let fields = outcome.fields.iter().map(|field| FieldV1 {
        theirs: raw(&field.theirs),
        ours: field.ours,
        pages: field.pages,
    });
    let now = outcome.now.iter().flat_map(sentences);
    let now = now.map(|(command, says)| NowV1 { command, says });
    super::write(
        out,
        &InitV1 {
            schema: "kb.init.v1",
            pages: outcome.pages,
            fields: fields.collect(),
            assumed: &outcome.assumed,
            config: &outcome.config,
            written: outcome.now.is_some(),
            now: now.collect(),
        },
    )
}
