//! Case is the only difference that this rule knows.

use crate::rules::testing::Library;

fn library(destination: &str) -> Library {
    Library::own()
        .article("kb/a/here.md", &format!("---\ntitle: A\n---\n[x]({destination})\n"))
        .article("kb/b/Roll Back.html.md", "# B\n")
        .article("kb/b/index.md", "# B\n")
        .article("kb/c/Same.md", "# C\n")
        .article("kb/c/same.md", "# C\n")
        .other("kb/a/Form.PDF")
}

/// What `destination` is mended to; and that no other rule on links complains too.
#[track_caller]
fn check(destination: &str, mended: Option<&str>) {
    let library = library(destination);
    assert_eq!(library.findings("links").len(), usize::from(mended.is_some()), "{destination}");
    let expected = format!("---\ntitle: A\n---\n[x]({})\n", mended.unwrap_or(destination));
    assert_eq!(library.fixed("link-case", "kb/a/here.md"), expected);
}

#[test]
fn what_is_spelt_as_it_is_called_is_fine() {
    for right in ["here.md", "../b/Roll%20Back.html", "../b/", "../c/Same.md", "Form.PDF"] {
        check(right, None);
    }
}

#[test]
fn the_path_is_mended_and_query_and_fragment_stay() {
    check("Here.md", Some("here.md"));
    check("../B/roll%20back.html.md?plain=1", Some("../b/Roll%20Back.html.md?plain=1"));
    check("../B/roll%20back.HTML#X", Some("../b/Roll%20Back.html#X"));
    check("../b/ROLL%20BACK#x", Some("../b/Roll%20Back#x"));
    check("../B/", Some("../b/"));
    check("form.pdf", Some("Form.PDF"));
}

#[test]
fn a_name_that_two_files_answer_to_is_no_matter_of_case() {
    let library = library("../c/SAME.md");
    assert!(library.findings("link-case").is_empty());
    assert_eq!(library.findings("broken-link").len(), 1);
}

#[test]
fn more_than_case_is_a_broken_link() {
    assert!(library("Heer.md").findings("link-case").is_empty());
    assert_eq!(library("Heer.md").findings("broken-link").len(), 1);
}
