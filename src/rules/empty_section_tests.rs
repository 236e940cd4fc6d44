//! What counts as content, and what as nothing.

use crate::rules::testing::Library;

#[track_caller]
fn check(front: &str, body: &str, messages: &[&str]) {
    let text = format!("---\ntitle: A\n{front}---\n{body}");
    let findings = Library::own().article("kb/a.md", &text).findings("empty-section");
    let found: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(found, messages);
}

#[test]
fn comments_and_white_space_are_nothing_and_one_word_is_something() {
    let empty = ["the section `B` is empty"];
    check("", "## B\n\n \t\n## C\nx\n", &empty);
    check("", "## B\n<!-- one --> {/* two */}\n<!--\nthree -->\n## C\nx\n", &empty);
    check("", "## B\n<!-- one --> x\n## C\nx\n", &[]);
    check("", "## B\n<!-- never closed\n## C\nx\n", &[]);
    check("", "## B\n---\n## C\nx\n", &[]);
}

#[test]
fn the_last_heading_counts_and_so_does_one_before_a_higher_one() {
    check("", "## A\nx\n### B\n## C", &["the section `B` is empty", "the section `C` is empty"]);
}

#[test]
fn parts_are_content() {
    check("", "## A\n### B\nx\n", &[]);
}

#[test]
fn a_heading_that_is_a_sentence_says_enough() {
    check("", "## 5. Security looks at your form.\n\n## Wait!\n## C\nx\n", &[]);
    check("", "## And then\n", &["the section `And then` is empty"]);
}

#[test]
fn drafts_and_what_is_to_be_filled_in_may_be_empty() {
    check("status: draft\n", "## B\n", &[]);
    check("status: retired\n", "## B\n", &[]);
    check("type: template\n", "## B\n", &[]);
    check("type: guide\n", "## B\n", &["the section `B` is empty"]);
}
