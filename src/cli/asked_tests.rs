//! What is left of a query once its filters are taken out.

use super::*;

#[test]
fn text_is_left_without_its_filters() {
    assert_eq!(without("a type:x NOT b", &[2..8, 9..12]), "a     b");
    assert_eq!(without("a:b c:d", &[0..3, 4..7]), "");
    assert_eq!(without("NOT é:x “b”", &[0..3, 4..8]), "“b”");
    assert_eq!(without("", &[]), "");
}

#[test]
fn days_months_and_years_are_parts_of_days_by_their_form() {
    for text in ["2026", "2026-01", "2026-01-31", "9999-12-31"] {
        assert!(is_part_of_day(text), "{text}");
    }
    for text in
        ["", "26", "2026-", "2026-1", "2026-13", "9999-99-99", "2026-01-31-01", "soon", "2026/01"]
    {
        assert!(!is_part_of_day(text), "{text}");
    }
}

#[test]
fn values_of_one_field_come_together_and_presence_and_refusals_stand_alone() {
    let filter = |key: &str, choice: Choice, is_excluded| Filter {
        written: key.to_owned(),
        subject: Subject::Field(vec![key.to_owned()]),
        choices: vec![choice],
        is_excluded,
    };
    let value = |text: &str| Choice::Value(text.to_owned());
    let mut filters = Vec::new();
    add(&mut filters, filter("a", value("x"), false));
    add(&mut filters, filter("a", Choice::Any, false));
    add(&mut filters, filter("a", value("y"), true));
    add(&mut filters, filter("a", value("z"), false));
    add(&mut filters, filter("b", value("z"), false));
    let choices: Vec<usize> = filters.iter().map(|filter| filter.choices.len()).collect();
    assert_eq!(choices, [2, 1, 1, 1]);
    assert_eq!(filters[0].written, "a a");
}
