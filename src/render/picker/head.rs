//! The lines around the list: what came of the query, what the chosen hit is, what can be done.

use super::View;
use crate::domain::found::{Hit, SearchOutcome};
use crate::domain::gap::WayOn;
use crate::render::count;
use crate::render::human::trust;
use crate::render::line::Line;
use crate::render::style::Style;

/// A title or a line of trust takes so many lines at most.
const LINES_MAX: usize = 2;

/// What came of the query: what was searched for, whether that is an answer, and how much.
pub(super) fn state(view: &View<'_>) -> Line {
    if let Some(failure) = view.failure {
        return Line::of(Style::Warning, failure);
    }
    let Some(outcome) = view.outcome else {
        let articles = count(view.articles, "article");
        return Line::of(Style::Dim, &format!("{articles}: type what you look for, ? for keys"));
    };
    let mut line = Line::new();
    for (from, to) in &outcome.corrections {
        line.push(Style::Plain, &format!("No article has `{from}`; searched for "));
        line = line.with(Style::Strong, &to.to_string()).with(Style::Dim, " · ");
    }
    if let Some((beginning, word)) = view.completed {
        line.push(Style::Plain, &format!("`{beginning}` read as "));
        line = line.with(Style::Strong, word).with(Style::Dim, " · ");
    }
    if !outcome.is_answered {
        let nearest = if outcome.total == 0 { "" } else { " Nearest:" };
        line.push(Style::Strong, &format!("No article answers this.{nearest} "));
    }
    match &outcome.way_on {
        Some(WayOn::Join(need)) => {
            line.push(Style::Plain, &format!("Others ask too: {} · ", need.id));
        }
        Some(WayOn::Settled(need, _)) => {
            line.push(Style::Plain, &format!("Asked before: {} · ", need.id));
        }
        Some(WayOn::Ask(_)) | None => {}
    }
    line.push(Style::Dim, &counts(view, outcome));
    line
}

/// `2/12 of 9753 articles · 1 retired`.
fn counts(view: &View<'_>, outcome: &SearchOutcome) -> String {
    let chosen = view.picker.selected().map_or(0, |hit| hit + 1);
    let articles = count(view.articles, "article");
    let mut text = format!("{chosen}/{} of {articles}", outcome.total);
    if outcome.retired_hidden > 0 {
        text = format!("{text} · {} retired left out", outcome.retired_hidden);
    }
    if outcome.hits.iter().any(|hit| hit.snippet.is_none()) {
        text.push_str(" · some changed since the index was made");
    }
    let skipped = outcome.skipped().count();
    if skipped > 0 {
        text = format!("{text} · {} skipped", count(skipped, "file"));
    }
    text
}

/// What the hit is and whether to trust it, in `width` columns, with an empty line behind.
#[must_use]
pub fn head(hit: &Hit, width: usize) -> Vec<Line> {
    let mut title = Line::of(Style::Strong, &hit.title.to_string());
    for heading in &hit.heading {
        title = title.with(Style::Dim, " › ").with(Style::Strong, &heading.to_string());
    }
    let lines = |line: &Line| line.wrap(width, "", "  ").into_iter().take(LINES_MAX);
    let mut head: Vec<Line> = lines(&title).chain(lines(&trust::line(&hit.trust))).collect();
    head.push(Line::new());
    head
}

/// What was done last, or what can be done.
pub(super) fn foot(view: &View<'_>) -> Line {
    if let Some(message) = view.message {
        return Line::of(Style::Info, message);
    }
    let mut line = Line::new();
    for (key, does) in [
        ("Enter", " print place · "),
        ("^O", " edit · "),
        ("Tab", " copy place · "),
        ("Alt-C", " copy credit · "),
        ("F1", " keys · "),
        ("Esc", " leave"),
    ] {
        line = line.with(Style::Strong, key).with(Style::Dim, does);
    }
    line
}
