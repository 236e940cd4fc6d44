//! Which files of REUSE were written, and what stays open.

use std::io;

use crate::domain::reuse_export::{FileState, ReuseExport};
use crate::render::screen::{Line, Screen, Style};

/// So many files of one kind are named.
const NAMED_MAX: usize = 10;

/// Prints a line for each file, then what stays open with the way out.
///
/// # Errors
/// The stream does not take it.
pub fn export_reuse(
    screen: &mut Screen<'_>,
    export: &ReuseExport,
    shows_all: bool,
) -> io::Result<()> {
    for (path, state) in &export.files {
        let (style, word, why) = match (state, export.is_dry_run) {
            (FileState::Written, false) => (Style::Ok, "wrote", ""),
            (FileState::Written, true) => (Style::Ok, "would write", ""),
            (FileState::Changed, false) => (Style::Ok, "changed", ""),
            (FileState::Changed, true) => (Style::Ok, "would change", ""),
            (FileState::Same, _) => (Style::Dim, "kept", " as it is"),
            (FileState::Kept, _) => (Style::Dim, "kept", ", which is there already"),
        };
        let line = Line::of(style, &format!("{word} "));
        screen.put(&line.with(Style::Path, path).with(Style::Dim, why))?;
    }
    let articles = super::count(export.articles, "article");
    let others = super::count(export.others, "other file");
    screen.put(&Line::from(&*format!("`REUSE.toml` speaks for {articles} and {others}.")))?;
    for (gap, paths) in &export.gaps {
        let is_cut = !shows_all && paths.len() > NAMED_MAX;
        let shown = if is_cut { NAMED_MAX } else { paths.len() };
        let line = Line::of(Style::Warning, "open: ").with(Style::Plain, gap.message());
        screen.put(&line)?;
        for path in &paths[..shown] {
            screen.put(&Line::from("  ").with(Style::Path, &path.lossy()))?;
        }
        if is_cut {
            let more = format!("  and {} more; `-v` names them all", paths.len() - shown);
            screen.put(&Line::of(Style::Dim, &more))?;
        }
        screen.put(&Line::of(Style::Hint, "  help: ").with(Style::Plain, gap.help()))?;
    }
    Ok(())
}
