//! Titles as people write them, and templates as libraries have them.

use super::*;
use crate::parse::schema::common;

fn blanks(title: &str) -> Blanks<'_> {
    Blanks {
        title,
        author: "Ada Example",
        license: "CC-BY-4.0",
        topic: Some("incident"),
        summary: "In short.",
    }
}

#[track_caller]
fn check_title(title: &str, expected: &str) {
    let filled = fill("---\ntitle: \"{{title}}\"\n---\n", &blanks(title));
    assert_eq!(filled, format!("---\ntitle: {expected}\n---\n"));
}

#[test]
fn a_title_is_quoted_where_yaml_would_read_something_else() {
    check_title("Roll back a release", "Roll back a release");
    check_title("Incident: major", "\"Incident: major\"");
    check_title("100 % of \"SLA\"", "\"100 % of \\\"SLA\\\"\"");
    check_title("no", "\"no\"");
    check_title("2026-01-01", "\"2026-01-01\"");
    check_title("What's next?", "\"What's next?\"");
    check_title("a: {{author}}", "\"a: {{author}}\"");
}

#[test]
fn an_unknown_topic_becomes_a_comment_and_the_licence_is_the_librarys() {
    let template =
        "---\nlicense: CC-BY-4.0\ntopics: [\"{{topic}}\"]\n---\n\n# {{title}} {{other}}\n";
    let unknown = Blanks { topic: None, license: "MIT", ..blanks("A: b") };
    assert_eq!(
        fill(template, &unknown),
        "---\nlicense: MIT\n# topics: []\n---\n\n# A: b {{other}}\n"
    );
    let known = fill(template, &blanks("A"));
    assert!(known.contains("\ntopics: [incident]\n"), "{known}");
}

#[test]
fn a_template_is_made_of_what_a_type_requires() {
    let schema = common();
    let text = fill(&template_of(&schema.types["definition"]), &blanks("Major incident"));
    assert_eq!(
        text,
        "---\ntitle: Major incident\ntype: definition\nsummary: In short.\n\
         authors: [Ada Example]\nlicense: CC-BY-4.0\ntopics: [incident]\nstatus: draft\n\
         # term: The term.\n# senses: What it means, to whom.\n---\n\n## In practice\n\n\
         ## Example and counter-example\n"
    );
}

#[track_caller]
fn check_id(title: &str, expected: &str) {
    assert_eq!(id_of_title(title), expected);
}

#[test]
fn an_id_is_what_a_title_says_in_plain_letters() {
    check_id("When is it OK to stop the clock?", "when-is-it-ok-to-stop-the-clock");
    check_id("What's a PIR -- really?", "whats-a-pir-really");
    check_id("  ", "");
    check_id("障害", "");
    check_id(&"x".repeat(60), &"x".repeat(48));
    check_id(&"word ".repeat(20), "word-word-word-word-word-word-word-word-word");
}
