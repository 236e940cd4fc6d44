//! One article to read.

use std::collections::BTreeMap;
use std::io;

use crate::domain::outcome::ShownArticle;
use crate::domain::retirement::{Successor, Tombstone};
use crate::domain::source::{Relation, SourceReference};
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::render::body::body;
use crate::render::screen::{Line, Screen, Style};

use super::{meanings, trust, worked};

/// Prints what a retired article says first, title, trust line, summary, body and sources.
///
/// # Errors
/// The stream does not take it.
pub fn show(screen: &mut Screen<'_>, article: &ShownArticle) -> io::Result<()> {
    if let Some(tombstone) = &article.tombstone {
        banner(screen, tombstone)?;
    }
    let mut title = Line::of(Style::Title, &article.title.to_string());
    for heading in &article.heading {
        title = title.with(Style::Dim, " › ").with(Style::Strong, &heading.to_string());
    }
    screen.wrapped(&title, "", "  ")?;
    screen.put(&Line::of(Style::Path, &format!("{}:{}", article.path, article.line)))?;
    trust::put(screen, &article.trust, "", "  ")?;
    if !article.authors.is_empty() {
        let names: Vec<String> = article.authors.iter().map(ToString::to_string).collect();
        screen.wrapped(&Line::of(Style::Dim, &format!("By {}", names.join(", "))), "", "  ")?;
    }
    helpers(screen, article)?;
    let note = article.trust.disclosure.as_ref().and_then(|disclosure| disclosure.note.as_ref());
    if let Some(note) = note {
        screen.wrapped(&Line::of(Style::Dim, &format!("On interests: {note}")), "", "  ")?;
    }
    screen.put(&Line::new())?;
    if let Some(summary) = &article.summary {
        screen.wrapped(&Line::of(Style::Strong, &summary.to_string()), "", "")?;
        screen.put(&Line::new())?;
    }
    if let Some(definition) = &article.definition {
        meanings::definition(screen, definition)?;
    }
    body(screen, &article.blocks)?;
    if !article.sources.is_empty() {
        screen.put(&Line::new())?;
        screen.put(&Line::of(Style::Strong, "Sources"))?;
        for source in &article.sources {
            screen.wrapped(&source_line(source), "- ", "  ")?;
        }
        let cite = format!("Cite: kb show {} --cite", shell_word(article.id.raw()));
        let cite = Line::of(Style::Dim, &cite);
        if cite.display_width() <= screen.width() {
            screen.put(&cite)?;
        }
    }
    if !article.asked_at.is_empty() {
        screen.put(&Line::new())?;
        screen.put(&Line::of(Style::Strong, "Asked at"))?;
        for address in &article.asked_at {
            let place = Line::of(Style::Path, &address.to_string()).leading_to(address.raw());
            screen.wrapped(&place, "- ", "  ")?;
        }
    }
    let is_author = |by: &Untrusted| article.authors.contains(by);
    worked::experiences(screen, &article.experiences, &is_author)
}

/// Who helped in another way, each role once, and where else it was published.
fn helpers(screen: &mut Screen<'_>, article: &ShownArticle) -> io::Result<()> {
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for helper in &article.contributors {
        roles.entry(helper.did().to_string()).or_default().push(helper.person.to_string());
    }
    for (did, names) in roles {
        let text = format!("{did} {}", names.join(", "));
        screen.wrapped(&Line::of(Style::Dim, &text), "", "  ")?;
    }
    for address in &article.also_at {
        let place = Line::of(Style::Path, &address.to_string()).leading_to(address.raw());
        let mut line = Line::of(Style::Dim, "Also at ");
        line.append(&place);
        screen.wrapped(&line, "", "  ")?;
    }
    Ok(())
}

/// Since when, why, and what to read in its place.
fn banner(screen: &mut Screen<'_>, tombstone: &Tombstone) -> io::Result<()> {
    let on = tombstone.on.map_or_else(String::new, |on| format!(" since {on}"));
    let reason = tombstone.reason.as_ref().map_or_else(String::new, |it| format!(": {it}"));
    let head = Line::of(Style::Error, &format!("Retired{on}{reason}"));
    screen.wrapped(&head, "", "  ")?;
    let instead = Line::of(Style::Warning, "Read instead: ");
    let instead = match &tombstone.successor {
        Successor::InUse(pointer) => {
            let open = format!(" · kb show {}", shell_word(pointer.id.raw()));
            instead.with(Style::Strong, &pointer.title.to_string()).with(Style::Plain, &open)
        }
        Successor::Written(written) => instead.with(Style::Plain, &written.to_string()),
        Successor::None => Line::of(Style::Warning, "No article takes its place"),
    };
    screen.wrapped(&instead, "", "  ")?;
    if let Some(note) = &tombstone.note {
        screen.wrapped(&Line::of(Style::Plain, &note.to_string()), "", "  ")?;
    }
    screen.put(&Line::new())
}

pub(super) fn source_line(source: &SourceReference) -> Line {
    // An article of the same library goes by its id, where nothing else is said.
    let id = source.article.as_ref().map(|article| &article.value);
    let title = Some(&source.title).filter(|title| !title.is_empty()).or(id);
    let title = title.map_or_else(|| "untitled".to_owned(), ToString::to_string);
    let mut line = Line::of(Style::Plain, &title);
    let authors: Vec<String> = source.authors.iter().map(ToString::to_string).collect();
    let details = [
        (!authors.is_empty()).then(|| authors.join(", ")),
        source.year.as_ref().map(ToString::to_string),
        source.license.as_ref().map(|license| license.value.to_string()),
        (source.relation != Relation::Cites).then(|| source.relation.name().to_owned()),
        source.changes.as_ref().map(|changes| format!("changes: {changes}")),
        source.access.as_ref().filter(|it| it.raw() != "free").map(|it| format!("access: {it}")),
    ];
    for detail in details.into_iter().flatten() {
        line.push(Style::Dim, &format!(" · {detail}"));
    }
    if let Some(url) = &source.url {
        line.push(Style::Dim, " · ");
        line.append(&Line::of(Style::Path, &url.value.to_string()).leading_to(url.value.raw()));
    }
    line
}
