//! Where a figure lies beside another.

use super::*;

fn number(written: &str) -> Ratio {
    Ratio::read(written).expect("it is a number")
}

#[track_caller]
fn check(figure: &str, other: &str, expected: &str, by: Option<&str>) {
    let side = Side::of(number(figure), number(other)).expect("it fits");
    assert_eq!(side.name(), expected);
    let apart = match side {
        Side::Above(by) | Side::Below(by) => Some(by),
        Side::Same => None,
    };
    assert_eq!(apart, by.map(number));
}

#[test]
fn a_figure_is_above_below_or_the_same_by_an_exact_difference() {
    check("71.1", "66", "above", Some("5.1"));
    check("64", "64.1", "below", Some("0.1"));
    check("66", "66.0", "same", None);
    check("-1", "1", "below", Some("2"));
}

#[test]
fn a_figure_is_old_after_five_calendar_years() {
    let of = |years| Placed {
        benchmark: benchmark(&Node { span: crate::domain::text::Span::at(0), value: Value::Null }),
        side: None,
        years,
    };
    assert!(!of(None).is_old() && !of(Some(5)).is_old() && of(Some(6)).is_old());
}
