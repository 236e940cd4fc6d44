//! Dates in several forms.

use jiff::civil::date;

use super::*;

#[test]
fn iso_is_understood_in_every_format() {
    for format in [DateFormat::Iso, DateFormat::MonthDayYear, DateFormat::DayMonthYear] {
        assert_eq!(parse("2026-11-23", format), Ok(date(2026, 11, 23)));
    }
    assert_eq!(parse("11/3/2026", DateFormat::MonthDayYear), Ok(date(2026, 11, 3)));
    assert_eq!(parse("3/11/2026", DateFormat::DayMonthYear), Ok(date(2026, 11, 3)));
}

#[test]
fn a_date_is_shown_as_it_is_read() {
    for format in [DateFormat::Iso, DateFormat::MonthDayYear, DateFormat::DayMonthYear] {
        let day = date(2026, 3, 4);
        assert_eq!(parse(&show(day, format), format), Ok(day));
    }
}

#[test]
fn only_zeros_are_added() {
    assert_eq!(padded("2026-1-5"), Some(date(2026, 1, 5)));
    assert_eq!(padded("26-1-5"), None);
    assert_eq!(padded("2026-13-1"), None);
    assert_eq!(padded("99999999999-1-1"), None);
}

#[test]
fn a_date_that_could_be_two_days_means_none() {
    assert_eq!(meant("03/04/2026"), None);
    assert_eq!(meant("13/04/2026"), Some(date(2026, 4, 13)));
    assert_eq!(meant("2026/04/13"), Some(date(2026, 4, 13)));
    assert_eq!(meant("2026-13-04"), Some(date(2026, 4, 13)));
}
