//! What numbers are read as, what becomes of them, and how they are shown.

use std::cmp::Ordering;

use super::*;

fn number(written: &str) -> Ratio {
    Ratio::read(written).unwrap_or_else(|why| panic!("{written} {why}"))
}

#[track_caller]
fn shows(number: Option<Ratio>, expected: &str) {
    assert_eq!(number.map(|it| it.to_string()).as_deref(), Some(expected));
}

#[test]
fn numbers_are_read_as_they_are_written_on_paper() {
    for (written, shown) in [
        ("640", "640"),
        (" -2.50 ", "-2.5"),
        ("−3", "-3"),
        ("+0.07", "0.07"),
        ("007", "7"),
        ("-0", "0"),
        ("-0.0", "0"),
    ] {
        shows(Ratio::read(written).ok(), shown);
    }
}

#[test]
fn what_could_be_read_in_two_ways_is_not_read_in_either() {
    for written in ["1,000", "1 000", "0,5", "1'000", "1_000", "1.000,5"] {
        assert!(Ratio::read(written).unwrap_err().contains("country"), "{written}");
    }
    for written in ["64%", "£22", "1e3", "nan", "inf", "0x10", "½", "٣", "--1", "1.2.3"] {
        let wrong = Ratio::read(written).unwrap_err();
        assert!(wrong.contains("no number"), "{written}: {wrong}");
    }
    for written in ["", " ", ".", "1.", ".5", "-", "+"] {
        assert_eq!(Ratio::read(written), Err("is no number"), "{written}");
    }
}

#[test]
fn a_number_may_have_24_characters_and_not_25() {
    shows(Ratio::read(&"9".repeat(24)).ok(), &"9".repeat(24));
    assert_eq!(Ratio::read(&"9".repeat(25)), Err("is too long for a number"));
    assert!(Ratio::read(&format!("0.{}1", "0".repeat(21))).is_ok());
    assert!(Ratio::read(&format!("0.{}1", "0".repeat(22))).is_err());
    assert!(Ratio::read(&"9".repeat(100_000)).is_err());
}

#[test]
fn a_third_times_three_is_one_and_tenths_add_up() {
    let third = number("1").over(number("3"));
    assert_eq!(third.and_then(|it| it.times(number("3"))), Some(number("1")));
    assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
    assert_eq!(number("0.3").minus(number("0.3")), Some(Ratio::ZERO));
    let fcr = number("640").over(number("900")).and_then(|it| it.times(number("100")));
    shows(fcr, "71.1111");
}

#[test]
fn nothing_is_divided_by_zero_and_nothing_wraps() {
    assert_eq!(number("1").over(Ratio::ZERO), None);
    let most = Ratio::new(i128::MAX, 1).expect("it fits");
    assert_eq!(most.plus(number("1")), None);
    assert_eq!(most.times(number("2")), None);
    let least = Ratio::new(i128::MIN, 1).expect("it fits");
    assert_eq!(least.negated(), None);
    assert_eq!(least.magnitude(), None);
    assert_eq!(Ratio::new(1, i128::MIN), None);
    assert_eq!(Ratio::new(i128::MIN, i128::MIN), None);
    shows(Ratio::new(1, i128::MAX), "0");
}

#[test]
fn rounding_is_half_away_from_zero_at_the_fourth_digit_that_counts() {
    for (above, below, shown) in [
        (1, 3, "0.3333"),
        (2, 3, "0.6667"),
        (-2, 3, "-0.6667"),
        (200_005, 100_000, "2.0001"),
        (200_004, 100_000, "2"),
        (-200_005, 100_000, "-2.0001"),
        (99_999, 100_000, "1"),
        (999_996, 1_000_000, "1"),
        (99_994, 10_000, "9.9994"),
        (9_999_999, 1_000_000, "10"),
        (1, 3_000, "0.0003333"),
        (1, 300_000_000, "0.000000003333"),
        (-1, i128::MAX, "0"),
        (5, 1, "5"),
    ] {
        shows(Ratio::new(above, below), shown);
    }
}

#[test]
fn numbers_are_in_the_order_of_the_line_even_where_products_would_not_fit() {
    for (one, two, expected) in [
        ("1", "2", Ordering::Less),
        ("-1", "1", Ordering::Less),
        ("-2", "-1", Ordering::Less),
        ("66.0", "66", Ordering::Equal),
        ("66.9", "66.89", Ordering::Greater),
        ("0.5", "0.25", Ordering::Greater),
    ] {
        assert_eq!(number(one).cmp(&number(two)), expected, "{one} and {two}");
        assert_eq!(number(two).cmp(&number(one)), expected.reverse(), "{two} and {one}");
    }
    let near = |by: i128| Ratio::new(i128::MAX - 1 - by, i128::MAX - by).expect("it fits");
    assert_eq!(near(0).cmp(&near(1)), Ordering::Greater);
    assert_eq!(near(1).cmp(&near(0)), Ordering::Less);
    assert_eq!(near(1).cmp(&near(1)), Ordering::Equal);
}
