//! Nothing, and what YAML made nothing of.

use crate::domain::finding::Level;
use crate::rules::testing::Library;

#[test]
fn a_core_field_is_an_error_even_on_a_draft_and_others_are_not() {
    let text = "---\nstatus: draft\nlicense:\nowner: \"\"\n---\n";
    let findings = Library::own().article("kb/a.md", text).findings("empty-value");
    let levels: Vec<Level> = findings.iter().map(|it| it.level).collect();
    assert_eq!(levels, [Level::Error, Level::Info]);
}

#[test]
fn a_comment_with_a_space_is_a_comment() {
    let text = "---\nowner: # nobody yet\nn:\n---\n";
    Library::own().article("kb/a.md", text).says(
        "empty-value",
        "\
kb/a.md:2:1: warning[empty-value]: `owner` is empty
  help: write a value, or remove the line",
    );
}

#[test]
fn a_hole_in_a_list_is_reported_once() {
    let text = "---\nquestions: [a, \"\", \"\"]\n---\n";
    assert_eq!(Library::own().article("kb/a.md", text).findings("empty-value").len(), 1);
}
