//! As much YAML as the examples need: block and flow, one line a scalar.

use std::ops::Range;

use crate::domain::node::{Entry, Node, Value};
use crate::domain::text::Span;

/// Reads the block in `range` of `text`.
pub(super) fn read(text: &str, range: Range<usize>) -> Node {
    let mut lines = Vec::new();
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        if !content.trim().is_empty() && !content.starts_with('#') {
            lines.push(Line { start: start + indent, indent, end: start + line.trim_end().len() });
        }
        start += line.len();
    }
    Reader { text, lines, next: 0 }.block(0)
}

struct Line {
    start: usize,
    indent: usize,
    end: usize,
}

struct Reader<'t> {
    text: &'t str,
    lines: Vec<Line>,
    next: usize,
}

impl Reader<'_> {
    fn block(&mut self, indent: usize) -> Node {
        let Some(line) = self.lines.get(self.next) else {
            return Node { span: Span::default(), value: Value::Mapping(Vec::new()) };
        };
        let start = line.start;
        let is_list = self.text[start..line.end].starts_with("- ");
        let (mut entries, mut items) = (Vec::new(), Vec::new());
        let mut end = start;
        while let Some(line) = self.lines.get(self.next).filter(|line| line.indent == indent) {
            end = line.end;
            if is_list {
                let (from, line_end) = (line.start + 2, line.end);
                let is_mapping = colon(&self.text[from..line_end]).is_some()
                    && !self.text[from..].starts_with(['{', '[', '"']);
                if is_mapping {
                    let line = &mut self.lines[self.next];
                    line.start = from;
                    line.indent += 2;
                    items.push(self.block(indent + 2));
                } else {
                    self.next += 1;
                    items.push(self.inline(from, line_end));
                }
            } else {
                entries.push(self.entry(indent));
            }
        }
        let value = if is_list { Value::Sequence(items) } else { Value::Mapping(entries) };
        Node { span: Span::new(start..end), value }
    }

    fn entry(&mut self, indent: usize) -> Entry {
        let line = &self.lines[self.next];
        let (start, end) = (line.start, line.end);
        let colon = start + colon(&self.text[start..end]).expect("entries in tests have a colon");
        self.next += 1;
        let deeper = self.lines.get(self.next).filter(|line| line.indent > indent);
        let is_block = self.text[colon + 1..end].trim().is_empty() && deeper.is_some();
        let value = if is_block {
            let indent = deeper.expect("it was just seen").indent;
            self.block(indent)
        } else {
            self.inline(colon + 1, end)
        };
        Entry { key: self.text[start..colon].to_owned(), key_span: Span::new(start..colon), value }
    }

    /// A scalar or a flow collection in `from..end`.
    fn inline(&self, from: usize, end: usize) -> Node {
        let written = &self.text[from..end];
        let start = from + (written.len() - written.trim_start().len());
        let written = written.trim();
        let inside = start + 1..start + written.len().saturating_sub(1);
        match written.as_bytes().first() {
            None | Some(b'#') => Node { span: Span::at(from), value: Value::Null },
            Some(b'[') => {
                let items = split(&self.text[inside.clone()]);
                let node = |part: Range<usize>| {
                    self.inline(inside.start + part.start, inside.start + part.end)
                };
                let value = Value::Sequence(items.into_iter().map(node).collect());
                Node { span: Span::new(start..start + written.len()), value }
            }
            Some(b'{') => {
                let entry = |part: Range<usize>| {
                    let part = inside.start + part.start..inside.start + part.end;
                    let text = &self.text[part.clone()];
                    let start = part.start + (text.len() - text.trim_start().len());
                    let colon = start + colon(&self.text[start..part.end]).expect("as in entries");
                    let key = self.text[start..colon].to_owned();
                    let value = self.inline(colon + 1, part.end);
                    Entry { key, key_span: Span::new(start..colon), value }
                };
                let parts = split(&self.text[inside.clone()]);
                let value = Value::Mapping(parts.into_iter().map(entry).collect());
                Node { span: Span::new(start..start + written.len()), value }
            }
            Some(b'"') => {
                let length = written[1..].find('"').expect("quotes in tests are closed") + 2;
                let text = written[1..length - 1].to_owned();
                let value = Value::Scalar { text, plain: false };
                Node { span: Span::new(start..start + length), value }
            }
            Some(_) => {
                let text = written.split(" #").next().unwrap_or_default().trim_end();
                let value = Value::Scalar { text: text.to_owned(), plain: true };
                Node { span: Span::new(start..start + text.len()), value }
            }
        }
    }
}

fn colon(line: &str) -> Option<usize> {
    line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1))
}

/// The parts between the commas that lie in no inner collection.
fn split(inside: &str) -> Vec<Range<usize>> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (index, character) in inside.char_indices() {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(start..index);
                start = index + 1;
            }
            _ => {}
        }
    }
    if !inside[start..].trim().is_empty() || !parts.is_empty() {
        parts.push(start..inside.len());
    }
    parts
}
