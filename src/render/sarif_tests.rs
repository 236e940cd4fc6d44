//! SARIF: within the limits of those who take it, whatever is found.

use super::*;
use crate::domain::finding::{FixKind, Place};
use crate::domain::outcome::{Skip, Skipped};
use crate::domain::path::ArticlePath;
use crate::domain::text::Span;
use crate::render::testing::{checked, finding, findings, outcome, place};

/// The log of `findings`, and what is said of the rest.
fn log(findings: Vec<Finding>) -> (Value, Option<String>) {
    let mut out = Vec::new();
    let outcome = outcome(findings);
    let beyond = check(&mut out, &checked(&outcome)).expect("a vector takes every byte");
    assert!(out.len() < 10_000_000, "{} bytes", out.len());
    (serde_json::from_slice(&out).expect("it is JSON"), beyond)
}

fn count_of(log: &Value) -> usize {
    log["runs"][0]["results"].as_array().expect("a list").len()
}

#[test]
fn up_to_what_github_shows_nothing_is_said_and_beyond_it_is() {
    let (told, said) = log(findings(Level::Warning, SHOWN_MAX));
    assert_eq!((count_of(&told), said), (5_000, None));
    let (told, said) = log(findings(Level::Warning, SHOWN_MAX + 1));
    let expected = "GitHub shows 5000 of the 5001 results, the weightiest";
    assert_eq!((count_of(&told), said.as_deref()), (5_001, Some(expected)));
    let notification = &told["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], expected);
}

#[test]
fn no_run_has_more_results_than_github_takes() {
    let (told, said) = log(findings(Level::Warning, RESULTS_MAX + 1));
    assert!(count_of(&told) <= RESULTS_MAX);
    assert!(said.expect("some are left out").contains("of 25001 are left out, the lightest"));
    assert_eq!(beyond(25_000, 25_000).map(|said| said.contains("left out")), Some(false));
    assert_eq!(beyond(25_001, 25_000).map(|said| said.contains("1 finding of 25001")), Some(true));
}

#[test]
fn long_messages_push_the_lightest_findings_out() {
    let mut all = findings(Level::Warning, 2_000);
    for finding in &mut all {
        finding.message = "x".repeat(10_000);
    }
    all.extend(findings(Level::Error, 3));
    let (told, said) = log(all);
    assert!((800..1_000).contains(&count_of(&told)), "{}", count_of(&told));
    assert!(said.is_some());
    let levels: Vec<&Value> =
        (0..4).map(|index| &told["runs"][0]["results"][index]["level"]).collect();
    assert_eq!(levels, ["error", "error", "error", "warning"]);
}

#[test]
fn a_fix_that_takes_much_room_is_left_to_the_command() {
    let with_fix = |length: usize| {
        let mut finding = finding("bad\n", 0..3);
        let place = finding.place.clone().expect("it has a place");
        finding.replace(FixKind::Safe, "mend it", &place, "x".repeat(length));
        let (told, _) = log(vec![finding]);
        told["runs"][0]["results"][0]["fixes"].clone()
    };
    let fix = &with_fix(10)[0];
    assert_eq!(fix["description"]["text"], "mend it");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "docs/a.md");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "x".repeat(10));
    assert_eq!(change["replacements"][0]["deletedRegion"]["endColumn"], 4);
    assert_eq!(with_fix(BYTES_WITH_FIXES_MAX), Value::Null);
}

#[test]
fn a_fix_elsewhere_needs_the_text_of_its_file() {
    let fix = |text: Option<&str>, span: std::ops::Range<usize>| {
        let mut finding = finding("bad\n", 0..3);
        let path = ArticlePath::new("b.md");
        let edit = TextEdit { path, span: Span::new(span), text: String::new() };
        finding.fixes.push(Fix { says: String::new(), kind: FixKind::Safe, edits: vec![edit] });
        let texts = |_: &ArticlePath| text.map(str::to_owned);
        let outcome = outcome(vec![finding]);
        let mut out = Vec::new();
        check(&mut out, &Checked { texts: &texts, ..checked(&outcome) }).expect("it is written");
        let log: Value = serde_json::from_slice(&out).expect("it is JSON");
        let fix = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
        fix["replacements"][0]["deletedRegion"]["startLine"].clone()
    };
    assert_eq!(fix(Some("one\ntwo\n"), 4..7), 2);
    assert_eq!(fix(Some("one\n"), 4..7), Value::Null);
    assert_eq!(fix(None, 4..7), Value::Null);
}

#[test]
fn of_more_second_places_than_github_takes_the_number_is_told() {
    let with_labels = |count: usize| {
        let mut finding = finding("bad\n", 0..3);
        for _ in 0..count {
            finding.label(place("b.md", "x", 0..1), "there");
        }
        let (told, _) = log(vec![finding]);
        let result = &told["runs"][0]["results"][0];
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        (related, result["message"]["text"].as_str().expect("a text").to_owned())
    };
    assert_eq!(with_labels(999), (999, "this is bad; make it good".to_owned()));
    assert_eq!(with_labels(1_001).0, 999);
    assert!(with_labels(1_001).1.ends_with("; and 2 places more"));
}

#[test]
fn any_path_can_be_told_and_no_message_makes_a_link() {
    let mut finding = finding("bad\n", 0..3);
    finding.place = Some(Place { path: ArticlePath::new(b"caf\xe9 %#?:\n.md"), region: None });
    finding.message = "[a](https://example.org)".to_owned();
    let (told, _) = log(vec![finding]);
    let result = &told["runs"][0]["results"][0];
    let location = &result["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "docs/caf%E9%20%25%23%3F%3A%0A.md");
    assert_eq!(location["region"], json!({"startLine": 1}));
    assert_eq!(result["message"]["text"], "[a] (https://example.org); make it good");
}

#[test]
fn a_finding_about_the_library_is_told_at_its_configuration() {
    let finding = Finding { place: None, ..finding("bad\n", 0..3) };
    let (told, _) = log(vec![finding]);
    let location = &told["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "docs/kb.toml");
}

#[test]
fn a_file_that_could_not_be_read_makes_the_run_no_success() {
    let skipped = |skip| {
        let mut outcome = outcome(Vec::new());
        let path = ArticlePath::new("b.md");
        outcome.skipped.push(Skipped { path, why: "went away".to_owned(), skip });
        let mut out = Vec::new();
        check(&mut out, &checked(&outcome)).expect("it is written");
        let log: Value = serde_json::from_slice(&out).expect("it is JSON");
        log["runs"][0]["invocations"][0].clone()
    };
    let unread = skipped(Skip::Unread);
    assert_eq!(unread["executionSuccessful"], false);
    let told = &unread["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "not checked: it went away");
    let place = &told["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "docs/b.md");
    assert_eq!(skipped(Skip::TooLarge)["executionSuccessful"], true);
}
