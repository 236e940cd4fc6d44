//! Findings as GitHub Actions shows them beside the lines of a pull request.
//!
//! The commands are those of
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>,
//! escaped as `actions/toolkit` does. Whatever a line of ours begins with is
//! ours: no article can give the runner a command.

use std::io::{self, Write};

use crate::domain::finding::{Finding, Level};
use crate::domain::outcome::CheckOutcome;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

use super::count;

/// GitHub shows so many annotations of one level for each step, and drops the rest.
const SHOWN_MAX: usize = 10;

/// Prints what GitHub will show as annotations, worst first, and the rest as plain lines.
///
/// GitHub counts paths from the root of the repository: `prefix` is what leads from there to
/// the library, with a `/` at its end.
///
/// # Errors
/// The stream does not take it.
pub fn check(
    out: &mut dyn Write,
    outcome: &CheckOutcome,
    prefix: &[u8],
    shows_infos: bool,
) -> io::Result<()> {
    let in_repository = |path: &ArticlePath| ArticlePath::new([prefix, path.as_bytes()].concat());
    let levels = [("error", Level::Error), ("warning", Level::Warning), ("notice", Level::Info)];
    let mut left_over = Vec::new();
    for (command, level) in levels {
        let findings = outcome.findings.iter().filter(|finding| finding.level == level);
        let is_shown = level > Level::Info || shows_infos;
        for (index, finding) in findings.filter(|_| is_shown).enumerate() {
            if index < SHOWN_MAX {
                let file = finding.place.as_ref().map(|place| in_repository(&place.path));
                annotate(out, command, finding, file.as_ref())?;
            } else {
                left_over.push((command, finding));
            }
        }
    }
    if !left_over.is_empty() {
        writeln!(out, "GitHub shows {SHOWN_MAX} of a level. The others:")?;
    }
    for (command, finding) in left_over {
        let place = finding.place.as_ref().map_or_else(String::new, |place| {
            let (path, start) = (in_repository(&place.path), place.start());
            format!(" {path}:{}:{}", start.line, start.column)
        });
        let line = format!("{command}[{}]{place}: {}", finding.rule.name, text(finding));
        writeln!(out, "{}", line_of_log(&line))?;
    }
    for skipped in outcome.skipped.iter().filter(|skipped| skipped.is_unread()) {
        let line = format!("not checked: {}: it {}", in_repository(&skipped.path), skipped.why);
        writeln!(out, "{}", line_of_log(&line))?;
    }
    let (errors, warnings) = (outcome.count(Level::Error), outcome.count(Level::Warning));
    let articles = count(outcome.articles, "article");
    writeln!(out, "{articles}: {}, {}", count(errors, "error"), count(warnings, "warning"))
}

fn annotate(
    out: &mut dyn Write,
    command: &str,
    finding: &Finding,
    file: Option<&ArticlePath>,
) -> io::Result<()> {
    let mut properties = vec![format!("title={}", property(finding.rule.name))];
    if let (Some(place), Some(file)) = (&finding.place, file) {
        let (start, end) = place
            .region
            .map_or((place.start(), place.start()), |region| (region.start, region.end));
        properties.insert(0, format!("file={}", property(&file.lossy())));
        properties.push(format!("line={}", start.line));
        properties.push(format!("endLine={}", end.line));
        // GitHub refuses columns of a place that spans lines.
        if start.line == end.line {
            properties.push(format!("col={}", start.column));
            properties.push(format!("endColumn={}", end.column));
        }
    }
    writeln!(out, "::{command} {}::{}", properties.join(","), data(&text(finding)))
}

fn text(finding: &Finding) -> String {
    let help = finding.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{}{help}", finding.message)
}

/// Text as it may stand behind the last `::`.
fn data(text: &str) -> String {
    sanitise(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as it may stand between the commas.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A plain line: the runner still takes `##[command]` for an order, wherever it stands.
fn line_of_log(text: &str) -> String {
    sanitise(text).replace("##[", "# #[")
}
