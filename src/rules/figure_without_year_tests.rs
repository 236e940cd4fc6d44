//! Which years count, and what other rules tell of them.

use crate::domain::finding::Level;
use crate::rules::policy::{Policy, find};
use crate::rules::testing::Library;

const RULE: &str = "figure-without-year";

fn library(fields: &str) -> Library {
    Library::own().article("kb/a.md", &format!("---\ntype: metric\n{fields}\n---\n"))
}

#[track_caller]
fn check(benchmark: &str, expected: Option<&str>) {
    let library = library(&format!("benchmarks:\n  - {benchmark}"));
    let messages: Vec<String> = library.findings(RULE).into_iter().map(|it| it.message).collect();
    assert_eq!(messages, Vec::from_iter(expected), "{benchmark}");
}

#[test]
fn a_figure_needs_its_year() {
    check("{value: 66, year: 2015}", None);
    check("{value: 66}", Some("the figure `66` has no year"));
    check("{value: 66, year: }", Some("the figure `66` has no year"));
    check("{source: HDI}", Some("a figure has no year"));
}

#[test]
fn a_year_is_from_1900_to_the_next() {
    check("{value: 66, year: 1899}", Some("`1899` is not the year of any figure"));
    check("{value: 66, year: 1900}", None);
    check("{value: 66, year: 2027}", None);
    check("{value: 66, year: 2028}", Some("the figure `66` is of 2028, which has not come"));
}

#[test]
fn what_another_rule_tells_is_told_once() {
    let all = |benchmark: &str| -> Vec<&str> {
        let mut policy = Policy::default();
        let names = [RULE, "unknown-field", "wrong-type", "empty-value"];
        policy.only(&names.map(|name| find(name).expect("it exists")[0]));
        let findings = library(&format!("benchmarks:\n  - {benchmark}")).findings_under(&policy);
        findings.iter().map(|finding| finding.rule.name).collect()
    };
    assert_eq!(all("{value: 66, yaer: 2015}"), ["unknown-field"]);
    assert_eq!(all("{value: 66, year: about 2015}"), ["wrong-type"]);
    assert_eq!(all("{value: 66, year: }"), [RULE]);
}

#[test]
fn drafts_are_reminded_and_foreign_trees_have_no_such_field() {
    let levels: Vec<Level> = library("status: draft\nbenchmarks:\n  - {value: 66}")
        .findings(RULE)
        .iter()
        .map(|finding| finding.level)
        .collect();
    assert_eq!(levels, [Level::Info]);
    let text = "---\nbenchmarks:\n  - {value: 66}\n---\n";
    Library::foreign(&[]).article("kb/a.md", text).is_fine(RULE);
}

#[test]
fn another_shape_is_no_figure() {
    for benchmarks in ["[]", "none", "[66, 64]", "{value: 66}"] {
        let findings = library(&format!("benchmarks: {benchmarks}")).findings(RULE);
        assert_eq!(findings.len(), 0, "{benchmarks}");
    }
}
