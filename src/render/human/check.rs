//! What `kb check` found.

use std::io;

use crate::domain::finding::{Finding, Level};
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
    let is_rolled_up =
        |finding: &&Finding| finding.rule.name == ROLLED_UP && finding.level <= Level::Warning;
    let is_shown = |finding: &&Finding| shows_infos || finding.level > Level::Info;
    let findings = outcome.findings.iter();
    for finding in findings.filter(is_shown).filter(|finding| !is_rolled_up(finding)) {
        print_finding(screen, finding)?;
    }
    for skipped in &outcome.skipped {
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
    print_wrapped(screen, &line, "", "  ")?;
    for label in &finding.labels {
        let text = format!("{}: {}", shown_place(&label.place), label.text);
        let line = Line::of(Style::Info, "note: ").with(Style::Plain, &text);
        print_wrapped(screen, &line, "  ", "    ")?;
    }
    if let Some(help) = &finding.help {
        let line = Line::of(Style::Hint, "help: ").with(Style::Plain, help);
        print_wrapped(screen, &line, "  ", "    ")?;
    }
    Ok(())
}

/// `path:line:column`, or the path alone for a finding about the whole file.
fn shown_place(place: &crate::domain::finding::Place) -> String {
    match place.region {
        None => place.path.to_string(),
        Some(region) => format!("{}:{}:{}", place.path, region.start.line, region.start.column),
    }
}

/// On a terminal long lines are wrapped; elsewhere one finding is one line, for other tools.
fn print_wrapped(screen: &mut Screen<'_>, line: &Line, first: &str, rest: &str) -> io::Result<()> {
    let lines = line.wrap(screen.width().max(MACHINE_WIDTH), first, rest);
    lines.iter().try_for_each(|line| screen.put(line))
}

/// Findings are never broken before this column: editors and scripts read them by line.
const MACHINE_WIDTH: usize = 4096;

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
    if !outcome.skipped.is_empty() {
        line.push(Style::Warning, &format!(", {} not checked", outcome.skipped.len()));
    }
    screen.put(&line)
}
