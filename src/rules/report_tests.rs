//! How many findings of one rule are told of one file.

use super::*;
use crate::rules::RULES;

fn told(files: &[(&str, usize)]) -> Vec<(String, String)> {
    let mut findings = Vec::new();
    let mut report = Report::new(RULES[0], &mut findings);
    for (path, count) in files {
        for number in 0..*count {
            report.file(&ArticlePath::new(path), format!("fault {number}")).help("mend it");
        }
    }
    drop(report);
    let told = |finding: Finding| {
        let place = finding.place.expect("every one is about a file");
        (place.path.lossy(), finding.message)
    };
    findings.into_iter().map(told).collect()
}

#[test]
fn a_thousand_are_told_and_one_more_is_counted() {
    assert_eq!(told(&[("a.md", TOLD_MAX)]).len(), TOLD_MAX);
    let told = told(&[("a.md", TOLD_MAX + 1)]);
    assert_eq!(told.len(), TOLD_MAX + 1);
    let last = told.last().expect("there are many");
    assert_eq!(last.1, "and 1 more of the same in this file");
}

#[test]
fn every_file_is_counted_for_itself() {
    let told = told(&[("a.md", TOLD_MAX + 5), ("b.md", 2), ("c.md", TOLD_MAX + 7)]);
    let counted: Vec<_> = told.iter().filter(|(_, message)| message.starts_with("and ")).collect();
    assert_eq!(counted.len(), 2);
    assert_eq!((counted[0].0.as_str(), counted[1].0.as_str()), ("a.md", "c.md"));
    assert!(counted[1].1.starts_with("and 7 more"));
    assert_eq!(told.len(), 2 * TOLD_MAX + 2 + 2);
}
