//! Dates as a tree writes them, and what a wrong one most likely meant.

use jiff::civil::Date;

use crate::domain::review::parse_date;
use crate::domain::settings::DateFormat;

/// Reads a date in the format of the tree; ISO is always understood.
///
/// # Errors
/// What is wrong with it, lower case.
pub(super) fn parse(text: &str, format: DateFormat) -> Result<Date, String> {
    let pattern = pattern(format);
    let iso = parse_date(text);
    if iso.is_ok() || format == DateFormat::Iso {
        return iso;
    }
    let Some([first, second, year]) = numbers(text, '/') else {
        return Err(format!("is not a date of the form {pattern}"));
    };
    let (month, day) =
        if format == DateFormat::DayMonthYear { (second, first) } else { (first, second) };
    date(year, month, day).ok_or_else(|| "is not a day of the calendar".to_owned())
}

/// The format as people write it.
pub(super) fn pattern(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Iso => "YYYY-MM-DD",
        DateFormat::MonthDayYear => "MM/DD/YYYY",
        DateFormat::DayMonthYear => "DD/MM/YYYY",
    }
}

/// `date` as people write it in this format.
pub(super) fn show(date: Date, format: DateFormat) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match format {
        DateFormat::Iso => date.to_string(),
        DateFormat::MonthDayYear => format!("{month:02}/{day:02}/{year}"),
        DateFormat::DayMonthYear => format!("{day:02}/{month:02}/{year}"),
    }
}

/// `text` with zeros where they are missing: `2026-1-5` is `2026-01-05` and nothing else.
pub(super) fn padded(text: &str) -> Option<Date> {
    let [year, month, day] = numbers(text, '-')?;
    (text.trim().split('-').next()?.len() == 4).then(|| date(year, month, day)).flatten()
}

/// The date that `text` starts with or spells in another order, if only one is possible.
pub(super) fn meant(text: &str) -> Option<Date> {
    let text = text.trim();
    let day_alone = text.get(..10).and_then(|start| parse_date(start).ok());
    let separators = ['-', '/', '.'];
    let mut orders = separators.iter().filter_map(|separator| numbers(text, *separator));
    day_alone.or_else(|| {
        let parts = orders.next()?;
        let readings = match parts {
            [year, second, third] if year > 31 => {
                [date(year, second, third), date(year, third, second)]
            }
            [first, second, year] => [date(year, second, first), date(year, first, second)],
        };
        match readings {
            [Some(one), None] | [None, Some(one)] => Some(one),
            [Some(one), Some(_)] if parts[0] > 31 => Some(one),
            _ => None,
        }
    })
}

/// Day and month of `date` the other way round, if that is a day of the calendar.
pub(super) fn swapped(date: Date) -> Option<Date> {
    Date::new(date.year(), date.day(), date.month()).ok()
}

fn numbers(text: &str, separator: char) -> Option<[i16; 3]> {
    let mut parts = text.trim().split(separator).map(|part| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    });
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_plausible = (1000..=9999).contains(&year);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    is_plausible.then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
