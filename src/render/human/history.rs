//! The life of one article, a line for each commit.

use std::io;

use jiff::civil::Date;

use crate::domain::drift::Drift;
use crate::domain::history::ObjectId;
use crate::domain::life::{Event, Happening, Life};
use crate::domain::untrusted::Untrusted;
use crate::render::screen::{Line, Screen, Style};

/// Prints what happened, the newest last.
///
/// # Errors
/// The stream does not take it.
pub fn history(screen: &mut Screen<'_>, life: &Life) -> io::Result<()> {
    screen.wrapped(&Line::of(Style::Title, &life.title.to_string()), "", "  ")?;
    screen.put(&Line::of(Style::Path, &life.path.to_string()))?;
    screen.put(&Line::new())?;
    for event in &life.events {
        let when = if event.commit.is_some() { day(event.on) } else { "not yet".to_owned() };
        screen.wrapped(&line(event), &format!("{when:<10}  "), "            ")?;
    }
    if let Some((commit, on)) = life.updated {
        screen.put(&Line::new())?;
        let text = format!("Last change of substance: {} ({})", day(on), short(commit));
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    Ok(())
}

/// What happened, who did it, and the commit.
fn line(event: &Event) -> Line {
    let mut line = Line::new();
    for (number, happening) in event.happenings.iter().enumerate() {
        if number > 0 {
            line.push(Style::Plain, "; ");
        }
        let (style, said) = says(happening, event);
        line.push(style, &said);
    }
    if event.happenings.is_empty() {
        line.push(Style::Dim, "changed; that version is not here to read");
    }
    let people = event.people.iter().map(|writer| {
        if writer.is_bot { format!("{} (a machine)", writer.name) } else { writer.name.to_string() }
    });
    let people: Vec<String> = people.collect();
    if !people.is_empty() {
        line.push(Style::Dim, &format!(" · {}", people.join(", ")));
    }
    match event.commit {
        Some(commit) => line.push(Style::Dim, &format!(" · {}", short(commit))),
        None => line.push(Style::Dim, " · not committed"),
    }
    line
}

fn says(happening: &Happening, event: &Event) -> (Style, String) {
    match happening {
        Happening::Came { status, is_again } => {
            let again = if *is_again { " again" } else { "" };
            (Style::Strong, format!("came{again}, {}", status.name()))
        }
        Happening::Moved { from, to } => (Style::Plain, format!("moved from {from} to {to}")),
        Happening::Status { from, to } => {
            (Style::Strong, format!("became {}, was {}", to.name(), from.name()))
        }
        Happening::Retired { reason, successor } => {
            let reason = reason.as_ref().map_or_else(String::new, |it| format!(": {it}"));
            let by = successor.as_ref().map_or_else(String::new, |it| format!(", by {it}"));
            (Style::Error, format!("retired{reason}{by}"))
        }
        Happening::Reviewed { on, by, .. } => (Style::Ok, reviewed(*on, by, event)),
        Happening::ReviewRemoved { previous } => {
            (Style::Plain, format!("the review of {previous} was taken out"))
        }
        Happening::NeedsWork { note } => {
            let note = note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
            (Style::Warning, format!("needs work{note}"))
        }
        Happening::NeedsNoWork => (Style::Plain, "needs no work any more".to_owned()),
        Happening::Supersedes { others } => {
            (Style::Plain, format!("takes the place of {}", listed(others)))
        }
        Happening::SupersedesNoMore { others } => {
            (Style::Plain, format!("takes the place of {} no more", listed(others)))
        }
        Happening::Edited(drift) => (Style::Plain, edited(*drift)),
        Happening::Laid => (Style::Dim, "nothing that a reader sees".to_owned()),
        Happening::FrontMatter => (Style::Dim, "front matter alone".to_owned()),
        Happening::Removed => (Style::Error, "removed".to_owned()),
    }
}

/// What a review did to the body is told where the commit did nothing else.
fn reviewed(on: Date, by: &[Untrusted], event: &Event) -> String {
    let by = if by.is_empty() { String::new() } else { format!(" by {}", listed(by)) };
    let is_dated_alone = !event
        .happenings
        .iter()
        .any(|it| matches!(it, Happening::Edited(_) | Happening::Laid | Happening::Came { .. }));
    let alone = if is_dated_alone { ", the body as it was" } else { "" };
    format!("reviewed {on}{by}{alone}")
}

fn listed(texts: &[Untrusted]) -> String {
    let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
    texts.join(", ")
}

fn edited(drift: Drift) -> String {
    let apart = drift.kinds().join(", ");
    let share = match (drift.changed_words, drift.percent()) {
        (0, _) => return format!("changed {apart}"),
        (_, 0) => "less than 1 %".to_owned(),
        (_, percent) => format!("{percent} %"),
    };
    let apart = if apart.is_empty() { apart } else { format!(", {apart}") };
    format!("changed {share} of the words{apart}")
}

fn day(on: Option<Date>) -> String {
    on.map_or_else(|| "day unknown".to_owned(), |on| on.to_string())
}

fn short(commit: ObjectId) -> String {
    format!("{:.10}", commit.to_string())
}
