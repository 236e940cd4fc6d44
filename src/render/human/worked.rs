//! What those say who used an article, and what became of a note.

use std::io;

use crate::domain::experience::{Experience, NoteEnd, NoteOutcome, Tally};
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

use super::ask::commands;

/// So many notes are shown, the newest; JSON has all of them.
const SHOWN_MAX: usize = 20;

/// Prints for how many it worked, and what they say, the newest first; nothing if nobody does.
///
/// # Errors
/// The stream does not take it.
pub(super) fn experiences(
    screen: &mut Screen<'_>,
    experiences: &[Experience],
    is_author: &dyn Fn(&Untrusted) -> bool,
) -> io::Result<()> {
    let Some(told) = tally(Tally::of(experiences)) else { return Ok(()) };
    screen.put(&Line::new())?;
    let (first, rest) = told.split_at(1);
    screen.put(&Line::of(Style::Strong, &format!("{}{rest}", first.to_uppercase())))?;
    let mut newest: Vec<&Experience> = experiences.iter().rev().collect();
    newest.sort_by_key(|it| std::cmp::Reverse(it.on));
    for experience in newest.iter().take(SHOWN_MAX) {
        let author = experience.by.as_ref().is_some_and(is_author);
        screen.wrapped(&line(experience, author), "- ", "  ")?;
    }
    if newest.len() > SHOWN_MAX {
        let more = format!("and {} more: --format json", newest.len() - SHOWN_MAX);
        screen.put(&Line::of(Style::Dim, &more))?;
    }
    Ok(())
}

/// `worked for 2, not for 1`; `None` if nobody says anything.
pub(super) fn tally(Tally { worked, did_not }: Tally) -> Option<String> {
    Some(match (worked, did_not) {
        (0, 0) => return None,
        (worked, 0) => format!("worked for {worked}"),
        (0, did_not) => format!("did not work for {did_not}"),
        _ => format!("worked for {worked}, not for {did_not}"),
    })
}

fn line(experience: &Experience, is_author: bool) -> Line {
    let (style, verb) = said(experience.worked);
    let mut line = Line::of(style, verb);
    if let Some(note) = &experience.note {
        line.push(Style::Plain, &format!(": {note}"));
    }
    let by = experience
        .by
        .as_ref()
        .map(|by| if is_author { format!("{by}, author") } else { by.to_string() });
    let parts = [experience.on.map(|on| on.to_string()), by, context(experience)];
    for part in parts.into_iter().flatten() {
        line.push(Style::Dim, &format!(" · {part}"));
    }
    line
}

fn said(worked: bool) -> (Style, &'static str) {
    if worked { (Style::Ok, "worked") } else { (Style::Warning, "did not work") }
}

/// `size 51-250, sector public`.
fn context(experience: &Experience) -> Option<String> {
    let context = experience.context.as_ref()?;
    let lists = context.lists().filter(|(_, values)| !values.is_empty()).map(|(key, values)| {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        format!("{key} {}", values.join(" or "))
    });
    let regulated = context.regulated.map(|is| if is { "regulated" } else { "not regulated" });
    let parts: Vec<String> = lists.chain(regulated.map(str::to_owned)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Prints what was noted, and what follows.
///
/// # Errors
/// The stream does not take it.
pub fn note(screen: &mut Screen<'_>, outcome: &NoteOutcome) -> io::Result<()> {
    let verb = match &outcome.end {
        NoteEnd::Written(_) => "Noted on ",
        NoteEnd::Proposed(_) => "Would note on ",
        NoteEnd::Unchanged => "Noted already on ",
    };
    let id = outcome.id.to_string();
    let mut head = Line::of(Style::Plain, verb).with(Style::Path, &id).with(Style::Plain, ": ");
    head.append(&line(&outcome.experience, false));
    screen.wrapped(&head, "", "  ")?;
    match &outcome.end {
        NoteEnd::Unchanged => Ok(()),
        // Whole lines: this is to be read by programs too.
        NoteEnd::Proposed(diff) => {
            String::from_utf8_lossy(diff).lines().try_for_each(|line| screen.put(&Line::from(line)))
        }
        NoteEnd::Written(next) => {
            commands(screen, "Others see it once it is committed and pushed:", next)
        }
    }
}
