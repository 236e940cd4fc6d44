//! Whose id an article may not have.

use crate::rules::testing::Library;

const RULE: &str = "id-reused";
const A: &str = "---\ntitle: A\n---\n";

#[test]
fn an_id_of_an_article_that_the_change_removed_is_told() {
    let library = Library::own().article("kb/y/a.md", "---\ntitle: B\n---\n").was("kb/x/a.md", A);
    library.says(
        RULE,
        "\
kb/y/a.md:1:1: error[id-reused]: the id `a` was that of `A`, which is removed
  help: give the new article another id, or bring the old one back and retire it",
    );
    let library = Library::own()
        .article("kb/y/b.md", A)
        .was("kb/x/a.md", "---\ntitle: A\naliases: [B]\n---\n");
    assert_eq!(library.findings(RULE).len(), 1);
}

#[test]
fn an_article_that_moved_keeps_its_id() {
    let library = Library::own().article("kb/y/a.md", A).was("kb/x/a.md", A);
    library.moved_from("kb/y/a.md", "kb/x/a.md").is_fine(RULE);
    Library::own().article("kb/a.md", A).was("kb/a.md", A).is_fine(RULE);
}

#[test]
fn a_former_id_of_another_article_is_told_in_every_run() {
    let other = "---\ntitle: B\naliases: [x, a]\n---\n";
    let library = || Library::own().article("kb/a.md", A).article("kb/b.md", other);
    library().says(
        RULE,
        "\
kb/a.md:1:1: error[id-reused]: the id `a` is a former id of `b`
  note: kb/b.md:3:14: kept here for those who know it
  help: give this article another id: who follows an old link means the other one",
    );
    assert!(!library().findings(RULE)[0].is_on_changed_line);
    let changed = library().was("kb/b.md", other);
    assert!(changed.findings(RULE)[0].is_on_changed_line);
}

#[test]
fn tombstones_other_words_for_a_term_and_its_own_former_ids_are_fine() {
    let tombstone = "---\nstatus: retired\nsuperseded_by: b\n---\n";
    let other = "---\naliases: [a]\n---\n";
    Library::own().article("kb/a.md", tombstone).article("kb/b.md", other).is_fine(RULE);
    let term = "---\nterm: b\naliases: [a]\n---\n";
    Library::own().article("kb/a.md", A).article("kb/b.md", term).is_fine(RULE);
    Library::own().article("kb/a.md", "---\naliases: [a]\n---\n").is_fine(RULE);
}
