//! What a reviewer is shown of an article before they are asked anything.

use std::io;

use crate::domain::reviewed::{Dossier, Lean, Since};
use crate::domain::untrusted::shell_word;
use crate::render::diff::{counts, diff};
use crate::render::reasons;
use crate::render::screen::{Line, Screen, Style};

use super::{count, show, stale};

/// Prints state, last review, sources and dependants, and last what changed since that review.
///
/// # Errors
/// The stream does not take it.
pub fn dossier(screen: &mut Screen<'_>, dossier: &Dossier) -> io::Result<()> {
    screen.wrapped(&Line::of(Style::Title, &dossier.title.to_string()), "", "  ")?;
    let path = Line::of(Style::Path, &dossier.state.path.to_string());
    screen.put(&path.with(Style::Dim, &format!(" · {}", dossier.status.name())))?;
    field(screen, "state", &stale::summary(&dossier.state, dossier.today))?;
    field(screen, "last review", &last(dossier))?;
    if let Some(needed) = &dossier.needs_work {
        field(screen, "needs work", &needed.to_string())?;
    }
    let authors: Vec<String> = dossier.authors.iter().map(ToString::to_string).collect();
    let authors = if authors.is_empty() { "not named".to_owned() } else { authors.join(", ") };
    field(screen, "authors", &authors)?;
    for statement in &dossier.statements {
        let why =
            if statement.why.is_empty() { String::new() } else { format!(": {}", statement.why) };
        let is_over = statement.on <= dossier.today;
        let holds = if is_over { "held until" } else { "holds until" };
        field(
            screen,
            "statement",
            &format!("line {} {holds} {}{why}", statement.line, statement.on),
        )?;
    }
    sources(screen, dossier)?;
    dependants(screen, dossier)?;
    since(screen, dossier)
}

fn field(screen: &mut Screen<'_>, name: &str, value: &str) -> io::Result<()> {
    let name = Line::of(Style::Dim, name).padded(LABEL_COLUMNS);
    let rest = " ".repeat(LABEL_COLUMNS);
    screen.wrapped(&Line::of(Style::Plain, value), &name.to_string(), &rest)
}

/// The width of the names of fields, in columns.
const LABEL_COLUMNS: usize = 13;

fn last(dossier: &Dossier) -> String {
    let names = |texts: &[crate::domain::untrusted::Untrusted]| {
        texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let Some(on) = &dossier.last.on else { return "none is recorded".to_owned() };
    let by = match dossier.last.by.as_slice() {
        [] => String::new(),
        by => format!(" by {}", names(by)),
    };
    let checked = match dossier.last.checked.as_slice() {
        [] => ", what was checked is not said".to_owned(),
        checked => format!(" ({})", names(checked)),
    };
    let note = dossier.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
    format!("{}{by}{checked}{note}", on.value)
}

fn sources(screen: &mut Screen<'_>, dossier: &Dossier) -> io::Result<()> {
    heading(screen, "Sources", dossier.sources.len(), "It names none.")?;
    for source in &dossier.sources {
        screen.wrapped(&show::source_line(source), "- ", "  ")?;
    }
    Ok(())
}

fn dependants(screen: &mut Screen<'_>, dossier: &Dossier) -> io::Result<()> {
    heading(screen, "What rests on it", dossier.dependants.len(), "No article leads to it.")?;
    for dependant in &dossier.dependants {
        let lean = match dependant.lean {
            Lean::Derived => "holds text of it",
            Lean::Superseded => "is retired in favour of it",
            Lean::Cites => "names it as a source",
            Lean::Links => "links to it",
        };
        let line = Line::of(Style::Path, &dependant.id.to_string())
            .with(Style::Plain, &format!(" {}", dependant.title))
            .with(Style::Dim, &format!(" · {lean}"));
        screen.wrapped(&line, "- ", "  ")?;
    }
    Ok(())
}

fn since(screen: &mut Screen<'_>, dossier: &Dossier) -> io::Result<()> {
    screen.line()?;
    let on = dossier.last.on.as_ref().map(|on| on.value.to_string()).unwrap_or_default();
    let title = match dossier.since {
        Since::NeverReviewed => "What changed".to_owned(),
        _ => format!("What changed since {on}"),
    };
    screen.put(&Line::of(Style::Strong, &title))?;
    let words = usize::try_from(dossier.words).unwrap_or(usize::MAX);
    let read = format!("read it with `kb show {}`", shell_word(dossier.state.id.raw()));
    let text = match &dossier.since {
        Since::NeverReviewed => {
            format!("Nobody has reviewed it yet, so all of it: {}; {read}.", count(words, "word"))
        }
        Since::Unknown(why) => format!("Unknown: {why}; {read}."),
        Since::Unchanged => {
            format!("Nothing: the {} are those that were reviewed.", count(words, "word"))
        }
        Since::Changed { diff, drift } => {
            let (added, removed) = counts(diff);
            let lines = format!("{} came, {removed} went", count(added, "line"));
            let says = if drift.is_any() {
                reasons::changed(*drift)
            } else {
                "no word, number, heading or line of code differs".to_owned()
            };
            format!("{lines}: {says}.")
        }
    };
    screen.wrapped(&Line::of(Style::Plain, &text), "", "")?;
    match &dossier.since {
        Since::Changed { diff: bytes, .. } => diff(screen, bytes),
        _ => Ok(()),
    }
}

fn heading(screen: &mut Screen<'_>, title: &str, items: usize, none: &str) -> io::Result<()> {
    screen.line()?;
    let line = Line::of(Style::Strong, title);
    if items == 0 {
        screen.put(&line)?;
        return screen.put(&Line::of(Style::Dim, none));
    }
    screen.put(&line.with(Style::Plain, &format!(" ({items})")))
}
