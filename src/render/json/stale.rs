//! `kb.stale.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::claim::Claim;
use crate::domain::outcome::{StaleArticle, StaleOutcome};
use crate::render::reasons::command;

use super::reason::{DriftV1, ReasonV1};
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
    /// Most urgent first; with `--budget`, best first.
    articles: Vec<ArticleV1>,
    /// How many were asked for or need somebody, before `--budget` chose among them.
    needy: usize,
    /// How many articles are in each state, whichever were asked for.
    summary: BTreeMap<&'static str, usize>,
    skipped: Vec<SkippedFile>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleV1 {
    id: String,
    path: Path,
    owner: Option<String>,
    topics: Vec<String>,
    /// Ids in `events.yaml` that make it due.
    depends_on: Vec<String>,
    /// current, due, overdue, retirement, unreviewed or retired.
    state: &'static str,
    /// The day of the next look, past or to come.
    due: Option<String>,
    /// The day of the last review that the article claims.
    last_reviewed: Option<String>,
    /// The day that it counts from: the claimed one, unless the commit that states it is older.
    counts_from: Option<String>,
    every: Option<String>,
    days_overdue: u32,
    /// What matters most first; also what there is to see beside the state.
    reasons: Vec<ReasonV1>,
    retire_on: Option<String>,
    created: Option<String>,
    updated: Option<String>,
    /// What history knows of the review that the article claims.
    claim: Option<ClaimV1>,
    /// The command that settles it.
    command: String,
}

/// What history knows of a claimed review.
#[derive(Serialize, JsonSchema)]
struct ClaimV1 {
    /// The commit that states it; null for what is not committed yet.
    commit: Option<String>,
    /// The day of that commit by the committer's clock.
    committed: Option<String>,
    /// The same by the author's clock.
    authored: Option<String>,
    /// The day that was claimed before.
    previous: Option<String>,
    /// True if that commit changed no word of the body.
    date_only: bool,
    /// How many articles were re-dated with it without a change of their body, this one included.
    redated_together: u32,
    /// True if the commit or the article says what was looked at.
    evidence: bool,
    /// How far the body moved since; null where the reviewed version cannot be read.
    drift: Option<DriftV1>,
}

impl From<&Claim> for ClaimV1 {
    fn from(claim: &Claim) -> Self {
        Self {
            commit: claim.statement.commit.map(|commit| commit.to_string()),
            committed: claim.statement.committed.map(day),
            authored: claim.statement.authored.map(day),
            previous: claim.previous.map(day),
            date_only: claim.is_date_only,
            redated_together: claim.redated_together,
            evidence: claim.has_evidence,
            drift: claim.drift.map(DriftV1::from),
        }
    }
}

impl ArticleV1 {
    fn new(article: &StaleArticle, today: Date) -> Self {
        let judgement = &article.judgement;
        Self {
            id: article.id.raw().to_owned(),
            path: Path::from(&article.path),
            owner: article.owner.as_ref().map(raw),
            topics: article.topics.iter().map(raw).collect(),
            depends_on: article.depends_on.iter().map(raw).collect(),
            state: judgement.state.name(),
            due: judgement.due.map(day),
            last_reviewed: article.reviewed.map(day),
            counts_from: judgement.counts_from.map(day),
            every: article.every.map(|every| every.to_string()),
            days_overdue: judgement.days_overdue,
            reasons: judgement.reasons.iter().map(ReasonV1::from).collect(),
            retire_on: article.retire_on.map(day),
            created: article.created.map(day),
            updated: article.updated.map(day),
            claim: article.claim.as_ref().map(ClaimV1::from),
            command: command(&article.settle(today), &article.id),
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
        articles: outcome.articles.iter().map(|it| ArticleV1::new(it, outcome.today)).collect(),
        needy: outcome.needy,
        summary: outcome.counts.iter().map(|(state, count)| (state.name(), *count)).collect(),
        skipped: outcome.skipped.iter().map(SkippedFile::from).collect(),
    };
    super::write(out, &wire)
}
