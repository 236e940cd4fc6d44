//! `kb.needs-similar.v1` and `kb.needs-from-log.v1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::similar::{AskedCluster, FromLogOutcome, NamedNeed, SimilarOutcome};

use super::{Path, day, raw};

/// What `kb needs --similar --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs-similar.v1")]
pub struct NeedsSimilarV1 {
    #[schemars(extend("const" = "kb.needs-similar.v1"))]
    schema: &'static str,
    /// What was held against the needs; null where they were held against one another.
    asked: Option<String>,
    /// The needs like it, the nearest first.
    found: Vec<FoundNeedV1>,
    /// Pairs that seem to ask the same, the most alike first.
    pairs: Vec<PairV1>,
    /// How many more pairs there are.
    more: usize,
    /// How many needs were looked at.
    needs: usize,
}

#[derive(Serialize, JsonSchema)]
struct FoundNeedV1 {
    #[serde(flatten)]
    need: NamedNeedV1,
    /// How alike, in percent.
    percent: u8,
}

#[derive(Serialize, JsonSchema)]
struct PairV1 {
    /// The one that hurts more.
    first: NamedNeedV1,
    second: NamedNeedV1,
    /// How alike, in percent.
    percent: u8,
}

/// A need, as it is named beside another.
#[derive(Serialize, JsonSchema)]
pub(super) struct NamedNeedV1 {
    id: String,
    path: Path,
    title: String,
    state: &'static str,
}

impl From<&NamedNeed> for NamedNeedV1 {
    fn from(need: &NamedNeed) -> Self {
        Self {
            id: need.id.raw().to_owned(),
            path: Path::from(&need.path),
            title: raw(&need.title),
            state: need.state.name(),
        }
    }
}

/// What `kb needs --from-log --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs-from-log.v1")]
pub struct NeedsFromLogV1<'o> {
    #[schemars(extend("const" = "kb.needs-from-log.v1"))]
    schema: &'static str,
    /// Where the log lies; null where it cannot be.
    log: Option<&'o str>,
    /// Whether questions are kept at present.
    on: bool,
    /// How many questions it holds.
    questions: usize,
    /// How many of its lines cannot be read, or say nothing.
    unread: usize,
    /// What was asked, most often first.
    clusters: Vec<ClusterV1<'o>>,
    /// How many more there are.
    more: usize,
}

#[derive(Serialize, JsonSchema)]
struct ClusterV1<'o> {
    times: usize,
    first: String,
    last: String,
    /// The three most frequent wordings.
    wordings: Vec<WordingV1>,
    /// The need that asks it already, or perhaps does.
    need: Option<NamedNeedV1>,
    /// How alike its words are, in percent; null where only the log names it.
    percent: Option<u8>,
    /// The command that raises the need where it surely asks the same, else that writes a new one.
    command: &'o str,
    /// The command that raises the need that perhaps asks the same.
    or: Option<&'o str>,
}

#[derive(Serialize, JsonSchema)]
struct WordingV1 {
    query: String,
    times: usize,
}

impl<'o> From<&'o AskedCluster> for ClusterV1<'o> {
    fn from(cluster: &'o AskedCluster) -> Self {
        let wordings = cluster.wordings.iter();
        Self {
            times: cluster.times,
            first: day(cluster.first),
            last: day(cluster.last),
            wordings: wordings
                .map(|(query, times)| WordingV1 { query: raw(query), times: *times })
                .collect(),
            need: cluster.need.as_ref().map(NamedNeedV1::from),
            percent: cluster.alike.map(percent),
            command: &cluster.command,
            or: cluster.or.as_deref(),
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Prints needs like what was asked, or pairs of them.
///
/// # Errors
/// The stream does not take it.
pub fn similar(out: &mut dyn Write, outcome: &SimilarOutcome) -> io::Result<()> {
    let found = outcome.found.iter().map(|(need, share)| FoundNeedV1 {
        need: NamedNeedV1::from(need),
        percent: percent(*share),
    });
    let pairs = outcome.pairs.iter().map(|(first, second, share)| PairV1 {
        first: NamedNeedV1::from(first),
        second: NamedNeedV1::from(second),
        percent: percent(*share),
    });
    super::write(
        out,
        &NeedsSimilarV1 {
            schema: "kb.needs-similar.v1",
            asked: outcome.asked.as_ref().map(raw),
            found: found.collect(),
            pairs: pairs.collect(),
            more: outcome.more,
            needs: outcome.needs,
        },
    )
}

/// Prints what was asked in vain.
///
/// # Errors
/// The stream does not take it.
pub fn from_log(out: &mut dyn Write, outcome: &FromLogOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedsFromLogV1 {
            schema: "kb.needs-from-log.v1",
            log: outcome.log.as_deref(),
            on: outcome.is_on,
            questions: outcome.questions,
            unread: outcome.unread,
            clusters: outcome.clusters.iter().map(ClusterV1::from).collect(),
            more: outcome.more,
        },
    )
}
