//! What `kb review` did with each article, and what comes next.

use std::io;

use crate::domain::reviewed::{End, Refusal, ReviewOutcome, ReviewedArticle};
use crate::domain::verdict::{ReviewRecord, Verdict};
use crate::render::screen::{Line, Screen, Style};

/// Prints what became of one article.
///
/// # Errors
/// The stream does not take it.
pub fn article(screen: &mut Screen<'_>, article: &ReviewedArticle) -> io::Result<()> {
    let said = article.record.as_ref().map(|record| said(record, &article.left_out));
    let said = said.unwrap_or_default();
    let due = article.due().map_or_else(String::new, |due| format!(", due again on {due}"));
    let (style, what, rest) = match &article.end {
        End::Written => (Style::Ok, "Recorded", format!(": {said}{due}")),
        End::Proposed(_) => (Style::Info, "Would record", format!(": {said}{due}")),
        End::Unchanged => (Style::Ok, "Already recorded", format!(": {said}{due}")),
        End::Skipped => (Style::Dim, "Left for later", String::new()),
        End::Refused(refusal) => (Style::Warning, "Not recorded", format!(": {}", refusal.why)),
        End::Failed(refusal) => (Style::Error, "Not written", format!(": {}", refusal.why)),
    };
    let line = Line::of(style, what).with(Style::Plain, " ");
    let line = line.with(Style::Path, &article.id.to_string()).with(Style::Plain, &rest);
    screen.wrapped(&line, "", "  ")?;
    match &article.end {
        End::Refused(Refusal { hint: Some(hint), .. })
        | End::Failed(Refusal { hint: Some(hint), .. }) => {
            let line = Line::of(Style::Hint, "hint: ").with(Style::Plain, hint);
            screen.wrapped(&line, "  ", "    ")
        }
        // Whole lines: this is to be read by programs too.
        End::Proposed(diff) => String::from_utf8_lossy(diff).lines().try_for_each(|line| {
            let style = match line.chars().next() {
                Some('+') if !line.starts_with("+++") => Style::Added,
                Some('-') if !line.starts_with("---") => Style::Removed,
                Some('@') => Style::Dim,
                _ => Style::Plain,
            };
            screen.put(&Line::of(style, line))
        }),
        _ => Ok(()),
    }
}

/// What a record says, in a line, without what there is no place for.
fn said(record: &ReviewRecord, left_out: &[&str]) -> String {
    let ReviewRecord { on, by, verdict, .. } = record;
    let has = |ours: &str| !left_out.contains(&ours);
    match verdict {
        Verdict::Stands { checked, .. } => {
            let by = if has("review.by") { format!(" by {by}") } else { String::new() };
            let checked = checked.join(", ");
            let checked =
                if has("review.checked") { format!(" ({checked})") } else { String::new() };
            format!("reviewed on {on}{by}{checked}")
        }
        Verdict::NeedsWork { note } => format!("needs work, found on {on} by {by}: {note}"),
    }
}

/// Prints the commands that follow, if any do.
///
/// # Errors
/// The stream does not take it.
pub fn next(screen: &mut Screen<'_>, outcome: &ReviewOutcome) -> io::Result<()> {
    if outcome.next.is_empty() {
        return Ok(());
    }
    screen.put(&Line::of(Style::Plain, "Commit it:"))?;
    // Neither wrapped nor cut: they are to be pasted.
    outcome.next.iter().try_for_each(|line| screen.put(&Line::of(Style::Plain, line)))
}
