//! Where placeholders count: prose and text of the front matter, not drafts, templates and code.

use crate::rules::testing::Library;

const RULE: &str = "placeholder-left";

#[track_caller]
fn check(library: Library, fields: &str, body: &str, expected: usize) {
    let library = library.article("kb/a.md", &format!("---\n{fields}\n---\n{body}\n"));
    assert_eq!(library.findings(RULE).len(), expected, "{fields}\n{body}");
}

#[test]
fn prose_counts_and_code_and_destinations_do_not() {
    check(Library::own(), "title: A", "The owner is TBD, says {{name}}.", 2);
    check(Library::own(), "title: A", "Write `TBD` or `{{name}}`.", 0);
    check(Library::own(), "title: A", "[x]({{name}})", 0);
    check(Library::own(), "title: A", "A {% comment %}TBD{% endcomment %} TBD", 1);
    check(Library::own(), "title: A", "A {{/* TBD */}} <%# TBD %> {% comment %} TBD", 1);
}

#[test]
fn text_of_the_front_matter_counts() {
    check(Library::own(), "title: A\nsummary: TBD", "", 1);
    check(Library::own(), "title: <your title>\nsummary: B", "", 1);
    check(Library::own(), "title: A\nsummary: Write `TBD` there", "", 0);
    check(Library::own(), "type: guide\nquestions: [Who is TBD, What is TBD]", "", 2);
    check(Library::own(), "title: A\nx-note: TBD", "", 0);
}

#[test]
fn drafts_and_templates_are_to_be_filled_in() {
    check(Library::own(), "status: draft", "TBD", 0);
    check(Library::own(), "status: active", "TBD", 1);
    check(Library::own(), "type: template", "{{name}} TBD", 0);
    check(Library::own(), "type: guide", "{{name}} TBD", 2);
}

#[test]
fn where_a_site_is_built_from_it_braces_belong_to_the_builder() {
    let foreign = || Library::foreign(&[("description", "summary")]);
    check(foreign(), "title: A", "{{ site.name }} TBD", 1);
    check(foreign(), "description: TBD", "", 1);
    check(foreign(), "other: TBD", "", 0);
}

#[test]
fn twenty_places_are_told_and_the_rest_is_counted() {
    check(Library::own(), "title: A", &"TBD ".repeat(20), 20);
    check(Library::own(), "title: A", &"TBD ".repeat(21), 21);
    let library = Library::own().article("kb/a.md", &"TBD {{x}} ".repeat(250));
    let findings = library.findings(RULE);
    assert_eq!(findings.len(), 21);
    assert_eq!(findings[20].message, "480 more placeholders from here on");
}
