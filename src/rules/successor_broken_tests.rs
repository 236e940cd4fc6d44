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

/// What is said of the successor of `a`, and what is offered.
#[track_caller]
fn check_chain(articles: &[(&str, &str)], expected: Option<(&str, Option<&str>)>) {
    let mut library = Library::own().article("kb/a.md", &retired("b"));
    for (id, text) in articles {
        library = library.article(&format!("kb/{id}.md"), text);
    }
    let findings = library.findings("successor-broken");
    let told = findings.iter().find(|it| it.article.as_ref().is_some_and(|it| it.raw() == "a"));
    let told = told.map(|it| {
        let offered = it.fixes.first().map(|fix| fix.edits[0].text.as_str());
        assert_eq!(it.level, crate::domain::finding::Level::Warning);
        (it.message.as_str(), offered)
    });
    assert_eq!(told, expected);
}

const IN_USE: &str = "---\ntitle: In use\n---\n";

#[test]
fn a_successor_in_use_is_the_end_of_the_way() {
    check_chain(&[("b", IN_USE)], None);
    let onward = "---\nsuperseded_by: c\n---\n";
    check_chain(&[("b", onward), ("c", IN_USE)], None);
}

#[test]
fn a_way_of_several_steps_is_told_with_its_end() {
    let to_c = "`b` is retired too: its readers end at `c`";
    check_chain(&[("b", &retired("c")), ("c", IN_USE)], Some((to_c, Some("c"))));
    let to_d = "`b` is retired too: its readers end at `d`";
    let steps = [("b", &*retired("c")), ("c", &*retired("kb/d.md")), ("d", IN_USE)];
    check_chain(&steps, Some((to_d, Some("d"))));
}

#[test]
fn a_way_that_ends_at_a_retired_article_is_told_and_one_with_a_fault_of_its_own_is_not() {
    let dead = "`b` is retired too, and leads to no article in use";
    check_chain(&[("b", &retired("none"))], Some((dead, None)));
    check_chain(&[("b", &retired("c")), ("c", &retired("none"))], Some((dead, None)));
    check_chain(&[("b", &retired("nobody"))], None);
    check_chain(&[("b", &retired("https://example.org/b"))], None);
    check_chain(&[("b", &retired("a"))], None);
    check_chain(&[("b", &retired("c")), ("c", &retired("b"))], None);
}

#[test]
fn a_way_of_ten_thousand_steps_is_looked_at_in_a_moment() {
    let mut library = Library::own();
    for number in 0..10_000 {
        library =
            library.article(&format!("kb/a{number}.md"), &retired(&format!("a{}", number + 1)));
    }
    // The last steps are near enough to the end that is missing, and that is told where it is.
    assert_eq!(library.findings("successor-broken").len(), 1);
}
