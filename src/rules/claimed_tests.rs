//! Both sides of every border of what is doubtful about a claim.

use jiff::civil::date;

use crate::domain::review::Interval;

use super::*;

/// A claim of `on` that a commit of `committed` states.
fn claim(on: Date, committed: Date) -> Claim {
    let statement = Statement { commit: None, committed: Some(committed), authored: None };
    Claim { previous: None, ..Claim::new(on, statement) }
}

#[track_caller]
fn check(on: Date, committed: Date, expected: Option<Doubt>) {
    assert_eq!(doubt(&claim(on, committed)), expected);
}

#[test]
fn a_day_after_the_commit_is_a_time_zone_and_two_are_later() {
    let committed = date(2026, 5, 4);
    check(date(2026, 5, 5), committed, None);
    check(date(2026, 5, 6), committed, Some(Doubt::Later(Slip::Unknown)));
}

#[test]
fn a_review_of_thirty_days_before_its_commit_is_recent_and_one_of_more_is_not() {
    let committed = date(2026, 5, 31);
    check(date(2026, 5, 1), committed, None);
    check(date(2026, 4, 30), committed, Some(Doubt::LongBefore(Slip::Unknown)));
}

#[test]
fn the_year_before_is_named_where_the_day_is_that_of_the_commit_give_or_take_three() {
    let named = |day| Some(Doubt::LongBefore(Slip::Year(date(2026, 1, day))));
    let committed = date(2026, 1, 15);
    check(date(2025, 1, 12), committed, named(12));
    check(date(2025, 1, 18), committed, named(18));
    check(date(2025, 1, 11), committed, Some(Doubt::LongBefore(Slip::Unknown)));
    check(date(2025, 1, 19), committed, Some(Doubt::LongBefore(Slip::Unknown)));
    check(date(2024, 1, 15), committed, Some(Doubt::LongBefore(Slip::Unknown)));
    // Over the turn of the year.
    let turned = Some(Doubt::LongBefore(Slip::Year(date(2025, 12, 31))));
    check(date(2024, 12, 31), date(2026, 1, 2), turned);
}

#[test]
fn day_and_month_are_named_where_swapping_them_gives_the_commit_give_or_take_three() {
    let swapped = Some(Doubt::LongBefore(Slip::Swap(date(2026, 9, 3))));
    check(date(2026, 3, 9), date(2026, 9, 6), swapped);
    check(date(2026, 3, 9), date(2026, 8, 31), swapped);
    check(date(2026, 3, 9), date(2026, 9, 7), Some(Doubt::LongBefore(Slip::Unknown)));
    // Ahead of the commit: up to 30 days before it, and a day after.
    let ahead = |committed, slip| check(date(2026, 9, 3), committed, Some(Doubt::Later(slip)));
    ahead(date(2026, 3, 8), Slip::Swap(date(2026, 3, 9)));
    ahead(date(2026, 4, 8), Slip::Swap(date(2026, 3, 9)));
    ahead(date(2026, 4, 9), Slip::Unknown);
    ahead(date(2026, 3, 7), Slip::Unknown);
}

#[test]
fn a_wrong_year_ahead_is_named_where_the_day_fits() {
    check(date(2026, 1, 10), date(2025, 1, 12), Some(Doubt::Later(Slip::Year(date(2025, 1, 10)))));
    check(date(2026, 1, 10), date(2025, 2, 9), Some(Doubt::Later(Slip::Year(date(2025, 1, 10)))));
    check(date(2026, 1, 10), date(2025, 2, 10), Some(Doubt::Later(Slip::Unknown)));
}

#[test]
fn the_day_of_the_next_review_is_known_by_the_interval() {
    let ahead = |on| {
        let claim = Claim { every: Some(Interval::Months(3)), ..claim(on, date(2022, 11, 25)) };
        doubt(&claim)
    };
    assert_eq!(ahead(date(2023, 2, 25)), Some(Doubt::Later(Slip::Next)));
    assert_eq!(ahead(date(2023, 2, 11)), Some(Doubt::Later(Slip::Next)));
    assert_eq!(ahead(date(2023, 3, 11)), Some(Doubt::Later(Slip::Next)));
    assert_eq!(ahead(date(2023, 3, 12)), Some(Doubt::Later(Slip::Unknown)));
    assert_eq!(ahead(date(2023, 2, 10)), Some(Doubt::Later(Slip::Unknown)));
}

#[test]
fn a_day_that_went_back_is_told_unless_it_mends_another() {
    let back = |is_correction| {
        let previous = Some(date(2026, 5, 4));
        doubt(&Claim { previous, is_correction, ..claim(date(2026, 5, 3), date(2026, 6, 1)) })
    };
    assert_eq!(back(false), Some(Doubt::Back(date(2026, 5, 4))));
    assert_eq!(back(true), None);
    let same =
        Claim { previous: Some(date(2026, 5, 3)), ..claim(date(2026, 5, 3), date(2026, 6, 1)) };
    assert_eq!(doubt(&same), None);
}

#[test]
fn a_claim_is_inherited_if_it_is_older_than_the_article_by_more_than_thirty_days() {
    let came = |on, committed| doubt(&Claim { is_original: true, ..claim(on, committed) });
    assert_eq!(came(date(2026, 5, 1), date(2026, 5, 31)), None);
    assert_eq!(came(date(2026, 4, 30), date(2026, 5, 31)), Some(Doubt::Inherited));
    let slip = Some(Doubt::LongBefore(Slip::Year(date(2026, 1, 4))));
    assert_eq!(came(date(2025, 1, 4), date(2026, 1, 4)), slip);
}

#[test]
fn the_earlier_clock_bears_an_old_review_out_and_the_later_one_a_new() {
    let statement = |committed, authored| Statement {
        commit: None,
        committed: Some(committed),
        authored: Some(authored),
    };
    let (early, late) = (date(2022, 11, 8), date(2023, 2, 25));
    for statement in [statement(early, late), statement(late, early)] {
        assert_eq!(doubt(&Claim::new(early, statement)), None);
        assert_eq!(doubt(&Claim::new(late, statement)), None);
    }
}

#[test]
fn clocks_at_the_ends_of_time_and_clocks_that_cannot_be_read_are_no_trouble() {
    for on in [Date::MIN, date(1, 1, 1), date(1970, 1, 1), date(2038, 1, 20), Date::MAX] {
        assert_eq!(doubt(&Claim::new(on, Statement::default())), None);
        for committed in [Date::MIN, date(1970, 1, 1), date(2100, 1, 1), Date::MAX] {
            assert_eq!(doubt(&claim(on, committed)).is_none(), on == committed, "{on}");
        }
    }
}
