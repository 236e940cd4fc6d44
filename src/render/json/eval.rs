//! `kb.eval.v1`.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::judged_query::{
    Below, Complaint, EvalOutcome, Expected, Judged, Measure, Miss, Relevant,
};

use super::raw;

/// What `kb eval --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.eval.v1")]
pub struct EvalV1 {
    #[schemars(extend("const" = "kb.eval.v1"))]
    schema: &'static str,
    /// The file of the judged queries.
    file: String,
    /// How many articles were searched.
    articles: usize,
    /// Each measure by its name, from 0 to 1; null if no query says anything of it.
    measures: BTreeMap<&'static str, Option<f64>>,
    /// Every query, in the order of the file.
    queries: Vec<QueryV1>,
    /// The same queries on the library as it was; null if that was not asked for.
    against: Option<AgainstV1>,
    /// Judgements that name what is not there, or that were copied from an article.
    complaints: Vec<ComplaintV1>,
    /// Bounds of `--min` that do not hold.
    below: Vec<BelowV1>,
}

#[derive(Serialize, JsonSchema)]
struct QueryV1 {
    line: u32,
    query: String,
    /// The articles that should answer, the best first; empty if none should.
    expected: Vec<RelevantV1>,
    /// The need that should be named; null if none should.
    expected_need: Option<String>,
    /// The ids of the ten best, best first.
    got: Vec<String>,
    /// False if it is told that no article answers.
    answered: bool,
    /// The need that is named.
    need: Option<String>,
    /// The rank of the first that answers, from 1; null if it is not among ten.
    rank: Option<usize>,
    /// From 0 to 1; null where nothing answers.
    ndcg: Option<f64>,
    /// not-found, rank, told-unanswered, section, told-answered, need-not-named or need-named
    /// (where
    /// none asks it); null if all is as judged.
    miss: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct RelevantV1 {
    id: String,
    heading: Option<String>,
    /// 1 to 3.
    grade: u8,
}

#[derive(Serialize, JsonSchema)]
struct AgainstV1 {
    revision: String,
    commit: String,
    measures: BTreeMap<&'static str, Option<f64>>,
    /// Lines of the queries that are worse now.
    worse: Vec<u32>,
    /// Lines of the queries that are better now.
    better: Vec<u32>,
}

#[derive(Serialize, JsonSchema)]
struct ComplaintV1 {
    line: u32,
    what: String,
    help: String,
}

#[derive(Serialize, JsonSchema)]
struct BelowV1 {
    measure: &'static str,
    wanted: f64,
    value: Option<f64>,
}

impl From<&Relevant> for RelevantV1 {
    fn from(relevant: &Relevant) -> Self {
        let heading = relevant.heading.as_ref().map(raw);
        Self { id: raw(&relevant.id), heading, grade: relevant.grade }
    }
}

impl From<&Judged> for QueryV1 {
    fn from(judged: &Judged) -> Self {
        let (expected, expected_need) = match &judged.query.expected {
            Expected::Articles(relevant) => (relevant.iter().map(RelevantV1::from).collect(), None),
            Expected::Nothing { need } => (Vec::new(), need.as_ref().map(raw)),
        };
        Self {
            line: judged.query.line,
            query: raw(&judged.query.text),
            expected,
            expected_need,
            got: judged.found.ids.iter().map(raw).collect(),
            answered: judged.found.is_answered,
            need: judged.found.need.as_ref().map(raw),
            rank: judged.rank(),
            ndcg: judged.is_answerable().then(|| judged.ndcg()),
            miss: judged.miss().map(name),
        }
    }
}

impl From<&Complaint> for ComplaintV1 {
    fn from(complaint: &Complaint) -> Self {
        let Complaint { line, what, help } = complaint.clone();
        Self { line, what, help }
    }
}

impl From<&Below> for BelowV1 {
    fn from(below: &Below) -> Self {
        Self { measure: below.measure.name(), wanted: below.wanted, value: below.value }
    }
}

fn name(miss: Miss) -> &'static str {
    match miss {
        Miss::NotFound => "not-found",
        Miss::Rank(_) => "rank",
        Miss::ToldUnanswered => "told-unanswered",
        Miss::Section => "section",
        Miss::ToldAnswered => "told-answered",
        Miss::NeedNotNamed => "need-not-named",
        Miss::NeedNamed => "need-named",
    }
}

fn measures(judged: &[Judged]) -> BTreeMap<&'static str, Option<f64>> {
    Measure::ALL.into_iter().map(|it| (it.name(), it.total(judged).value)).collect()
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn eval(out: &mut dyn Write, outcome: &EvalOutcome) -> io::Result<()> {
    let lines = |is| outcome.changed(is).map(|(now, _)| now.query.line).collect();
    let wire = EvalV1 {
        schema: "kb.eval.v1",
        file: raw(&outcome.file),
        articles: outcome.articles,
        measures: measures(&outcome.judged),
        queries: outcome.judged.iter().map(QueryV1::from).collect(),
        against: outcome.before.as_ref().map(|before| AgainstV1 {
            revision: raw(&before.revision),
            commit: raw(&before.commit),
            measures: measures(&before.judged),
            worse: lines(Ordering::Less),
            better: lines(Ordering::Greater),
        }),
        complaints: outcome.complaints.iter().map(ComplaintV1::from).collect(),
        below: outcome.below.iter().map(BelowV1::from).collect(),
    };
    super::write(out, &wire)
}
