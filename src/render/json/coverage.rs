//! `kb.needs-gaps.v1` and `kb.needs-surplus.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::coverage::{
    Covered, GapsOutcome, SurplusOutcome, UnaskedArticle, UncoveredNeed,
};

use super::{Path, day, raw};

/// What `kb needs --gaps --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs-gaps.v1")]
pub struct NeedsGapsV1 {
    #[schemars(extend("const" = "kb.needs-gaps.v1"))]
    schema: &'static str,
    today: String,
    /// topic, audience, size or maturity.
    by: &'static str,
    /// The values that no article covers which is in use and reviewed, the most painful first.
    gaps: Vec<CoveredV1>,
    /// How many values there are.
    values: usize,
    /// How many articles in use say nothing of it.
    unsaid: usize,
    /// Needs without an answer that is in use and reviewed, the most painful first.
    needs: Vec<UncoveredNeedV1>,
    /// How many more such needs there are.
    more: usize,
}

#[derive(Serialize, JsonSchema)]
struct CoveredV1 {
    value: String,
    /// Articles in use, reviewed or not.
    in_use: usize,
    drafts: usize,
    /// Needs without a live answer.
    needs: usize,
    /// Their pain together.
    pain: u64,
}

#[derive(Serialize, JsonSchema)]
struct UncoveredNeedV1 {
    id: String,
    path: Path,
    title: String,
    state: &'static str,
    pain: u64,
    /// What answers it so far, the best first.
    answers: Vec<AnswerV1>,
}

#[derive(Serialize, JsonSchema)]
struct AnswerV1 {
    id: String,
    /// missing, retired, draft, unreviewed or overdue.
    standing: &'static str,
}

/// What `kb needs --surplus --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs-surplus.v1")]
pub struct NeedsSurplusV1 {
    #[schemars(extend("const" = "kb.needs-surplus.v1"))]
    schema: &'static str,
    /// Articles in use that no need and no judged query names, by path.
    unasked: Vec<UnaskedV1>,
    /// How many more there are.
    more: usize,
    /// How many articles in use were looked at.
    articles: usize,
    /// How many judged queries there are.
    queries: usize,
}

#[derive(Serialize, JsonSchema)]
struct UnaskedV1 {
    id: String,
    path: Path,
    title: String,
    topics: Vec<String>,
}

impl From<&Covered> for CoveredV1 {
    fn from(gap: &Covered) -> Self {
        Self {
            value: raw(&gap.value),
            in_use: gap.in_use,
            drafts: gap.drafts,
            needs: gap.needs,
            pain: gap.pain,
        }
    }
}

impl From<&UncoveredNeed> for UncoveredNeedV1 {
    fn from(need: &UncoveredNeed) -> Self {
        let answers = need.answers.iter();
        let answers =
            answers.map(|(id, standing)| AnswerV1 { id: raw(id), standing: standing.name() });
        Self {
            id: need.id.raw().to_owned(),
            path: Path::from(&need.path),
            title: raw(&need.title),
            state: need.state.name(),
            pain: need.pain,
            answers: answers.collect(),
        }
    }
}

impl From<&UnaskedArticle> for UnaskedV1 {
    fn from(article: &UnaskedArticle) -> Self {
        Self {
            id: article.id.raw().to_owned(),
            path: Path::from(&article.path),
            title: raw(&article.title),
            topics: article.topics.iter().map(raw).collect(),
        }
    }
}

/// Prints the gaps.
///
/// # Errors
/// The stream does not take it.
pub fn gaps(out: &mut dyn Write, outcome: &GapsOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedsGapsV1 {
            schema: "kb.needs-gaps.v1",
            today: day(outcome.today),
            by: outcome.by.name(),
            gaps: outcome.gaps.iter().map(CoveredV1::from).collect(),
            values: outcome.values,
            unsaid: outcome.unsaid,
            needs: outcome.needs.iter().map(UncoveredNeedV1::from).collect(),
            more: outcome.more,
        },
    )
}

/// Prints what nobody asked for.
///
/// # Errors
/// The stream does not take it.
pub fn surplus(out: &mut dyn Write, outcome: &SurplusOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedsSurplusV1 {
            schema: "kb.needs-surplus.v1",
            unasked: outcome.unasked.iter().map(UnaskedV1::from).collect(),
            more: outcome.more,
            articles: outcome.articles,
            queries: outcome.queries,
        },
    )
}
