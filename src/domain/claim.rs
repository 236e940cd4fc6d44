//! What git knows of the review that an article claims.
//!
//! A claim is checked against the commit that first stated it, and never against what came
//! later: moves, merges and reverts in between change nothing. It accuses nobody: a date that
//! moved alone may still stand for a review that found nothing to mend.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::article::Article;
use super::drift::Drift;
use super::history::ObjectId;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::person::{People, PersonId};
use super::review::Interval;
use super::untrusted::Untrusted;

/// An article that claims a review: what must be known of it to ask git.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Where it lies.
    pub path: ArticlePath,
    /// What it is called.
    pub id: ArticleId,
    /// The day that it claims.
    pub on: Date,
    /// True if it names reviewers, so that it matters who wrote it.
    pub names_reviewers: bool,
}

impl Reviewed {
    /// What `article` claims; `None` without a day of the calendar.
    #[must_use]
    pub fn of(article: &Article) -> Option<Self> {
        let review = &article.meta.review;
        Some(Self {
            path: article.path.clone(),
            id: article.id.clone(),
            on: review.on.as_ref()?.value,
            names_reviewers: !review.by.is_empty(),
        })
    }
}

/// The day of review that one version of an article states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatedDay {
    /// Its front matter cannot be read, so that it neither states nor takes back anything.
    Illegible,
    /// None is stated.
    #[default]
    None,
    /// What is stated is no day of the calendar.
    Invalid,
    /// This one.
    On(Date),
}

/// What one version of an article states of its review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedReview {
    /// The day.
    pub on: StatedDay,
    /// How often it is to be reviewed, if that is understood.
    pub every: Option<Interval>,
    /// What the reviewer wants known.
    pub note: Option<Untrusted>,
    /// Who reviewed it.
    pub by: BTreeSet<Untrusted>,
    /// What they say they looked at.
    pub checked: BTreeSet<Untrusted>,
}

/// The commit that stated a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its id; `None` for what is not committed yet.
    pub commit: Option<ObjectId>,
    /// Its day by the committer's clock, in UTC; `None` if that cannot be read.
    pub committed: Option<Date>,
    /// Its day by the author's clock, in UTC; `None` if that cannot be read.
    pub authored: Option<Date>,
}

impl Statement {
    /// The earlier of its days: what is claimed to be older was claimed afterwards.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        self.committed.into_iter().chain(self.authored).min()
    }

    /// The later of its days, and so the last on which it can have been written.
    ///
    /// Who rebases or picks a commit writes it anew and leaves the author's clock behind; a
    /// committer's clock that is behind the author's is wrong (29 commits in nine repositories
    /// of the British government).
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.committed.into_iter().chain(self.authored).max()
    }
}

/// What history says of the review of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or not, each by itself")]
pub struct Claim {
    /// The day that the article claims.
    pub on: Date,
    /// The oldest commit of those in a row that lead to now and state this day.
    pub statement: Statement,
    /// True if the article came with its claim: the commit is the first of its life.
    pub is_original: bool,
    /// The day that was claimed before, if it was a day of the calendar.
    pub previous: Option<Date>,
    /// True if what was claimed before could not be true: it was no day of the calendar, or one
    /// later than the commit that stated it. Only told of a claim that is earlier.
    pub is_correction: bool,
    /// The interval that came with the claim, if one was understood.
    pub every: Option<Interval>,
    /// The interval before it.
    pub previous_every: Option<Interval>,
    /// True if that commit changed no word of the body.
    pub is_date_only: bool,
    /// How many articles the commit, or its author on that day, re-dated without a change of
    /// their body, this one included; 0 if this is not such a change.
    pub redated_together: u32,
    /// True if the commit or the article says what was looked at.
    pub has_evidence: bool,
    /// Who wrote what the review is about: the body since the review before it; `None` where
    /// nobody asked, or not every version is there to read.
    pub writers: Option<Vec<PersonId>>,
    /// How far the body moved since; `None` if the reviewed version is not there to read.
    pub drift: Option<Drift>,
}

impl Claim {
    /// A claim of which nothing else is known.
    #[must_use]
    pub fn new(on: Date, statement: Statement) -> Self {
        Self {
            on,
            statement,
            is_original: false,
            previous: None,
            is_correction: false,
            every: None,
            previous_every: None,
            is_date_only: false,
            redated_together: 0,
            has_evidence: false,
            writers: None,
            drift: None,
        }
    }

    /// The day to count from: the claimed one, unless the commit that states it is older.
    ///
    /// A day's grace stands for time zones.
    #[must_use]
    pub fn effective(&self) -> Date {
        match self.statement.latest() {
            Some(latest) if self.is_later_than_its_commit() => latest,
            _ => self.on,
        }
    }

    /// True if a day took the place of another one, and no word of the body changed with it. A
    /// first day took the place of none.
    #[must_use]
    pub fn has_moved_alone(&self) -> bool {
        self.is_date_only && self.previous.is_some()
    }

    /// True if the claimed day lies more than one day after the commit that states it.
    #[must_use]
    pub fn is_later_than_its_commit(&self) -> bool {
        is_later(self.on, &self.statement)
    }
}

/// True if `on` lies more than a day after `statement`; a day stands for time zones.
#[must_use]
pub fn is_later(on: Date, statement: &Statement) -> bool {
    let latest = statement.latest();
    latest.is_some_and(|latest| latest.tomorrow().is_ok_and(|tomorrow| on > tomorrow))
}

/// What history says of the reviews that articles claim.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// By article; one that is not here is unknown.
    pub by_path: BTreeMap<ArticlePath, Claim>,
    /// Everybody who signed a commit that changed one of them; where one names reviewers, also
    /// everybody who wrote any other.
    pub people: People,
    /// True if every commit was there to read, so that whoever is not among the people is
    /// nobody's contributor.
    pub is_complete: bool,
    /// What is unknown and why.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(on: Date, committed: Option<Date>, authored: Option<Date>, effective: Date) {
        let claim = Claim::new(on, Statement { commit: None, committed, authored });
        assert_eq!(claim.effective(), effective);
        assert_eq!(claim.is_later_than_its_commit(), on != effective);
    }

    #[test]
    fn a_day_after_the_commit_is_a_time_zone_and_two_are_not() {
        let committed = date(2026, 5, 4);
        check(committed, Some(committed), None, committed);
        check(date(2026, 5, 5), Some(committed), None, date(2026, 5, 5));
        check(date(2026, 5, 6), Some(committed), None, committed);
        check(date(2026, 5, 6), None, None, date(2026, 5, 6));
    }

    #[test]
    fn the_later_of_two_clocks_counts() {
        let (early, late) = (date(2026, 5, 4), date(2026, 5, 9));
        check(late, Some(late), Some(early), late);
        check(late, Some(early), Some(late), late);
        check(date(2026, 5, 11), Some(early), Some(late), late);
        check(date(2026, 5, 11), Some(late), Some(early), late);
    }

    #[test]
    fn a_claim_on_the_last_day_of_the_calendar_is_no_later_than_itself() {
        check(Date::MAX, Some(Date::MAX), None, Date::MAX);
    }
}
