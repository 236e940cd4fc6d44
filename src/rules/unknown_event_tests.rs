//! What is listed, with or without a day, and what is not.

use jiff::civil::date;

use crate::rules::testing::Library;

#[track_caller]
fn check(library: Library, field: &str, expected: &[&str]) {
    let library = library
        .event("itil-6", Some(date(2027, 2, 1)))
        .event("iso-20000-1", None)
        .article("kb/a.md", &format!("---\n{field}\n---\n"));
    let findings = library.findings("unknown-event");
    let help: Vec<&str> = findings.iter().filter_map(|it| it.help.as_deref()).collect();
    assert_eq!(help, expected, "{field}");
}

#[test]
fn an_event_that_is_listed_is_known_even_without_its_day() {
    check(Library::own(), "depends_on: [itil-6, iso-20000-1]", &[]);
    check(Library::own(), "depends_on: itil-6", &[]);
    check(Library::own(), "depends_on: []", &[]);
    check(Library::own(), "title: x", &[]);
}

#[test]
fn one_that_is_not_is_told_with_the_nearest_or_where_to_list_it() {
    let listed = "add it to `kb/events.yaml` with its day, or remove it";
    check(
        Library::own(),
        "depends_on: [itil-6, itl-6, zebra]",
        &["did you mean `itil-6`?", listed],
    );
}

#[test]
fn in_a_foreign_tree_only_a_field_that_is_mapped_is_looked_at() {
    check(Library::foreign(&[]), "depends_on: [zebra]", &[]);
    let listed = "add it to `kb/events.yaml` with its day, or remove it";
    check(Library::foreign(&[("waits_for", "depends_on")]), "waits_for: [zebra]", &[listed]);
}
