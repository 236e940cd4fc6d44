//! `kb.show.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::article::Written;
use crate::domain::outcome::ShownArticle;
use crate::domain::retirement::Successor;
use crate::domain::source::SourceReference;
use crate::domain::untrusted::Untrusted;
use crate::render::cite;

use super::fit::FitV1;
use super::meanings::{LookalikeV1, SenseV1, parts};
use super::retire::PointerV1;
use super::worked::ExperienceV1;
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
    /// True if the body is another than was reviewed, by the digest in `review.body`.
    changed_since_review: bool,
    due: Option<String>,
    disclosure: Option<DeclaredInterests>,
    authors: Vec<String>,
    /// Who helped in another way; without those who asked not to be named.
    contributors: Vec<ContributorV1>,
    /// Where else it was published.
    also_at: Vec<String>,
    summary: Option<String>,
    /// What the term means that the article defines; empty for a part of it.
    senses: Vec<SenseV1>,
    not_to_confuse_with: Vec<LookalikeV1>,
    superseded_by: Option<String>,
    retired_reason: Option<String>,
    retired_on: Option<String>,
    retired_note: Option<String>,
    /// The article in use that is to be read in place of a retired one; null if there is none.
    successor: Option<PointerV1>,
    evidence: Option<String>,
    /// How its context compares with the user's profile; null where nothing can be compared.
    context: Option<FitV1>,
    minutes: u32,
    /// The body, or the part asked for, as written in Markdown.
    text: String,
    sources: Vec<SourceV1>,
    /// Where it was asked, if it is a need.
    asked_at: Vec<String>,
    /// What those say who used it, in the order written; empty for a part of it.
    experiences: Vec<ExperienceV1>,
    /// The credit that goes with the text wherever it is used, ready to paste.
    attribution: String,
}

#[derive(Serialize, JsonSchema)]
struct ContributorV1 {
    role: String,
    name: String,
}

#[derive(Serialize, JsonSchema)]
struct SourceV1 {
    relation: &'static str,
    /// The article of the same library that it is.
    article: Option<String>,
    title: String,
    authors: Vec<String>,
    year: Option<String>,
    url: Option<String>,
    access: Option<String>,
    license: Option<String>,
    copyright: Option<String>,
    version: Option<String>,
    published: Option<String>,
    retrieved: Option<String>,
    changes: Option<String>,
    lang: Option<String>,
    part: Option<String>,
    locator: Option<String>,
    attribution: Option<String>,
}

impl From<&SourceReference> for SourceV1 {
    fn from(source: &SourceReference) -> Self {
        Self {
            relation: source.relation.name(),
            article: written(source.article.as_ref()),
            title: raw(&source.title),
            authors: source.authors.iter().map(raw).collect(),
            year: source.year.as_ref().map(raw),
            url: written(source.url.as_ref()),
            access: source.access.as_ref().map(raw),
            license: written(source.license.as_ref()),
            copyright: written(source.copyright.as_ref()),
            version: source.version.as_ref().map(raw),
            published: written(source.published.as_ref()),
            retrieved: source.retrieved.as_ref().map(raw),
            changes: source.changes.as_ref().map(raw),
            lang: source.lang.as_ref().map(raw),
            part: written(source.part.as_ref()),
            locator: source.locator.as_ref().map(raw),
            attribution: written(source.attribution.as_ref()),
        }
    }
}

fn written(text: Option<&Written<Untrusted>>) -> Option<String> {
    text.map(|text| raw(&text.value))
}

/// Prints the article.
///
/// # Errors
/// The stream does not take it.
pub fn show(out: &mut dyn Write, article: &ShownArticle) -> io::Result<()> {
    let trust = &article.trust;
    let tombstone = article.tombstone.as_ref();
    let (senses, not_to_confuse_with) = parts(article.definition.as_deref());
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
        changed_since_review: trust.is_changed,
        due: trust.due.map(day),
        disclosure: trust.disclosure.as_ref().map(DeclaredInterests::from),
        authors: article.authors.iter().map(raw).collect(),
        contributors: article
            .contributors
            .iter()
            .map(|it| ContributorV1 { role: raw(&it.role), name: raw(&it.person) })
            .collect(),
        also_at: article.also_at.iter().map(raw).collect(),
        summary: article.summary.as_ref().map(raw),
        senses,
        not_to_confuse_with,
        superseded_by: trust.superseded_by.as_ref().map(raw),
        retired_reason: tombstone.and_then(|it| it.reason.as_ref()).map(raw),
        retired_on: tombstone.and_then(|it| it.on).map(day),
        retired_note: tombstone.and_then(|it| it.note.as_ref()).map(raw),
        successor: match tombstone.map(|it| &it.successor) {
            Some(Successor::InUse(pointer)) => Some(PointerV1::from(pointer)),
            _ => None,
        },
        evidence: trust.evidence.as_ref().map(raw),
        context: trust.fit.as_ref().map(FitV1::from),
        minutes: trust.minutes(),
        text: article.text.clone(),
        experiences: article.experiences.iter().map(ExperienceV1::from).collect(),
        sources: article.sources.iter().map(SourceV1::from).collect(),
        asked_at: article.asked_at.iter().map(raw).collect(),
        attribution: cite::text(&article.attribution),
    };
    super::write(out, &wire)
}
