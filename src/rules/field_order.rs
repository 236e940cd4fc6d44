//! KB112: fields in another order than the schema lists them in.
//!
//! Only the fields of the outermost level are looked at. What is no field stays behind the
//! field that it follows, comments stay above the field that they are written above, and
//! whole lines are moved, so that no value can change.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::front_matter::{Line, fences, lines};
use crate::domain::node::Entry;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::fields::blocks;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB112",
        name: "field-order",
        level: Level::Off,
        fix: FixKind::Safe,
        summary: "The fields stand in another order than elsewhere.",
        doc: include_str!("field_order.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// How comments begin that tell editors what the file is; they stand first in it.
const MODELINES: [&str; 2] = ["# yaml-language-server:", "# SPDX-"];

/// An entry, the lines that move with it, and where it belongs.
struct Piece<'a> {
    entry: &'a Entry,
    lines: Span,
    /// The place of its field in the schema; that of the field before, for what is no field.
    rank: usize,
}

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let is_sound = !article.faults.iter().any(|it| it.span.start < article.front_span.end);
    let Some(pieces) = is_sound.then(|| pieces(context)).flatten() else {
        return;
    };
    let is_late = |pair: &&[Piece<'_>]| pair[1].rank < pair[0].rank;
    let Some(pair) = pieces.windows(2).find(is_late) else {
        return;
    };
    let late = &pair[1];
    let Some(before) = pieces.iter().find(|piece| piece.rank > late.rank) else {
        return;
    };
    let (name, other) = (quote(&late.entry.key), quote(&before.entry.key));
    let message = format!("{name} belongs before {other}");
    let place = context.place(late.entry.key_span);
    let found = report.about(article, place, late.entry.key.as_str(), message);
    found.label(context.place(before.entry.key_span), "before this");
    found.help("keep the order of the other articles, so that readers find what they look for");
    let (span, text) = in_order(context, &pieces);
    found.replace(FixKind::Safe, "put the fields in order", &context.place(span), text);
}

/// The entries of the front matter with their lines; `None` if they cannot be told apart by line.
fn pieces<'a>(context: &ArticleContext<'a>) -> Option<Vec<Piece<'a>>> {
    let block = blocks(context).into_iter().find(|block| block.path.is_empty())?;
    let bytes = context.text.as_bytes();
    let fences = fences(bytes)?;
    let first = block.entries.first()?;
    let mut start = after_header(bytes, fences.opening.next, line_of(bytes, first)?);
    let mut rank = 0;
    let mut pieces = Vec::with_capacity(block.entries.len());
    for (index, entry) in block.entries.iter().enumerate() {
        let ends = match block.entries.get(index + 1) {
            Some(next) => line_of(bytes, next)?,
            None => fences.closing?.start,
        };
        let next = own_comments(bytes, entry.value.span.end.max(entry.key_span.end), ends);
        rank = block.allowed.iter().position(|it| it.name == entry.key).unwrap_or(rank);
        pieces.push(Piece { entry, lines: Span::new(start..next), rank });
        start = next;
    }
    Some(pieces)
}

/// Where the line of `entry` starts, if nothing else stands before its key.
fn line_of(bytes: &[u8], entry: &Entry) -> Option<usize> {
    let key = entry.key_span.start;
    let is_quoted = matches!(bytes.get(key.wrapping_sub(1)), Some(b'"' | b'\''));
    let start = if is_quoted { key - 1 } else { key };
    is_line_start(bytes, start).then_some(start)
}

fn is_line_start(bytes: &[u8], offset: usize) -> bool {
    matches!(bytes.get(offset.wrapping_sub(1)), Some(b'\n' | b'\r'))
}

/// Where the first comment starts between `from`, where a value ends, and `to`, where the next
/// key or the fence stands; `to` if there is none. Blank lines and comments that are indented
/// belong to the value.
fn own_comments(bytes: &[u8], from: usize, to: usize) -> usize {
    let from = if is_line_start(bytes, from) { from } else { Line::at(bytes, from).next };
    let between = lines(bytes, from).map(|line| line.start).take_while(|start| *start < to);
    between.into_iter().find(|start| bytes.get(*start) == Some(&b'#')).unwrap_or(to)
}

/// Where what belongs to the first field starts: after what stands apart and what editors read.
fn after_header(bytes: &[u8], from: usize, to: usize) -> usize {
    let is_header = |line: &Line| {
        let text = line.text(bytes);
        text.trim_ascii().is_empty() || MODELINES.iter().any(|it| text.starts_with(it.as_bytes()))
    };
    let above = lines(bytes, from).take_while(|line| line.start < to);
    above.filter(is_header).last().map_or(from, |line| line.next)
}

/// The part of the front matter that is out of order, and the same in order.
fn in_order(context: &ArticleContext<'_>, pieces: &[Piece<'_>]) -> (Span, String) {
    let mut sorted: Vec<&Piece<'_>> = pieces.iter().collect();
    sorted.sort_by_key(|piece| piece.rank);
    let is_moved = |index: &usize| pieces[*index].lines != sorted[*index].lines;
    let mut moved = (0..pieces.len()).filter(is_moved);
    let first = moved.next().unwrap_or_default();
    let last = moved.next_back().unwrap_or(first);
    let span = Span::new(pieces[first].lines.start..pieces[last].lines.end);
    (span, sorted[first..=last].iter().map(|piece| context.written(piece.lines)).collect())
}

#[cfg(test)]
#[path = "field_order_tests.rs"]
mod tests;
