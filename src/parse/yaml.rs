//! The YAML of front matter to a tree of nodes that know their places.
//!
//! The parser stops at its first error; a writer wants to hear of all. What
//! cannot be read whole is therefore read field by field. Knows no field names
//! and judges no value: `2026-02-30` and `no` are texts here.

use std::borrow::Cow;
use std::collections::HashMap;

use super::yaml_explain;
use super::yaml_fault::{duplicate, unsupported};
use super::yaml_source::{Brackets, Source, brackets, line_starts};
use super::yaml_tree::{self, Reading, Stop};
use crate::domain::fault::Fault;
use crate::domain::node::{Entry, Node, Value};
use crate::domain::text::Span;

/// How many faults of one front matter are told; who mends a hundred checks again anyway.
const FAULTS_MAX: usize = 100;

/// Reads the YAML between the fences; `offset` is its first byte in the file.
///
/// The tree is always a mapping: of a key written twice the first, of fields
/// that cannot be read the key. There is no tree if nothing could be read at all.
#[must_use]
pub fn tree(yaml: &str, offset: usize) -> (Option<Node>, Vec<Fault>) {
    if let Some(at) = brackets(yaml).too_deep {
        let depth = Brackets::DEPTH_MAX;
        let fault = unsupported(
            Span::at(offset + at),
            format!("brackets are nested more than {depth} deep"),
        );
        return (None, vec![fault.help("write it flatter, or put text with brackets in quotes")]);
    }
    let (text, mut faults) = without_directives(yaml, offset);
    let mut nodes = 0;
    let reading = yaml_tree::read(&text, offset, &mut nodes);

    let root = match (reading.stop, reading.root) {
        (Some(Stop::Nodes), _) => {
            faults.extend(reading.faults);
            None
        }
        (None, None) => {
            faults.extend(reading.faults);
            Some(Node { span: Span::at(offset), value: Value::Mapping(Vec::new()) })
        }
        (None, Some(root)) if matches!(root.value, Value::Mapping(_)) => {
            faults.extend(reading.faults);
            Some(root)
        }
        (stop, root) => {
            let whole = Reading { stop, root, faults: reading.faults };
            let mut fields = Fields::new(&text, offset);
            fields.read_all(whole);
            faults.append(&mut fields.faults);
            fields.into_root()
        }
    };
    faults.sort_by_key(|fault| fault.span);
    faults.truncate(FAULTS_MAX);
    (root, faults)
}

/// Blanks out lines such as `%YAML 1.2`, each a fault, so that the rest can be read.
///
/// Nothing else can begin with `%` at the margin, and the parser loses its
/// place behind such a line.
fn without_directives(yaml: &str, offset: usize) -> (Cow<'_, str>, Vec<Fault>) {
    let mut text = Cow::Borrowed(yaml);
    let mut faults = Vec::new();
    let source = Source::new("", offset);
    for start in line_starts(yaml) {
        let rest = &yaml.as_bytes()[start..];
        if !rest.starts_with(b"%") {
            continue;
        }
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let line = start..start + length.unwrap_or(rest.len());
        text.to_mut().replace_range(line.clone(), &" ".repeat(line.len()));
        faults.push(
            unsupported(source.span(line), "a line that begins with `%` is a directive")
                .help("delete it; front matter has no directives"),
        );
    }
    (text, faults)
}

/// Reads a text field by field.
struct Fields<'y> {
    text: &'y str,
    offset: usize,
    entries: Vec<Entry>,
    seen: HashMap<String, Span>,
    faults: Vec<Fault>,
    nodes: usize,
    /// True once something stopped the reading of a field.
    is_explained: bool,
    span: Option<Span>,
}

impl<'y> Fields<'y> {
    fn new(text: &'y str, offset: usize) -> Self {
        Self {
            text,
            offset,
            entries: Vec::new(),
            seen: HashMap::new(),
            faults: Vec::new(),
            nodes: 0,
            is_explained: false,
            span: None,
        }
    }

    /// Reads every field; `whole` is what came of reading them together.
    fn read_all(&mut self, whole: Reading) {
        if let Some(Stop::Syntax { at, info }) = &whole.stop
            && info.starts_with("invalid indentation")
            && !info.contains("quoted")
            && brackets(self.text).open.is_empty()
        {
            // Lines in brackets at the margin look like fields of their own, and are none.
            self.faults = whole.faults;
            self.faults.push(yaml_explain::stop(self.text, self.offset, *at, info));
            return;
        }
        let starts: Vec<usize> = field_starts(self.text);
        let first = starts.first().copied().unwrap_or(self.text.len());
        if !self.text[..first].trim().is_empty() {
            self.read(0, first, false);
        }
        for (index, start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(self.text.len());
            if self.faults.len() > FAULTS_MAX || !self.read(*start, end, true) {
                return;
            }
        }
        if !self.is_explained {
            self.explain(0, self.text.len(), whole);
        }
    }

    /// Reads one field; false if there are too many to go on.
    fn read(&mut self, start: usize, end: usize, is_field: bool) -> bool {
        let text = &self.text[start..end];
        let mut reading = yaml_tree::read(text, self.offset + start, &mut self.nodes);
        self.faults.append(&mut reading.faults);
        match (&reading.stop, reading.root.take()) {
            (Some(Stop::Nodes), _) => {
                self.is_explained = true;
                return false;
            }
            (None, None) => {}
            (None, Some(Node { value: Value::Mapping(entries), span })) => {
                self.widen(span);
                for entry in entries {
                    self.keep(entry);
                }
            }
            (_, root) => {
                if is_field {
                    self.keep_unread(start, end);
                }
                reading.root = root;
                self.explain(start, end, reading);
            }
        }
        true
    }

    fn widen(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |all| Span::new(all.start..span.end)));
    }

    fn keep(&mut self, entry: Entry) {
        if let Some(first) = self.seen.get(&entry.key) {
            let fault = duplicate(&entry.key, entry.key_span, *first);
            self.faults.push(fault);
        } else {
            self.seen.insert(entry.key.clone(), entry.key_span);
            self.entries.push(entry);
        }
    }

    /// A field that cannot be read still has its key: it is not missing, and written
    /// again it is a duplicate.
    fn keep_unread(&mut self, start: usize, end: usize) {
        let Some((key, value)) = self.text[start..end].split_once(':') else { return };
        let key_span = Span::new(start..start + key.trim_end().len()).shifted(self.offset);
        let value_start = end - value.trim_start().len();
        let value_span = match value.trim() {
            "" => Span::at(end - value.len()),
            value => Span::new(value_start..value_start + value.len()),
        };
        let value_span = value_span.shifted(self.offset);
        self.widen(Span::new(key_span.start..value_span.end));
        self.keep(Entry {
            key: key.trim_end().trim_matches(['"', '\'']).to_owned(),
            key_span,
            value: Node { span: value_span, value: Value::Unread },
        });
    }

    fn explain(&mut self, start: usize, end: usize, reading: Reading) {
        let text = &self.text[start..end];
        let offset = self.offset + start;
        self.is_explained = true;
        match (reading.stop, reading.root) {
            (Some(Stop::Syntax { at, info }), _) => {
                self.faults.push(yaml_explain::stop(text, offset, at, &info));
            }
            (None, Some(root)) => {
                self.faults.push(yaml_explain::not_fields(text, offset, &root));
            }
            // Told when it was met.
            _ => {}
        }
    }

    fn into_root(self) -> Option<Node> {
        let span = self.span?;
        let is_read = self.entries.is_empty()
            || self.entries.iter().any(|entry| entry.value.value != Value::Unread);
        is_read.then_some(Node { span, value: Value::Mapping(self.entries) })
    }
}

/// Where the lines begin that seem to start a field: a key at the margin.
fn field_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    line_starts(text)
        .filter(|start| {
            let rest = &bytes[*start..];
            let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            begins_field(&text[*start..*start + length.unwrap_or(rest.len())])
        })
        .collect()
}

fn begins_field(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    if first.is_whitespace() || "#-]},".contains(first) {
        return false;
    }
    if let '"' | '\'' = first {
        let end = Source::new(line, 0).quoted_end(0);
        return end.is_some_and(|end| line[end..].trim_start().starts_with(':'));
    }
    let Some((key, value)) = line.split_once(':') else { return false };
    let is_word = !key.contains(char::is_whitespace) && !value.starts_with("//");
    is_word || value.is_empty() || value.starts_with(char::is_whitespace)
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "yaml_fault_tests.rs"]
mod fault_tests;

#[cfg(test)]
#[path = "yaml_device_tests.rs"]
mod device_tests;

#[cfg(test)]
#[path = "yaml_line_tests.rs"]
mod line_tests;
