//! Moved lines keep their identity; different faults have different ones.

use std::collections::BTreeSet;

use super::*;
use crate::rules::testing::Library;

fn fingerprints(text: &str) -> Vec<String> {
    let mut findings = Library::own().article("kb/a.md", text).findings("unknown-field");
    fingerprint(&mut findings);
    findings.into_iter().map(|finding| finding.fingerprint).collect()
}

#[test]
fn a_moved_line_keeps_its_identity() {
    let before = fingerprints("---\nfoo: 1\n---\n");
    let after = fingerprints("---\ntitle: A\n\nfoo: 2\n---\n");
    assert_eq!(before, after);
    assert!(before[0].len() == 16 && before[0].bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[test]
fn equal_faults_are_numbered_in_the_order_of_their_places() {
    let text = "---\nsources: [{foo: 1}, {foo: 2}]\n---\n";
    let found = fingerprints(text);
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(fingerprints("---\nsources: [{foo: 1}]\n---\n")[0], found[0]);
}

#[test]
fn findings_are_sorted_by_place_and_those_of_the_library_come_last() {
    let library = Library::foreign(&[("reviewed", "review.on")])
        .article("b.md", "---\nreviewed: soon\n---\n")
        .article("a.md", "---\nreviewed: soon\n---\n");
    let findings = library.findings_under(&crate::rules::policy::Policy::default());
    let paths: Vec<_> = findings
        .iter()
        .map(|finding| finding.place.as_ref().map(|place| place.path.lossy()))
        .collect();
    assert_eq!(paths, [Some("a.md".to_owned()), Some("b.md".to_owned()), None]);
}
