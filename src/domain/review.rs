//! Review intervals and the days they lead to.
//!
//! Only arithmetic on dates the caller supplies: the same library checked on
//! the same day gives the same answer on every machine.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};

pub use super::freshness::{Evidence, Freshness, Judgement, Reason};
pub use super::judge::judge;

/// The longest interval that makes sense, in months: ten years.
const MONTHS_MAX: u32 = 120;
/// The longest interval that makes sense, in days: ten years.
const DAYS_MAX: u32 = 3660;
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
        self.after_times(base, 1)
    }

    /// The day that so many of these intervals after `base` end; `None` if never.
    #[must_use]
    pub fn after_times(self, base: Date, times: u32) -> Option<Date> {
        let number = |one: u32| i64::from(one) * i64::from(times);
        match self {
            Self::Days(days) => Some(add(base, number(days).days())),
            Self::Months(months) => Some(add(base, number(months).months())),
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

/// Days from `from` to `to`, negative if `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
#[path = "review_tests.rs"]
mod tests;
