//! Weeks, spreads and loads, on both sides of their borders.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check_week(day: Date, expected: &str) {
    assert_eq!(Week(day).to_string(), expected, "{day}");
}

#[test]
fn weeks_are_those_of_iso_also_where_years_meet() {
    check_week(date(2026, 12, 27), "2026-W52");
    check_week(date(2026, 12, 28), "2026-W53");
    check_week(date(2027, 1, 3), "2026-W53");
    check_week(date(2027, 1, 4), "2027-W01");
    check_week(date(2024, 12, 30), "2025-W01");
    check_week(date(1, 1, 1), "0001-W01");
}

#[test]
fn a_week_begins_on_its_monday() {
    assert_eq!(monday(date(2026, 11, 23)), date(2026, 11, 23));
    assert_eq!(monday(date(2026, 11, 29)), date(2026, 11, 23));
    assert_eq!(monday(date(2027, 1, 1)), date(2026, 12, 28));
    let expected = [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)];
    assert_eq!(weeks(date(2026, 12, 24))[..3], expected);
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    assert_eq!(weeks(Date::MAX)[WEEKS - 1], Date::MAX);
    assert_eq!(monday(Date::MIN), Date::MIN);
    let mut load = Load::default();
    load.add(Some(Date::MAX), Date::MAX, monday(Date::MAX));
    load.add(Some(Date::MIN), Date::MAX, monday(Date::MAX));
    load.add(Some(Date::MAX), Date::MIN, monday(Date::MIN));
    assert_eq!((load.weeks[0], load.past, load.later), (1, 1, 1));
}

#[track_caller]
fn check_load(due: Date, expected: &Load) {
    let today = date(2026, 11, 25);
    let mut load = Load::default();
    load.add(Some(due), today, monday(today));
    assert_eq!(load, *expected, "{due}");
}

#[test]
fn what_is_due_counts_before_today_in_its_week_or_later() {
    let week = |at: usize| {
        let mut load = Load::default();
        load.weeks[at] = 1;
        load
    };
    check_load(date(2026, 11, 24), &Load { past: 1, ..Load::default() });
    check_load(date(2026, 11, 25), &week(0));
    check_load(date(2026, 11, 29), &week(0));
    check_load(date(2026, 11, 30), &week(1));
    check_load(date(2027, 2, 14), &week(11));
    check_load(date(2027, 2, 15), &Load { later: 1, ..Load::default() });
}

#[track_caller]
fn check_spread(days: &[u32], expected: Option<[u32; 3]>) {
    let spread = Spread::of(days.to_vec(), 2);
    assert_eq!(spread, Spread { known: days.len(), unknown: 2, quartiles: expected });
}

#[test]
fn quartiles_are_days_that_an_article_has() {
    check_spread(&[], None);
    check_spread(&[7], Some([7, 7, 7]));
    check_spread(&[9, 1], Some([1, 1, 9]));
    check_spread(&[3, 1, 2], Some([1, 2, 3]));
    check_spread(&[4, 3, 2, 1], Some([1, 2, 3]));
    check_spread(&[5, 4, 3, 2, 1], Some([2, 3, 4]));
}
