//! Whom a list of people knows, and when there is no such list.

use crate::domain::people::Party;
use crate::rules::testing::Library;

fn party(name: &str) -> Party {
    Party { name: name.to_owned(), ..Party::default() }
}

#[track_caller]
fn check(library: Library, front: &str, help: Option<&str>) {
    let people = [("ada", party("Ada Example")), ("web-team", party("Web team"))];
    let library = library.people(&people).article("kb/a.md", &format!("---\n{front}\n---\n"));
    let findings = library.findings("orphaned-owner");
    assert_eq!(findings.first().and_then(|it| it.help.as_deref()), help, "{front}");
}

const ADD: &str = "name in `owner` who looks after it now, or add them to `kb/people.yaml`";

#[test]
fn who_is_known_by_id_or_name_is_no_orphan() {
    for owner in ["ada", "Ada Example", "web-team", "WEB team"] {
        check(Library::own(), &format!("owner: {owner}"), None);
    }
    check(Library::own(), "title: x", None);
    check(Library::own(), "owner: bob", Some(ADD));
    check(Library::own(), "owner: web-taem", Some("did you mean `web-team`?"));
}

#[test]
fn a_file_of_one_or_none_is_no_list_of_owners() {
    let text = "---\nowner: bob\n---\n";
    Library::own().article("kb/a.md", text).is_fine("orphaned-owner");
    let one = Library::own().people(&[("ada", party("Ada Example"))]);
    one.article("kb/a.md", text).is_fine("orphaned-owner");
}

#[test]
fn drafts_and_what_is_retired_are_left_alone() {
    check(Library::own(), "owner: bob\nstatus: draft", None);
    check(Library::own(), "owner: bob\nstatus: retired", None);
}

#[test]
fn in_a_foreign_tree_only_a_field_that_is_mapped_is_looked_at() {
    check(Library::foreign(&[]), "owner: bob", None);
    let mapped = "name in `team` who looks after it now, or add them to `kb/people.yaml`";
    check(Library::foreign(&[("team", "owner")]), "team: bob", Some(mapped));
}
