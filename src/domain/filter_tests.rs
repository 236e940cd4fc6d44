//! What a value is held against.

use super::*;

#[track_caller]
fn check(typed: &str, means: &[&str], but_not: &[&str]) {
    let choice = Choice::of(typed, false);
    for value in means {
        assert!(choice.means(&fold(value)), "{typed} is {value}");
    }
    for value in but_not {
        assert!(!choice.means(&fold(value)), "{typed} is no {value}");
    }
}

#[test]
fn case_and_what_separates_words_make_no_difference() {
    check("Service  Level", &["service-level", "service_level", "SERVICE LEVEL"], &["service"]);
    check("CC BY 4.0", &["CC-BY-4.0"], &["CC-BY-SA-4.0"]);
    check("a", &["A"], &["", "aa"]);
}

#[test]
fn both_ends_of_a_range_are_in_it() {
    check("2026-01-05..2026-02-01", &["2026-01-05", "2026-02-01"], &["2026-01-04", "2026-02-02"]);
    check("2026-01..2026-02", &["2026-01-01", "2026-02-28"], &["2025-12-31", "2026-03-01"]);
    check("..2026", &["0001-01-01", "2026-12-31"], &["2027-01-01"]);
    check("2026..", &["2026-01-01", "9999-12-31"], &["2025-12-31"]);
    check("b..d", &["b", "c", "dz"], &["a", "e"]);
    check("..", &["anything", "1", ""], &[]);
}

#[test]
fn a_year_and_a_month_stand_for_their_days_and_quoted_ones_for_themselves() {
    check("2026", &["2026-01-01", "2026", "2026-12-31"], &["2025-12-31", "2027", "20260"]);
    check("2026-02", &["2026-02-01", "2026-02"], &["2026-03-01", "2026-01-31"]);
    check("2026-02-01", &["2026-02-01"], &["2026-02-02"]);
    assert_eq!(Choice::of("2026", true), Choice::Value("2026".into()));
    assert_eq!(Choice::of("a..b", true), Choice::Value("a..b".into()));
}

#[test]
fn numbers_are_compared_as_numbers() {
    check("..300", &["9", "300", "-1", "299.5"], &["301", "1000"]);
    check("5..10", &["5", "7", "10"], &["4", "11", "50"]);
    check("5..x", &["9"], &["10", "4"]);
    check("1e400..", &["2"], &["1"]);
}
