//! `kb.review.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::reviewed::{End, ReviewOutcome, ReviewedArticle};
use crate::domain::verdict::Verdict;

use super::{Path, day};

/// What `kb review --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.review.v1")]
pub struct ReviewV1<'o> {
    #[schemars(extend("const" = "kb.review.v1"))]
    schema: &'static str,
    today: String,
    /// Who reviewed, as front matter names them.
    by: &'o str,
    articles: Vec<ArticleV1<'o>>,
    /// The commands that follow.
    next: &'o [String],
    notes: &'o [String],
}

#[derive(Serialize, JsonSchema)]
struct ArticleV1<'o> {
    id: &'o str,
    path: Path,
    /// written, proposed (a dry run), unchanged, skipped, refused or failed.
    result: &'static str,
    /// stands or `needs_work`; null where nothing was to be recorded.
    verdict: Option<&'static str>,
    /// The day of the review.
    on: Option<String>,
    checked: &'o [String],
    note: Option<&'o str>,
    /// The digest of the body that was reviewed.
    body: Option<&'o str>,
    every: Option<String>,
    /// The day of the next review, where dates alone can tell.
    due: Option<String>,
    /// Our names of what its front matter has no place for.
    not_recorded: &'o [&'static str],
    /// Why it was refused or failed.
    why: Option<&'o str>,
    /// What to try then.
    hint: Option<&'o str>,
    /// What would change, as `git diff` writes it, in a dry run.
    diff: Option<String>,
    notes: &'o [String],
}

impl<'o> From<&'o ReviewedArticle> for ArticleV1<'o> {
    fn from(article: &'o ReviewedArticle) -> Self {
        let record = article.record.as_ref();
        let (verdict, checked, note): (_, &[String], _) = match record.map(|it| &it.verdict) {
            None => (None, &[], None),
            Some(Verdict::Stands { checked, note }) => (Some("stands"), checked, note.as_deref()),
            Some(Verdict::NeedsWork { note }) => (Some("needs_work"), &[], Some(note.as_str())),
        };
        let (result, refusal, diff) = match &article.end {
            End::Written => ("written", None, None),
            End::Proposed(diff) => ("proposed", None, Some(diff)),
            End::Unchanged => ("unchanged", None, None),
            End::Skipped => ("skipped", None, None),
            End::Refused(refusal) => ("refused", Some(refusal), None),
            End::Failed(refusal) => ("failed", Some(refusal), None),
        };
        Self {
            id: article.id.raw(),
            path: Path::from(&article.path),
            result,
            verdict,
            on: record.map(|record| day(record.on)),
            checked,
            note,
            body: record.and_then(|record| record.body.as_deref()),
            every: article.every.map(|every| every.to_string()),
            due: article.due().map(day),
            not_recorded: &article.left_out,
            why: refusal.map(|refusal| refusal.why.as_str()),
            hint: refusal.and_then(|refusal| refusal.hint.as_deref()),
            diff: diff.map(|diff| String::from_utf8_lossy(diff).into_owned()),
            notes: &article.notes,
        }
    }
}

/// Prints what became of every article.
///
/// # Errors
/// The stream does not take it.
pub fn review(out: &mut dyn Write, outcome: &ReviewOutcome) -> io::Result<()> {
    super::write(
        out,
        &ReviewV1 {
            schema: "kb.review.v1",
            today: day(outcome.today),
            by: outcome.by.raw(),
            articles: outcome.articles.iter().map(ArticleV1::from).collect(),
            next: &outcome.next,
            notes: &outcome.notes,
        },
    )
}
