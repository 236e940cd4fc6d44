//! Dates in the formats that trees write them in.
//!
//! One reader for what is understood and for what is complained about, so that
//! the two never disagree.

use jiff::civil::Date;

use super::review::parse_date;
use super::settings::DateFormat;

/// Reads a date in the format of the tree; ISO is always understood.
///
/// # Errors
/// What is wrong with it, lower case.
pub fn parse(text: &str, format: DateFormat) -> Result<Date, String> {
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
#[must_use]
pub fn pattern(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Iso => "YYYY-MM-DD",
        DateFormat::MonthDayYear => "MM/DD/YYYY",
        DateFormat::DayMonthYear => "DD/MM/YYYY",
    }
}

/// `date` as people write it in this format.
#[must_use]
pub fn show(date: Date, format: DateFormat) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match format {
        DateFormat::Iso => date.to_string(),
        DateFormat::MonthDayYear => format!("{month:02}/{day:02}/{year}"),
        DateFormat::DayMonthYear => format!("{day:02}/{month:02}/{year}"),
    }
}

/// The three numbers of `text`, if that is what it is made of.
#[must_use]
pub fn numbers(text: &str, separator: char) -> Option<[i16; 3]> {
    let mut parts = text.trim().split(separator).map(|part| {
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<i16>().ok()).flatten()
    });
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

/// A day of the calendar in a year that somebody may mean.
#[must_use]
pub fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_plausible = (1000..=9999).contains(&year);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    is_plausible.then(|| Date::new(year, month, day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_is_understood_in_every_format() {
        let day = jiff::civil::date(2026, 11, 3);
        for format in [DateFormat::Iso, DateFormat::MonthDayYear, DateFormat::DayMonthYear] {
            assert_eq!(parse("2026-11-03", format), Ok(day));
        }
        assert_eq!(parse("11/3/2026", DateFormat::MonthDayYear), Ok(day));
        assert_eq!(parse("3/11/2026", DateFormat::DayMonthYear), Ok(day));
    }

    #[test]
    fn a_date_is_shown_as_it_is_read() {
        for format in [DateFormat::Iso, DateFormat::MonthDayYear, DateFormat::DayMonthYear] {
            let day = jiff::civil::date(2026, 3, 4);
            assert_eq!(parse(&show(day, format), format), Ok(day));
        }
    }

    #[test]
    fn what_is_no_date_is_told_in_the_format_of_the_tree() {
        let wrong = |text| parse(text, DateFormat::DayMonthYear).unwrap_err();
        assert_eq!(wrong("soon"), "is not a date of the form DD/MM/YYYY");
        assert_eq!(wrong("11/23/2026"), "is not a day of the calendar");
        assert_eq!(wrong("1/1/999"), "is not a day of the calendar");
        assert_eq!(
            parse("3/11/2026", DateFormat::Iso).unwrap_err(),
            "is not a date of the form YYYY-MM-DD"
        );
    }
}
