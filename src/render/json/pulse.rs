//! The pulse of `kb.report.v1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::pulse::{Beats, Missed, Part, Pulse, Stretch};

use super::day;

/// What happened in a stretch of days, and in as many before.
#[derive(Serialize, JsonSchema)]
pub(super) struct PulseV1 {
    now: BeatsV1,
    /// Null where history does not reach so far back.
    before: Option<BeatsV1>,
    /// Articles whose review was due before today, as `load.past` counts them.
    overdue: usize,
    /// Null where `people.yaml` calls nobody a practitioner.
    practitioners: Option<PractitionersV1>,
}

#[derive(Serialize, JsonSchema)]
struct BeatsV1 {
    /// The first day.
    from: String,
    /// The last day.
    until: String,
    /// Commits of the main line that changed articles.
    merges: usize,
    /// How many of these are merges of a branch.
    branches: usize,
    /// Reviews with something to show for them.
    reviews: usize,
    /// Needs that were answered.
    answers: usize,
    /// Median days from the first commit of a need to its answer; null if none was answered.
    days_to_answer: Option<u32>,
    /// Median days from the first change of a branch to its merge; null if none was merged.
    days_to_merge: Option<u32>,
    /// People who wrote, changed, reviewed or retired something, each once.
    people: usize,
}

#[derive(Serialize, JsonSchema)]
struct PractitionersV1 {
    /// Articles in use with an author.
    articles: PartV1,
    /// Their authors, each once.
    authors: PartV1,
    /// Authors who are not in `people.yaml`.
    unlisted: usize,
}

#[derive(Serialize, JsonSchema)]
struct PartV1 {
    by_practitioners: usize,
    all: usize,
}

/// A bound of `--min` that does not hold.
#[derive(Serialize, JsonSchema)]
pub(super) struct MissedV1 {
    measure: &'static str,
    wanted: f64,
    /// Null where there is nothing to take it of.
    value: Option<f64>,
}

impl From<&Missed> for MissedV1 {
    fn from(missed: &Missed) -> Self {
        Self { measure: missed.measure.name(), wanted: missed.wanted, value: missed.value }
    }
}

impl From<Part> for PartV1 {
    fn from(part: Part) -> Self {
        Self { by_practitioners: part.of, all: part.whole }
    }
}

impl From<&Pulse> for PulseV1 {
    fn from(pulse: &Pulse) -> Self {
        Self {
            now: beats(&pulse.now, pulse.days),
            before: pulse.before.as_ref().map(|before| beats(before, pulse.days.before())),
            overdue: pulse.overdue,
            practitioners: pulse.practitioners.map(|it| PractitionersV1 {
                articles: it.articles.into(),
                authors: it.authors.into(),
                unlisted: it.unlisted,
            }),
        }
    }
}

fn beats(beats: &Beats, days: Stretch) -> BeatsV1 {
    BeatsV1 {
        from: day(days.from),
        until: day(days.until),
        merges: beats.merges,
        branches: beats.branches,
        reviews: beats.reviews,
        answers: beats.answers.count(),
        days_to_answer: beats.answers.median(),
        days_to_merge: beats.branch_days.median(),
        people: beats.people,
    }
}
