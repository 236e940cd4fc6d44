//! `JUnit` XML: an error is a failed test, whatever weighs less is a skipped one.
//!
//! After <https://github.com/testmoapp/junitxml>. Reports are compared by suite, class and name,
//! so names hold no places: lines move.

use std::collections::HashMap;
use std::io::{self, Write};

use super::checked::Checked;
use super::count;
use crate::domain::finding::{Finding, Level};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

/// A test that did not pass.
struct Case {
    name: String,
    line: u32,
    /// The element that says why, and of what type.
    verdict: Verdict,
    says: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Failure,
    Skipped,
    Error,
}

/// Prints the outcome: a suite for each file that has findings.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
    let suites = suites(checked);
    let all = || suites.iter().flat_map(|(_, cases)| cases);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"kb check\" {}>", sums(all()))?;
    for (path, cases) in &suites {
        suite(out, &text(&path.lossy()), cases)?;
    }
    if suites.is_empty() {
        // Some readers take a report without tests for a broken one.
        let articles = count(checked.outcome.articles, "article");
        writeln!(out, "  <testsuite name=\"kb check\" tests=\"1\">")?;
        writeln!(out, "    <testcase name=\"{articles}\" classname=\"kb check\"/>")?;
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// Files with their findings, and last the files that were not looked at.
fn suites(checked: &Checked<'_>) -> Vec<(ArticlePath, Vec<Case>)> {
    let mut suites: Vec<(ArticlePath, Vec<Case>)> = Vec::new();
    let mut names: HashMap<String, usize> = HashMap::new();
    let unread = checked.outcome.skipped.iter().filter(|skipped| skipped.is_unread());
    let unread = unread.map(|skipped| {
        let says = format!("it {}", skipped.why);
        let name = "not checked".to_owned();
        (
            checked.in_repository(&skipped.path),
            Case { name, line: 1, verdict: Verdict::Error, says },
        )
    });
    let told = checked.shown().map(|finding| (checked.file(finding), case(finding)));
    for (path, mut case) in told.chain(unread) {
        if suites.last().is_none_or(|(last, _)| *last != path) {
            suites.push((path, Vec::new()));
            names.clear();
        }
        let number = names.entry(case.name.clone()).or_default();
        *number += 1;
        if *number > 1 {
            case.name = format!("{} ({number})", case.name);
        }
        if let Some((_, cases)) = suites.last_mut() {
            cases.push(case);
        }
    }
    suites
}

fn case(finding: &Finding) -> Case {
    let start = finding.place.as_ref().map(crate::domain::finding::Place::start);
    Case {
        name: format!("{} {}: {}", finding.rule.code, finding.rule.name, finding.message),
        line: start.map_or(1, |start| start.line),
        verdict: if finding.level == Level::Error { Verdict::Failure } else { Verdict::Skipped },
        says: format!("{}: {}", finding.level.name(), finding.sentence()),
    }
}

fn suite(out: &mut dyn Write, path: &str, cases: &[Case]) -> io::Result<()> {
    writeln!(out, "  <testsuite name=\"{path}\" {}>", sums(cases.iter()))?;
    for case in cases {
        let (name, says) = (text(&case.name), text(&case.says));
        let file = format!("classname=\"{path}\" file=\"{path}\" line=\"{}\"", case.line);
        writeln!(out, "    <testcase name=\"{name}\" {file}>")?;
        let verdict = match case.verdict {
            Verdict::Failure => "failure",
            Verdict::Skipped => "skipped",
            Verdict::Error => "error",
        };
        writeln!(out, "      <{verdict} message=\"{says}\"/>")?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// How many tests there are, and how many of them did not pass in which way.
fn sums<'c>(cases: impl Iterator<Item = &'c Case> + Clone) -> String {
    let of = |verdict| cases.clone().filter(|case| case.verdict == verdict).count();
    let [failures, skipped, errors] = [Verdict::Failure, Verdict::Skipped, Verdict::Error].map(of);
    let tests = cases.count().max(1);
    format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

/// Text as it may stand between quotes; XML 1.0, 2.2, knows neither controls nor U+FFFE and U+FFFF.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in sanitise(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
#[path = "junit_tests.rs"]
mod tests;
