//! What `kb new` did, and what comes next.

use std::io;

use crate::domain::outcome::NewArticle;
use crate::render::screen::{Line, Screen, Style};

/// Prints where the article is and the next two commands.
///
/// # Errors
/// The stream does not take it.
pub fn new(screen: &mut Screen<'_>, made: &NewArticle) -> io::Result<()> {
    let wrote = Line::of(Style::Plain, "Wrote ").with(Style::Path, &made.path.to_string());
    screen.put(&wrote.with(Style::Plain, ". Fill it in, then:"))?;
    for command in &made.next {
        screen.put(&Line::of(Style::Plain, &format!("  {command}")))?;
    }
    Ok(())
}
