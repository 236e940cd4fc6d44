//! Orders not to report something: `<!-- kb: ignore[rule] why -->` and `kb_ignore`.
//!
//! A comment that has its line to itself covers what follows up to the next
//! blank line, a block of code whole; any other covers its line. The field
//! covers the whole article: a list of rules, or of `rule: why`.

use std::ops::Range;

use crate::domain::markdown::Fence;
use crate::domain::node::{Entry, Node, Value};
use crate::domain::suppression::Suppression;
use crate::domain::text::Span;

/// The field of the front matter.
const FIELD: &str = "kb_ignore";
/// What a comment that speaks to us begins with.
const ADDRESS: &str = "kb:";
/// What it says then; what else it can say is in [`super::review_after`].
const ORDER: &str = "ignore";

/// Where the comments of some HTML speak to us, in bytes of `html`; up to its end, if one does
/// not end there.
pub(super) fn comments(html: &str, mut found: impl FnMut(Range<usize>)) {
    let mut at = 0;
    while let Some(start) = html[at..].find("<!--").map(|start| at + start) {
        let end = html[start..].find("-->").map(|end| start + end + "-->".len());
        let end = end.unwrap_or(html.trim_end().len());
        if html[start + "<!--".len()..end].trim_start().starts_with(ADDRESS) {
            found(start..end);
        }
        at = end;
    }
}

/// What a comment of `text` says to us, with its end; `None` if it does not speak to us.
pub(super) fn said(text: &str, comment: Span) -> Option<&str> {
    let inner = text.get(comment.range())?.strip_prefix("<!--")?;
    Some(inner.trim_start().strip_prefix(ADDRESS)?.trim_start())
}

/// Every order in `text`: in its front matter, and in the comments at `comments`.
pub(super) fn suppressions(
    text: &str,
    front: Option<&Node>,
    comments: &[Span],
    fences: &[Fence],
) -> Vec<Suppression> {
    let field = front.and_then(|front| front.entry(FIELD));
    if comments.is_empty() && field.is_none() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    let mut orders = field.map_or_else(Vec::new, |field| in_field(&lines, field));
    for comment in comments {
        in_comment(&lines, *comment, fences, &mut orders);
    }
    orders
}

fn in_comment(lines: &Lines<'_>, comment: Span, fences: &[Fence], orders: &mut Vec<Suppression>) {
    let text = lines.text;
    let line = lines.around(comment);
    let alone = text[line.range()].trim() == &text[comment.range()];
    let scope = Some(if alone { lines.block_after(comment, fences) } else { line });
    let whole = if alone { line } else { comment };
    let Some((names, why)) = order(text, comment) else {
        let (rule, removal) = (None, whole);
        orders.push(Suppression { rule, span: comment, scope, removal, has_reason: false });
        return;
    };
    let has_reason = !text[why.range()].trim().is_empty();
    let names = names_in(text, names);
    for (index, span) in names.iter().enumerate() {
        let removal = match (names.len(), index) {
            (1, _) => whole,
            (_, 0) => Span::new(span.start..names[1].start),
            _ => Span::new(names[index - 1].end..span.end),
        };
        let rule = Some(Box::from(&text[span.range()]));
        orders.push(Suppression { rule, span: *span, scope, removal, has_reason });
    }
}

/// The rules and the reason of `<!-- kb: ignore[rules] reason -->`; `None` if it says anything
/// else or names no rule.
fn order(text: &str, comment: Span) -> Option<(Span, Span)> {
    let inner = text[comment.range()].strip_prefix("<!--")?.strip_suffix("-->")?;
    let inner = Span::new(comment.end - "-->".len() - inner.len()..comment.end - "-->".len());
    let says = text[inner.range()].trim_start().strip_prefix(ADDRESS)?.trim_start();
    let rules = says.strip_prefix(ORDER)?.trim_start().strip_prefix('[')?;
    let (names, why) = rules.split_once(']')?;
    let start = inner.end - rules.len();
    let names_span = Span::new(start..start + names.len());
    let is_named = names.split(',').any(|name| !name.trim().is_empty());
    is_named.then(|| (names_span, Span::new(inner.end - why.len()..inner.end)))
}

/// The names between commas, without the blanks around them.
fn names_in(text: &str, list: Span) -> Vec<Span> {
    let mut start = list.start;
    let mut names = Vec::new();
    for written in text[list.range()].split(',') {
        let name = written.trim();
        if !name.is_empty() {
            let begin = start + (written.len() - written.trim_start().len());
            names.push(Span::new(begin..begin + name.len()));
        }
        start += written.len() + 1;
    }
    names
}

/// Where the lines of a text begin, so that however many orders there are, it is read once.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The starts of those that are blank.
    blank: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let (mut starts, mut blank, mut at) = (Vec::new(), Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            starts.push(at);
            if line.trim().is_empty() {
                blank.push(at);
            }
            at += line.len();
        }
        Self { text, starts, blank }
    }

    /// The whole lines that `span` touches, with the last line end.
    fn around(&self, span: Span) -> Span {
        let next = self.starts.partition_point(|start| *start <= span.start);
        let start = next.checked_sub(1).map_or(0, |index| self.starts[index]);
        Span::new(start..self.next(span.end))
    }

    /// The start of the line after the one that `at` is in or ends.
    fn next(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|start| *start < at.max(1));
        self.starts.get(next).copied().unwrap_or(self.text.len())
    }

    /// From `comment` to the first blank line after what follows it.
    fn block_after(&self, comment: Span, fences: &[Fence]) -> Span {
        let mut line = self.next(comment.end);
        while self.blank.binary_search(&line).is_ok() {
            line = self.next(line + 1);
        }
        let code = fences.partition_point(|fence| fence.span.end <= line);
        let code = fences.get(code).filter(|code| code.span.start < self.next(line + 1));
        let blank = self.blank.partition_point(|start| *start < line);
        let end = self.blank.get(blank).copied().unwrap_or(self.text.len());
        Span::new(comment.start..code.map_or(end, |code| code.span.end))
    }
}

fn in_field(lines: &Lines<'_>, entry: &Entry) -> Vec<Suppression> {
    let field = Span::new(entry.key_span.start..entry.value.span.end.max(entry.key_span.end));
    let item = std::slice::from_ref(&entry.value);
    let items = entry.value.as_sequence().unwrap_or(item);
    let read = |(index, node): (usize, &Node)| {
        let (rule, span, has_reason) = named(node);
        let removal =
            if items.len() == 1 { lines.around(field) } else { removal(lines, items, index) };
        Suppression { rule: rule.map(Box::from), span, scope: None, removal, has_reason }
    };
    items.iter().enumerate().map(read).collect()
}

/// The rule of `rule` or `rule: why`, where it stands, and whether the reason is there.
fn named(node: &Node) -> (Option<&str>, Span, bool) {
    match &node.value {
        Value::Scalar { text, .. } => (Some(text), node.span, false),
        Value::Mapping(entries) => match entries.as_slice() {
            [only] => (Some(&only.key), only.key_span, !only.value.is_empty()),
            _ => (None, node.span, false),
        },
        _ => (None, node.span, false),
    }
}

/// What goes with one item of several: its lines, or its part of `[a, b]`.
fn removal(lines: &Lines<'_>, items: &[Node], index: usize) -> Span {
    let item = items[index].span;
    let line = lines.around(item);
    if lines.text[line.start..item.start].trim() == "-" {
        return line;
    }
    match index {
        0 => Span::new(item.start..items[1].span.start),
        _ => Span::new(items[index - 1].span.end..item.end),
    }
}

#[cfg(test)]
#[path = "suppress_tests.rs"]
mod tests;
