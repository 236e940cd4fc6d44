//! What git knows of the review that an article claims.
//!
//! A claim is checked against the commit that first stated it, and never against what came
//! later: moves, merges and reverts in between change nothing. It accuses nobody: a date that
//! moved alone may still stand for a review that found nothing to mend.

use jiff::civil::Date;

use super::drift::Drift;
use super::history::ObjectId;

/// The commit that stated a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id; `None` for what is not committed yet.
    pub commit: Option<ObjectId>,
    /// Its day by the committer's clock, in UTC; `None` if that cannot be read.
    pub committed: Option<Date>,
    /// Its day by the author's clock, in UTC; `None` if that cannot be read.
    pub authored: Option<Date>,
}

/// What history says of the review of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The day that the article claims.
    pub on: Date,
    /// The oldest commit of those in a row that lead to now and state this day.
    pub statement: Statement,
    /// The day that was claimed before, if it was a day of the calendar.
    pub previous: Option<Date>,
    /// True if that commit changed no word of the body.
    pub is_date_only: bool,
    /// How many articles the commit, or its author on that day, re-dated without a change of
    /// their body, this one included; 0 if this is not such a change.
    pub redated_together: u32,
    /// True if the commit or the article says what was looked at.
    pub has_evidence: bool,
    /// How far the body moved since; `None` if the reviewed version is not there to read.
    pub drift: Option<Drift>,
}

impl Claim {
    /// The day to count from: the claimed one, unless the commit that states it is older.
    ///
    /// A day's grace stands for time zones.
    #[must_use]
    pub fn effective(&self) -> Date {
        match self.statement.committed {
            Some(committed) if self.is_later_than_its_commit() => committed,
            _ => self.on,
        }
    }

    /// True if the claimed day lies more than one day after the commit that states it.
    ///
    /// The committer's clock counts: who rebases or picks a commit writes it anew, and the
    /// author's clock stays behind.
    #[must_use]
    pub fn is_later_than_its_commit(&self) -> bool {
        self.statement
            .committed
            .is_some_and(|committed| committed.tomorrow().is_ok_and(|tomorrow| self.on > tomorrow))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(on: Date, committed: Option<Date>, effective: Date) {
        let statement = Statement { commit: None, committed, authored: None };
        let claim = Claim {
            on,
            statement,
            previous: None,
            is_date_only: false,
            redated_together: 0,
            has_evidence: false,
            drift: None,
        };
        assert_eq!(claim.effective(), effective);
        assert_eq!(claim.is_later_than_its_commit(), on != effective);
    }

    #[test]
    fn a_day_after_the_commit_is_a_time_zone_and_two_are_not() {
        let committed = date(2026, 5, 4);
        check(committed, Some(committed), committed);
        check(date(2026, 5, 5), Some(committed), date(2026, 5, 5));
        check(date(2026, 5, 6), Some(committed), committed);
        check(date(2026, 5, 6), None, date(2026, 5, 6));
    }

    #[test]
    fn a_claim_on_the_last_day_of_the_calendar_is_no_later_than_itself() {
        check(Date::MAX, Some(Date::MAX), Date::MAX);
    }
}
