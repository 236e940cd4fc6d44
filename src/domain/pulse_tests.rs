//! Stretches of days, medians, and bounds on both sides.

use jiff::civil::date;

use super::*;

fn pulse(now: Beats) -> Pulse {
    let days = Stretch::of_days(DAYS, date(2026, 11, 23));
    Pulse { days, now, before: None, overdue: 2, practitioners: None }
}

#[test]
fn a_stretch_has_both_its_ends_and_the_one_before_touches_it() {
    let stretch = Stretch::of_days(90, date(2026, 3, 31));
    assert_eq!((stretch.from, stretch.days()), (date(2026, 1, 1), 90));
    assert!(stretch.has(date(2026, 1, 1)) && stretch.has(date(2026, 3, 31)));
    assert!(!stretch.has(date(2025, 12, 31)) && !stretch.has(date(2026, 4, 1)));
    let before = stretch.before();
    assert_eq!((before.until, before.days()), (date(2025, 12, 31), 90));
}

#[test]
fn a_stretch_has_a_day_at_least_and_ends_with_the_calendar() {
    let today = date(2026, 3, 31);
    for days in [i32::MIN, -1, 0, 1] {
        assert_eq!(Stretch::of_days(days, today), Stretch { from: today, until: today });
    }
    assert_eq!(Stretch::since(date(2027, 1, 1), today).days(), 1);
    assert_eq!(Stretch::of_days(i32::MAX, Date::MIN).before().from, Date::MIN);
    assert!(Stretch::since(Date::MIN, Date::MAX).days() > 7_000_000);
}

#[test]
fn a_median_is_a_number_that_somebody_waited() {
    let median = |days: &[u32]| Waits::new(days.to_vec()).median();
    assert_eq!([median(&[]), median(&[7])], [None, Some(7)]);
    assert_eq!(
        [median(&[9, 1]), median(&[9, 1, 5]), median(&[4, 3, 2, 1])],
        [Some(1), Some(5), Some(2)]
    );
}

#[test]
fn bounds_hold_at_their_value_and_not_beyond() {
    let now = Beats { reviews: 3, answers: Waits::new(vec![10]), ..Beats::default() };
    let pulse = pulse(now);
    let holds = |measure, wanted| missed(&[(measure, wanted)], &pulse).is_empty();
    assert!(holds(Measure::Reviews, 3.0) && !holds(Measure::Reviews, 4.0));
    assert!(holds(Measure::DaysToAnswer, 10.0) && !holds(Measure::DaysToAnswer, 9.0));
    assert!(holds(Measure::Overdue, 2.0) && !holds(Measure::Overdue, 1.0));
}

#[test]
fn a_share_of_nothing_misses_its_bound_and_no_wait_is_none_too_long() {
    let pulse = pulse(Beats::default());
    let missed = |measure| missed(&[(measure, 0.0)], &pulse);
    assert_eq!(missed(Measure::PractitionerShare)[0].value, None);
    assert!(missed(Measure::DaysToMerge).is_empty());
}

#[test]
fn every_measure_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> =
        Measure::ALL.into_iter().map(Measure::name).collect();
    assert_eq!(names.len(), Measure::ALL.len());
}
