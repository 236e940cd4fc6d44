//! The bounds of `kb report --min`: `reviews=3`, and since when the pulse is told, as people
//! write them.

use jiff::civil::Date;

use crate::domain::pulse::{DAYS, Measure, Stretch};
use crate::domain::review::{Interval, parse_date};
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::hint::did_you_mean;
use super::stale::within;

/// No library counts more than so many of anything, days too.
const COUNT_MAX: f64 = 1e9;
/// More months than these are all that there are: some 10,000 years.
const MONTHS_MAX: u32 = 12 * 10_000;

/// Reads bounds, each as `MEASURE=VALUE`; a share from 0 to 1, or in per cent.
///
/// # Errors
/// A measure that there is not, with the nearest one, or a value that it cannot have.
pub(super) fn parse(written: &[String]) -> Result<Vec<(Measure, f64)>, Failure> {
    written.iter().map(|bound| parse_one(bound.trim())).collect()
}

fn parse_one(bound: &str) -> Result<(Measure, f64), Failure> {
    let failure = || Failure::new(format!("cannot understand the bound `{}`", sanitise(bound)));
    let names = Measure::ALL.map(Measure::name);
    let Some((name, value)) = bound.split_once('=') else {
        return Err(failure()
            .because("it is not a measure, `=` and a value")
            .hint("write it like `reviews=3`"));
    };
    let (name, value) = (name.trim().to_lowercase().replace('_', "-"), value.trim());
    let Some(measure) = Measure::ALL.into_iter().find(|it| it.name() == name) else {
        let listed = || format!("there are {}", names.join(", "));
        return Err(failure()
            .because(format!("there is no measure `{}`", sanitise(&name)))
            .hint(did_you_mean(&name, names, listed)));
    };
    let share = value.strip_suffix('%').filter(|_| measure.is_share());
    let value = share.map_or_else(
        || value.parse::<f64>().ok(),
        |percent| percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
    );
    let most = if measure.is_share() { 1.0 } else { COUNT_MAX };
    let value = value.filter(|value| (0.0..=most).contains(value)).ok_or_else(|| {
        failure().because("its value is out of range").hint(if measure.is_share() {
            "write a value from 0 to 1, or from 0% to 100%"
        } else {
            "write a number from 0 to 1000000000"
        })
    })?;
    Ok((measure, value))
}

/// The days that are told since `asked`: from the day of a commit on that git knows by that
/// name, from that day on, or of a time such as `90d`; [`DAYS`] if nothing is asked.
///
/// `day_of` tells the day of a commit, and whether a branch or tag goes by the name: that comes
/// before what else it may mean, and an id of a commit after.
///
/// # Errors
/// It is none of these, or a day to come.
pub(super) fn stretch(
    asked: Option<&str>,
    today: Date,
    day_of: impl Fn(&str) -> Option<(Date, bool)>,
) -> Result<Stretch, Failure> {
    let Some(asked) = asked else { return Ok(Stretch::of_days(DAYS, today)) };
    match day_of(asked) {
        Some((day, true)) => Ok(Stretch::since(day, today)),
        Some((day, false)) => written(asked, today).or(Ok(Stretch::since(day, today))),
        None => written(asked, today),
    }
}

/// The days since a day or of a time, as it is written.
fn written(asked: &str, today: Date) -> Result<Stretch, Failure> {
    let failure = || Failure::new(format!("cannot tell since when `{}` is", sanitise(asked)));
    if let Ok(day) = parse_date(asked) {
        return if day <= today {
            Ok(Stretch::since(day, today))
        } else {
            Err(failure().because(format!("it lies after {today}")).hint("name a day before"))
        };
    }
    let interval = within(asked).map_err(|why| {
        failure().because(why).hint(
            "write a day, as in 2026-01-31, a time, as in 90d or 6w, or a commit, branch or tag",
        )
    })?;
    Ok(match interval {
        Interval::Days(days) => Stretch::of_days(i32::try_from(days).unwrap_or(i32::MAX), today),
        Interval::Months(months) => {
            let day_before =
                today.saturating_sub(jiff::ToSpan::months(i64::from(months.min(MONTHS_MAX))));
            Stretch::since(day_before.tomorrow().unwrap_or(today), today)
        }
        Interval::Never => Stretch::of_days(DAYS, today),
    })
}

#[cfg(test)]
#[path = "pulse_bounds_tests.rs"]
mod tests;
