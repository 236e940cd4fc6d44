//! Which shapes fit, and which are mended unseen.

use crate::rules::testing::Library;

#[track_caller]
fn check(line: &str, message: &str) {
    check_of("metric", line, message);
}

#[track_caller]
fn check_of(kind: &str, line: &str, message: &str) {
    let text = format!("---\ntype: {kind}\n{line}\n---\n");
    let findings = Library::own().article("kb/a.md", &text).findings("wrong-type");
    let messages: Vec<&str> = findings.iter().map(|it| &*it.message).collect();
    assert_eq!(messages.join("; "), message);
}

#[track_caller]
fn check_fixed(line: &str, fixed: &str) {
    let text = format!("---\n{line}\n---\n");
    let library = Library::own().article("kb/a.md", &text);
    assert_eq!(library.fixed("wrong-type", "kb/a.md"), format!("---\n{fixed}\n---\n"));
}

#[test]
fn numbers_are_fine_where_text_belongs() {
    check("title: 2026", "");
    check("authors: [{name: Ada}, bob]", "");
    check("benchmarks: [{n: null}]", "");
}

#[test]
fn lists_and_mappings_are_not_text() {
    check("title: {a: b}", "`title` is a mapping, not text");
    let message = "an entry of `authors` is a list, not a name, or a mapping with a `name`";
    check("authors: [[a]]", message);
    check("sources: {title: A}", "`sources` is a mapping, not a list");
}

#[test]
fn numbers_are_digits_without_quotes() {
    check_of("need", "votes: 3", "");
    check_of("need", "votes: -3", "`votes` is `-3`, not a whole number");
    check_of("need", "votes: \"3\"", "`votes` is the text `3`, not a whole number");
    check_of("case-study", "anonymised: yes", "`anonymised` is `yes`, not `true` or `false`");
}

#[test]
fn a_list_of_licences_is_left_to_the_rule_on_licences() {
    check("license: [MIT, CC0-1.0]", "");
}

#[test]
fn one_value_becomes_a_list_unless_it_could_be_several() {
    check_fixed("authors: Ada", "authors: [Ada]");
    check_fixed("authors: \"Doe, Jo\"", "authors: [\"Doe, Jo\"]");
    check_fixed("authors: Doe, Jo", "authors: Doe, Jo");
}

#[test]
fn a_source_may_be_named_by_its_id_alone_where_it_was_adapted() {
    check("derived_from: [triage, {title: Triage}]", "");
    let message = "an entry of `derived_from` is a list, not an id, a path or a mapping";
    check("derived_from: [[triage]]", message);
}
