//! When a formula is told to be none.

use crate::rules::testing::Library;

const RULE: &str = "formula-invalid";

#[track_caller]
fn check(formula: &str, rest: &str, expected: Option<&str>) {
    let text = format!("---\ntype: metric\nformula: {formula}\n{rest}\n---\n");
    let library = Library::own().article("kb/a.md", &text);
    let messages: Vec<String> = library.findings(RULE).into_iter().map(|it| it.message).collect();
    assert_eq!(messages, Vec::from_iter(expected), "{formula}");
}

const INPUTS: &str = "inputs: {a: what, b: {what: else, unit: tickets}}";

#[test]
fn a_formula_that_can_be_computed_is_fine() {
    check("a / b * 100", INPUTS, None);
    check("\"min(a, b)\"", INPUTS, None);
    check("42", "", None);
    check("''", INPUTS, None);
}

#[test]
fn what_cannot_be_read_is_told() {
    let told = "the formula cannot be read: `of` stands where an operator belongs";
    check("a of b", INPUTS, Some(told));
    let told =
        "the formula cannot be read: there is no function `median`; there are `min` and `max`";
    check("median(a)", INPUTS, Some(told));
    let told = "the formula cannot be read: it ends where a number or a name belongs";
    check("a +", INPUTS, Some(told));
    let told = "the formula cannot be read: it is longer than 1000 bytes";
    check(&format!("a{}", "+a".repeat(500)), INPUTS, Some(told));
}

#[test]
fn every_name_has_to_be_among_the_inputs() {
    check("a / c", INPUTS, Some("`inputs` does not say what `c` counts"));
    check("c / d", INPUTS, Some("`inputs` does not say what `c`, `d` count"));
    check("a / b", "", Some("`inputs` does not say what `a`, `b` count"));
}

#[test]
fn the_place_is_the_character_that_is_wrong() {
    let column = |formula: &str| {
        let text = format!("---\ntype: metric\nformula: {formula}\n{INPUTS}\n---\n");
        let found = Library::own().article("kb/a.md", &text).findings(RULE);
        let region = found[0].place.as_ref().and_then(|place| place.region).expect("a place");
        (region.start.line, region.start.column, region.end.column)
    };
    assert_eq!(column("a % b"), (3, 12, 13));
    assert_eq!(column("'a % b'"), (3, 13, 14));
    assert_eq!(column("a +"), (3, 10, 13));
}

#[test]
fn drafts_are_told_softly_and_retired_articles_not_at_all() {
    check("a of b", &format!("status: retired\n{INPUTS}"), None);
    let text = format!("---\ntype: metric\nstatus: draft\nformula: a of b\n{INPUTS}\n---\n");
    let found = Library::own().article("kb/a.md", &text).findings(RULE);
    assert_eq!(found[0].level, crate::domain::finding::Level::Info);
}
