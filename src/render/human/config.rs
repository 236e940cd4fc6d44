//! What holds, who decided it, and what is wrong with this machine.

use std::io;

use crate::domain::effective::{ConfigOutcome, Effective, Origin, Setting};
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// Prints the values of the library, those of this run, and every trouble with its mend.
///
/// # Errors
/// The stream does not take it.
pub fn config(screen: &mut Screen<'_>, outcome: &ConfigOutcome) -> io::Result<()> {
    let all = outcome.file_values.iter().chain(&outcome.machine_values);
    let column = all.map(|it| it.name.to_string().chars().count()).max().unwrap_or(0);
    if let Some(library) = &outcome.root {
        screen.put(&Line::of(Style::Strong, "Library ").with(Style::Path, &library.to_string()))?;
        values(screen, &outcome.file_values, column)?;
    }
    screen.put(&Line::of(Style::Strong, "This run"))?;
    values(screen, &outcome.machine_values, column)?;
    if outcome.troubles.is_empty() {
        return screen.put(&Line::of(Style::Ok, "Nothing is wrong with this set-up."));
    }
    let things = count(outcome.troubles.len(), "trouble");
    screen.put(&Line::of(Style::Strong, &format!("{things} with this set-up")))?;
    for trouble in &outcome.troubles {
        let style = if trouble.stops { Style::Error } else { Style::Warning };
        let word = if trouble.stops { "error: " } else { "warning: " };
        let line = Line::of(style, word).with(Style::Plain, &trouble.what);
        screen.wrapped(&line, "  ", "      ")?;
        if let Some(mend) = &trouble.mend {
            // It is there to be copied, so it is not wrapped.
            screen.put(&Line::of(Style::Hint, "    mend: ").with(Style::Plain, mend))?;
        }
    }
    Ok(())
}

fn values(screen: &mut Screen<'_>, values: &[Effective], column: usize) -> io::Result<()> {
    let width = screen.width();
    for it in values {
        let first = Line::of(Style::Plain, &format!("  {}", it.name)).padded(column + 4);
        let is_narrow = first.display_width() * 2 > width;
        let rest = Line::new().padded(if is_narrow { 4 } else { first.display_width() });
        let line = match &it.value {
            Setting::Nothing => Line::of(Style::Dim, "none"),
            Setting::Text(text) => Line::of(Style::Strong, &text.to_string()),
            Setting::List(texts) => {
                let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
                Line::of(Style::Strong, &texts.join(", "))
            }
        };
        let line = line.with(Style::Dim, &format!(" · {}", origin(&it.origin)));
        for line in line.wrap_within(width, &first, &rest) {
            screen.put(&line)?;
        }
    }
    Ok(())
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Default => "default".to_owned(),
        Origin::File { path, line } => format!("{path}:{line}"),
        Origin::Git(level) => format!("git config --{level}"),
        Origin::Variable(name) => format!("environment {name}"),
        Origin::Flag(name) => format!("command line {name}"),
    }
}
