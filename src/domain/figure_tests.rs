//! When two figures are one, and when they contradict.

use super::*;
use crate::domain::node::Entry;

fn text(text: &str) -> Node {
    let value = Value::Scalar { text: text.to_owned(), plain: true };
    Node { span: Span::at(7), value }
}

fn entry(fields: &[(&str, &str)]) -> Node {
    let entry = |(key, value): &(&str, &str)| Entry {
        key: (*key).to_owned(),
        key_span: Span::at(0),
        value: text(value),
    };
    Node { span: Span::at(0), value: Value::Mapping(fields.iter().map(entry).collect()) }
}

fn figure(value: &str) -> Figure {
    Figure { value: value.into(), span: Span::at(0), of: "".into() }
}

#[track_caller]
fn agree(one: &str, two: &str, expected: bool) {
    assert_eq!(figure(one).agrees_with(&figure(two)), expected, "{one} {two}");
    assert_eq!(figure(two).agrees_with(&figure(one)), expected, "{two} {one}");
}

#[test]
fn a_rounded_value_is_no_other_value() {
    agree("66", "66", true);
    agree("66", "66.0", true);
    agree("66", "66.4", true);
    agree("66", "66.6", false);
    agree("67", "66.6", true);
    agree("66.0", "66.4", false);
    agree("66", "64", false);
    agree("0.123456789", "0.123456788", false);
    agree("-3", "3", false);
}

#[test]
fn what_is_no_number_is_compared_as_text() {
    agree("about 60", "about 60", true);
    agree("about 60", "60", false);
    agree("inf", "inf", true);
    agree("1e308", "1e308", true);
    agree("nan", "1", false);
}

#[test]
fn only_figures_with_source_year_and_population_are_kept() {
    let whole = [("value", "66"), ("source", "HDI"), ("year", "2015"), ("population", "members")];
    let list = |fields: &[(&str, &str)]| {
        let benchmarks = Node { span: Span::at(0), value: Value::Sequence(vec![entry(fields)]) };
        Figures::read(&benchmarks, "percent", "a / b")
    };
    let kept = list(&whole).expect("it says enough");
    assert_eq!((&*kept.list[0].value, kept.list[0].span), ("66", Span::at(7)));
    for without in 0..whole.len() {
        let fields: Vec<(&str, &str)> =
            whole.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, it)| *it).collect();
        assert_eq!(list(&fields), None, "{without}");
    }
    assert_eq!(Figures::read(&text("none"), "", ""), None);
}

#[test]
fn case_and_white_space_are_no_difference_and_words_are() {
    let of = |source: &str, population: &str| {
        let fields =
            [("value", "1"), ("source", source), ("year", "2015"), ("population", population)];
        Figure::read(&entry(&fields)).expect("it says enough").of
    };
    assert_eq!(of("HDI  report", "Members"), of("hdi report", "members"));
    assert_ne!(of("HDI report", "members"), of("HDI", "report members"));
    assert_ne!(of("a\u{1f}b", "c"), of("a", "b\u{1f}c"));
}
