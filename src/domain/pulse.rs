//! How a community is going: what it merged, reviewed and answered in a stretch of days.
//!
//! Counts and medians alone, each beside those of the stretch before. Nobody is named.

use jiff::ToSpan;
use jiff::civil::Date;

use super::review::days_between;

/// So many days are told where nobody asks for others.
pub const DAYS: i32 = 90;

/// More days than these are all that there are: some 10,000 years.
const DAYS_MAX: i32 = 3_652_500;

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl Stretch {
    /// The last `days` days, `today` included; at least one.
    #[must_use]
    pub fn of_days(days: i32, today: Date) -> Self {
        let more = days.clamp(1, DAYS_MAX) - 1;
        Self { from: today.saturating_sub(more.days()), until: today }
    }

    /// From `from` on, `today` included.
    #[must_use]
    pub fn since(from: Date, today: Date) -> Self {
        Self { from: from.min(today), until: today }
    }

    /// How many days it has, 1 and more.
    #[must_use]
    pub fn days(self) -> i32 {
        days_between(self.from, self.until) + 1
    }

    /// As many days before it; the calendar begins in the year -9999.
    #[must_use]
    pub fn before(self) -> Self {
        let until = self.from.yesterday().unwrap_or(self.from);
        Self { from: until.saturating_sub((self.days() - 1).days()), until }
    }

    /// True if `day` is one of its days.
    #[must_use]
    pub fn has(self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Numbers of days, of which the median is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(Vec<u32>);

impl Waits {
    /// These.
    #[must_use]
    pub fn new(mut days: Vec<u32>) -> Self {
        days.sort_unstable();
        Self(days)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The median by nearest rank, the lower of the two in the middle, so that it is a number of
    /// days that somebody did wait; `None` of none.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.0.get(self.0.len().checked_sub(1)? / 2).copied()
    }
}

/// What happened in one stretch of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beats {
    /// Commits of the main line that changed articles: merges, or commits made there.
    pub merges: usize,
    /// How many of these are merges of a branch.
    pub branches: usize,
    /// Reviews with something to show for them.
    pub reviews: usize,
    /// Needs that were answered: days from the first commit of each to its answer.
    pub answers: Waits,
    /// Merges of branches: days from the first change by the author's clock to the merge.
    pub branch_days: Waits,
    /// People who wrote, changed, reviewed or retired something, each once.
    pub people: usize,
}

/// How much of something is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// So many.
    pub of: usize,
    /// Out of so many.
    pub whole: usize,
}

impl Part {
    /// The share, from 0 to 1; `None` of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "there are fewer articles than 2^52")]
    pub fn share(self) -> Option<f64> {
        (self.whole > 0).then(|| self.of as f64 / self.whole as f64)
    }
}

/// Who writes, as far as `people.yaml` says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Practitioners {
    /// Articles in use that a practitioner wrote or helped to write, of those with an author.
    pub articles: Part,
    /// Their authors, each once.
    pub authors: Part,
    /// How many of these authors are not in `people.yaml`.
    pub unlisted: usize,
}

/// The pulse of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// The days that it is about.
    pub days: Stretch,
    /// What happened in them.
    pub now: Beats,
    /// What happened in as many days before; `None` where history does not reach so far back.
    pub before: Option<Beats>,
    /// Articles whose review was due before today: [`Load::past`](super::report::Load::past).
    pub overdue: usize,
    /// Who writes; `None` where `people.yaml` calls nobody a practitioner.
    pub practitioners: Option<Practitioners>,
}

/// A figure of the pulse that can be asked to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// [`Beats::merges`].
    Merges,
    /// [`Beats::reviews`].
    Reviews,
    /// How many needs were answered.
    Answers,
    /// [`Beats::people`].
    People,
    /// The median of [`Beats::answers`], in days; less is better.
    DaysToAnswer,
    /// The median of [`Beats::branch_days`], in days; less is better.
    DaysToMerge,
    /// [`Pulse::overdue`]; less is better.
    Overdue,
    /// The share of [`Practitioners::articles`].
    PractitionerShare,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Merges,
        Self::Reviews,
        Self::Answers,
        Self::People,
        Self::DaysToAnswer,
        Self::DaysToMerge,
        Self::Overdue,
        Self::PractitionerShare,
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Merges => "merges",
            Self::Reviews => "reviews",
            Self::Answers => "answers",
            Self::People => "people",
            Self::DaysToAnswer => "days-to-answer",
            Self::DaysToMerge => "days-to-merge",
            Self::Overdue => "overdue",
            Self::PractitionerShare => "practitioner-share",
        }
    }

    /// True if the bound is the most that it may be, not the least.
    #[must_use]
    pub fn is_less_better(self) -> bool {
        matches!(self, Self::DaysToAnswer | Self::DaysToMerge | Self::Overdue)
    }

    /// True of a share from 0 to 1.
    #[must_use]
    pub fn is_share(self) -> bool {
        self == Self::PractitionerShare
    }

    /// What it is in `pulse`; `None` where there is nothing to take it of.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "there are fewer of anything than 2^52")]
    pub fn of(self, pulse: &Pulse) -> Option<f64> {
        let now = &pulse.now;
        match self {
            Self::Merges => Some(now.merges as f64),
            Self::Reviews => Some(now.reviews as f64),
            Self::Answers => Some(now.answers.count() as f64),
            Self::People => Some(now.people as f64),
            Self::DaysToAnswer => now.answers.median().map(f64::from),
            Self::DaysToMerge => now.branch_days.median().map(f64::from),
            Self::Overdue => Some(pulse.overdue as f64),
            Self::PractitionerShare => pulse.practitioners?.articles.share(),
        }
    }
}

/// A bound that does not hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Missed {
    /// Of what.
    pub measure: Measure,
    /// What is asked for.
    pub wanted: f64,
    /// What it is; `None` where there is nothing to take it of.
    pub value: Option<f64>,
}

/// The bounds that do not hold for `pulse`. A wait of which there is none yet holds: nobody was
/// kept waiting.
#[must_use]
pub fn missed(bounds: &[(Measure, f64)], pulse: &Pulse) -> Vec<Missed> {
    let missed = bounds.iter().filter_map(|(measure, wanted)| {
        let value = measure.of(pulse);
        let holds = match value {
            Some(value) if measure.is_less_better() => value <= *wanted,
            Some(value) => value >= *wanted,
            None => measure.is_less_better(),
        };
        (!holds).then_some(Missed { measure: *measure, wanted: *wanted, value })
    });
    missed.collect()
}

#[cfg(test)]
#[path = "pulse_tests.rs"]
mod tests;
