//! Finds what is to be filled in of a template: `{{name}}`, and where each stands.
//!
//! Comments are hints to whoever writes the template, so they are taken out first, with what
//! stands in them. Linear in the text: everything is found in one pass and looked up by halves.

use std::ops::Range;

use memchr::memmem::find_iter;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::markdown::events;
use crate::domain::fill::{Form, MARGIN_MAX, Place, Placeholder};
use crate::domain::text::Span;

/// The most bytes between the brackets of a placeholder; rule `placeholder-left` (KB505) has the
/// same border.
const INSIDE_MAX: usize = 80;
/// So much of the words around a placeholder is kept, in characters.
const NEAR_MAX: usize = 120;

/// Reads `text`, a body or a part of one.
#[must_use]
pub fn form(text: &str) -> Form {
    let text = without_comments(text);
    let zones = Zones::of(&text);
    let mut placeholders = Vec::new();
    let mut end = 0;
    for start in find_iter(text.as_bytes(), "{{") {
        let Some((name, to)) = name_at(&text, start).filter(|_| start >= end) else { continue };
        let span = Span::new(start..to);
        let place = zones.place(&text, span);
        let near = zones.near(&text, span);
        placeholders.push(Placeholder { name: name.to_owned(), span, place, near });
        end = to;
    }
    Form { text, placeholders }
}

/// The name of the placeholder that starts at `start`, and where it ends.
///
/// A name begins with a letter: what begins with a dot, a hash or a percent sign belongs to the
/// template language of some other tool.
fn name_at(text: &str, start: usize) -> Option<(&str, usize)> {
    if text[..start].ends_with(['\\', '{']) {
        return None;
    }
    let inside = &text[start + 2..];
    let limit = inside.len().min(INSIDE_MAX + 2);
    let length = memchr::memmem::find(&inside.as_bytes()[..limit], b"}}")?;
    let name = inside[..length].trim_matches(' ');
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/');
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(is_part);
    is_name.then_some((name, start + 2 + length + 2))
}

/// `text` without its comments; a line that held nothing else goes with them.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for comment in comments(text) {
        let before = &text[at.min(comment.start)..comment.start];
        let is_line = before.rsplit('\n').next().is_some_and(|it| it.trim().is_empty());
        kept.push_str(before);
        at = comment.end;
        let rest = &text[at..];
        let line_end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        if is_line && rest[..line_end].trim().is_empty() {
            kept.truncate(kept.trim_end_matches([' ', '\t']).len());
            at += line_end;
            // The empty lines around it become one.
            if kept.is_empty() || kept.ends_with("\n\n") || kept.ends_with("\r\n\r\n") {
                let rest = &text[at..];
                at += rest.len() - rest.trim_start_matches(['\n', '\r']).len();
            }
        }
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// Where comments stand that Markdown takes for such.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, range) in events(text) {
        let html = match event {
            Event::Start(Tag::HtmlBlock) => text.get(range.clone()).unwrap_or_default(),
            Event::InlineHtml(ref tag) if tag.starts_with("<!--") => &text[range.clone()],
            _ => continue,
        };
        let mut at = 0;
        while let Some(start) = html[at..].find("<!--") {
            let start = at + start;
            let length = html[start + 4..].find("-->").map(|length| start + 4 + length + 3);
            at = length.unwrap_or(html.len());
            found.push(range.start + start..range.start + at);
        }
    }
    found
}

/// A cell of a table.
struct Cell {
    range: Range<usize>,
    /// The cell above it in the header.
    header: Range<usize>,
    /// The first cell of its row.
    first: Range<usize>,
}

/// What is not prose, each kind in order.
#[derive(Default)]
struct Zones {
    cells: Vec<Cell>,
    codes: Vec<Range<usize>>,
    blocks: Vec<Range<usize>>,
    html: Vec<Range<usize>>,
    destinations: Vec<Range<usize>>,
    titles: Vec<Range<usize>>,
    /// What is between the brackets of links and images, which may lie in one another.
    words: Vec<Range<usize>>,
    line_ends: Vec<usize>,
}

impl Zones {
    fn of(text: &str) -> Self {
        let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let mut zones = Self { line_ends, ..Self::default() };
        let mut header: Vec<Range<usize>> = Vec::new();
        let (mut is_header, mut column, mut first) = (false, 0, 0..0);
        // Where the inside of each open link has been read to.
        let mut open: Vec<usize> = Vec::new();
        let mut all = events(text);
        for (event, range) in all.by_ref() {
            let mut edge = range.end;
            match event {
                Event::Start(Tag::TableHead) => (is_header, column) = (true, 0),
                Event::Start(Tag::TableRow) => (is_header, column) = (false, 0),
                Event::Start(Tag::Table(_)) => header.clear(),
                Event::Start(Tag::TableCell) => {
                    if is_header {
                        header.push(range.clone());
                    }
                    if column == 0 {
                        first = range.clone();
                    }
                    let header = header.get(column).cloned().unwrap_or(0..0);
                    zones.cells.push(Cell { range, header, first: first.clone() });
                    column += 1;
                }
                Event::Start(Tag::CodeBlock(_)) => zones.blocks.push(range),
                Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
                    let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                    edge = if is_bare { range.end } else { range.start + 1 };
                    open.push(edge);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    let inside = open.pop().unwrap_or(range.end).min(range.end);
                    if inside == range.end {
                        // `<https://e.example>` is both.
                        zones.destinations.push(range);
                    } else {
                        zones.destinations.push(inside..range.end);
                        zones.add_words(range.start..inside);
                    }
                }
                Event::Code(_) => zones.codes.push(range),
                Event::Html(_) | Event::InlineHtml(_) => zones.html.push(range),
                _ => {}
            }
            if let Some(last) = open.last_mut() {
                *last = edge.max(*last);
            }
        }
        let definitions = all.reference_definitions().iter();
        zones.destinations.extend(definitions.map(|(_, it)| it.span.clone()));
        zones.destinations.sort_unstable_by_key(|range| range.start);
        let titles = zones.destinations.iter().filter_map(|link| {
            let start = title_start(text.get(link.clone())?)?;
            Some(link.start + start..link.end)
        });
        zones.titles = titles.collect();
        zones
    }

    /// Takes the words of a link, and of those in it, for one: the outer one comes last.
    fn add_words(&mut self, words: Range<usize>) {
        while self.words.last().is_some_and(|last| last.start >= words.start) {
            self.words.pop();
        }
        self.words.push(words);
    }

    fn place(&self, text: &str, span: Span) -> Place {
        let has = |ranges: &[Range<usize>]| {
            let next = ranges.partition_point(|range| range.start <= span.start);
            next.checked_sub(1).is_some_and(|at| span.end <= ranges[at].end)
        };
        let is_in_cell = self.cell(span).is_some();
        if has(&self.blocks) {
            return Place::CodeBlock;
        }
        if has(&self.codes) {
            return Place::Code { is_in_cell };
        }
        if has(&self.html) {
            return Place::Html;
        }
        if has(&self.titles) {
            return Place::LinkTitle;
        }
        if has(&self.destinations) {
            return Place::Destination;
        }
        if has(&self.words) {
            return Place::LinkText { is_in_cell };
        }
        // What is filled in may make an address of it, or a tag.
        if text[..span.start].ends_with('<') && text[span.end..].starts_with('>') {
            return Place::Destination;
        }
        if is_in_cell {
            return Place::Cell;
        }
        let (line_start, line_end) = self.line_of(text, span);
        let before = &text[line_start..span.start];
        // Too many marks to look at: what is escaped in vain is shown as it was given.
        let starts = before.len() > MARGIN_MAX || is_margin(before);
        let is_alone = starts && text[span.end..line_end].trim().is_empty();
        Place::Prose { starts, is_alone }
    }

    fn cell(&self, span: Span) -> Option<&Cell> {
        let next = self.cells.partition_point(|cell| cell.range.start <= span.start);
        let cell = self.cells.get(next.checked_sub(1)?)?;
        (span.end <= cell.range.end).then_some(cell)
    }

    /// The line in which `span` stands, without its end.
    fn line_of(&self, text: &str, span: Span) -> (usize, usize) {
        let next = self.line_ends.partition_point(|end| *end < span.start);
        let start = next.checked_sub(1).map_or(0, |before| self.line_ends[before] + 1);
        (start, self.line_ends.get(next).copied().unwrap_or(text.len()))
    }

    /// The words around a placeholder: the header above it and its row, or its line.
    fn near(&self, text: &str, span: Span) -> String {
        let plain = |range: &Range<usize>| words(text.get(range.clone()).unwrap_or_default());
        let Some(cell) = self.cell(span) else {
            let (start, end) = self.line_of(text, span);
            let own = around(text, span, (start, end));
            if !own.is_empty() {
                return own;
            }
            // A line of its own: what stands above it says what belongs there.
            let above = text[..start].trim_end();
            let line = memchr::memrchr(b'\n', above.as_bytes()).map_or(0, |at| at + 1);
            let from = line.max(floor(text, above.len().saturating_sub(NEAR_MAX)));
            return words(&above[from..]);
        };
        let own = around(text, span, (cell.range.start, cell.range.end));
        let is_header = cell.header == cell.range;
        let row = if cell.first == cell.range { String::new() } else { plain(&cell.first) };
        let parts = [row, if is_header { String::new() } else { plain(&cell.header) }, own];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// Where the title begins in `link`, from the end of its words on, or in a definition.
fn title_start(link: &str) -> Option<usize> {
    let from = link.rfind("]:").unwrap_or_default();
    let mut is_after_blank = false;
    let mut characters = link[from..].char_indices();
    let found = characters.find(|(_, character)| {
        let is_title = is_after_blank && matches!(character, '"' | '\'' | '(');
        is_after_blank = character.is_whitespace();
        is_title
    });
    found.map(|(at, _)| from + at)
}

/// The sentence around `span` within bounds, with a line where it stands.
fn around(text: &str, span: Span, (start, end): (usize, usize)) -> String {
    let from = start.max(floor(text, span.start.saturating_sub(NEAR_MAX)));
    let to = end.min(floor(text, (span.end + NEAR_MAX).min(text.len())));
    let before = text[from..span.start].rsplit(". ").next().unwrap_or_default();
    let after = text[span.end..to.max(span.end)].split_inclusive(". ").next().unwrap_or_default();
    words(&format!("{before}____{after}"))
}

/// True for nothing but the marks of quotations, lists and tasks.
fn is_margin(before: &str) -> bool {
    let mut rest = before.trim_start();
    while !rest.is_empty() {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = match rest.strip_prefix('>') {
            Some(rest) => Some(rest),
            None if number.len() < rest.len() => number.strip_prefix(['.', ')']),
            None => rest.strip_prefix(['-', '*', '+']).filter(|it| it.starts_with(' ')),
        };
        let Some(next) = item else { return false };
        rest = next.trim_start();
        rest = rest.strip_prefix("[ ] ").unwrap_or(rest).trim_start();
    }
    true
}

/// `text` on one line without marks of emphasis, and `…` for other placeholders.
fn words(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{{") {
        plain.push_str(&rest[..at]);
        plain.push('…');
        rest = rest[at..].find("}}").map_or("", |end| &rest[at + end + 2..]);
    }
    plain.push_str(rest);
    let plain = plain.replace("**", "").replace('`', "");
    let marks = |c: char| c.is_whitespace() || matches!(c, '#' | '>' | '-' | '*' | '+' | '|');
    let plain = plain.trim_matches(marks).split_whitespace().collect::<Vec<_>>().join(" ");
    let end = plain.char_indices().nth(NEAR_MAX).map_or(plain.len(), |(at, _)| at);
    if plain.contains(char::is_alphanumeric) { plain[..end].to_owned() } else { String::new() }
}

/// The last border between characters that is not after `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
#[path = "placeholders_tests.rs"]
mod tests;
