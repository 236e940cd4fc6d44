//! What became of `CODEOWNERS`, and whom no line can name.

use std::io;

use crate::domain::codeowners::CodeownersExport;
use crate::render::screen::{Line, Screen, Style};

/// Prints the file, the lines that differ, and what is missing.
///
/// # Errors
/// The stream does not take it.
pub fn export_codeowners(screen: &mut Screen<'_>, export: &CodeownersExport) -> io::Result<()> {
    let (style, word, why) = match (export.is_different, export.is_written, export.is_there) {
        (false, _, true) => (Style::Dim, "kept", " as it is"),
        (false, _, false) => (Style::Dim, "no", ": no line to write"),
        (_, true, true) => (Style::Ok, "changed", ""),
        (_, true, false) => (Style::Ok, "wrote", ""),
        (_, false, true) => (Style::Warning, "would change", ""),
        (_, false, false) => (Style::Warning, "would write", ""),
    };
    let line = Line::of(style, &format!("{word} ")).with(Style::Path, &export.file);
    screen.put(&line.with(Style::Dim, why))?;
    for line in &export.removed {
        screen.put(&Line::of(Style::Error, "- ").with(Style::Plain, line))?;
    }
    for line in &export.added {
        screen.put(&Line::of(Style::Ok, "+ ").with(Style::Plain, line))?;
    }
    if export.is_different && export.removed.is_empty() && export.added.is_empty() {
        screen.put(&Line::from("the same lines in another order, or with other line ends"))?;
    }
    let (lines, articles) =
        (super::count(export.lines, "line"), super::count(export.articles, "article"));
    screen.put(&Line::from(&*format!("{lines} for {articles}.")))?;
    for gap in &export.without_handle {
        let articles = super::count(gap.articles, "article");
        let text = format!("no handle is known of `{}`, who looks after {articles}", gap.owner);
        screen.wrapped(&Line::of(Style::Warning, "open: ").with(Style::Plain, &text), "", "  ")?;
    }
    if !export.without_handle.is_empty() {
        let help = "name one under `handle` in `people.yaml`, as in `handle: \"@org/team\"`";
        screen.wrapped(&Line::of(Style::Hint, "  help: ").with(Style::Plain, help), "", "    ")?;
    }
    if export.unsaid > 0 {
        let text = format!(
            "no pattern can tell {} from others by its path",
            super::count(export.unsaid, "article")
        );
        screen.wrapped(&Line::of(Style::Warning, "open: ").with(Style::Plain, &text), "", "  ")?;
    }
    Ok(())
}
