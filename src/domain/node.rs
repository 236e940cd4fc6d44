//! Front matter as a tree that knows where every key and value stands.

use super::text::Span;

/// A value of the front matter and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the value; an absent value has an empty span after its colon.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// What can stand in front matter; YAML's other devices are refused before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// One value.
    Scalar {
        /// The text, unquoted and unescaped.
        text: String,
        /// True if it is written without quotes, so that `12` is a number and `true` a boolean.
        plain: bool,
    },
    /// `[a, b]` or lines that begin with `-`.
    Sequence(Vec<Node>),
    /// `key: value`, in the order written.
    Mapping(Vec<Entry>),
    /// Something that cannot be read; a fault says why.
    Unread,
}

/// One `key: value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key, unquoted.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items of a sequence.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The first entry of a mapping with `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_mapping()?.iter().find(|entry| entry.key == key)
    }

    /// The value of `key` in a mapping.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// True for nothing, an empty text, an empty list and an empty mapping.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(entries) => entries.is_empty(),
            Value::Unread => false,
        }
    }

    /// The value as people call it: `text`, `a list`, `a mapping`, `nothing`.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
            Value::Unread => "something unreadable",
        }
    }
}
