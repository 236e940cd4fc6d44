//! `kb.related.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::related::{Reason, RelatedArticle, RelatedOutcome};

use super::fit::FitV1;
use super::retire::PointerV1;
use super::{DeclaredInterests, Path, day, raw};

/// What `kb show --related --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.related.v1")]
pub struct RelatedV1 {
    #[schemars(extend("const" = "kb.related.v1"))]
    schema: &'static str,
    article: PointerV1,
    /// At most ten, best first.
    related: Vec<RelatedArticleV1>,
}

#[derive(Serialize, JsonSchema)]
struct RelatedArticleV1 {
    id: String,
    title: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    path: Path,
    /// The weightiest first.
    why: Vec<ReasonV1>,
    /// The retired article whose place it takes, where that is what is related.
    in_place_of: Option<String>,
    status: &'static str,
    license: Option<String>,
    freshness: &'static str,
    last_reviewed: Option<String>,
    /// True if the body is another than was reviewed, by the digest in `review.body`.
    changed_since_review: bool,
    due: Option<String>,
    disclosure: Option<DeclaredInterests>,
    evidence: Option<String>,
    /// For how many it worked that used it, and for how many it did not, as they say.
    worked: usize,
    did_not: usize,
    /// How its context compares with the user's profile; null where nothing can be compared.
    context: Option<FitV1>,
    minutes: u32,
}

#[derive(Serialize, JsonSchema)]
struct ReasonV1 {
    /// need, answer, source, derived, successor, predecessor, same-needs, linked-both-ways,
    /// linked-to, links-here, words or topics.
    kind: &'static str,
    /// The needs, words or topics that are shared, or the relation of a source.
    about: Vec<String>,
}

impl From<&Reason> for ReasonV1 {
    fn from(reason: &Reason) -> Self {
        Self { kind: reason.name(), about: reason.about().iter().map(raw).collect() }
    }
}

impl From<&RelatedArticle> for RelatedArticleV1 {
    fn from(it: &RelatedArticle) -> Self {
        let trust = &it.trust;
        Self {
            id: it.article.id.raw().to_owned(),
            title: raw(&it.article.title),
            kind: trust.kind.as_ref().map(raw),
            path: Path::from(&it.article.path),
            why: it.why.iter().map(ReasonV1::from).collect(),
            in_place_of: it.in_place_of.as_ref().map(raw),
            status: trust.status.name(),
            license: trust.license.as_ref().map(|license| raw(&license.expression)),
            freshness: trust.freshness.name(),
            last_reviewed: trust.reviewed.map(day),
            changed_since_review: trust.is_changed,
            due: trust.due.map(day),
            disclosure: trust.disclosure.as_ref().map(DeclaredInterests::from),
            evidence: trust.evidence.as_ref().map(raw),
            worked: trust.tally.worked,
            did_not: trust.tally.did_not,
            context: trust.fit.as_ref().map(FitV1::from),
            minutes: trust.minutes(),
        }
    }
}

/// Prints what is related.
///
/// # Errors
/// The stream does not take it.
pub fn related(out: &mut dyn Write, outcome: &RelatedOutcome) -> io::Result<()> {
    let wire = RelatedV1 {
        schema: "kb.related.v1",
        article: PointerV1::from(&outcome.article),
        related: outcome.related.iter().map(RelatedArticleV1::from).collect(),
    };
    super::write(out, &wire)
}
