//! `kb.use-template.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::filled::FilledTemplate;

use super::raw;

/// What `kb use --format json` prints of a template.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.use-template.v1")]
pub struct UseTemplateV1<'o> {
    #[schemars(extend("const" = "kb.use-template.v1"))]
    schema: &'static str,
    id: String,
    title: String,
    license: Option<String>,
    /// The text with its attribution, in Markdown.
    text: &'o str,
    /// The placeholders that have a value, in the order of the text.
    filled: Vec<String>,
    /// Those that have none and stand as they were.
    left: Vec<LeftV1>,
    /// What to adapt before it is used.
    adapt: Vec<String>,
    /// The files that were written.
    files: Vec<FileV1>,
    dry_run: bool,
}

#[derive(Serialize, JsonSchema)]
struct LeftV1 {
    name: String,
    /// The words around it; null if there are none.
    near: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct FileV1 {
    /// Where it is, as it was named.
    path: String,
    /// markdown or csv.
    kind: &'static str,
}

/// Prints what was made.
///
/// # Errors
/// The stream does not take it.
pub fn use_template(out: &mut dyn Write, outcome: &FilledTemplate) -> io::Result<()> {
    let left = outcome.left.iter().map(|left| LeftV1 {
        name: raw(&left.name),
        near: Some(raw(&left.near)).filter(|near| !near.is_empty()),
    });
    let files = outcome.files.iter().map(|file| FileV1 {
        path: raw(&file.path),
        kind: if file.is_table { "csv" } else { "markdown" },
    });
    let wire = UseTemplateV1 {
        schema: "kb.use-template.v1",
        id: outcome.id.raw().to_owned(),
        title: raw(&outcome.title),
        license: outcome.license.as_ref().map(raw),
        text: &outcome.text,
        filled: outcome.filled.iter().map(raw).collect(),
        left: left.collect(),
        adapt: outcome.adapt.iter().map(raw).collect(),
        files: files.collect(),
        dry_run: outcome.is_dry_run,
    };
    super::write(out, &wire)
}
