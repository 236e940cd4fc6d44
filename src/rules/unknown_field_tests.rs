//! When a key is renamed unseen, and when not.

use crate::rules::testing::Library;

#[test]
fn a_key_is_not_renamed_to_one_that_is_there() {
    let text = "---\nlicense: MIT\nlicence: MIT\n---\n";
    let library = Library::own().article("kb/a.md", text);
    library.says(
        "unknown-field",
        "\
kb/a.md:3:1: error[unknown-field]: unknown field `licence`
  help: `license` is there already: remove this one",
    );
    assert_eq!(library.fixed("unknown-field", "kb/a.md"), text);
}

#[test]
fn two_keys_that_mean_the_same_field_are_both_left_to_their_author() {
    let text = "---\ntitl: A\ntitel: B\n---\n";
    let library = Library::own().article("kb/a.md", text);
    assert_eq!(library.fixed("unknown-field", "kb/a.md"), text);
}

#[test]
fn on_a_draft_it_is_a_warning() {
    let library = Library::own().article("kb/a.md", "---\nstatus: draft\nfoo: 1\n---\n");
    let findings = library.findings("unknown-field");
    assert_eq!(findings[0].level, crate::domain::finding::Level::Warning);
}

#[test]
fn what_git_knows_need_not_be_written() {
    let text = "---\ntitle: A\nlast_updated: 2026-01-01\n---\n";
    let found = Library::own().article("kb/a.md", text).findings("unknown-field");
    let help = found[0].help.as_deref();
    assert_eq!(help, Some("remove it: git knows when an article came and when it changed"));
}
