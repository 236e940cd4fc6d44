//! What counts as naming or linking one's own.

use crate::rules::testing::Library;
use crate::rules::testing_people::people;

#[track_caller]
fn check(body: &str, expected: &str) {
    let text = format!("---\nauthors: [ada]\n---\n{body}\n");
    let library = Library::own().people(&people()).article("kb/a.md", &text);
    let findings = library.findings("own-organisation");
    let told = findings.first().map_or("", |finding| finding.message.as_str());
    let times = told.split(", is ").nth(1).and_then(|rest| rest.split(" in ").next());
    assert_eq!(times.unwrap_or_default(), expected, "{body}");
}

#[test]
fn names_products_and_hosts_are_counted_apart_from_links() {
    check("Example Ltd sells the example desk.", "named twice");
    check("See [it](https://www.example.com/x) and https://example.com.", "linked twice");
    check(
        "Mail desk@example.com, of Example Ltd: <https://example.com>",
        "named twice and linked once",
    );
    check("Ask Ada, for example about https://example.org.", "");
}

#[test]
fn a_link_that_shows_the_name_counts_once() {
    check("[Example Desk](https://example.com/desk)", "linked once");
    check("[Example Desk](https://example.org/desk)", "named once");
    check("[the desk](https://example.com/example-desk)", "linked once");
}

#[test]
fn code_does_not_count() {
    check("`Example Desk` and `https://example.com`", "");
}
