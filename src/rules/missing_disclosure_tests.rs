//! Who is asked for a declaration, and who is left in peace.

use crate::rules::testing::Library;
use crate::rules::testing_people::people;

const RULE: &str = "missing-disclosure";

fn library(front: &str, body: &str) -> Library {
    let text = format!("---\n{front}\n---\n{body}\n");
    Library::own().people(&people()).article("kb/a.md", &text)
}

#[track_caller]
fn check(front: &str, body: &str, count: usize) {
    assert_eq!(library(front, body).findings(RULE).len(), count, "{front} {body}");
}

#[test]
fn only_what_is_ones_own_asks_for_a_declaration() {
    check("authors: [ada]", "Example Desk", 1);
    check("authors: [ada]", "[x](https://shop.example.com)", 1);
    check("authors: [ada]", "Another desk", 0);
    check("authors: [carl]", "Example Desk", 0);
    check("authors: [carl]\ndisclosure: {affiliation: {org: Carl Ltd}}", "By Carl Ltd.", 1);
}

#[test]
fn any_declared_interest_will_do_and_an_empty_one_will_not() {
    for interest in ["none", "employer", "anything"] {
        check(&format!("authors: [ada]\ndisclosure: {{interest: {interest}}}"), "Example Desk", 0);
    }
    check("authors: [ada]\ndisclosure: {interest: \"\"}", "Example Desk", 1);
    check("authors: [ada]\ndisclosure: {ai: none}", "Example Desk", 1);
}

#[test]
fn one_article_is_told_once_at_the_first_place() {
    library("authors: [ada]", "On <https://example.com> there is\nExample Ltd and Example Desk")
        .says(
        RULE,
        "kb/a.md:4:5: error[missing-disclosure]: `https://example.com` belongs to `Example Ltd`, \
         the organisation of the author `ada`, and no interest is declared
  help: write `disclosure: {interest: …}` with `commercial`, `employer`, `funded` or `none`",
    );
    library("authors: [ada]", "By EXAMPLE Ltd").says(
        RULE,
        "kb/a.md:4:4: error[missing-disclosure]: `Example Ltd` is the organisation of the author \
         `ada`, and no interest is declared
  help: write `disclosure: {interest: …}` with `commercial`, `employer`, `funded` or `none`",
    );
}

#[test]
fn drafts_are_warned_and_retired_articles_left_alone() {
    check("authors: [ada]\nstatus: retired", "Example Desk", 0);
    let draft = library("authors: [ada]\nstatus: draft", "Example Desk").findings(RULE);
    assert_eq!(draft[0].level.name(), "warning");
}

#[test]
fn a_tree_with_fields_of_its_own_has_nowhere_to_declare() {
    Library::foreign(&[("writer", "authors")])
        .people(&people())
        .article("a.md", "---\nwriter: ada\n---\nExample Desk\n")
        .is_fine(RULE);
}

#[test]
fn without_words_for_interests_the_help_names_the_block_alone() {
    let mut library = library("authors: [ada]", "By Example Ltd");
    let _ = library.schema.vocabularies.remove("interest");
    let findings = library.findings(RULE);
    let help = findings[0].help.as_deref();
    assert_eq!(help, Some("say under `disclosure` what the authors have at stake"));
}
