//! Both sides of every border of freshness.

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

fn yearly(reviewed: Date) -> Evidence {
    Evidence { reviewed: Some(reviewed), every: Some(Interval::Months(12)), ..Evidence::default() }
}

#[track_caller]
fn check(evidence: Evidence, today: Date, state: Freshness) {
    assert_eq!(judge(evidence, today).state, state);
}

#[test]
fn due_on_the_day_itself_and_announced_thirty_days_before() {
    let evidence = yearly(date(2025, 3, 1));
    check(evidence, date(2026, 1, 29), Freshness::Current);
    check(evidence, date(2026, 1, 30), Freshness::DueSoon);
    check(evidence, date(2026, 2, 28), Freshness::DueSoon);
    check(evidence, date(2026, 3, 1), Freshness::Due);
}

#[test]
fn overdue_when_the_grace_has_passed() {
    let evidence = yearly(date(2025, 3, 1));
    check(evidence, date(2026, 3, 30), Freshness::Due);
    check(evidence, date(2026, 3, 31), Freshness::Overdue);
    assert_eq!(judge(evidence, date(2026, 3, 31)).days_overdue, 30);
}

#[test]
fn a_short_interval_is_announced_a_quarter_before() {
    let evidence = Evidence { every: Some(Interval::Days(20)), ..yearly(date(2026, 3, 1)) };
    check(evidence, date(2026, 3, 15), Freshness::Current);
    check(evidence, date(2026, 3, 16), Freshness::DueSoon);
}

#[test]
fn retirement_is_proposed_after_a_further_interval_without_change() {
    let unchanged = Evidence { updated: Some(date(2025, 2, 1)), ..yearly(date(2025, 3, 1)) };
    check(unchanged, date(2027, 2, 28), Freshness::Overdue);
    check(unchanged, date(2027, 3, 1), Freshness::Retirement);
    let changed = Evidence { updated: Some(date(2026, 3, 1)), ..unchanged };
    check(changed, date(2027, 3, 1), Freshness::Overdue);
}

#[test]
fn retirement_after_a_short_interval_waits_half_a_year() {
    let monthly = Evidence {
        every: Some(Interval::Days(30)),
        updated: Some(date(2026, 1, 1)),
        ..yearly(date(2026, 1, 1))
    };
    check(monthly, date(2026, 7, 29), Freshness::Overdue);
    check(monthly, date(2026, 7, 30), Freshness::Retirement);
}

#[test]
fn unknown_history_never_proposes_retirement() {
    check(yearly(date(2020, 1, 1)), date(2030, 1, 1), Freshness::Overdue);
}

#[test]
fn retire_on_counts_from_the_day_itself() {
    let evidence = Evidence { retire_on: Some(date(2026, 5, 1)), ..yearly(date(2026, 4, 1)) };
    check(evidence, date(2026, 4, 30), Freshness::Current);
    check(evidence, date(2026, 5, 1), Freshness::Retirement);
}

#[test]
fn a_retired_article_is_never_due() {
    let evidence = Evidence { is_retired: true, ..yearly(date(2001, 1, 1)) };
    check(evidence, date(2026, 5, 1), Freshness::Retired);
    assert_eq!(judge(evidence, date(2026, 5, 1)).due, None);
}

#[test]
fn unreviewed_counts_from_the_day_the_article_came() {
    let evidence = Evidence { created: Some(date(2026, 1, 1)), ..Evidence::default() };
    let judgement = judge(evidence, date(2026, 2, 10));
    assert_eq!(judgement.state, Freshness::Unreviewed);
    assert_eq!(judgement.due, Some(date(2026, 1, 31)));
    assert_eq!(judgement.days_overdue, 10);
    assert_eq!(judge(Evidence::default(), date(2026, 2, 10)).due, None);
}

#[test]
fn a_review_in_the_future_has_not_been_made() {
    let judgement = judge(yearly(date(2026, 3, 2)), date(2026, 3, 1));
    assert_eq!(judgement.state, Freshness::Unreviewed);
    assert_eq!(judgement.reasons, [Reason::ReviewInFuture(date(2026, 3, 2))]);
}

#[test]
fn never_is_never_due() {
    let evidence = Evidence { every: Some(Interval::Never), ..yearly(date(2001, 1, 1)) };
    check(evidence, date(2026, 5, 1), Freshness::Current);
}
