//! Values as front matter writes them: on one line, quoted where YAML asks for it.
//!
//! Which text needs quotes is left to the YAML writer, never decided here; only
//! what it does not know, that the text stands between brackets, is added.

use jiff::civil::Date;

use crate::domain::date;
use crate::domain::node::{Node, Value};
use crate::domain::settings::DateFormat;

/// What an edit puts into front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditValue {
    /// One text.
    Text(String),
    /// A day, written `2026-11-10`.
    Date(Date),
    /// A day as a tree writes its dates, in quotes if those are there already.
    DateIn(Date, DateFormat),
    /// A number, written without quotes.
    Count(u64),
    /// `true` or `false`.
    Bool(bool),
    /// Texts, written `[a, b]`, or below one another if they were before.
    List(Vec<String>),
    /// Values of any kind, written `[{name: A. Author}, jdoe]`.
    Items(Vec<EditValue>),
    /// Keys and values in this order, written `{on: 2026-11-10, by: [asmith]}`.
    Mapping(Vec<(String, EditValue)>),
}

impl EditValue {
    /// The value on one line; `is_in_brackets` if it stands in a list or mapping on one line.
    pub(super) fn written(&self, is_in_brackets: bool) -> String {
        match self {
            Self::Text(text) => scalar(text, is_in_brackets),
            Self::Date(date) => date.to_string(),
            Self::DateIn(date, format) => scalar(&date::show(*date, *format), is_in_brackets),
            Self::Count(count) => count.to_string(),
            Self::Bool(is_true) => is_true.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| scalar(item, true)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Items(items) => {
                let items: Vec<String> = items.iter().map(|item| item.written(true)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Mapping(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", scalar(key, true), value.written(true)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    /// The value in place of one that is written as `old`, which may be in quotes that count: some
    /// readers take a date for a text only in quotes.
    pub(super) fn written_over(&self, old: &str, is_in_brackets: bool) -> String {
        let quote = old.chars().next().filter(|first| ['\'', '"'].contains(first));
        match (self, quote) {
            (Self::DateIn(date, format), Some(quote)) => {
                format!("{quote}{}{quote}", date::show(*date, *format))
            }
            _ => self.written(is_in_brackets),
        }
    }

    pub(super) fn shape(&self) -> Shape {
        match self {
            Self::Text(text) => Shape::Text(text.clone()),
            Self::Date(date) => Shape::Text(date.to_string()),
            Self::DateIn(date, format) => Shape::Text(date::show(*date, *format)),
            Self::Count(count) => Shape::Text(count.to_string()),
            Self::Bool(is_true) => Shape::Text(is_true.to_string()),
            Self::List(items) => Shape::List(items.iter().cloned().map(Shape::Text).collect()),
            Self::Items(items) => Shape::List(items.iter().map(Self::shape).collect()),
            Self::Mapping(entries) => Shape::Mapping(
                entries.iter().map(|(key, value)| (key.clone(), value.shape())).collect(),
            ),
        }
    }
}

/// A text on one line, quoted if it has to be.
pub(super) fn scalar(text: &str, is_in_brackets: bool) -> String {
    let written = serde_yaml::to_string(text).unwrap_or_default();
    let line = written.strip_suffix('\n').unwrap_or(&written);
    let is_quoted = line.starts_with(['"', '\'']);
    let is_one_line = !line.is_empty() && !line.contains(['\n', '\r']);
    let fits = is_quoted || !is_in_brackets || !line.contains([',', '[', ']', '{', '}']);
    if is_one_line && fits {
        return line.to_owned();
    }
    // A JSON string is a double-quoted text of YAML.
    serde_json::Value::from(text).to_string()
}

/// What a tree says, without where and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Null,
    Text(String),
    List(Vec<Self>),
    Mapping(Vec<(String, Self)>),
}

impl Shape {
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null | Value::Unread => Self::Null,
            Value::Scalar { text, .. } => Self::Text(text.clone()),
            Value::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping(entries) => Self::Mapping(
                entries.iter().map(|entry| (entry.key.clone(), Self::of(&entry.value))).collect(),
            ),
        }
    }

    /// The same with the value at `path` set, or left out if there is none.
    pub(super) fn with(self, path: &[&str], value: Option<Self>) -> Self {
        let Some((key, rest)) = path.split_first() else { return value.unwrap_or(Self::Null) };
        let mut entries = match self {
            Self::Mapping(entries) => entries,
            _ => Vec::new(),
        };
        match entries.iter().position(|(name, _)| name == key) {
            Some(at) if rest.is_empty() && value.is_none() => {
                entries.remove(at);
            }
            Some(at) => {
                let old = std::mem::replace(&mut entries[at].1, Self::Null);
                entries[at].1 = old.with(rest, value);
            }
            None => entries.push(((*key).to_owned(), Self::Null.with(rest, value))),
        }
        Self::Mapping(entries)
    }

    /// The same with one more item at the end of the list `key`, which may not be there yet; `None`
    /// if something else is there.
    pub(super) fn with_item(self, key: &str, item: Self) -> Option<Self> {
        let there = match &self {
            Self::Mapping(entries) => entries.iter().find(|(name, _)| name == key),
            _ => None,
        };
        let mut items = match there {
            Some((_, Self::List(items))) => items.clone(),
            None | Some((_, Self::Null)) => Vec::new(),
            Some(_) => return None,
        };
        items.push(item);
        Some(self.with(&[key], Some(Self::List(items))))
    }

    /// The same with all keys in order, and nothing where a mapping is empty.
    pub(super) fn settled(self) -> Self {
        match self {
            Self::Mapping(entries) if entries.is_empty() => Self::Null,
            Self::Mapping(entries) => {
                let mut entries: Vec<(String, Self)> =
                    entries.into_iter().map(|(key, value)| (key, value.settled())).collect();
                entries.sort_by(|a, b| a.0.cmp(&b.0));
                Self::Mapping(entries)
            }
            Self::List(items) => Self::List(items.into_iter().map(Self::settled).collect()),
            scalar => scalar,
        }
    }
}
