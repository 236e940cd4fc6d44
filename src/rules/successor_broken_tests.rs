//! What a successor may be called, and what it most likely meant.

use super::SOUGHT_MAX;
use crate::rules::testing::Library;

fn retired(successor: &str) -> String {
    format!("---\nstatus: retired\nsuperseded_by: {successor}\n---\n")
}

#[track_caller]
fn check(successor: &str, count: usize) {
    let library = Library::own()
        .article("kb/change/a.md", &retired(successor))
        .article("kb/change/undo-it.md", "---\ntitle: Undo\naliases: [undo-old]\n---\n")
        .other("kb/change/sheet.pdf");
    assert_eq!(library.findings("successor-broken").len(), count, "{successor}");
}

#[test]
fn ids_former_ids_paths_and_addresses_lead_somewhere() {
    check("undo-it", 0);
    check("undo-old", 0);
    check("kb/change/undo-it.md", 0);
    check("/kb/change/undo-it.md", 0);
    check("undo-it.md", 0);
    check("../change/undo-it.md", 0);
    check("sheet.pdf", 0);
    check("https://example.org/undo", 0);
    check("none", 0);
    check("a", 0);
}

#[test]
fn anything_else_leads_nowhere() {
    check("undo", 1);
    check("kb/undo-it.md", 1);
    check("other.pdf", 1);
    check("../../../undo-it.md", 1);
    check("\"undo it\"", 1);
}

#[test]
fn the_nearest_id_is_offered_but_never_the_article_itself() {
    let library = |successor: &str| {
        Library::own()
            .article("kb/change/rollback.md", &retired(successor))
            .article("kb/change/undo-it.md", "---\ntitle: Undo\n---\n")
    };
    let near = library("undo-its").findings("successor-broken");
    assert_eq!(near[0].fixes[0].edits[0].text, "undo-it");
    library("Undo-It").says(
        "successor-broken",
        "\
kb/change/rollback.md:3:16: error[successor-broken]: there is no article `Undo-It` to go to
  help: did you mean `undo-it`?",
    );
    library("rolback").says(
        "successor-broken",
        "\
kb/change/rollback.md:3:16: error[successor-broken]: there is no article `rolback` to go to
  help: write the id of the article that takes its place, or remove `superseded_by`",
    );
}

#[test]
fn a_foreign_tree_is_held_to_it_if_it_maps_the_field() {
    let text = "---\nreplaced_by: docs/b\nsuperseded_by: docs/b\n---\n";
    Library::foreign(&[]).article("docs/a.md", text).is_fine("successor-broken");
    let mapped = || Library::foreign(&[("replaced_by", "superseded_by")]);
    mapped().article("docs/a.md", text).article("docs/b.md", "").is_fine("successor-broken");
    let broken = mapped().article("docs/a.md", text).findings("successor-broken");
    assert_eq!(broken.len(), 1);
}

#[test]
fn a_hundred_get_a_proposal_and_one_more_does_not() {
    let mut library = Library::own().article("kb/undo-it.md", "---\ntitle: Undo\n---\n");
    for number in 0..=SOUGHT_MAX {
        library = library.article(&format!("kb/old-{number:03}.md"), &retired("undo-its"));
    }
    let findings = library.findings("successor-broken");
    let offered: Vec<bool> = findings.iter().map(|it| !it.fixes.is_empty()).collect();
    assert_eq!(offered, [vec![true; SOUGHT_MAX], vec![false]].concat());
}
