//! `kb.show.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::article::SourceReference;
use crate::domain::outcome::ShownArticle;

use super::{DeclaredInterests, Path, day, raw};

/// What `kb show --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.show.v1")]
pub struct ShowV1 {
    #[schemars(extend("const" = "kb.show.v1"))]
    schema: &'static str,
    id: String,
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    path: Path,
    line: u32,
    heading: Vec<String>,
    status: &'static str,
    license: Option<String>,
    freshness: &'static str,
    last_reviewed: Option<String>,
    due: Option<String>,
    disclosure: Option<DeclaredInterests>,
    authors: Vec<String>,
    summary: Option<String>,
    superseded_by: Option<String>,
    retired_reason: Option<String>,
    minutes: u32,
    /// The body, or the part asked for, as written in Markdown.
    text: String,
    sources: Vec<SourceV1>,
}

#[derive(Serialize, JsonSchema)]
struct SourceV1 {
    relation: String,
    title: String,
    authors: Vec<String>,
    year: Option<String>,
    url: Option<String>,
    access: Option<String>,
    license: Option<String>,
    changes: Option<String>,
}

impl From<&SourceReference> for SourceV1 {
    fn from(source: &SourceReference) -> Self {
        Self {
            relation: raw(&source.relation),
            title: raw(&source.title),
            authors: source.authors.iter().map(raw).collect(),
            year: source.year.as_ref().map(raw),
            url: source.url.as_ref().map(raw),
            access: source.access.as_ref().map(raw),
            license: source.license.as_ref().map(raw),
            changes: source.changes.as_ref().map(raw),
        }
    }
}

/// Prints the article.
///
/// # Errors
/// The stream does not take it.
pub fn show(out: &mut dyn Write, article: &ShownArticle) -> io::Result<()> {
    let trust = &article.trust;
    let wire = ShowV1 {
        schema: "kb.show.v1",
        id: article.id.raw().to_owned(),
        title: raw(&article.title),
        kind: trust.kind.as_ref().map(raw),
        path: Path::from(&article.path),
        line: article.line,
        heading: article.heading.iter().map(raw).collect(),
        status: trust.status.name(),
        license: trust.license.as_ref().map(|license| raw(&license.expression)),
        freshness: trust.freshness.name(),
        last_reviewed: trust.reviewed.map(day),
        due: trust.due.map(day),
        disclosure: trust.disclosure.as_ref().map(DeclaredInterests::from),
        authors: article.authors.iter().map(raw).collect(),
        summary: article.summary.as_ref().map(raw),
        superseded_by: trust.superseded_by.as_ref().map(raw),
        retired_reason: article.retired_reason.as_ref().map(raw),
        minutes: trust.minutes(),
        text: article.text.clone(),
        sources: article.sources.iter().map(SourceV1::from).collect(),
    };
    super::write(out, &wire)
}
