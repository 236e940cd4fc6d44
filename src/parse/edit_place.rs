//! Which bytes an edit has to change.
//!
//! Finds places and proposes new text; whether the result says what was asked
//! for is checked by reading it again, not here.

use super::edit_error::EditError;
use super::edit_value::{EditValue, scalar};
use super::yaml_source::Source;
use crate::domain::node::{Entry, Node, Value};
use crate::domain::text::Span;

/// New text for some bytes.
pub(super) type Edits = Vec<(Span, String)>;

/// A file whose front matter was read.
pub(super) struct Document<'t> {
    pub(super) source: Source<'t>,
    pub(super) root: Node,
    /// What stands between the fences.
    pub(super) yaml: Span,
    pub(super) line_break: &'static str,
}

/// Where a path leads in a document.
enum Found<'d> {
    /// To an entry of a mapping.
    Entry(Place<'d>),
    /// To a mapping that lacks the rest of the path.
    Parent(&'d Node, bool, usize),
}

#[derive(Clone, Copy)]
struct Place<'d> {
    parent: &'d Node,
    index: usize,
    entry: &'d Entry,
    is_in_brackets: bool,
    /// How many keys of the path led here.
    depth: usize,
}

impl Document<'_> {
    /// The edits that set the value at `path`; a new top-level key goes after `neighbour`.
    pub(super) fn set(
        &self,
        path: &[&str],
        value: &EditValue,
        neighbour: Option<&str>,
    ) -> Result<Edits, EditError> {
        match self.find(path)? {
            Found::Entry(place) => {
                let value = nested(&path[place.depth..], value.clone());
                Ok(self.replace(place, &value))
            }
            Found::Parent(parent, is_in_brackets, depth) => {
                let value = nested(&path[depth + 1..], value.clone());
                let key = scalar(path[depth], is_in_brackets);
                let line = format!("{key}: {}", value.written(is_in_brackets));
                if is_in_brackets {
                    return Ok(self.append_in_brackets(parent, &line));
                }
                if depth > 0 {
                    return Ok(self.append_below(parent, &line));
                }
                let at = self.place_of_new(neighbour)?;
                let indent = self.indent(parent);
                Ok(vec![(Span::at(at), format!("{indent}{line}{}", self.line_break))])
            }
        }
    }

    /// The edits that add `item` to the list `key`; a new list goes after `neighbour`.
    pub(super) fn append(
        &self,
        key: &str,
        item: &EditValue,
        neighbour: Option<&str>,
    ) -> Result<Edits, EditError> {
        let not_possible = || EditError::NotPossible(key.to_owned());
        let line = || format!("{}  - {}", self.line_break, item.written(false));
        let Some(entry) = self.root.entry(key) else {
            let list = format!("{}:{}{}", scalar(key, false), line(), self.line_break);
            return Ok(vec![(Span::at(self.place_of_new(neighbour)?), list)]);
        };
        let old = &entry.value;
        let items = match &old.value {
            Value::Sequence(items) => items,
            Value::Null if old.span == Span::at(old.span.start) => {
                let at = self.colon_end(entry).ok_or_else(not_possible)?;
                return Ok(vec![(Span::at(self.source.line_end(at)), line())]);
            }
            _ => return Err(not_possible()),
        };
        match (self.source.at(old.span.start), items.last()) {
            (Some(b'-'), _) => {
                let start = self.source.line_start(old.span.start);
                let indent = &self.source.text[start..old.span.start];
                let added = format!("{}{indent}- {}", self.line_break, item.written(false));
                Ok(vec![(Span::at(self.source.line_end(old.span.end)), added)])
            }
            (_, Some(last)) => {
                Ok(vec![(Span::at(last.span.end), format!(", {}", item.written(true)))])
            }
            (_, None) => Ok(vec![(Span::at(old.span.start + 1), item.written(true))]),
        }
    }

    /// Where a new top-level entry goes: after `neighbour`, else at the end.
    fn place_of_new(&self, neighbour: Option<&str>) -> Result<usize, EditError> {
        neighbour.map_or(Ok(self.yaml.end), |name| {
            let entry = self.root.entry(name);
            entry.map(|it| self.after(it)).ok_or_else(|| EditError::NoSuchKey(name.to_owned()))
        })
    }

    /// The edits that delete the entry at `path`.
    pub(super) fn remove(&self, path: &[&str]) -> Result<Edits, EditError> {
        let place = self.entry(path)?;
        let Place { parent, index, entry, is_in_brackets, .. } = place;
        let end = self.end_of(entry);
        let span = if is_in_brackets {
            let entries = parent.as_mapping().unwrap_or_default();
            match (entries.get(index + 1), index.checked_sub(1).map(|before| &entries[before])) {
                (Some(next), _) => Span::new(entry.key_span.start..next.key_span.start),
                (None, Some(before)) => Span::new(self.end_of(before)..end),
                (None, None) => Span::new(entry.key_span.start..end),
            }
        } else {
            let start = self.source.line_start(entry.key_span.start);
            if !self.source.text[start..entry.key_span.start].trim().is_empty() {
                return Err(EditError::NotPossible(path.join(".")));
            }
            Span::new(start..self.next_line(end))
        };
        Ok(vec![(span, String::new())])
    }

    /// The edits that give the entry at `path` another key.
    pub(super) fn rename(&self, path: &[&str], key: &str) -> Result<Edits, EditError> {
        let place = self.entry(path)?;
        if place.parent.entry(key).is_some() {
            return Err(EditError::KeyExists(key.to_owned()));
        }
        Ok(vec![(place.entry.key_span, scalar(key, place.is_in_brackets))])
    }

    fn entry<'d>(&'d self, path: &[&str]) -> Result<Place<'d>, EditError> {
        match self.find(path)? {
            Found::Entry(place) if place.depth == path.len() => Ok(place),
            _ => Err(EditError::NoSuchKey(path.join("."))),
        }
    }

    /// Follows `path` as far as it leads; the last entry may be one without a value.
    fn find<'d>(&'d self, path: &[&str]) -> Result<Found<'d>, EditError> {
        let mut parent = &self.root;
        let mut is_in_brackets = false;
        for (depth, key) in path.iter().enumerate() {
            is_in_brackets = is_in_brackets || self.source.at(parent.span.start) == Some(b'{');
            let entries = parent.as_mapping().unwrap_or_default();
            let Some(index) = entries.iter().position(|entry| entry.key == *key) else {
                return Ok(Found::Parent(parent, is_in_brackets, depth));
            };
            let entry = &entries[index];
            let place = Place { parent, index, entry, is_in_brackets, depth: depth + 1 };
            match &entry.value.value {
                _ if depth + 1 == path.len() => return Ok(Found::Entry(place)),
                Value::Null => return Ok(Found::Entry(place)),
                Value::Mapping(_) => parent = &entry.value,
                Value::Scalar { .. } | Value::Sequence(_) | Value::Unread => {
                    return Err(EditError::NotAMapping(path[..=depth].join(".")));
                }
            }
        }
        Err(EditError::NoSuchKey(String::new()))
    }

    fn replace(&self, place: Place<'_>, value: &EditValue) -> Edits {
        let old = &place.entry.value;
        let written = value.written_over(&self.source.text[old.span.range()], place.is_in_brackets);
        let colon_end = self.colon_end(place.entry);
        let Some(colon_end) = colon_end else {
            return vec![(Span::at(place.entry.key_span.end), format!(": {written}"))];
        };
        if old.span == Span::at(old.span.start) {
            return vec![(Span::at(colon_end), format!(" {written}"))];
        }
        if let (EditValue::List(items), Value::Sequence(_)) = (value, &old.value)
            && self.source.at(old.span.start) == Some(b'-')
            && !items.is_empty()
        {
            return self.replace_below(old, items);
        }
        let between = &self.source.text[colon_end..old.span.start];
        if !between.contains(['\n', '\r']) {
            return vec![(old.span, written)];
        }
        // The value stood below its key: it moves beside it, in front of any comment there.
        let kept = colon_end + between.trim_end().len();
        vec![
            (Span::at(colon_end), format!(" {written}")),
            (Span::new(kept..old.span.end), String::new()),
        ]
    }

    /// Replaces a list of lines by another; what is only added leaves the old lines alone.
    fn replace_below(&self, old: &Node, items: &[String]) -> Edits {
        let olds: Vec<Option<&str>> =
            old.as_sequence().unwrap_or_default().iter().map(Node::as_text).collect();
        let start = self.source.line_start(old.span.start);
        let separator =
            format!("{}{}- ", self.line_break, &self.source.text[start..old.span.start]);
        let lines = |items: &[String]| {
            let items: Vec<String> = items.iter().map(|item| scalar(item, false)).collect();
            items.join(&separator)
        };
        let is_longer = olds.len() <= items.len()
            && olds.iter().zip(items).all(|(old, new)| *old == Some(new.as_str()));
        if !is_longer {
            return vec![(old.span, format!("- {}", lines(items)))];
        }
        let added = &items[olds.len()..];
        if added.is_empty() {
            return Vec::new();
        }
        let end = self.source.line_end(old.span.end);
        vec![(Span::at(end), format!("{separator}{}", lines(added)))]
    }

    fn append_in_brackets(&self, parent: &Node, line: &str) -> Edits {
        let entries = parent.as_mapping().unwrap_or_default();
        match entries.last() {
            Some(last) => vec![(Span::at(self.end_of(last)), format!(", {line}"))],
            None => vec![(Span::at(parent.span.start + 1), line.to_owned())],
        }
    }

    /// Adds a line to a mapping that stands below its key.
    fn append_below(&self, parent: &Node, line: &str) -> Edits {
        let end = self.source.line_end(parent.span.end);
        let indent = self.indent(parent);
        vec![(Span::at(end), format!("{}{indent}{line}", self.line_break))]
    }

    /// What stands before the keys of a mapping on their lines.
    fn indent(&self, mapping: &Node) -> &str {
        let first = mapping.as_mapping().and_then(<[Entry]>::first);
        first.map_or("", |entry| {
            let start = self.source.line_start(entry.key_span.start);
            &self.source.text[start..entry.key_span.start]
        })
    }

    /// The first line that can begin another entry after `entry`.
    fn after(&self, entry: &Entry) -> usize {
        let mut at = self.next_line(self.end_of(entry));
        let is_block_text = matches!(self.source.at(entry.value.span.start), Some(b'|' | b'>'));
        // Empty lines after such a text may belong to it.
        while is_block_text && at < self.yaml.end {
            let next = self.next_line(at);
            if !self.source.text[at..next].trim().is_empty() {
                break;
            }
            at = next;
        }
        at
    }

    /// Where the line after the one that `byte` is in begins.
    fn next_line(&self, byte: usize) -> usize {
        let end = self.source.line_end(byte);
        let rest = &self.source.text[end..];
        let break_bytes = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        end + break_bytes
    }

    fn end_of(&self, entry: &Entry) -> usize {
        let colon_end = self.colon_end(entry).unwrap_or(entry.key_span.end);
        entry.value.span.end.max(colon_end)
    }

    /// The byte after the colon of `entry`; a bare key between brackets has none.
    fn colon_end(&self, entry: &Entry) -> Option<usize> {
        let at = self.source.skip_space(entry.key_span.end);
        (self.source.at(at) == Some(b':')).then_some(at + 1)
    }
}

/// `value` inside mappings for the keys of `path`.
fn nested(path: &[&str], value: EditValue) -> EditValue {
    path.iter().rev().fold(value, |inner, key| EditValue::Mapping(vec![((*key).to_owned(), inner)]))
}
