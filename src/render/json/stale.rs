//! `kb.stale.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::outcome::{StaleArticle, StaleOutcome};

use super::reason::ReasonV1;
use super::{Path, SkippedFile, day, raw};

/// What `kb stale --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.stale.v1")]
pub struct StaleV1 {
    #[schemars(extend("const" = "kb.stale.v1"))]
    schema: &'static str,
    today: String,
    /// complete, shallow or none.
    history: &'static str,
    articles: Vec<ArticleV1>,
    /// How many articles are in each state, whichever were asked for.
    summary: BTreeMap<&'static str, usize>,
    skipped: Vec<SkippedFile>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleV1 {
    id: String,
    path: Path,
    owner: Option<String>,
    /// current, due, overdue, retirement, unreviewed or retired.
    state: &'static str,
    due: Option<String>,
    last_reviewed: Option<String>,
    every: Option<String>,
    days_overdue: u32,
    reasons: Vec<ReasonV1>,
    created: Option<String>,
    updated: Option<String>,
}

impl From<&StaleArticle> for ArticleV1 {
    fn from(article: &StaleArticle) -> Self {
        Self {
            id: article.id.raw().to_owned(),
            path: Path::from(&article.path),
            owner: article.owner.as_ref().map(raw),
            state: article.judgement.state.name(),
            due: article.judgement.due.map(day),
            last_reviewed: article.reviewed.map(day),
            every: article.every.map(|every| every.to_string()),
            days_overdue: article.judgement.days_overdue,
            reasons: article.judgement.reasons.iter().map(ReasonV1::from).collect(),
            created: article.created.map(day),
            updated: article.updated.map(day),
        }
    }
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn stale(out: &mut dyn Write, outcome: &StaleOutcome) -> io::Result<()> {
    let wire = StaleV1 {
        schema: "kb.stale.v1",
        today: day(outcome.today),
        history: outcome.history.name(),
        articles: outcome.articles.iter().map(ArticleV1::from).collect(),
        summary: outcome.counts.iter().map(|(state, count)| (state.name(), *count)).collect(),
        skipped: outcome.skipped.iter().map(SkippedFile::from).collect(),
    };
    super::write(out, &wire)
}
