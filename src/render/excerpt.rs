//! The lines of a text round a place, safe to show, with the place remapped.
//!
//! A line that is too wide is cut on both sides of the place. However long the
//! lines of a text are, the cost of an excerpt is bounded by what is shown.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::domain::text::{Lines, Position, Region, Span};
use crate::domain::untrusted::{sanitise, steers_terminal};

/// A place that reaches over more lines than this is marked on its first line only.
const LINES_MAX: u32 = 8;
/// So many bytes are looked at for each column, on either side: no character of a text that
/// people read takes more.
const BYTES_PER_COLUMN: usize = 16;
/// Stands for what is cut off.
const CUT: &str = "…";

/// Lines as they are shown, and where the place is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) first: u32,
    /// The lines, none ended; nothing in them steers a terminal.
    pub(super) lines: Vec<String>,
    /// True if no line is cut.
    pub(super) is_whole: bool,
    /// The bytes of the first line where the place begins, and of the last where it ends.
    pub(super) mark: Range<usize>,
    /// The line that the place goes on to, if that is not shown.
    pub(super) goes_on_to: Option<u32>,
}

/// The excerpt of `lines` that shows `region`, no line wider than `columns_max`.
///
/// `region` must fit into the text. `None` if the text has no such line.
pub(super) fn excerpt(lines: &Lines<'_>, region: Region, columns_max: usize) -> Option<Excerpt> {
    let (start, end) = (region.start.line, last_line(region.start, region.end));
    let first = lines.line(start)?;
    if start < end
        && end - start < LINES_MAX
        && let Some(excerpt) = whole(lines, region, end, columns_max)
    {
        return Some(excerpt);
    }
    let mark = region.span.start..region.span.end.min(first.end).max(region.span.start);
    let (text, mark, is_whole) = shown(lines.bytes(), first, &mark, columns_max);
    let goes_on_to = (start < end).then_some(end);
    Some(Excerpt { first: start, lines: vec![text], is_whole, mark, goes_on_to })
}

/// A whole line as it is shown, cut at its end if it is wider than `columns_max`.
pub(super) fn line(lines: &Lines<'_>, number: u32, columns_max: usize) -> Option<String> {
    let span = lines.line(number)?;
    Some(shown(lines.bytes(), span, &(span.start..span.start), columns_max).0)
}

/// The last line that a place covers anything of, be it the line's end.
fn last_line(start: Position, end: Position) -> u32 {
    if end.column == 1 && end.line > start.line { end.line - 1 } else { end.line }
}

/// All lines of `region`, if none must be cut.
fn whole(lines: &Lines<'_>, region: Region, end: u32, columns_max: usize) -> Option<Excerpt> {
    let mut shown_lines = Vec::new();
    let mut bounds = 0..0;
    for number in region.start.line..=end {
        let span = lines.line(number)?;
        let at = |offset: usize| offset.clamp(span.start, span.end);
        let inside = at(region.span.start)..at(region.span.end);
        let (text, mark, is_whole) = shown(lines.bytes(), span, &inside, columns_max);
        if !is_whole {
            return None;
        }
        if number == region.start.line {
            bounds.start = mark.start;
        }
        bounds.end = mark.end;
        shown_lines.push(text);
    }
    Some(Excerpt {
        first: region.start.line,
        lines: shown_lines,
        is_whole: true,
        mark: bounds,
        goes_on_to: None,
    })
}

/// The line at `span` as it is shown, where `mark` is in it, and whether nothing is cut.
fn shown(
    bytes: &[u8],
    span: Span,
    mark: &Range<usize>,
    columns_max: usize,
) -> (String, Range<usize>, bool) {
    let reach = columns_max.saturating_mul(BYTES_PER_COLUMN);
    let is_inside = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let next = |at: usize| (at..span.end).find(|at| !is_inside(at)).unwrap_or(span.end);
    let mark = mark.start.min(span.end)..mark.end.min(span.end);
    let from = next(mark.start.saturating_sub(reach).max(span.start));
    let marked_to = next(mark.end.min(mark.start.saturating_add(reach)));
    let to = next(marked_to.saturating_add(reach).min(span.end));
    let text = |from: usize, to: usize| std::str::from_utf8(&bytes[from..to]).unwrap_or("");
    let parts = [text(from, mark.start), text(mark.start, marked_to), text(marked_to, to)];
    let is_near = from == span.start && to == span.end;
    // A caret behind the last character takes a column too.
    let caret = usize::from(parts[1].is_empty() && parts[2].is_empty());
    let columns_max = columns_max.saturating_sub(caret);

    let widths = parts.map(|part| part.chars().map(width).sum::<usize>());
    if is_near && widths.iter().sum::<usize>() <= columns_max {
        let (text, mark) = join(parts, ["", ""]);
        return (text, mark, true);
    }
    let room = columns_max.saturating_sub(2).max(1);
    let middle = end_of(parts[1], room);
    let rest = room - widths[1].min(room);
    let before = widths[0].min((rest / 2).max(rest.saturating_sub(widths[2])));
    let begin = begin_of(parts[0], before);
    let after = if middle < parts[1].len() { 0 } else { end_of(parts[2], rest - before) };
    let is_cut = [
        from > span.start || begin > 0,
        to < span.end || middle < parts[1].len() || after < parts[2].len(),
    ];
    let parts = [&parts[0][begin..], &parts[1][..middle], &parts[2][..after]];
    let (text, mark) = join(parts, is_cut.map(|is_cut| if is_cut { CUT } else { "" }));
    (text, mark, false)
}

fn join(parts: [&str; 3], cuts: [&str; 2]) -> (String, Range<usize>) {
    let [before, marked, after] = parts.map(sanitise);
    let start = cuts[0].len() + before.len();
    let text = [cuts[0], &before, &marked, &after, cuts[1]].concat();
    (text, start..start + marked.len())
}

/// How many columns a character takes as it is shown.
fn width(character: char) -> usize {
    if steers_terminal(character) {
        sanitise(character.encode_utf8(&mut [0; 4])).len()
    } else {
        character.width().unwrap_or(1)
    }
}

/// Where the longest start of `text` ends that takes at most `columns_max`.
fn end_of(text: &str, columns_max: usize) -> usize {
    let mut taken = 0;
    let mut starts = text.char_indices().map(|(at, character)| {
        taken += width(character);
        (at, taken)
    });
    starts.find(|(_, taken)| *taken > columns_max).map_or(text.len(), |(at, _)| at)
}

/// Where the longest end of `text` begins that takes at most `columns_max`.
fn begin_of(text: &str, columns_max: usize) -> usize {
    let mut taken = 0;
    let mut starts = text.char_indices().rev().map(|(at, character)| {
        taken += width(character);
        (at + character.len_utf8(), taken)
    });
    starts.find(|(_, taken)| *taken > columns_max).map_or(0, |(at, _)| at)
}

#[cfg(test)]
#[path = "excerpt_tests.rs"]
mod tests;
