//! What `kb index` found or did.

use std::io;

use crate::domain::outcome::{IndexCondition, IndexOutcome};
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// Prints what the index is worth, where it lies, and what is not in it.
///
/// # Errors
/// The stream does not take it.
pub fn index(screen: &mut Screen<'_>, outcome: &IndexOutcome) -> io::Result<()> {
    let articles = count(outcome.articles, "article");
    let (style, text) = match &outcome.condition {
        IndexCondition::Current => (Style::Ok, format!("The index is current: {articles}.")),
        IndexCondition::Behind(changed) => (
            Style::Warning,
            format!(
                "The index holds {articles}, {changed} changed since: the next search adds them."
            ),
        ),
        IndexCondition::Absent => {
            (Style::Plain, "There is no index yet: the next search makes it.".to_owned())
        }
        IndexCondition::Outdated => {
            let why = "The index is of another version of kb, or of another `kb.toml`";
            (Style::Warning, format!("{why}: the next search makes it anew."))
        }
        IndexCondition::Damaged(_) => {
            let text = "The index is damaged: kb index --rebuild makes it anew, and so does the \
                        next search.";
            (Style::Error, text.to_owned())
        }
    };
    screen.wrapped(&Line::of(style, &text), "", "  ")?;
    if let IndexCondition::Damaged(wrong) = &outcome.condition {
        for what in wrong {
            screen.wrapped(&Line::of(Style::Plain, what), "- ", "  ")?;
        }
    }
    if let Some(folder) = &outcome.folder {
        let size = outcome.bytes.div_ceil(1024);
        let line = Line::of(Style::Path, &folder.to_string());
        screen.put(&line.with(Style::Dim, &format!(" ({size} KiB)")))?;
    }
    for skipped in &outcome.skipped {
        let line = Line::of(Style::Path, &skipped.path.to_string())
            .with(Style::Warning, " is not in it")
            .with(Style::Plain, &format!(": it {}", skipped.why));
        screen.put(&line)?;
    }
    Ok(())
}
