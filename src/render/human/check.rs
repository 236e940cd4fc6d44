//! What `kb check` found.

use std::io;

use crate::domain::finding::{Finding, Level, Place};
use crate::domain::outcome::CheckOutcome;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// The rule whose findings are one line: an article nobody has reviewed yet is normal.
const ROLLED_UP: &str = "review-missing";

/// Prints every finding with its place and the way out, then the sum.
///
/// # Errors
/// The stream does not take it.
pub fn check(screen: &mut Screen<'_>, outcome: &CheckOutcome, shows_infos: bool) -> io::Result<()> {
    let is_rolled_up = |finding: &&Finding| {
        !shows_infos && finding.rule.name == ROLLED_UP && finding.level <= Level::Warning
    };
    let is_shown = |finding: &&Finding| shows_infos || finding.level > Level::Info;
    let findings = outcome.findings.iter();
    for finding in findings.filter(is_shown).filter(|finding| !is_rolled_up(finding)) {
        print_finding(screen, finding)?;
    }
    for skipped in outcome.skipped.iter().filter(|skipped| skipped.is_unread()) {
        let line = Line::of(Style::Path, &skipped.path.to_string())
            .with(Style::Plain, ": ")
            .with(Style::Warning, "not checked")
            .with(Style::Plain, &format!(": it {}", skipped.why));
        screen.put(&line)?;
    }
    let awaiting = outcome.findings.iter().filter(is_rolled_up).count();
    if awaiting > 0 {
        let verb = if awaiting == 1 { "awaits" } else { "await" };
        let text = format!("{} {verb} a first review: ", count(awaiting, "article"));
        let line = Line::of(Style::Warning, &text);
        screen.put(&line.with(Style::Plain, "kb stale --state unreviewed"))?;
    }
    summary(screen, outcome, shows_infos)
}

/// One finding is one line and its way out another, however long: editors and scripts
/// read them by line, and terminals wrap them by themselves.
fn print_finding(screen: &mut Screen<'_>, finding: &Finding) -> io::Result<()> {
    let mut line = Line::new();
    if let Some(place) = &finding.place {
        line.push(Style::Path, &shown_place(place));
        line.push(Style::Plain, ": ");
    }
    let (level, style) = match finding.level {
        Level::Error => ("error", Style::Error),
        Level::Warning => ("warning", Style::Warning),
        Level::Info | Level::Off => ("info", Style::Info),
    };
    line.push(style, &format!("{level}[{}]", finding.rule.name));
    line.push(Style::Plain, ": ");
    line.push(Style::Plain, &finding.message);
    screen.put(&line)?;
    for label in &finding.labels {
        let text = format!("{}: {}", shown_place(&label.place), label.text);
        screen.put(&Line::of(Style::Info, "  note: ").with(Style::Plain, &text))?;
    }
    if let Some(help) = &finding.help {
        screen.put(&Line::of(Style::Hint, "  help: ").with(Style::Plain, help))?;
    }
    Ok(())
}

/// `path:line:column`, which editors open; the first line for the file as a whole.
fn shown_place(place: &Place) -> String {
    let start = place.start();
    format!("{}:{}:{}", place.path, start.line, start.column)
}

fn summary(screen: &mut Screen<'_>, outcome: &CheckOutcome, shows_infos: bool) -> io::Result<()> {
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
        let hint = if shows_infos { "" } else { " (show with -v)" };
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
    screen.put(&line)
}
