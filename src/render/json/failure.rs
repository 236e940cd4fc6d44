//! `kb.failure.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::failure::Failure;

/// What every command prints with `--format json` when it cannot work; the exit code is 2.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.failure.v1")]
pub struct FailureV1<'f> {
    #[schemars(extend("const" = "kb.failure.v1"))]
    schema: &'static str,
    failed: &'f str,
    because: Option<&'f str>,
    hint: Option<&'f str>,
}

/// Prints the failure.
///
/// # Errors
/// The stream does not take it.
pub fn failure(out: &mut dyn Write, failure: &Failure) -> io::Result<()> {
    let wire = FailureV1 {
        schema: "kb.failure.v1",
        failed: &failure.failed,
        because: failure.because.as_deref(),
        hint: failure.hint.as_deref(),
    };
    super::write(out, &wire)
}
