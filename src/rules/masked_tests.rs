//! What of a value is shown, and what lies beside it.

use super::*;
use crate::domain::finding::Level;
use crate::domain::text::Lines;
use crate::rules::RULES;
use crate::rules::report::Report;

#[test]
fn four_characters_are_shown_whatever_a_character_is() {
    assert_eq!(mask("jane@corp.com"), "jane…");
    assert_eq!(mask("ünïcödé"), "ünïc…");
    assert_eq!(mask("+\u{1b}[2J"), "+[2…");
    assert_eq!(mask(""), "…");
}

#[track_caller]
fn check_hidden(text: &str, expected: &str) {
    let starts = AhoCorasick::new(["jane.doe@cor", "8.8.4.4"]).expect("two words");
    let mut hidden = text.to_owned();
    hide(&starts, &mut hidden);
    assert_eq!(hidden, expected);
}

#[test]
fn a_value_is_hidden_to_the_end_of_its_quotation() {
    check_hidden("`jane.doe@corp.com` is no id", "`jane…` is no id");
    check_hidden("`jane.doe@cor…` and `8.8.4.4`", "`jane…` and `8.8.…`");
    check_hidden("jane.doe@corp.com", "jane…");
    check_hidden("`jane.roe@corp.com`", "`jane.roe@corp.com`");
}

fn region(text: &str, needle: &str) -> Region {
    let start = text.find(needle).expect("it is there");
    Lines::new(text.as_bytes()).region(Span::new(start..start + needle.len()))
}

#[test]
fn what_shares_a_line_with_a_masked_finding_is_masked_too() {
    let text = "a\nb c\nd\n";
    let mut findings = Vec::new();
    let mut report = Report::new(RULES[0], &mut findings);
    for (path, needle) in
        [("1.md", "a"), ("1.md", "b"), ("1.md", "c"), ("1.md", "d"), ("2.md", "b")]
    {
        let found = report.file(&ArticlePath::new(path), needle);
        let region = Some(region(text, needle));
        found.place = Some(Place { path: ArticlePath::new(path), region });
        found.level = Level::Error;
    }
    drop(report);
    findings[2].mask();
    keep(&mut findings, &|_| None);
    let masked: Vec<bool> = findings.iter().map(|finding| finding.is_masked).collect();
    assert_eq!(masked, [false, true, true, false, false]);
}

#[test]
fn a_line_that_is_shown_between_two_places_is_masked_too() {
    let text = "a\nb\nc\nd\ne\n";
    let is_masked = |first: &str, second: Option<&str>| {
        let place = |needle: &str| Place {
            path: ArticlePath::new("1.md"),
            region: Some(region(text, needle)),
        };
        let mut findings = Vec::new();
        let mut report = Report::new(RULES[0], &mut findings);
        for (at, label) in [(first, second), ("b", None)] {
            let found = report.file(&ArticlePath::new("1.md"), at);
            found.place = Some(place(at));
            label.map(|label| found.label(place(label), "there"));
        }
        drop(report);
        findings[1].mask();
        keep(&mut findings, &|_| None);
        findings[0].is_masked
    };
    assert!(is_masked("a", Some("c")));
    assert!(is_masked("e", Some("c")));
    assert!(is_masked("e", Some("b")));
    assert!(!is_masked("a", None));
    assert!(!is_masked("e", Some("d")));
}
