//! The root is the border: on it is inside, one step further is not.

use crate::rules::testing::Library;

#[track_caller]
fn check(library: Library, destination: &str, is_found: bool) {
    let text = format!("---\ntitle: A\n---\n[x]({destination})\n");
    let library = library.article("kb/a/here.md", &text);
    assert_eq!(
        library.findings("escapes-repository").len(),
        usize::from(is_found),
        "{destination}"
    );
}

#[test]
fn the_root_is_inside_and_what_lies_above_it_is_not() {
    for inside in ["../../x.md", "../..", "../../kb/a/here.md", "#x", "/x", "https://example.org"] {
        check(Library::own(), inside, false);
    }
    for outside in ["../../../x.md", "../../..", "a/../../../../x.md", "%2e%2e/../../x.md#y"] {
        check(Library::own(), outside, true);
    }
}

#[test]
fn a_library_in_a_folder_of_a_repository_may_link_to_the_rest_of_it() {
    check(Library::own().below("docs/site/"), "../../../x.md", false);
    check(Library::own().below("docs/site/"), "../../../../x.md", false);
    check(Library::own().below("docs/site/"), "../../../../../x.md", true);
}

#[test]
fn one_fault_is_one_finding() {
    let text = "---\ntitle: A\n---\n[x](../../x.md)\n";
    let library = Library::own().article("kb/here.md", text);
    assert_eq!(library.findings("links").len(), 1);
}
