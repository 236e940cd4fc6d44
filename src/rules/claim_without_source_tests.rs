//! What is a claim, and what is a source near it.

use super::*;
use crate::rules::policy::{Policy, find};
use crate::rules::testing::Library;

const RULE: &str = "claim-without-source";

fn messages(kind: &str, body: &str) -> Vec<String> {
    let library = Library::own().article("kb/a.md", &format!("---\ntype: {kind}\n---\n{body}"));
    library.findings(RULE).into_iter().map(|finding| finding.message).collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(messages("metric", body), expected, "{body}");
}

#[test]
fn percentages_are_read_in_words_too() {
    check("About 70 % do.\n", &["`70 %` has no source near it"]);
    check("About 66.9% do.\n", &["`66.9%` has no source near it"]);
    check("About 70 percent do.\n", &["`70 percent` has no source near it"]);
    check("About 70 per cent do.\n", &["`70 per cent` has no source near it"]);
    check("Count the % and the percentage; `70 %` is code.\n", &[]);
}

#[test]
fn a_block_is_told_once() {
    check("70 % or 80 %.\n", &["`70 %` and another percentage have no source near them"]);
    check("7 %,\n8 %,\n9 %\n", &["`7 %` and 2 more percentages have no source near them"]);
}

#[test]
fn a_source_counts_in_the_block_and_in_its_neighbours() {
    for source in ["HDI, 2015.", "See <https://hdi.example/x>.", "Invented: an example.", "[^1]"] {
        check(&format!("70 % do. {source}\n"), &[]);
        check(&format!("{source}\n\n70 % do.\n"), &[]);
        check(&format!("70 % do.\n\n{source}\n"), &[]);
        assert_eq!(messages("metric", &format!("{source}\n\nB\n\n70 % do.\n")).len(), 1);
        assert_eq!(messages("metric", &format!("{source}\n\n## B\n\n70 % do.\n")).len(), 1);
    }
    for number in ["12015", "2115", "1899", "x2015"] {
        assert_eq!(messages("metric", &format!("70 % do. {number}\n")).len(), 1, "{number}");
    }
}

#[test]
fn only_metrics_that_are_no_drafts_make_claims() {
    assert_eq!(messages("metric", "About 70 % do.\n").len(), 1);
    assert!(messages("guide", "About 70 % do.\n").is_empty());
    assert!(messages("metric\nstatus: draft", "About 70 % do.\n").is_empty());
}

#[test]
fn it_runs_when_asked_for_and_weighs_what_was_asked_for() {
    let text = "---\ntype: metric\n---\nAbout 70 % do.\n";
    let levels = |policy: &Policy| -> Vec<Level> {
        let findings = Library::own().article("kb/a.md", text).findings_under(policy);
        findings.iter().filter(|it| it.rule.name == RULE).map(|it| it.level).collect()
    };
    let rule = find(RULE).expect("it exists")[0];
    let mut policy = Policy::default();
    assert_eq!(levels(&policy), []);
    policy.set(rule, Level::Warning);
    assert_eq!(levels(&policy), [Level::Warning]);
    policy.set(rule, Level::Info);
    assert_eq!(levels(&policy), [Level::Info]);
    let mut only = Policy::default();
    only.only(&[rule]);
    assert_eq!(levels(&only), [Level::Info]);
}
