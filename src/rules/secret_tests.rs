//! How secrets are told: once, in drafts too, and never in full.

use crate::domain::finding::Level;
use crate::rules::policy::Policy;
use crate::rules::testing::Library;

const RULE: &str = "secret";
/// Cut in two, so that no scanner takes it for one that works.
const TOKEN: &str = concat!("ghp_", "q7Xw2LmZ9cRt4VbN8yKd1JfGs6HpA3uEoT5i");
const MASKED: &str = "`ghp_…` is a GitHub token";

fn library(text: &str) -> Library {
    Library::own().article("kb/a.md", text)
}

#[test]
fn front_matter_code_comments_and_destinations_count_as_much_as_prose() {
    for text in [
        format!("---\nsummary: use {TOKEN}\n---\n"),
        format!("```sh\nexport TOKEN={TOKEN}\n```\n"),
        format!("<!-- {TOKEN} -->\n"),
        format!("[x](https://x.example/?token={TOKEN})\n"),
        format!("`{TOKEN}`\n"),
    ] {
        let findings = library(&text).findings(RULE);
        assert_eq!(findings.len(), 1, "{text}");
        assert_eq!(findings[0].message, MASKED);
        assert!(findings[0].is_masked);
    }
}

#[test]
fn a_draft_with_a_secret_fails_too() {
    let findings = library(&format!("---\nstatus: draft\n---\n{TOKEN}\n")).findings(RULE);
    assert_eq!(findings[0].level, Level::Error);
}

#[test]
fn one_secret_is_one_finding_however_often_it_is_written() {
    library(&format!("First {TOKEN}.\nThen {TOKEN}.\n")).says(
        RULE,
        &format!(
            "kb/a.md:1:7: error[secret]: {MASKED}\n  note: kb/a.md:2:6: and here\n  \
             help: make it void where it was issued, then write a placeholder"
        ),
    );
    let other = TOKEN.replace("q7Xw", "Z9cR");
    assert_eq!(library(&format!("{TOKEN} {other}")).findings(RULE).len(), 2);
}

#[test]
fn no_other_rule_shows_what_is_masked_and_the_line_is_not_to_be_shown() {
    let text = format!("---\nstatus: {TOKEN}\n{TOKEN}: x\ntopics: [nowhere]\n---\n");
    let findings = library(&text).findings_under(&Policy::default());
    let about = |name: &str| findings.iter().find(|it| it.rule.name == name).expect("it is told");
    for finding in &findings {
        let shown = format!("{}{:?}{:?}", finding.message, finding.help, finding.labels);
        assert!(!shown.contains(&TOKEN[..12]), "{shown}");
    }
    assert!(about("invalid-value").message.contains("`ghp_…`"));
    assert!(about("unknown-field").is_masked);
    let other = findings.iter().find(|it| it.message.contains("nowhere")).expect("it is told");
    assert!(!other.is_masked);
}

#[test]
fn rules_that_look_at_all_articles_show_nothing_either() {
    let text = format!("---\ntitle: {TOKEN}\n---\n");
    let library = Library::own().article("kb/a.md", &text).article("kb/b.md", &text);
    let findings = library.findings_under(&Policy::default());
    let about = |name: &str| findings.iter().find(|it| it.rule.name == name).expect("it is told");
    assert_eq!(about("duplicate-title").message, "the title `ghp_…` is taken");
}
