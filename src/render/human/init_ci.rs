//! Which files of a forge were written.

use std::io;

use crate::domain::outcome::{CiOutcome, CiState};
use crate::render::screen::{Line, Screen, Style};

/// Prints a line for each file, and what comes next.
///
/// # Errors
/// The stream does not take it.
pub fn init_ci(screen: &mut Screen<'_>, outcome: &CiOutcome) -> io::Result<()> {
    for (path, state) in &outcome.files {
        let (style, word, why) = match (state, outcome.is_dry_run) {
            (CiState::Written, false) => (Style::Ok, "wrote", ""),
            (CiState::Written, true) => (Style::Ok, "would write", ""),
            (CiState::Same, _) => (Style::Dim, "kept", " as it is"),
            (CiState::Kept, _) => (Style::Dim, "kept", ", which is there already"),
        };
        let line = Line::of(style, &format!("{word} "));
        screen.put(&line.with(Style::Path, path).with(Style::Dim, why))?;
    }
    if outcome.files.iter().any(|(_, state)| *state == CiState::Written) && !outcome.is_dry_run {
        screen.put(&Line::from("Read them, then commit them: they are yours now."))?;
    }
    Ok(())
}
