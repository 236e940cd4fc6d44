//! What `kb list --changed-since` found.

use std::io;

use crate::domain::changed::{ChangedArticle, Fate, Since};
use crate::render::count;
use crate::render::screen::{Line, Screen, Style};

/// The longest word for what became of an article, and a blank each side.
const FATE_COLUMNS: usize = 9;

/// Prints a line for each article, one more for where it was or what follows it, then how many
/// there are and what was compared with.
///
/// # Errors
/// The stream does not take it.
pub fn list_changed(
    screen: &mut Screen<'_>,
    since: &Since,
    articles: &[ChangedArticle],
) -> io::Result<()> {
    let widest = articles.iter().map(|it| it.article.id.to_string().chars().count()).max();
    let column = widest.unwrap_or(0).min(screen.width() / 2);
    for changed in articles {
        let style = match changed.fate {
            Fate::Added => Style::Added,
            Fate::Changed | Fate::Moved => Style::Plain,
            Fate::Retired | Fate::Deleted => Style::Removed,
        };
        let id = Line::of(Style::Path, &changed.article.id.to_string()).truncate(column);
        let mut line = Line::of(style, changed.fate.name()).padded(FATE_COLUMNS);
        line.append(&id);
        let mut line = line.padded(FATE_COLUMNS + column + 2);
        line.push(Style::Plain, &changed.article.title().to_string());
        screen.put(&line.truncate(screen.width()))?;
        let more = more(changed);
        if !more.is_empty() {
            let indent = " ".repeat(FATE_COLUMNS);
            screen.wrapped(&Line::of(Style::Dim, &more), &indent, &indent)?;
        }
    }
    screen.wrapped(&Line::of(Style::Dim, &sum(since, articles)), "", "  ")
}

fn more(changed: &ChangedArticle) -> String {
    let mut parts = Vec::new();
    if let Some((_, path)) = &changed.was {
        parts.push(format!("was {path}"));
    }
    if !changed.is_body_changed && changed.was.is_none() {
        parts.push("front matter alone".to_owned());
    }
    match (&changed.successor, changed.fate) {
        (Some(next), _) => parts.push(format!("see {next}")),
        (None, Fate::Retired | Fate::Deleted) => parts.push("nothing takes its place".to_owned()),
        _ => {}
    }
    parts.join(", ")
}

fn sum(since: &Since, articles: &[ChangedArticle]) -> String {
    let of = |fate: Fate| articles.iter().filter(|it| it.fate == fate).count();
    let parts = Fate::ALL.into_iter().map(|fate| (fate, of(fate)));
    let parts: Vec<String> = parts
        .filter(|(_, count)| *count > 0)
        .map(|(fate, count)| format!("{count} {}", fate.name()))
        .collect();
    let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let commit = since.commit.map(|commit| format!("{:.10}", commit.to_string()));
    let on = since.on.map_or_else(String::new, |on| format!(" of {on}"));
    let base = commit.map_or_else(
        || "nothing is as old".to_owned(),
        |commit| format!("compared with commit {commit}{on}"),
    );
    let count = count(articles.len(), "article");
    format!("{count} changed since {}{parts} · {base}", since.asked)
}
