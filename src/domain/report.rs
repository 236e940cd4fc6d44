//! The health of a library in figures: what `kb report` finds out.
//!
//! Counts alone: there is no score and no ranking of people, and with each figure stands how
//! many articles it is of.

use std::collections::BTreeMap;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use super::history::{Completeness, ObjectId};
use super::id::ArticleId;
use super::outcome::Skipped;
use super::path::ArticlePath;
use super::pulse::{Missed, Pulse};
use super::review::{Freshness, days_between};
use super::untrusted::Untrusted;

/// How many weeks ahead the load of reviews is told, this week included.
pub const WEEKS: usize = 12;

/// What `kb report` found out. Articles that are retired count by type, state and licence only.
#[derive(Debug)]
pub struct Report {
    /// What the library is called.
    pub name: Untrusted,
    /// The day it holds for.
    pub today: Date,
    /// The revision asked for, and its commit.
    pub at: Option<(Untrusted, ObjectId)>,
    /// Whose articles it is about; everybody's, if it is empty.
    pub only: Vec<Untrusted>,
    /// How much history there was to read.
    pub history: Completeness,
    /// How many articles there are.
    pub articles: usize,
    /// By type.
    pub kinds: Vec<Tally>,
    /// By state.
    pub states: States,
    /// By topic and state; an article counts under each of its topics.
    pub topics: Vec<TopicRow>,
    /// Days since the last review.
    pub since_review: Spread,
    /// Days since the last substantive change.
    pub since_change: Spread,
    /// What the bodies became since their review; `None` where history does not tell.
    pub drift: Option<DriftCounts>,
    /// The Mondays of the weeks that the load is told for.
    pub weeks: [Date; WEEKS],
    /// When reviews are due.
    pub load: Load,
    /// By licence as written.
    pub licenses: Vec<Tally>,
    /// How many needs there are that are not retired.
    pub needs: usize,
    /// Those that no article answers.
    pub unanswered: Vec<OpenNeed>,
    /// True if `people.yaml` says who there is.
    pub knows_people: bool,
    /// Who looks after articles, by name; last those that nobody does.
    pub owners: Vec<OwnerRow>,
    /// Topics whose articles all hang on one person.
    pub single_owner: Vec<SingleOwner>,
    /// By strength of evidence.
    pub evidence: Vec<Tally>,
    /// By declared interest.
    pub interest: Vec<Tally>,
    /// By what a language model did.
    pub ai: Vec<Tally>,
    /// What happened lately; `None` without history.
    pub pulse: Option<Pulse>,
    /// The bounds that were asked for and do not hold.
    pub missed: Vec<Missed>,
    /// What was not looked at.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

impl Report {
    /// How many articles are not retired.
    #[must_use]
    pub fn living(&self) -> usize {
        self.articles - self.states.of(Freshness::Retired)
    }
}

/// How many articles have one value; `None` for those that have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The value as written.
    pub value: Option<Untrusted>,
    /// How many articles have it.
    pub articles: usize,
}

/// How many articles are in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States(BTreeMap<Freshness, usize>);

impl States {
    /// One article more in `state`.
    pub fn add(&mut self, state: Freshness) {
        *self.0.entry(state).or_default() += 1;
    }

    /// How many are in `state`.
    #[must_use]
    pub fn of(&self, state: Freshness) -> usize {
        self.0.get(&state).copied().unwrap_or(0)
    }

    /// How many there are in all.
    #[must_use]
    pub fn sum(&self) -> usize {
        self.0.values().sum()
    }
}

/// The articles on one topic; `None` for those on none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow {
    /// The topic.
    pub topic: Option<Untrusted>,
    /// Its articles by state.
    pub states: States,
}

/// How numbers of days are spread over articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Of how many articles the number is known.
    pub known: usize,
    /// Of how many it is not.
    pub unknown: usize,
    /// The lower quartile, the median and the upper quartile in days; `None` if none is known.
    pub quartiles: Option<[u32; 3]>,
}

impl Spread {
    /// The spread of `days`, with `unknown` articles beside them.
    ///
    /// By nearest rank (method 1 of Hyndman and Fan 1996, doi:10.1080/00031305.1996.10473566):
    /// each quartile is a number that some article has, also among two or three.
    #[must_use]
    pub fn of(mut days: Vec<u32>, unknown: usize) -> Self {
        days.sort_unstable();
        let at = |quarter: usize| days.get((days.len() * quarter).div_ceil(4).checked_sub(1)?);
        let quartiles = [1, 2, 3].map(|quarter| at(quarter).copied());
        let quartiles = match quartiles {
            [Some(lower), Some(median), Some(upper)] => Some([lower, median, upper]),
            _ => None,
        };
        Self { known: days.len(), unknown, quartiles }
    }
}

/// What the bodies of reviewed articles became since their review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DriftCounts {
    /// No word, number, heading or line of code differs.
    pub identical: usize,
    /// Something differs, below [`CHANGED_PERCENT`] of the words.
    ///
    /// [`CHANGED_PERCENT`]: super::drift::CHANGED_PERCENT
    pub little: usize,
    /// From there on, below [`REWRITTEN_PERCENT`].
    ///
    /// [`REWRITTEN_PERCENT`]: super::drift::REWRITTEN_PERCENT
    pub changed: usize,
    /// From there on.
    pub rewritten: usize,
    /// The reviewed version is not there to read.
    pub unknown: usize,
    /// Of all these, how many have a date that moved in a commit that changed no word of the body.
    pub date_only: usize,
}

impl DriftCounts {
    /// How many articles claim a review.
    #[must_use]
    pub fn sum(self) -> usize {
        self.identical + self.little + self.changed + self.rewritten + self.unknown
    }
}

/// When reviews are due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Before today.
    pub past: usize,
    /// In each of the coming weeks, from today on.
    pub weeks: [usize; WEEKS],
    /// After these.
    pub later: usize,
    /// On no day, or on one that nobody knows.
    pub undated: usize,
}

impl Load {
    /// One article more, due on `due`; `first` is the Monday of the week that holds `today`.
    pub fn add(&mut self, due: Option<Date>, today: Date, first: Date) {
        let Some(due) = due else {
            self.undated += 1;
            return;
        };
        if due < today {
            self.past += 1;
            return;
        }
        let week = usize::try_from(days_between(first, due) / 7).unwrap_or(0);
        match self.weeks.get_mut(week) {
            Some(count) => *count += 1,
            None => self.later += 1,
        }
    }
}

/// The Monday of the week of `day`; the first day of the calendar, where that lies before it.
#[must_use]
pub fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The Mondays of [`WEEKS`] weeks, the first that of `today`; the calendar ends in 9999.
#[must_use]
pub fn weeks(today: Date) -> [Date; WEEKS] {
    let first = monday(today);
    let mut after = 0_i64;
    [(); WEEKS].map(|()| {
        let week = first.saturating_add((7 * after).days());
        after += 1;
        week
    })
}

/// A week of ISO 8601, as in `2026-W53`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week(pub Date);

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.iso_week_date();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

/// A need that no article answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNeed {
    /// The need.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// Where it lies.
    pub path: ArticlePath,
}

/// What is known of somebody who looks after articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerKind {
    /// A person.
    Person,
    /// A team, a project or an organisation: it outlives those who leave.
    Team,
    /// `people.yaml` does not know them.
    Gone,
    /// There is no `people.yaml`, or it tells nothing of them: a channel or the like.
    Unknown,
}

impl OwnerKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Person, Self::Team, Self::Gone, Self::Unknown];

    /// The stable word for it in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Gone => "not_in_people",
            Self::Unknown => "unknown",
        }
    }
}

/// The articles that one person or team looks after, or that nobody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerRow {
    /// The id in `people.yaml`, or what the first article writes.
    pub owner: Option<(Untrusted, OwnerKind)>,
    /// Its articles by state, retired ones left out.
    pub states: States,
    /// When their reviews are due.
    pub load: Load,
}

/// A topic whose articles all hang on one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SingleOwner {
    /// The topic.
    pub topic: Untrusted,
    /// Who.
    pub owner: Untrusted,
    /// How many articles that are not retired it has, two or more.
    pub articles: usize,
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
