//! When the unit of a formula is told, and when nothing can be said.

use crate::rules::testing::Library;

const RULE: &str = "formula-unit";

#[track_caller]
fn check(formula: &str, unit: &str, inputs: &str, expected: Option<&str>) {
    let text =
        format!("---\ntype: metric\nformula: {formula}\nunit: {unit}\ninputs: {{{inputs}}}\n---\n");
    let library = Library::own().article("kb/a.md", &text);
    let messages: Vec<String> = library.findings(RULE).into_iter().map(|it| it.message).collect();
    assert_eq!(messages, Vec::from_iter(expected), "{formula} in {unit}");
}

const TICKETS: &str = "a: {unit: tickets}, b: {unit: tickets}, t: {what: work, unit: minutes}";

#[test]
fn a_share_is_no_percentage_until_it_is_multiplied() {
    let told = "the formula comes out in `a ratio`, and `unit` says `percent`";
    check("a / b", "percent", TICKETS, Some(told));
    check("a / b * 100", "percent", TICKETS, None);
    check("a / b", "ratio", TICKETS, None);
}

#[test]
fn one_thing_per_another_is_held_against_the_unit() {
    let told = "the formula comes out in `minute per ticket`, and `unit` says `hours per ticket`";
    check("t / b", "minutes per ticket", TICKETS, None);
    check("t / b", "hours per ticket", TICKETS, Some(told));
    check("a + t", "tickets", TICKETS, Some("the formula adds or compares `ticket` and `minute`"));
}

#[test]
fn nothing_is_said_where_an_input_has_no_unit_or_the_formula_cannot_be_read() {
    check("a / b", "percent", "a: {unit: tickets}, b: all of them", None);
    check("a / b", "percent", "a: {unit: tickets}", None);
    check("a of b", "percent", TICKETS, None);
    check("a / b", "''", TICKETS, None);
    check("'a / b'", "[x]", TICKETS, None);
}

#[test]
fn retired_articles_and_those_without_formula_are_left_alone() {
    let text = "---\ntype: metric\nstatus: retired\nformula: a\nunit: percent\n\
                inputs: {a: {unit: x}}\n---\n";
    assert!(Library::own().article("kb/a.md", text).findings(RULE).is_empty());
    let text = "---\ntype: metric\nunit: percent\n---\n";
    assert!(Library::own().article("kb/a.md", text).findings(RULE).is_empty());
}
