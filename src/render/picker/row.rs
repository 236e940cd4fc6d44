//! One hit of the list.

use crate::domain::found::Hit;
use crate::domain::outcome::Trust;
use crate::domain::review::Freshness;
use crate::render::columns::{columns, split};
use crate::render::line::Line;
use crate::render::style::Style;

/// The title with the headings that lead to the section; the chosen one is marked in words too.
pub(super) fn title(hit: &Hit, is_chosen: bool) -> Line {
    let mut line = Line::from(if is_chosen { "> " } else { "  " });
    line.push(Style::Strong, &hit.title.to_string());
    for heading in &hit.heading {
        line = line.with(Style::Dim, " › ").with(Style::Plain, &heading.to_string());
    }
    line
}

/// Where it stands, and in a word whether to trust it, in `width` columns.
pub(super) fn place(hit: &Hit, width: usize) -> Line {
    let (style, word) = state(&hit.trust);
    let place = format!("{}:{}", hit.path, hit.line);
    // The word goes first where both do not fit: it stands in the text beside too.
    let taken = if word.is_empty() { 2 } else { word.len() + 4 };
    let fits = taken + columns(&place).min(width / 2) <= width;
    let room = width.saturating_sub(if fits { taken } else { 2 });
    let line = Line::from("  ").with(Style::Path, &ending(&place, room));
    if fits && !word.is_empty() { line.with(Style::Plain, "  ").with(style, word) } else { line }
}

/// The end of `text` that fits into `width` columns: of a path, the name says most.
fn ending(text: &str, width: usize) -> String {
    let too_many = columns(text).saturating_sub(width);
    if too_many == 0 {
        return text.to_owned();
    }
    let (left_out, rest) = split(text, too_many + 1);
    // A wide character that is cut in two is left out whole.
    let missing = usize::from(columns(left_out) < too_many + 1);
    let (_, rest) = if missing == 0 { ("", rest) } else { split(text, too_many + 2) };
    format!("…{rest}")
}

/// The state of the review in a word; nothing where nothing is known of an article at all.
fn state(trust: &Trust) -> (Style, &'static str) {
    let is_known = trust.kind.is_some() || trust.reviewed.is_some() || trust.license.is_some();
    match trust.freshness {
        Freshness::Retired => (Style::Error, "retired"),
        _ if !is_known => (Style::Plain, ""),
        Freshness::Current => (Style::Ok, "reviewed"),
        Freshness::Due => (Style::Warning, "due"),
        Freshness::Overdue => (Style::Warning, "overdue"),
        Freshness::Retirement => (Style::Warning, "to retire"),
        Freshness::Unreviewed => (Style::Warning, "unreviewed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_path_the_end_is_shown() {
        for (width, expected) in [(9, "a/störung"), (8, "…störung"), (2, "…g"), (1, "…")] {
            assert_eq!(ending("a/störung", width), expected);
        }
        assert_eq!(ending("日本語", 5), "…本語");
        assert_eq!(ending("日本語", 4), "…語");
        assert_eq!(ending("", 0), "");
    }
}
