//! Which names are the same, and which articles are the glossary.

use crate::rules::testing::Library;

fn entry(front: &str) -> String {
    format!("---\ntype: definition\n{front}\n---\n")
}

#[track_caller]
fn check(first: &str, second: &str, count: usize) {
    let library =
        Library::own().article("kb/a.md", &entry(first)).article("kb/b.md", &entry(second));
    let findings = library.findings("glossary-duplicate");
    assert_eq!(findings.len(), count, "{first} | {second}");
}

#[test]
fn terms_aliases_and_titles_share_one_space_of_names() {
    check("term: incident", "term: incident", 1);
    check("term: incident", "term: problem", 0);
    check("term: incident", "term: problem\naliases: [ticket, incident]", 1);
    check("term: incident\naliases: [fault]", "term: problem\naliases: [fault]", 1);
    check("title: Incident", "title: B\nterm: incident", 1);
    check("title: Incident\nterm: fault", "title: B\nterm: incident", 0);
    check("term: a\naliases: [b, c]", "term: b\naliases: [c]", 2);
}

#[test]
fn case_hyphens_and_white_space_tell_no_terms_apart() {
    check("term: post-incident review", "term: Post Incident  Review", 1);
    check("term: SLA", "term: sla", 1);
    check("term: SLA", "term: SLAs", 0);
}

#[test]
fn one_article_may_repeat_itself_and_retired_ones_count_no_more() {
    Library::own()
        .article("kb/a.md", &entry("term: incident\naliases: [Incident]"))
        .is_fine("glossary-duplicate");
    check("term: incident\nstatus: retired", "term: incident", 0);
    check("term: incident", "term: incident\nstatus: retired", 0);
}

#[test]
fn other_types_define_nothing() {
    let guide = "---\ntype: guide\nterm: incident\naliases: [incident]\n---\n";
    Library::own()
        .article("kb/a.md", &entry("term: incident"))
        .article("kb/b.md", guide)
        .is_fine("glossary-duplicate");
}

#[test]
fn the_draft_gives_way_and_fails_nothing() {
    Library::own()
        .article("kb/a.md", &entry("status: draft\nterm: incident"))
        .article("kb/b.md", &entry("title: B\nterm: problem\naliases: [incident]"))
        .says(
            "glossary-duplicate",
            "\
kb/a.md:4:7: warning[glossary-duplicate]: the glossary has `incident` already
  note: kb/b.md:5:11: another name here
  help: make one entry of the two, with a sense for each meaning, or remove the name",
        );
}

#[test]
fn a_foreign_tree_has_a_glossary_if_it_says_so() {
    let texts = ["---\nkind: definition\ntitle: SLA\n---\n", "---\ntype: definition\n---\n"];
    let library = |fields: &[(&str, &str)]| {
        let library = Library::foreign(fields).article("a.md", texts[0]);
        library.article("b.md", texts[0]).article("c.md", texts[1])
    };
    library(&[]).is_fine("glossary-duplicate");
    assert_eq!(library(&[("kind", "type")]).findings("glossary-duplicate").len(), 1);
}
