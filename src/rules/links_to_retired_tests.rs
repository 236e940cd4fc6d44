//! Which links to retired articles are told, and what is offered.

use crate::rules::testing::Library;

fn retired(title: &str, successor: &str) -> String {
    let end = "retired_on: 2026-05-01\n---\n## Steps\n";
    format!("---\ntitle: {title}\nstatus: retired\nsuperseded_by: {successor}\n{end}")
}

/// `old`, then `newer`, then `newest`, and two that lead in a circle.
fn library(link: &str) -> Library {
    Library::own()
        .article("kb/a.md", &format!("See [it]({link}).\n"))
        .article("kb/x/old.md", &retired("Old", "newer"))
        .article("kb/newer.md", &retired("Newer", "newest"))
        .article("kb/x/newest.md", "---\ntitle: Newest\n---\n[before](old.md)\n## Steps\n")
        .article("kb/one.md", &retired("One", "other"))
        .article("kb/other.md", &retired("Other", "one"))
        .article("kb/lost.md", &retired("Lost", "nobody"))
}

/// What is offered for `link`, for each finding.
fn offered(link: &str) -> Vec<Option<String>> {
    let findings = library(link).findings("links-to-retired");
    let fixes = findings.iter().map(|finding| finding.fixes.first());
    fixes.map(|fix| fix.map(|fix| fix.edits[0].text.clone())).collect()
}

#[test]
fn the_last_successor_is_offered() {
    let newest = [Some("x/newest.md".to_owned())];
    assert_eq!(offered("x/old.md"), newest);
    assert_eq!(offered("newer"), newest);
    assert_eq!(offered("x/newest.md"), []);
}

#[test]
fn a_fragment_goes_along_where_the_successor_has_the_heading() {
    assert_eq!(offered("x/old.md#steps"), [Some("x/newest.md#steps".to_owned())]);
    assert_eq!(offered("x/old.md#gone"), [Some("x/newest.md".to_owned())]);
}

#[test]
fn nothing_is_offered_where_nothing_in_use_took_the_place() {
    assert_eq!(offered("one.md"), [None]);
    assert_eq!(offered("lost.md"), [None]);
}

#[test]
fn retired_articles_and_successors_may_name_what_was_before() {
    let library = library("a.md").article("kb/old2.md", &retired("Old 2", "newer"));
    library.is_fine("links-to-retired");
    let text = format!("{}[it](x/old.md)\n", retired("B", "newer"));
    library.article("kb/b.md", &text).is_fine("links-to-retired");
}

#[test]
fn successors_go_by_former_ids_and_paths_too() {
    let library = |successor: &str| {
        Library::own()
            .article("kb/a.md", "See [it](x/old.md).\n")
            .article("kb/index.md", "- [Old](x/old)\n")
            .article("kb/x/old.md", &retired("Old", successor))
            .article("kb/x/new.md", "---\ntitle: New\naliases: [newish]\n---\n")
    };
    for successor in ["new", "newish", "kb/x/new.md", "new.md"] {
        let findings = library(successor).findings("links-to-retired");
        let offered: Vec<&str> =
            findings.iter().map(|finding| &*finding.fixes[0].edits[0].text).collect();
        assert_eq!(offered, ["x/new.md", "x/new.md"], "{successor}");
    }
}

#[test]
fn a_link_of_a_foreign_tree_leaves_out_again_what_it_left_out() {
    let old = "---\nstatus: retired\nreplaced_by: docs/x/new\n---\n";
    let offered = |link: &str| {
        let library = Library::foreign(&[("replaced_by", "superseded_by")])
            .article("docs/a.html.md", &format!("See [it]({link}).\n"))
            .article("docs/old.html.md", old)
            .article("docs/x/new.html.md", "---\ntitle: New\n---\n");
        let findings = library.findings("links-to-retired");
        findings[0].fixes[0].edits[0].text.clone()
    };
    assert_eq!(offered("old.html"), "x/new.html");
    assert_eq!(offered("old"), "x/new");
    assert_eq!(offered("old.html.md"), "x/new.html.md");
    // What is served as a folder is called by its page.
    assert_eq!(offered("../old"), "x/new.html");
}
