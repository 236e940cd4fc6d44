//! Code Quality as GitLab shows it in merge requests: a part of Code Climate's format.
//!
//! After <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. GitLab
//! tells old findings from new ones by the fingerprint alone.

use std::io::{self, Write};

use serde::Serialize;

use super::checked::Checked;
use super::json::harmless;
use crate::domain::finding::{Finding, Level};

/// One finding.
#[derive(Serialize)]
struct Issue {
    r#type: &'static str,
    check_name: &'static str,
    description: String,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Prints the outcome.
///
/// # Errors
/// The stream does not take it.
pub fn check(out: &mut dyn Write, checked: &Checked<'_>) -> io::Result<()> {
    let issues: Vec<Issue> = checked.shown().map(|finding| issue(finding, checked)).collect();
    harmless::write(out, &issues)?;
    writeln!(out)
}

fn issue(finding: &Finding, checked: &Checked<'_>) -> Issue {
    let region = finding.place.as_ref().and_then(|place| place.region);
    let lines = region.map_or((1, 1), |region| (region.start.line, region.end.line));
    Issue {
        r#type: "issue",
        check_name: finding.rule.name,
        description: finding.sentence(),
        categories: ["Style"],
        severity: severity(finding.level),
        fingerprint: finding.fingerprint.clone(),
        location: Location {
            path: checked.file(finding).lossy(),
            lines: Lines { begin: lines.0, end: lines.1 },
        },
    }
}

/// GitLab's word: `critical` and `blocker` are for what breaks in production.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info | Level::Off => "info",
    }
}
