//! `kb.new.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::NewArticle;

use super::Path;

/// What `kb new --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.new.v1")]
pub struct NewV1<'o> {
    #[schemars(extend("const" = "kb.new.v1"))]
    schema: &'static str,
    id: String,
    path: Path,
    /// The commands that follow.
    next: &'o [String],
}

/// Prints what was made.
///
/// # Errors
/// The stream does not take it.
pub fn new(out: &mut dyn Write, made: &NewArticle) -> io::Result<()> {
    super::write(
        out,
        &NewV1 {
            schema: "kb.new.v1",
            id: made.id.raw().to_owned(),
            path: Path::from(&made.path),
            next: &made.next,
        },
    )
}
