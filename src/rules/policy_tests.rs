//! What runs, and how much it weighs.

use super::*;
use crate::rules::testing::Library;

fn rule(name: &str) -> &'static Rule {
    find(name).expect("tests name rules that exist")[0]
}

#[test]
fn a_rule_is_found_by_code_name_and_family() {
    assert_eq!(rule("KB201").meta.name, "unknown-license");
    assert_eq!(rule("kb201").meta.name, "unknown-license");
    assert_eq!(rule("unknown-license").meta.code, "KB201");
    let links = find("links").expect("it is a family");
    assert!(links.iter().all(|rule| rule.meta.code.starts_with("KB4")));
}

#[test]
fn a_misspelt_rule_has_a_suggestion() {
    assert_eq!(find("unknown-licence").err(), Some(Some("unknown-license")));
    assert_eq!(find("zzzzzzzz").err(), Some(None));
    let written = [("broken-lnk".to_owned(), Level::Off)];
    let unknown = Policy::read(&written).expect_err("no rule has this name");
    assert_eq!(unknown.nearest, Some("broken-link"));
}

#[test]
fn a_rule_that_is_named_wins_over_its_family() {
    let written = [("broken-link".to_owned(), Level::Error), ("links".to_owned(), Level::Off)];
    let policy = Policy::read(&written).expect("both names exist");
    let settings = Settings::unconfigured("test");
    assert!(policy.runs(rule("broken-link"), &settings));
    assert!(!policy.runs(rule("broken-anchor"), &settings));
}

#[test]
fn without_configuration_only_files_and_links_are_checked_unless_asked() {
    let settings = Settings::unconfigured("test");
    let mut policy = Policy::default();
    assert!(policy.runs(rule("not-utf8"), &settings));
    assert!(policy.runs(rule("broken-link"), &settings));
    assert!(!policy.runs(rule("missing-field"), &settings));
    assert!(policy.holds_back(&settings));
    policy.set(rule("invalid-date"), Level::Error);
    assert!(policy.runs(rule("invalid-date"), &settings));
}

#[test]
fn a_level_that_was_asked_for_holds_but_wakes_nothing_that_is_off() {
    let mut policy = Policy::default();
    policy.set(rule("review-missing"), Level::Error);
    policy.set(rule("missing-field"), Level::Off);
    policy.set(rule("required-section"), Level::Off);
    let active = Library::own().article("kb/a.md", "---\ntype: guide\n---\n");
    let levels: Vec<Level> = active.findings_under(&policy).iter().map(|it| it.level).collect();
    assert_eq!(levels, [Level::Error]);
    let draft = Library::own().article("kb/a.md", "---\ntype: guide\nstatus: draft\n---\n");
    assert!(draft.findings_under(&policy).is_empty());
}
