//! What `kb retire` did, and what is left to do.

use std::io;

use crate::domain::path::ArticlePath;
use crate::domain::retirement::{Fate, Inbound, Kept, Retirement};
use crate::render::screen::{Line, Screen, Style};

/// Prints the tombstone, everything that leads to it, and what comes next.
///
/// # Errors
/// The stream does not take it.
pub fn retire(screen: &mut Screen<'_>, it: &Retirement) -> io::Result<()> {
    let verb = match (it.was_retired, it.is_dry_run) {
        (true, _) => "Retired already:",
        (false, true) => "Would retire",
        (false, false) => "Retired",
    };
    let head = Line::of(Style::Strong, verb)
        .with(Style::Plain, " ")
        .with(Style::Path, &it.article.id.to_string())
        .with(Style::Plain, &format!(", since {}: {}", it.on, it.reason));
    screen.wrapped(&head, "", "  ")?;
    let to = match &it.successor {
        Some(successor) => Line::of(Style::Plain, "Readers are sent on to ")
            .with(Style::Strong, &successor.title.to_string())
            .with(Style::Plain, &format!(" ({})", successor.id)),
        None => Line::of(Style::Plain, "Readers are sent on to nothing: no successor is named"),
    };
    screen.wrapped(&to, "  ", "  ")?;
    for passed in &it.passed {
        let text = format!("{passed} is retired itself and leads there");
        screen.wrapped(&Line::of(Style::Dim, &text), "  ", "  ")?;
    }
    links(screen, it)?;
    closing(screen, it)
}

/// What leads to the article, and what becomes of it.
fn links(screen: &mut Screen<'_>, it: &Retirement) -> io::Result<()> {
    if it.inbound.is_empty() {
        return screen.put(&Line::of(Style::Dim, "Nothing in the library leads to it."));
    }
    screen.put(&Line::new())?;
    let text = match it.inbound.len() {
        1 => "1 link or reference leads to it:".to_owned(),
        many => format!("{many} links and references lead to it:"),
    };
    screen.put(&Line::of(Style::Strong, &text))?;
    it.inbound.iter().try_for_each(|inbound| screen.wrapped(&entry(inbound), "  ", "      "))
}

fn entry(inbound: &Inbound) -> Line {
    let place = &inbound.place;
    let start = place.start();
    let at = format!("{}:{}:{}", place.path, start.line, start.column);
    let written = match inbound.field {
        Some(field) => format!("{field}: {}", inbound.written),
        None => inbound.written.to_string(),
    };
    let line = Line::of(Style::Path, &at).with(Style::Plain, &format!("  {written}"));
    match &inbound.fate {
        Fate::Redirected { to, has_lost_anchor } => {
            let line = line.with(Style::Dim, " → ").with(Style::Ok, to);
            let lost = " (it has no such heading, so to the page)";
            if *has_lost_anchor { line.with(Style::Warning, lost) } else { line }
        }
        Fate::Kept(kept) => line.with(Style::Dim, &format!(" · {}", why(kept))),
    }
}

fn why(kept: &Kept) -> String {
    match kept {
        Kept::NoSuccessor => "there is nothing to lead it to".to_owned(),
        Kept::InSuccessor => "stays: the successor may name what it took the place of".to_owned(),
        Kept::InRetired => "stays: it stands in a retired article".to_owned(),
        Kept::Statement => "left to you: it says what the article rests on or answers".to_owned(),
        Kept::ByHand => {
            "left to you: it is written in a way that only a person can change".to_owned()
        }
        Kept::NotEditable(why) => format!("left to you: {why}"),
    }
}

/// What was written, and what comes next.
fn closing(screen: &mut Screen<'_>, it: &Retirement) -> io::Result<()> {
    screen.put(&Line::new())?;
    let verb = if it.is_dry_run { "Would write " } else { "Wrote " };
    if it.files.is_empty() {
        screen.put(&Line::of(Style::Dim, "Nothing is left to write."))?;
    } else {
        let files: Vec<String> = it.files.iter().map(ArticlePath::to_string).collect();
        let line = Line::of(Style::Plain, verb).with(Style::Path, &files.join(", "));
        screen.wrapped(&line, "", "  ")?;
    }
    let left = it.redirectable();
    if left > 0 && !it.redirects {
        let text = format!("Add --write to lead {left} of them on to the successor.");
        screen.wrapped(&Line::of(Style::Plain, &text), "", "  ")?;
    }
    Ok(())
}
