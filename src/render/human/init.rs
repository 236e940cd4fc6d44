//! What `kb init` found and wrote.

use std::io;

use crate::domain::outcome::InitOutcome;
use crate::render::figures::sentences;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// Prints the counts, what was written, and what commands would do now.
///
/// # Errors
/// The stream does not take it.
pub fn init(screen: &mut Screen<'_>, outcome: &InitOutcome) -> io::Result<()> {
    let pages = count(outcome.pages, "page");
    screen.put(&Line::from(format!("Read {pages}.").as_str()))?;
    let widest = outcome.fields.iter().map(|field| field.theirs.to_string().chars().count()).max();
    for field in &outcome.fields {
        let line = Line::of(Style::Path, &format!("  {}", field.theirs))
            .padded(widest.unwrap_or(0) + 4)
            .with(Style::Plain, &format!("{} of {pages}, read as ", field.pages))
            .with(Style::Strong, field.ours);
        screen.put(&line)?;
    }
    for assumed in &outcome.assumed {
        screen.wrapped(
            &Line::of(Style::Warning, "assumed: ").with(Style::Plain, assumed),
            "  ",
            "    ",
        )?;
    }
    let Some(now) = &outcome.now else {
        screen.put(&Line::of(Style::Strong, "kb.toml would be:"))?;
        for line in outcome.config.lines() {
            screen.put(&Line::from(format!("  {line}").as_str()).trimmed())?;
        }
        return Ok(());
    };
    let now = sentences(now);
    screen.put(&Line::of(Style::Ok, "Wrote kb.toml. Now:"))?;
    let widest = now.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    for (command, says) in &now {
        let line = Line::from(says.as_str());
        screen.wrapped(&line, &format!("  {command:<widest$}  "), &" ".repeat(widest + 4))?;
    }
    Ok(())
}
