//! Who may review what, and where nobody is asked.

use crate::domain::people::Party;
use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, count: usize) {
    let library = Library::own().article("kb/a.md", &format!("---\n{front}\n---\n"));
    assert_eq!(library.findings("author-is-only-reviewer").len(), count, "{front}");
}

#[test]
fn one_reviewer_who_did_not_write_it_is_enough() {
    check("authors: [ada]\nreview: {on: 2026-11-10, by: [ada]}", 1);
    check("authors: [ada]\nreview: {on: 2026-11-10, by: [ada, bob]}", 0);
    check("authors: [ada, bob]\nreview: {on: 2026-11-10, by: [bob, ada]}", 1);
    check("authors: [ada, bob]\nreview: {on: 2026-11-10, by: [bob]}", 1);
    check("authors: [ada]\nreview: {on: 2026-11-10, by: bob}", 0);
}

#[test]
fn names_are_the_same_whatever_their_case_and_blanks_and_in_place_too() {
    check("authors: [Ada Example]\nreview: {on: 2026-11-10, by: [ada  example]}", 1);
    check("authors:\n  - {name: Ada Example}\nreview: {on: 2026-11-10, by: [Ada Example]}", 1);
    check("authors: [Ada Example]\nreview: {on: 2026-11-10, by: [Ada Exemplar]}", 0);
}

#[test]
fn one_person_goes_by_id_name_and_alias() {
    let told = |authors: &str, by: &str| {
        let name = "Ann Smith".to_owned();
        let ann = Party { name, aliases: vec!["A. Smith".to_owned()], ..Party::default() };
        let text =
            format!("---\nauthors: [{authors}]\nreview: {{on: 2026-11-10, by: [{by}]}}\n---\n");
        let library = Library::own().people(&[("asmith", ann)]).article("kb/a.md", &text);
        library.findings("author-is-only-reviewer").len()
    };
    assert_eq!(told("asmith", "Ann Smith"), 1);
    assert_eq!(told("Ann Smith", "asmith"), 1);
    assert_eq!(told("A. Smith", "asmith"), 1);
    assert_eq!(told("asmith", "Ann Smythe"), 0);
    assert_eq!(told("asmith", "'A. Smith', Bo Doe"), 0);
}

#[test]
fn what_is_not_reviewed_or_not_offered_is_not_told() {
    check("authors: [ada]\nreview: {by: [ada]}", 0);
    check("authors: [ada]\nreview: {on: 2026-11-10}", 0);
    check("authors: [ada]\nstatus: draft\nreview: {on: 2026-11-10, by: [ada]}", 0);
    check("authors: [ada]\nstatus: retired\nreview: {on: 2026-11-10, by: [ada]}", 0);
    check("review: {on: 2026-11-10, by: [ada]}", 0);
}

#[test]
fn up_to_five_names_are_told_and_more_are_counted() {
    let told = |count: usize| {
        let names: Vec<String> = (1..=count).map(|number| format!("p{number}")).collect();
        let names = names.join(", ");
        let text =
            format!("---\nauthors: [{names}]\nreview: {{on: 2026-11-10, by: [{names}]}}\n---\n");
        let library = Library::own().article("kb/a.md", &text);
        library.findings("author-is-only-reviewer")[0].message.clone()
    };
    assert_eq!(told(5), "`p1`, `p2`, `p3`, `p4` and `p5` are authors, and the only reviewers");
    assert_eq!(told(6), "all 6 reviewers are authors");
}

#[test]
fn a_foreign_tree_is_asked_if_it_maps_both_fields() {
    let text = "---\nwriter: ada\nchecker: ada\nlast: 2026-11-10\n---\n";
    let fields = [("last", "review.on"), ("checker", "review.by"), ("writer", "authors")];
    Library::foreign(&fields[..2]).article("a.md", text).is_fine("author-is-only-reviewer");
    Library::foreign(&fields).article("a.md", text).says(
        "author-is-only-reviewer",
        "\
a.md:3:10: warning[author-is-only-reviewer]: `ada` is an author, and the only reviewer
  note: a.md:2:9: written by
  help: ask somebody who did not write it, and add them to `checker`",
    );
}
