//! What an export wrote into a folder, and what it left out.

use std::io;

use crate::domain::export::{FolderExport, Handover};
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// So many paths are named of those that stay behind for one reason.
const NAMED_MAX: usize = 5;

/// Prints what was written, then what was left out and the way on.
///
/// # Errors
/// The stream does not take it.
pub fn export_folder(
    screen: &mut Screen<'_>,
    told: &FolderExport<'_>,
    shows_all: bool,
) -> io::Result<()> {
    let done = told.done;
    let (style, word) =
        if done.is_written { (Style::Ok, "wrote ") } else { (Style::Warning, "would write ") };
    let folder = Untrusted::from(told.folder).to_string();
    let files = done.new.len() + done.changed.len() + done.same;
    let handed = told.handover.pages.len();
    let what = format!(": {}, {}", count(handed, "article"), count(files, "file"));
    screen.put(&Line::of(style, word).with(Style::Path, &folder).with(Style::Plain, &what))?;
    let counts = [
        (done.new.len(), "new"),
        (done.changed.len(), "changed"),
        (done.removed.len(), "removed"),
        (done.same, "as before"),
    ];
    let counts = counts.iter().filter(|(number, _)| *number > 0);
    let counts: Vec<String> = counts.map(|(number, word)| format!("{number} {word}")).collect();
    screen.put(&Line::of(Style::Dim, &format!("  {}", counts.join(", "))))?;
    for path in &done.kept {
        let text = format!("{path} is no longer part of it, and somebody changed it");
        screen.wrapped(&Line::of(Style::Warning, "kept: ").with(Style::Plain, &text), "", "  ")?;
    }
    left_out(screen, told.handover, shows_all)
}

fn left_out(screen: &mut Screen<'_>, handover: &Handover, shows_all: bool) -> io::Result<()> {
    for (why, paths) in &handover.withheld {
        let text = format!("{}, {}", why.message(), count(paths.len(), why.noun()));
        screen.wrapped(
            &Line::of(Style::Warning, "left out: ").with(Style::Plain, &text),
            "",
            "  ",
        )?;
        let shown = if shows_all { paths.len() } else { NAMED_MAX };
        for path in paths.iter().take(shown) {
            screen.put(&Line::of(Style::Plain, "  ").with(Style::Path, &path.to_string()))?;
        }
        if paths.len() > shown {
            let more = format!("  and {} more; `-v` names all", paths.len() - shown);
            screen.put(&Line::of(Style::Dim, &more))?;
        }
        let help = Line::of(Style::Hint, "help: ").with(Style::Plain, why.help());
        screen.wrapped(&help, "  ", "    ")?;
    }
    if handover.drafts > 0 {
        let text = format!("{}; `--drafts` takes them along", count(handover.drafts, "draft"));
        screen.wrapped(&Line::of(Style::Dim, "left out: ").with(Style::Plain, &text), "", "  ")?;
    }
    Ok(())
}
