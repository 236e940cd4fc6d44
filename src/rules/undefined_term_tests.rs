//! What the glossary explains, and to whom.

use crate::rules::testing::Library;

const USES: &str = "The CAB meets. Ask the CAB.\n";

#[track_caller]
fn check(definition: &str, count: usize) {
    let definition = format!("---\n{definition}\n---\n");
    let library = Library::own().article("kb/a.md", USES).article("kb/b.md", &definition);
    assert_eq!(library.findings("undefined-term").len(), count, "{definition}");
}

#[test]
fn terms_aliases_and_titles_of_definitions_explain() {
    check("type: definition\nterm: CAB", 0);
    check("type: definition\nterm: change advisory board (CAB)", 0);
    check("type: definition\nterm: change advisory board\naliases: [board, CAB]", 0);
    check("type: definition\ntitle: What a CAB is\nterm: change advisory board", 0);
    check("type: definition\nterm: CABS\naliases: [cab]", 1);
}

#[test]
fn other_types_and_retired_definitions_explain_nothing() {
    check("type: guide\ntitle: The CAB", 1);
    check("type: definition\nstatus: retired\nterm: CAB", 1);
    check("type: definition\nstatus: draft\nterm: CAB", 0);
}

#[test]
fn retired_articles_are_not_asked() {
    let retired = format!("---\nstatus: retired\n---\n{USES}");
    Library::own().article("kb/a.md", &retired).is_fine("undefined-term");
    let draft = format!("---\nstatus: draft\n---\n{USES}");
    assert_eq!(Library::own().article("kb/a.md", &draft).findings("undefined-term").len(), 1);
}
