//! What `kb use` made of a template.

use std::io::{self, Write};

use crate::domain::filled::FilledTemplate;
use crate::domain::untrusted::sanitise;
use crate::render::count;
use crate::render::screen::{Line, Screen, Style};

/// Prints the text as it would be written to a file, but for what steers a terminal; tabs stay,
/// because code may need them.
///
/// # Errors
/// The stream does not take it.
pub fn text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    for line in text.lines() {
        let parts: Vec<_> = line.split('\t').map(sanitise).collect();
        out.write_all(parts.join("\t").as_bytes())?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Prints which files were written.
///
/// # Errors
/// The stream does not take it.
pub fn files(screen: &mut Screen<'_>, outcome: &FilledTemplate) -> io::Result<()> {
    let verb = if outcome.is_dry_run { "Would write " } else { "Wrote " };
    outcome.files.iter().try_for_each(|file| {
        let line = Line::of(Style::Plain, verb).with(Style::Path, &file.path.to_string());
        screen.put(&line.with(Style::Plain, if file.is_table { " (table)" } else { "" }))
    })
}

/// Prints what is still to be done: beside the text, for the person who uses it.
///
/// # Errors
/// The stream does not take it.
pub fn rest(screen: &mut Screen<'_>, outcome: &FilledTemplate) -> io::Result<()> {
    if !outcome.left.is_empty() {
        let all = outcome.left.len() + outcome.filled.len();
        let head = format!("Still to fill in, {} of {all}:", outcome.left.len());
        screen.put(&Line::of(Style::Strong, &head))?;
        let widest = outcome.left.iter().map(|left| left.name.to_string().chars().count()).max();
        let column = widest.unwrap_or(0).min(screen.width() / 2);
        for left in &outcome.left {
            let name = Line::of(Style::Path, &left.name.to_string()).padded(column);
            let line = Line::of(Style::Plain, "  ");
            let mut line =
                name.spans().iter().fold(line, |line, (style, it)| line.with(*style, it));
            line.push(Style::Dim, &format!("  {}", left.near));
            screen.put(&line.trimmed().truncate(screen.width()))?;
        }
    }
    if !outcome.adapt.is_empty() {
        let head = format!("Adapt before use, {}:", count(outcome.adapt.len(), "point"));
        screen.put(&Line::of(Style::Strong, &head))?;
        for point in &outcome.adapt {
            screen.wrapped(&Line::of(Style::Plain, &point.to_string()), "  - ", "    ")?;
        }
    }
    outcome
        .more
        .iter()
        .try_for_each(|more| screen.put(&Line::of(Style::Plain, &format!("  {more}"))))
}
