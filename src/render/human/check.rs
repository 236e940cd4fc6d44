//! What `kb check` found: each finding with its place, then what to do next.

use std::io;

use crate::domain::finding::{Finding, FixKind, Level};
use crate::render::checked::Checked;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// From so many findings on, nobody mends them all at once.
const MANY: usize = 50;

/// Prints every finding with its place and the way out, then the sum.
///
/// # Errors
/// The stream does not take it.
pub fn check(screen: &mut Screen<'_>, checked: &Checked<'_>) -> io::Result<()> {
    screen.findings(checked.told(), checked.texts)?;
    closing(screen, checked)
}

/// What was not looked at, what is told as a number, and the sum with the next step.
///
/// # Errors
/// The stream does not take it.
pub(in crate::render) fn closing(screen: &mut Screen<'_>, checked: &Checked<'_>) -> io::Result<()> {
    for skipped in checked.outcome.skipped.iter().filter(|skipped| skipped.is_unread()) {
        let line = Line::of(Style::Warning, "not checked")
            .with(Style::Plain, ": ")
            .with(Style::Path, &skipped.path.to_string())
            .with(Style::Plain, &format!(": it {}", skipped.why));
        screen.put(&line)?;
    }
    let awaiting = checked.rolled_up();
    if awaiting > 0 {
        let verb = if awaiting == 1 { "awaits" } else { "await" };
        let text = format!("{} {verb} a first review: ", count(awaiting, "article"));
        let line = Line::of(Style::Warning, &text);
        screen.put(&line.with(Style::Plain, "kb stale --state unreviewed"))?;
    }
    screen.put(&sum(checked))
}

/// `29 articles: 2 errors, 1 warning · mend 1: kb check --fix · why: kb explain broken-link`.
fn sum(checked: &Checked<'_>) -> Line {
    let outcome = checked.outcome;
    let (errors, warnings) = (outcome.count(Level::Error), outcome.count(Level::Warning));
    let infos = outcome.count(Level::Info);
    let style = match (errors, warnings) {
        (0, 0) => Style::Ok,
        (0, _) => Style::Warning,
        _ => Style::Error,
    };
    let mut line = Line::of(Style::Plain, &format!("{}: ", count(outcome.articles, "article")));
    line.push(style, &format!("{}, {}", count(errors, "error"), count(warnings, "warning")));
    if infos > 0 {
        let hint = if checked.shows_infos { "" } else { " (show with -v)" };
        line.push(Style::Dim, &format!(", {}{hint}", count(infos, "info")));
    }
    if outcome.held_back > 0 {
        line.push(Style::Dim, &format!(", {} suppressed", outcome.held_back));
    }
    if outcome.known > 0 {
        line.push(Style::Dim, &format!(", {} in the baseline", outcome.known));
    }
    if !outcome.skipped.is_empty() {
        line.push(Style::Warning, &format!(", {} not checked", outcome.skipped.len()));
    }
    let is_mended = |finding: &&Finding| finding.fixes.iter().any(|fix| fix.kind == FixKind::Safe);
    let mended = checked.told().filter(is_mended).count();
    if mended > 0 {
        line.push(Style::Plain, &format!(" · mend {mended}: kb check --fix"));
    }
    // The first of the worst is where a reader will begin.
    let begin = checked.told().rev().max_by_key(|finding| finding.level);
    if let Some(finding) = begin {
        line.push(Style::Plain, &format!(" · why: kb explain {}", finding.rule.name));
    }
    if outcome.known == 0 && checked.told().count() >= MANY {
        line.push(Style::Plain, " · keep for later: kb check --update-baseline");
    }
    line
}
