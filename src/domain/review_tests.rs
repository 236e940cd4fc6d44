//! Intervals and days as people write them, and where they lead.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check_interval(text: &str, expected: Result<&str, &str>) {
    let read = Interval::parse(text).map(|interval| interval.to_string());
    assert_eq!(read.as_deref().map_err(String::as_str), expected);
}

#[test]
fn intervals_are_read_as_people_write_them() {
    check_interval("12 months", Ok("12 months"));
    check_interval("6 month", Ok("6 months"));
    check_interval("1 year", Ok("12 months"));
    check_interval("2 weeks", Ok("14 days"));
    check_interval("180-days", Ok("180 days"));
    check_interval("P6M", Ok("6 months"));
    check_interval("Never", Ok("never"));
}

#[test]
fn intervals_that_could_mean_two_things_are_refused() {
    let write = "write it like `12 months`, `90 days` or `never`";
    for text in ["6m", "quarterly", "", "-3 months", "1.5 years", "months", "99999999999 years"] {
        check_interval(text, Err(write));
    }
    check_interval("0 days", Err("an interval is at least one day"));
}

#[test]
fn ten_years_is_the_longest_interval() {
    check_interval("10 years", Ok("120 months"));
    assert!(Interval::parse("121 months").is_err());
    assert!(Interval::parse("4294967295 years").is_err());
}

#[track_caller]
fn check_after(base: Date, interval: &str, expected: Date) {
    let interval = Interval::parse(interval).expect("the test writes a good interval");
    assert_eq!(interval.after(base), Some(expected));
}

#[test]
fn months_are_clamped_to_the_end_of_the_month_and_counted_from_the_base() {
    check_after(date(2026, 1, 31), "1 month", date(2026, 2, 28));
    check_after(date(2026, 1, 31), "2 months", date(2026, 3, 31));
    check_after(date(2024, 2, 29), "1 year", date(2025, 2, 28));
    check_after(date(2022, 8, 31), "6 months", date(2023, 2, 28));
}

#[test]
fn days_and_weeks_do_not_know_summer_time() {
    check_after(date(2021, 10, 30), "1 week", date(2021, 11, 6));
    check_after(date(2022, 10, 1), "30 days", date(2022, 10, 31));
}

#[test]
fn the_calendar_ends_without_a_panic() {
    check_after(date(9999, 6, 1), "10 years", date(9999, 12, 31));
}

#[track_caller]
fn check_date(text: &str, expected: Result<Date, &str>) {
    assert_eq!(
        parse_date(text).as_ref().map_err(String::as_str),
        expected.as_ref().map_err(|m| *m)
    );
}

#[test]
fn dates_are_iso_and_of_the_calendar() {
    check_date("2026-02-28", Ok(date(2026, 2, 28)));
    check_date("2026-02-29", Err("is not a day of the calendar"));
    check_date("2026-13-01", Err("is not a day of the calendar"));
    check_date("0000-01-01", Err("is not a day of the calendar"));
    for text in ["2026-2-8", "26-02-08", "08/02/2026", "2026-02-08T10:00", "Rose", "2020-05-128"] {
        check_date(text, Err("is not a date of the form YYYY-MM-DD"));
    }
}
