//! When an article must be looked at again.
//!
//! Only arithmetic on dates the caller supplies: the same library checked on
//! the same day gives the same answer on every machine.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};

/// The longest interval that makes sense, in months: ten years.
const MONTHS_MAX: u32 = 120;
/// The longest interval that makes sense, in days: ten years.
const DAYS_MAX: u32 = 3660;
/// How long before it is due an article is announced, in days, at most.
pub const NOTICE_DAYS: i32 = 30;
/// How long after it is due a review counts as overdue, in days.
pub const GRACE_DAYS: i32 = 30;
/// How long an article may stay without a first review, in days.
pub const FIRST_REVIEW_DAYS: i32 = 30;
/// How long an overdue article stays before its retirement is proposed, in days, at least.
const RETIREMENT_DAYS: i32 = 180;

/// How often an article is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// Every so many days.
    Days(u32),
    /// Every so many months: the same day of the month, or its last.
    Months(u32),
    /// Never: a record of its time.
    Never,
}

impl Interval {
    /// Reads `12 months`, `1 year`, `6 month`, `2 weeks`, `180-days`, `P6M` or `never`.
    ///
    /// # Errors
    /// The way out, if it is none of these, zero, or longer than ten years.
    pub fn parse(text: &str) -> Result<Self, String> {
        let lower = text.trim().to_ascii_lowercase();
        if lower == "never" {
            return Ok(Self::Never);
        }
        let (number, unit) = split(&lower).ok_or_else(how_to_write)?;
        let many = |factor: u32| number.checked_mul(factor).ok_or_else(too_long);
        let interval = match unit {
            "day" | "days" | "d" => Self::Days(number),
            "week" | "weeks" | "w" => Self::Days(many(7)?),
            "month" | "months" | "m" => Self::Months(number),
            "year" | "years" | "y" => Self::Months(many(12)?),
            _ => return Err(how_to_write()),
        };
        match interval {
            Self::Days(0) | Self::Months(0) => Err("an interval is at least one day".to_owned()),
            Self::Days(days) if days > DAYS_MAX => Err(too_long()),
            Self::Months(months) if months > MONTHS_MAX => Err(too_long()),
            _ => Ok(interval),
        }
    }

    /// The day a review made on `base` runs out; `None` if never.
    ///
    /// Months keep the day of the month or take its last, always counted from
    /// `base`: 31 January and 1 month is 28 February, and 2 months 31 March.
    #[must_use]
    pub fn after(self, base: Date) -> Option<Date> {
        match self {
            Self::Days(days) => Some(add(base, i64::from(days).days())),
            Self::Months(months) => Some(add(base, i64::from(months).months())),
            Self::Never => None,
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, unit) = match self {
            Self::Never => return f.write_str("never"),
            Self::Days(days) => (*days, "day"),
            Self::Months(months) => (*months, "month"),
        };
        let plural = if number == 1 { "" } else { "s" };
        write!(f, "{number} {unit}{plural}")
    }
}

/// `6 months`, `180-days` and `p6m` into number and unit; a bare `6m` is refused
/// because minutes, months and metres look alike.
fn split(lower: &str) -> Option<(u32, &str)> {
    let is_iso = lower.starts_with('p');
    let rest = lower.strip_prefix('p').unwrap_or(lower);
    let letters = rest.find(|character: char| !character.is_ascii_digit())?;
    let (digits, unit) = rest.split_at(letters);
    let unit = unit.trim_start_matches([' ', '-']);
    let is_word = unit.len() > 1;
    (is_iso != is_word).then_some(())?;
    Some((digits.parse().ok()?, unit))
}

fn how_to_write() -> String {
    "write it like `12 months`, `90 days` or `never`".to_owned()
}

fn too_long() -> String {
    "an interval is at most ten years; write `never` for an article that is not reviewed".to_owned()
}

/// Adds without overflow: the calendar ends in the year 9999.
fn add(base: Date, duration: Duration) -> Date {
    base.saturating_add(duration)
}

/// Reads a date as articles write it: `YYYY-MM-DD`, a day of the calendar.
///
/// # Errors
/// What is wrong with it, lower case.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let text = text.trim();
    let digits: Vec<&str> = text.split('-').collect();
    let is_form = digits.len() == 3
        && [4, 2, 2].iter().zip(&digits).all(|(length, part)| {
            part.len() == *length && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    if !is_form {
        return Err("is not a date of the form YYYY-MM-DD".to_owned());
    }
    let (year, month, day) = (digits[0].parse(), digits[1].parse(), digits[2].parse());
    match (year, month, day) {
        (Ok(year), Ok(month), Ok(day)) if year > 0 => {
            Date::new(year, month, day).map_err(|_| "is not a day of the calendar".to_owned())
        }
        _ => Err("is not a day of the calendar".to_owned()),
    }
}

/// How fresh an article is on a day: computed, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Freshness {
    /// Should be considered for retirement.
    Retirement,
    /// Due for longer than the grace.
    Overdue,
    /// The day has come.
    Due,
    /// Due within the notice.
    DueSoon,
    /// Never reviewed by a person, as far as is recorded.
    Unreviewed,
    /// Reviewed, and not due yet.
    Current,
    /// Retired: kept for those who look for it.
    Retired,
}

impl Freshness {
    /// Every state, most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Retirement,
        Self::Overdue,
        Self::Due,
        Self::DueSoon,
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
            Self::DueSoon => "due_soon",
            Self::Unreviewed => "unreviewed",
            Self::Current => "current",
            Self::Retired => "retired",
        }
    }
}

/// What freshness is computed from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// `status: retired`.
    pub is_retired: bool,
    /// The day of the last review; a day after `today` is no review yet.
    pub reviewed: Option<Date>,
    /// How often it is to be reviewed; `None` if nothing says so.
    pub every: Option<Interval>,
    /// The known end of its usefulness.
    pub retire_on: Option<Date>,
    /// The day it came, if history is known.
    pub created: Option<Date>,
    /// The day of its last substantive change, if history is known.
    pub updated: Option<Date>,
}

/// Why an article has the freshness it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// `retire_on` has come.
    RetireOn(Date),
    /// Overdue for a further interval and unchanged in all that time.
    Abandoned {
        /// The last day that anything of substance changed.
        unchanged_since: Date,
    },
    /// The review has run out.
    ReviewedOn(Date),
    /// The review is dated after `today`.
    ReviewInFuture(Date),
    /// Nobody has reviewed it since it came.
    NeverReviewed,
}

/// The freshness of one article on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The state.
    pub state: Freshness,
    /// The day the next review is due; `None` if never, or if only unknown history could tell.
    pub due: Option<Date>,
    /// How many days it is past due; 0 before.
    pub days_overdue: u32,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Judges the freshness of an article as of `today`.
///
/// Borders: due on the day itself; overdue [`GRACE_DAYS`] after it; announced
/// [`NOTICE_DAYS`] before it, or a quarter of a shorter interval. A first
/// review is due [`FIRST_REVIEW_DAYS`] after the article came.
#[must_use]
pub fn judge(evidence: Evidence, today: Date) -> Judgement {
    let mut judgement =
        Judgement { state: Freshness::Current, due: None, days_overdue: 0, reasons: Vec::new() };
    if evidence.is_retired {
        judgement.state = Freshness::Retired;
        return judgement;
    }
    match evidence.reviewed {
        Some(reviewed) if reviewed <= today => {
            judge_reviewed(&mut judgement, evidence, reviewed, today);
        }
        future => {
            judgement.state = Freshness::Unreviewed;
            judgement.due = evidence.created.map(|day| add(day, FIRST_REVIEW_DAYS.days()));
            judgement.reasons.push(future.map_or(Reason::NeverReviewed, Reason::ReviewInFuture));
        }
    }
    judgement.days_overdue =
        judgement.due.map_or(0, |due| days_between(due, today).max(0).unsigned_abs());
    if let Some(day) = evidence.retire_on.filter(|day| *day <= today) {
        judgement.state = Freshness::Retirement;
        judgement.reasons.insert(0, Reason::RetireOn(day));
    }
    judgement
}

fn judge_reviewed(judgement: &mut Judgement, evidence: Evidence, reviewed: Date, today: Date) {
    let Some(due) = evidence.every.and_then(|every| every.after(reviewed)) else {
        return;
    };
    judgement.due = Some(due);
    let interval_days = days_between(reviewed, due);
    let notice = NOTICE_DAYS.min(interval_days / 4);
    judgement.state = match days_between(due, today) {
        late if late >= GRACE_DAYS => Freshness::Overdue,
        0.. => Freshness::Due,
        early if -early <= notice => Freshness::DueSoon,
        _ => Freshness::Current,
    };
    if judgement.state == Freshness::Current {
        return;
    }
    judgement.reasons.push(Reason::ReviewedOn(reviewed));
    let abandoned_from = add(due, interval_days.max(RETIREMENT_DAYS).days());
    if let Some(updated) = evidence.updated
        && judgement.state == Freshness::Overdue
        && abandoned_from <= today
        && updated < due
    {
        judgement.state = Freshness::Retirement;
        judgement.reasons.push(Reason::Abandoned { unchanged_since: updated });
    }
}

/// Days from `from` to `to`, negative if `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
