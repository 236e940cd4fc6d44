//! `kb.needs.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::need::{Need, VoteRecord};
use crate::domain::needs::{ListedNeed, NeedsOutcome};
use crate::domain::pain::PainPart;
use crate::domain::untrusted::Untrusted;

use super::{Path, SkippedFile, day, raw};

/// What `kb needs --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.needs.v1")]
pub struct NeedsV1 {
    #[schemars(extend("const" = "kb.needs.v1"))]
    schema: &'static str,
    today: String,
    /// The states that were asked for.
    states: Vec<&'static str>,
    /// The topics that were asked for; all, if empty.
    topics: Vec<String>,
    /// Most painful first.
    needs: Vec<ListedNeedV1>,
    /// How many more there are of what was asked for.
    more: usize,
    /// How many needs of the library are in each state; those that ask the same count once.
    counts: BTreeMap<&'static str, usize>,
    /// Whether any need has votes that somebody can look up.
    has_votes: bool,
    skipped: Vec<SkippedFile>,
}

/// A need with its pain.
#[derive(Serialize, JsonSchema)]
struct ListedNeedV1 {
    #[serde(flatten)]
    need: NeedV1,
    /// How far it has come on the day: a claim that ran out leaves it open.
    state: &'static str,
    /// Whether somebody claimed it until a day that is over.
    claim_expired: bool,
    /// Σ severity × (votes + asked) over `parts`.
    pain: u64,
    /// The need's own part first, then those of needs that ask the same.
    parts: Vec<PainPartV1>,
    /// The ids of needs that ask the same.
    same: Vec<String>,
}

/// A need.
#[derive(Serialize, JsonSchema)]
pub(super) struct NeedV1 {
    id: String,
    path: Path,
    title: String,
    summary: String,
    topics: Vec<String>,
    /// draft or active.
    status: &'static str,
    asked_by: Option<String>,
    evidence_links: Vec<String>,
    votes_from: Vec<VoteRecordV1>,
    claimed_by: Option<String>,
    claimed_until: Option<String>,
    answered_by: Vec<String>,
    accepted_by: Option<String>,
    declined_reason: Option<String>,
}

/// Which votes came from where.
#[derive(Serialize, JsonSchema)]
struct VoteRecordV1 {
    source: String,
    row: String,
    votes: u32,
}

/// What one need adds.
#[derive(Serialize, JsonSchema)]
struct PainPartV1 {
    /// 1 to 4; null if nobody says, and then it counts as 1.
    severity: Option<u32>,
    /// Votes that somebody can look up.
    votes: u32,
    /// How often it was asked, 1 at least.
    asked: u32,
    /// Votes that nothing speaks for; not counted.
    votes_without_evidence: u32,
}

impl From<&Need> for NeedV1 {
    fn from(need: &Need) -> Self {
        let texts = |texts: &[Untrusted]| texts.iter().map(raw).collect();
        let demand = &need.demand;
        let record = |it: &VoteRecord| VoteRecordV1 {
            source: raw(&it.source),
            row: raw(&it.row),
            votes: it.votes,
        };
        Self {
            id: need.id.raw().to_owned(),
            path: Path::from(&need.path),
            title: raw(&need.title),
            summary: raw(&need.summary),
            topics: texts(&need.topics),
            status: need.status.name(),
            asked_by: demand.asked_by.as_ref().map(raw),
            evidence_links: texts(&demand.evidence_links),
            votes_from: demand.votes_from.iter().map(record).collect(),
            claimed_by: demand.claimed_by.as_ref().map(raw),
            claimed_until: demand.claimed_until.as_ref().map(|until| day(until.value)),
            answered_by: texts(&need.answered_by),
            accepted_by: demand.accepted_by.as_ref().map(raw),
            declined_reason: demand.declined_reason.as_ref().map(raw),
        }
    }
}

impl From<&PainPart> for PainPartV1 {
    fn from(part: &PainPart) -> Self {
        let PainPart { severity, votes, asked, votes_without_evidence } = *part;
        Self { severity, votes, asked, votes_without_evidence }
    }
}

impl From<&ListedNeed> for ListedNeedV1 {
    fn from(listed: &ListedNeed) -> Self {
        Self {
            need: NeedV1::from(&listed.need),
            state: listed.state.name(),
            claim_expired: listed.is_claim_expired,
            pain: listed.pain.points(),
            parts: listed.pain.parts.iter().map(PainPartV1::from).collect(),
            same: listed.same.iter().map(|id| id.raw().to_owned()).collect(),
        }
    }
}

/// Prints the needs.
///
/// # Errors
/// The stream does not take it.
pub fn needs(out: &mut dyn Write, outcome: &NeedsOutcome) -> io::Result<()> {
    super::write(
        out,
        &NeedsV1 {
            schema: "kb.needs.v1",
            today: day(outcome.today),
            states: outcome.states.iter().map(|state| state.name()).collect(),
            topics: outcome.topics.iter().map(raw).collect(),
            needs: outcome.listed.iter().map(ListedNeedV1::from).collect(),
            more: outcome.more,
            counts: outcome.counts.iter().map(|(state, needs)| (state.name(), *needs)).collect(),
            has_votes: outcome.has_votes,
            skipped: outcome.skipped.iter().map(SkippedFile::from).collect(),
        },
    )
}
