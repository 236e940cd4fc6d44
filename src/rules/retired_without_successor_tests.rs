//! Which articles owe a forwarding address.

use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, count: usize) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n"));
    assert_eq!(library.findings("retired-without-successor").len(), count, "{front}");
}

#[test]
fn only_retired_articles_are_asked() {
    check("status: retired", 1);
    check("status: active", 0);
    check("status: draft", 0);
    check("title: A", 0);
}

#[test]
fn a_successor_none_or_nothing_left_to_describe_is_an_answer() {
    check("status: retired\nsuperseded_by: b", 0);
    check("status: retired\nsuperseded_by: none", 0);
    check("status: retired\nretired_reason: obsolete", 0);
    check("status: retired\nretired_reason: wrong", 1);
    check("status: retired\nretired_reason: superseded", 1);
}

#[test]
fn what_another_rule_speaks_of_is_not_missing_too() {
    check("status: retired\nsuperseded_by:", 0);
    check("status: retired\nsuperseded_by: [b]", 0);
    check("status: retired\nsuperseeded_by: b", 0);
}

#[test]
fn a_foreign_tree_is_asked_if_it_maps_both_fields() {
    let text = "---\nstate: retired\n---\n";
    let fields = [("state", "status"), ("replaced_by", "superseded_by")];
    Library::foreign(&fields[..1]).article("a.md", text).is_fine("retired-without-successor");
    Library::foreign(&fields).article("a.md", text).says(
        "retired-without-successor",
        "\
a.md:2:8: warning[retired-without-successor]: retired, and no successor is named
  help: add `replaced_by` with the id of the article that takes its place, or `none` if none does",
    );
}
