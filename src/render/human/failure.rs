//! Why the tool cannot work.

use std::io;

use crate::failure::Failure;
use crate::render::screen::{Line, Screen, Style};

/// Prints what could not be done, why, and what to try.
///
/// # Errors
/// The stream does not take it.
pub fn failure(screen: &mut Screen<'_>, failure: &Failure) -> io::Result<()> {
    screen.put(&Line::of(Style::Error, "error: ").with(Style::Plain, &failure.failed))?;
    if let Some(because) = &failure.because {
        screen.put(&Line::of(Style::Dim, "  cause: ").with(Style::Plain, because))?;
    }
    if let Some(hint) = &failure.hint {
        screen.put(&Line::of(Style::Hint, "  hint: ").with(Style::Plain, hint))?;
    }
    Ok(())
}
