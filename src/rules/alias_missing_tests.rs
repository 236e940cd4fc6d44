//! Which renamed articles must answer to their former id, and how that is written.

use crate::rules::testing::Library;

const RULE: &str = "alias-missing";

fn renamed(before: &str, after: &str) -> Library {
    Library::own()
        .article("kb/new.md", after)
        .was("kb/old.md", before)
        .moved_from("kb/new.md", "kb/old.md")
}

const A: &str = "---\ntitle: A\n---\n";

#[test]
fn an_article_with_another_id_is_told_and_gets_its_old_one() {
    renamed(A, A).says(
        RULE,
        "\
kb/new.md:1:1: error[alias-missing]: it was `old`, and does not answer to that any more
  help: add `old` to `aliases`",
    );
    let fixed = |after: &str| renamed(A, after).fixed(RULE, "kb/new.md");
    assert_eq!(fixed(A), "---\ntitle: A\naliases: [old]\n---\n");
    assert_eq!(fixed("---\naliases: [x]\n---\n"), "---\naliases: [x, old]\n---\n");
    assert_eq!(fixed("---\naliases: x\n---\n"), "---\naliases: x\n---\n");
}

#[test]
fn whoever_answers_to_the_old_id_will_do() {
    for aliases in ["[old]", "[OLD]", "old"] {
        renamed(A, &format!("---\naliases: {aliases}\n---\n")).is_fine(RULE);
    }
    renamed(A, A).article("kb/b.md", "---\naliases: [old]\n---\n").is_fine(RULE);
    renamed(A, A).article("kb/x/old.md", A).is_fine(RULE);
}

#[test]
fn another_folder_and_another_case_are_no_other_id() {
    let moved =
        |now: &str| Library::own().article(now, A).was("kb/old.md", A).moved_from(now, "kb/old.md");
    moved("kb/x/old.md").is_fine(RULE);
    moved("kb/Old.md").is_fine(RULE);
    assert_eq!(moved("kb/x/olds.md").findings(RULE).len(), 1);
}

#[test]
fn a_draft_that_nobody_was_to_rely_on_may_change_its_id() {
    renamed("---\nstatus: draft\n---\n", A).is_fine(RULE);
    let findings = renamed(A, "---\nstatus: draft\n---\n").findings(RULE);
    assert_eq!(findings[0].level, crate::domain::finding::Level::Warning);
}

#[test]
fn what_did_not_move_is_not_told() {
    Library::own().article("kb/new.md", A).was("kb/old.md", A).is_fine(RULE);
    Library::own().article("kb/new.md", A).is_fine(RULE);
}
