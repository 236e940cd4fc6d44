//! `kb.export-article.v1`: one article a line, for whoever indexes or trains on a library.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::export::{Gone, Handover, Page, PageSection};
use crate::domain::export_details::PageSource;
use crate::render::cite;
use crate::render::json;

/// One line of `kb export jsonl`.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.export-article.v1")]
pub struct ExportArticleV1<'o> {
    #[schemars(extend("const" = "kb.export-article.v1"))]
    schema: &'static str,
    id: &'o str,
    /// From the root of the library.
    path: json::Path,
    /// draft, active or retired; of what is retired no text leaves.
    status: &'static str,
    /// guide, template, …; null in trees without types.
    #[serde(rename = "type")]
    kind: Option<&'o str>,
    title: &'o str,
    summary: Option<&'o str>,
    topics: &'o [String],
    authors: &'o [String],
    /// The SPDX expression of the whole; null for what is retired.
    license: Option<&'o str>,
    /// What must be said wherever the text is used; null for what is retired.
    attribution: Option<String>,
    /// Null for what is retired.
    review: Option<ReviewV1<'o>>,
    /// opinion, one-org, several-orgs, survey, research or standard, as declared.
    evidence: Option<&'o str>,
    /// none, employer, commercial or funded, as declared.
    interest: Option<&'o str>,
    /// none, assisted or generated, as declared.
    ai: Option<&'o str>,
    /// Where it can be read; null where `kb.toml` has no `url` with `{path}` or `{id}`.
    url: Option<&'o str>,
    /// Former ids.
    aliases: &'o [String],
    /// What it rests on and takes text from.
    sources: Vec<SourceV1<'o>>,
    sections: Vec<SectionV1<'o>>,
    /// Null while it is in use.
    retired: Option<RetiredV1<'o>>,
}

#[derive(Serialize, JsonSchema)]
struct ReviewV1<'o> {
    /// current, due, overdue, unreviewed or retirement, on the day of the export.
    state: &'static str,
    on: Option<String>,
    by: &'o [String],
    due: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct SourceV1<'o> {
    /// cites, adapted, translated, excerpt, quotation or inspired-by.
    relation: &'static str,
    /// The article of the same library that it is, by id or path.
    article: Option<&'o str>,
    title: &'o str,
    /// Without those who asked not to be named.
    authors: &'o [String],
    year: Option<&'o str>,
    url: Option<&'o str>,
    /// free, registration or paid.
    access: Option<&'o str>,
    license: Option<&'o str>,
    changes: Option<&'o str>,
}

impl<'o> From<&'o PageSource> for SourceV1<'o> {
    fn from(source: &'o PageSource) -> Self {
        Self {
            relation: source.relation,
            article: source.article.as_deref(),
            title: &source.title,
            authors: &source.authors,
            year: source.year.as_deref(),
            url: source.url.as_deref(),
            access: source.access.as_deref(),
            license: source.license.as_deref(),
            changes: source.changes.as_deref(),
        }
    }
}

#[derive(Serialize, JsonSchema)]
struct SectionV1<'o> {
    /// Null before the first heading.
    heading: Option<&'o str>,
    /// 1 to 6; 0 before the first heading.
    level: u8,
    /// The anchor that git hosts give the heading.
    anchor: Option<&'o str>,
    url: Option<String>,
    /// Words without marks; blocks are set apart by line breaks.
    text: &'o str,
}

#[derive(Serialize, JsonSchema)]
struct RetiredV1<'o> {
    on: Option<String>,
    reason: Option<&'o str>,
    note: Option<&'o str>,
    /// The id of the article that takes its place, if that is handed over too.
    successor: Option<&'o str>,
}

/// Writes the line of `page`.
///
/// # Errors
/// The stream does not take it.
pub fn page(out: &mut dyn Write, page: &Page, sections: &[PageSection]) -> io::Result<()> {
    let url = page.web_address();
    let sections = sections.iter().map(|section| SectionV1 {
        heading: section.heading.as_deref(),
        level: section.level,
        anchor: section.anchor.as_deref(),
        url: url
            .zip(section.anchor.as_ref())
            .map(|(url, anchor)| format!("{url}#{}", percent_encoded(anchor))),
        text: &section.text,
    });
    let review = &page.review;
    let line = ExportArticleV1 {
        schema: "kb.export-article.v1",
        id: &page.id,
        path: json::Path::from(&page.path),
        status: if page.is_draft { "draft" } else { "active" },
        kind: page.kind.as_deref(),
        title: &page.title,
        summary: page.summary.as_deref(),
        topics: &page.topics,
        authors: &page.authors,
        license: Some(&page.license),
        attribution: Some(cite::text(&page.attribution)),
        review: Some(ReviewV1 {
            state: review.state.name(),
            on: review.on.map(json::day),
            by: &review.by,
            due: review.due.map(json::day),
        }),
        evidence: page.evidence.as_deref(),
        interest: page.interest.as_deref(),
        ai: page.ai.as_deref(),
        url,
        aliases: &page.aliases,
        sources: page.sources.iter().map(SourceV1::from).collect(),
        sections: sections.collect(),
        retired: None,
    };
    json::write(out, &line)
}

/// Writes the line of what is out of use.
///
/// # Errors
/// The stream does not take it.
pub fn gone(out: &mut dyn Write, gone: &Gone, handover: &Handover) -> io::Result<()> {
    let line = ExportArticleV1 {
        schema: "kb.export-article.v1",
        id: &gone.id,
        path: json::Path::from(&gone.path),
        status: "retired",
        kind: None,
        title: &gone.title,
        summary: None,
        topics: &[],
        authors: &[],
        license: None,
        attribution: None,
        review: None,
        evidence: None,
        interest: None,
        ai: None,
        url: None,
        aliases: &gone.aliases,
        sources: Vec::new(),
        sections: Vec::new(),
        retired: Some(RetiredV1 {
            on: gone.on.map(json::day),
            reason: gone.reason.as_deref(),
            note: gone.note.as_deref(),
            successor: handover.successor(gone).map(|page| page.id.as_str()),
        }),
    };
    json::write(out, &line)
}

/// An anchor as part of an address (RFC 3986, section 3.5).
fn percent_encoded(anchor: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    anchor.bytes().map(encode).collect()
}
