//! `kb.report.v1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::report::{
    DriftCounts, Load, OpenNeed, OwnerRow, Report, SingleOwner, Spread, States, Tally, TopicRow,
    Week,
};
use crate::domain::review::Freshness;

use super::pulse::{MissedV1, PulseV1};
use super::{Path, SkippedFile, day, raw};

/// What `kb report --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "kb.report.v1")]
pub struct ReportV1 {
    #[schemars(extend("const" = "kb.report.v1"))]
    schema: &'static str,
    library: String,
    today: String,
    /// The commit asked for with `--at`.
    commit: Option<String>,
    /// Whose articles it is about; everybody's, if it is empty.
    only: Vec<String>,
    /// complete, shallow or none.
    history: &'static str,
    /// Null without history.
    pulse: Option<PulseV1>,
    /// The bounds of `--min` that do not hold.
    missed: Vec<MissedV1>,
    articles: CountsV1,
    /// By type, of all articles.
    by_type: Vec<TallyV1>,
    /// How many articles are in each state.
    states: BTreeMap<&'static str, usize>,
    /// By topic, of all articles; one counts under each of its topics.
    by_topic: Vec<TopicV1>,
    /// Of the articles that are not retired.
    age: AgeV1,
    /// Null where history does not tell.
    drift: Option<DriftV1>,
    /// By the day the next review is due, of the articles that are not retired.
    load: LoadV1,
    /// By licence, of all articles.
    by_license: Vec<TallyV1>,
    needs: NeedsV1,
    /// False if there is no `people.yaml`.
    knows_people: bool,
    /// By owner, of the articles that are not retired; null for those that nobody looks after.
    by_owner: Vec<OwnerV1>,
    /// Topics of two or more articles that all hang on one person, or on one owner where nobody
    /// knows whether that is a person.
    single_owner: Vec<SingleOwnerV1>,
    /// Of the articles that are not retired.
    by_evidence: Vec<TallyV1>,
    /// Of the articles that are not retired.
    by_interest: Vec<TallyV1>,
    /// What a language model did, of the articles that are not retired.
    by_ai: Vec<TallyV1>,
    skipped: Vec<SkippedFile>,
    /// What the reader should know about the run.
    notes: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct CountsV1 {
    all: usize,
    not_retired: usize,
}

/// How many articles have a value; null for those that have none.
#[derive(Serialize, JsonSchema)]
struct TallyV1 {
    value: Option<String>,
    articles: usize,
}

#[derive(Serialize, JsonSchema)]
struct TopicV1 {
    topic: Option<String>,
    articles: usize,
    states: BTreeMap<&'static str, usize>,
}

#[derive(Serialize, JsonSchema)]
struct AgeV1 {
    /// Days since the last review.
    since_review: SpreadV1,
    /// Days since the last change of substance.
    since_change: SpreadV1,
}

/// Quartiles by nearest rank, in days; null if no article has a known day.
#[derive(Serialize, JsonSchema)]
struct SpreadV1 {
    known: usize,
    unknown: usize,
    lower_quartile: Option<u32>,
    median: Option<u32>,
    upper_quartile: Option<u32>,
}

/// What changed since the review, of the articles that state one and are not retired.
#[derive(Serialize, JsonSchema)]
struct DriftV1 {
    reviewed: usize,
    identical: usize,
    /// Less than a tenth of the words.
    little: usize,
    /// A tenth of the words and more, less than half.
    changed: usize,
    /// Half of the words and more.
    rewritten: usize,
    /// The reviewed version is not there to read.
    unknown: usize,
    /// Of all these, those whose date moved in a commit that changed no word of the body.
    date_only: usize,
}

#[derive(Serialize, JsonSchema)]
struct LoadV1 {
    before_today: usize,
    weeks: Vec<WeekV1>,
    later: usize,
    /// Due on no day, or on one that is not known.
    no_day: usize,
}

#[derive(Serialize, JsonSchema)]
struct WeekV1 {
    /// The week of ISO 8601, as in 2026-W53.
    week: String,
    /// Its Monday.
    from: String,
    articles: usize,
}

#[derive(Serialize, JsonSchema)]
struct NeedsV1 {
    /// How many there are that are not retired.
    all: usize,
    unanswered: Vec<NeedV1>,
}

#[derive(Serialize, JsonSchema)]
struct NeedV1 {
    id: String,
    path: Path,
    title: String,
}

#[derive(Serialize, JsonSchema)]
struct OwnerV1 {
    owner: Option<String>,
    /// person, team, `not_in_people`, or unknown: a channel, or no `people.yaml`.
    kind: Option<&'static str>,
    articles: usize,
    states: BTreeMap<&'static str, usize>,
    load: LoadV1,
}

#[derive(Serialize, JsonSchema)]
struct SingleOwnerV1 {
    topic: String,
    owner: String,
    articles: usize,
}

impl From<&Tally> for TallyV1 {
    fn from(tally: &Tally) -> Self {
        Self { value: tally.value.as_ref().map(raw), articles: tally.articles }
    }
}

impl From<&TopicRow> for TopicV1 {
    fn from(row: &TopicRow) -> Self {
        let topic = row.topic.as_ref().map(raw);
        Self { topic, articles: row.states.sum(), states: states(&row.states) }
    }
}

impl From<Spread> for SpreadV1 {
    fn from(spread: Spread) -> Self {
        let at = |quarter: usize| spread.quartiles.map(|quartiles| quartiles[quarter]);
        let [lower_quartile, median, upper_quartile] = [0, 1, 2].map(at);
        let Spread { known, unknown, .. } = spread;
        Self { known, unknown, lower_quartile, median, upper_quartile }
    }
}

impl From<DriftCounts> for DriftV1 {
    fn from(counts: DriftCounts) -> Self {
        let reviewed = counts.sum();
        let DriftCounts { identical, little, changed, rewritten, unknown, date_only } = counts;
        Self { reviewed, identical, little, changed, rewritten, unknown, date_only }
    }
}

impl From<&OpenNeed> for NeedV1 {
    fn from(need: &OpenNeed) -> Self {
        let id = need.id.raw().to_owned();
        Self { id, path: Path::from(&need.path), title: raw(&need.title) }
    }
}

impl From<&SingleOwner> for SingleOwnerV1 {
    fn from(row: &SingleOwner) -> Self {
        Self { topic: raw(&row.topic), owner: raw(&row.owner), articles: row.articles }
    }
}

fn states(states: &States) -> BTreeMap<&'static str, usize> {
    Freshness::ALL.into_iter().map(|state| (state.name(), states.of(state))).collect()
}

fn load(load: &Load, report: &Report) -> LoadV1 {
    let week = |(monday, articles): (_, usize)| WeekV1 {
        week: Week(monday).to_string(),
        from: day(monday),
        articles,
    };
    LoadV1 {
        before_today: load.past,
        weeks: report.weeks.into_iter().zip(load.weeks).map(week).collect(),
        later: load.later,
        no_day: load.undated,
    }
}

fn owner(row: &OwnerRow, report: &Report) -> OwnerV1 {
    OwnerV1 {
        owner: row.owner.as_ref().map(|(owner, _)| raw(owner)),
        kind: row.owner.as_ref().map(|(_, kind)| kind.name()),
        articles: row.states.sum(),
        states: states(&row.states),
        load: load(&row.load, report),
    }
}

/// Prints the report.
///
/// # Errors
/// The stream does not take it.
pub fn report(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let tallies = |tallies: &[Tally]| tallies.iter().map(TallyV1::from).collect();
    let wire = ReportV1 {
        schema: "kb.report.v1",
        library: raw(&report.name),
        today: day(report.today),
        commit: report.at.as_ref().map(|(_, commit)| commit.to_string()),
        only: report.only.iter().map(raw).collect(),
        history: report.history.name(),
        pulse: report.pulse.as_ref().map(PulseV1::from),
        missed: report.missed.iter().map(MissedV1::from).collect(),
        articles: CountsV1 { all: report.articles, not_retired: report.living() },
        by_type: tallies(&report.kinds),
        states: states(&report.states),
        by_topic: report.topics.iter().map(TopicV1::from).collect(),
        age: AgeV1 {
            since_review: report.since_review.into(),
            since_change: report.since_change.into(),
        },
        drift: report.drift.map(DriftV1::from),
        load: load(&report.load, report),
        by_license: tallies(&report.licenses),
        needs: NeedsV1 {
            all: report.needs,
            unanswered: report.unanswered.iter().map(NeedV1::from).collect(),
        },
        knows_people: report.knows_people,
        by_owner: report.owners.iter().map(|row| owner(row, report)).collect(),
        single_owner: report.single_owner.iter().map(SingleOwnerV1::from).collect(),
        by_evidence: tallies(&report.evidence),
        by_interest: tallies(&report.interest),
        by_ai: tallies(&report.ai),
        skipped: report.skipped.iter().map(SkippedFile::from).collect(),
        notes: report.notes.clone(),
    };
    super::write(out, &wire)
}
