//! What became of needs, and what comes next.

use std::io;

use crate::domain::need_move::{ChangedFile, MoveOutcome, MovedNeed};
use crate::domain::path::ArticlePath;
use crate::render::screen::{Line, Screen, Style};

/// Prints where each need is now, and the commands that follow.
///
/// # Errors
/// The stream does not take it.
pub fn moved(screen: &mut Screen<'_>, outcome: &MoveOutcome) -> io::Result<()> {
    if outcome.moved.is_empty() {
        return screen.put(&Line::of(Style::Plain, "No claim ran out."));
    }
    outcome.moved.iter().try_for_each(|need| one(screen, need, outcome.is_dry_run))?;
    files(screen, &outcome.files, outcome.is_dry_run)?;
    next(screen, &outcome.next, outcome.is_dry_run)
}

fn one(screen: &mut Screen<'_>, need: &MovedNeed, is_dry_run: bool) -> io::Result<()> {
    let line = Line::of(Style::Path, &need.id.to_string());
    let (from, to) = (need.from.name(), need.to.name());
    let verb = match (need.is_changed, is_dry_run) {
        (false, _) => " is already ",
        (true, false) => " is now ",
        (true, true) => " would be ",
    };
    let mut line = line.with(Style::Plain, verb).with(Style::Strong, to);
    if need.is_changed && from != to {
        line.push(Style::Dim, &format!(", was {from}"));
    }
    if !need.detail.is_empty() {
        line.push(Style::Plain, &format!(": {}", need.detail));
    }
    screen.wrapped(&line, "", "  ")
}

/// Names the files that were written; shows what would be, where nothing is.
pub(super) fn files(
    screen: &mut Screen<'_>,
    files: &[ChangedFile],
    is_dry_run: bool,
) -> io::Result<()> {
    if !is_dry_run {
        let paths: Vec<&ArticlePath> = files.iter().map(|file| &file.path).collect();
        return wrote(screen, &paths);
    }
    files.iter().try_for_each(|file| diff(screen, &file.diff))
}

fn wrote(screen: &mut Screen<'_>, paths: &[&ArticlePath]) -> io::Result<()> {
    if paths.is_empty() {
        return screen.put(&Line::of(Style::Dim, "Nothing is left to write."));
    }
    let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
    let line = Line::of(Style::Plain, "Wrote ").with(Style::Path, &paths.join(", "));
    screen.wrapped(&line, "", "  ")
}

/// Whole lines: this is to be read by programs too.
fn diff(screen: &mut Screen<'_>, diff: &[u8]) -> io::Result<()> {
    String::from_utf8_lossy(diff).lines().try_for_each(|line| {
        let style = match line.chars().next() {
            Some('+') if !line.starts_with("+++") => Style::Added,
            Some('-') if !line.starts_with("---") => Style::Removed,
            Some('@') => Style::Dim,
            _ => Style::Plain,
        };
        screen.put(&Line::of(style, line))
    })
}

/// Names the commands that follow.
pub(super) fn next(screen: &mut Screen<'_>, next: &[String], is_dry_run: bool) -> io::Result<()> {
    if next.is_empty() || is_dry_run {
        return Ok(());
    }
    screen.put(&Line::of(Style::Plain, "Commit it:"))?;
    // Neither wrapped nor cut: they are to be pasted.
    next.iter().try_for_each(|line| screen.put(&Line::of(Style::Plain, &format!("  {line}"))))
}
