//! What freshness is computed from, what it can be, and why.
//!
//! A state says whether somebody must look; the reasons beside it say what there is to see.
//! Both are computed from dates and evidence and never stored.

use jiff::civil::Date;

use super::article::NeedsWork;
use super::claim::Claim;
use super::drift::Drift;
use super::review::Interval;
use super::review_after::ReviewAfter;
use super::untrusted::Untrusted;

/// How fresh an article is on a day: computed, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// Should be considered for retirement.
    Retirement,
    /// Due for longer than the grace.
    Overdue,
    /// The day has come.
    Due,
    /// Never reviewed by a person, as far as is recorded, or rewritten since.
    Unreviewed,
    /// Reviewed, and not due yet.
    Current,
    /// Retired: kept for those who look for it.
    Retired,
}

impl Freshness {
    /// Every state, most urgent first.
    pub const ALL: [Self; 6] = [
        Self::Retirement,
        Self::Overdue,
        Self::Due,
        Self::Unreviewed,
        Self::Current,
        Self::Retired,
    ];

    /// The stable word for it in output and flags.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Retirement => "retirement",
            Self::Overdue => "overdue",
            Self::Due => "due",
            Self::Unreviewed => "unreviewed",
            Self::Current => "current",
            Self::Retired => "retired",
        }
    }

    /// True if the day on which somebody should have looked has come.
    #[must_use]
    pub fn is_past_due(self) -> bool {
        self <= Self::Due
    }
}

/// Something that happens in the world and makes articles due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id in `events.yaml`.
    pub id: Untrusted,
    /// The day.
    pub on: Date,
}

/// What freshness is computed from. What is unknown stays empty and makes nothing look old.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// `status: retired`.
    pub is_retired: bool,
    /// The day of the last review that the article claims.
    pub reviewed: Option<Date>,
    /// How often it is to be reviewed; `None` if nothing says so.
    pub every: Option<Interval>,
    /// The known end of its usefulness.
    pub retire_on: Option<Date>,
    /// What a reviewer found that it needs.
    pub needs_work: Option<NeedsWork>,
    /// Statements of its body that hold until a day.
    pub statements: Vec<ReviewAfter>,
    /// The events it depends on, those of which the day is known.
    pub events: Vec<Event>,
    /// The active article that takes its place, though it is active itself.
    pub successor: Option<Untrusted>,
    /// The owner whom the library does not know any more.
    pub lost_owner: Option<Untrusted>,
    /// The day it came, if history is known.
    pub created: Option<Date>,
    /// The day of its last substantive change, if history is known.
    pub updated: Option<Date>,
    /// What history knows of the review it claims.
    pub claim: Option<Claim>,
}

impl Evidence {
    /// What history knows of the review that the article claims now.
    #[must_use]
    pub fn claim(&self) -> Option<&Claim> {
        self.claim.as_ref().filter(|claim| Some(claim.on) == self.reviewed)
    }

    /// The day that the last review counts from: the one it claims, unless the commit that
    /// says so is older.
    #[must_use]
    pub fn effective(&self) -> Option<Date> {
        self.claim().map(Claim::effective).or(self.reviewed)
    }
}

/// Why an article has the freshness it has, and what else there is to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `retire_on` has come, or comes within the notice.
    RetireOn(Date),
    /// An active article takes its place.
    Superseded(Untrusted),
    /// Overdue for a further interval, and unchanged since it was due.
    Abandoned {
        /// The last day that anything of substance changed.
        unchanged_since: Date,
    },
    /// Overdue, and the library does not know its owner any more.
    OwnerGone(Untrusted),
    /// A reviewer found that it needs work.
    NeedsWork(NeedsWork),
    /// A statement of the body held until a day that has come.
    StatementOver(ReviewAfter),
    /// An event it depends on happened since its review.
    Happened(Event),
    /// The body has little left of what was reviewed.
    Rewritten(Drift),
    /// The review has run out, or does so within the notice.
    ReviewedOn(Date),
    /// The review is dated after `today`.
    ReviewInFuture(Date),
    /// Nobody has reviewed it since it came.
    NeverReviewed,
    /// It is due within the notice.
    DueSoon {
        /// The day.
        on: Date,
        /// How many days are left, at least 1.
        days: u32,
    },
    /// The body has changed since its review.
    Changed(Drift),
    /// The review says a later day than the commit that states it.
    LaterThanCommit {
        /// The day it says.
        says: Date,
        /// The day of the commit, from which it counts.
        committed: Date,
    },
    /// The review date moved and no word of the body did, and nothing says what was looked at.
    DateOnly,
    /// The date moved together with those of other articles, none with a change of its body,
    /// and nothing says what was looked at.
    RedatedTogether {
        /// How many others.
        others: u32,
    },
}

/// The freshness of one article on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The state.
    pub state: Freshness,
    /// The day that the last review counts from; `None` if no review counts.
    pub counts_from: Option<Date>,
    /// The day it must be looked at next, past or to come; `None` if never, or if only unknown
    /// history could tell.
    pub due: Option<Date>,
    /// How many days it is past due; 0 before.
    pub days_overdue: u32,
    /// Why, what matters most first.
    pub reasons: Vec<Reason>,
}

impl Judgement {
    /// True if somebody should look: the state says so, or a current article is due soon, is to
    /// be retired soon, or has changed since its review.
    ///
    /// What else there is to see beside a current article is told with it, never by itself: a
    /// date that moved alone may well stand for a review that found nothing to mend.
    #[must_use]
    pub fn needs_somebody(&self) -> bool {
        let calls = |reason: &Reason| match reason {
            Reason::DueSoon { .. } | Reason::RetireOn(_) => true,
            Reason::Changed(drift) => drift.is_changed(),
            _ => false,
        };
        match self.state {
            Freshness::Retired => false,
            Freshness::Current => self.reasons.iter().any(calls),
            _ => true,
        }
    }
}
