//! What a wrong date most likely meant.

use jiff::civil::Date;

use crate::domain::date::{date, numbers};
use crate::domain::review::parse_date;

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

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
