//! Why front matter is not edited.

use std::fmt;

use super::quote::quote;

/// Why an edit was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// There is no front matter, or it never ends.
    NoFrontMatter,
    /// The front matter has a fault; its message.
    Unreadable(String),
    /// A merge conflict begins on this line.
    Conflict(usize),
    /// There is no such key.
    NoSuchKey(String),
    /// The new name of a key is taken.
    KeyExists(String),
    /// The path leads through a value that has no keys.
    NotAMapping(String),
    /// The place is written in a way that is not edited by a machine.
    NotPossible(String),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFrontMatter => f.write_str("there is no front matter to edit"),
            Self::Unreadable(fault) => write!(f, "the front matter has a fault: {fault}"),
            Self::Conflict(line) => write!(f, "a merge conflict begins on line {line}"),
            Self::NoSuchKey(key) => write!(f, "there is no field {}", quote(key)),
            Self::KeyExists(key) => write!(f, "there is a field {} already", quote(key)),
            Self::NotAMapping(key) => write!(f, "the field {} has no fields inside", quote(key)),
            Self::NotPossible(key) => {
                write!(
                    f,
                    "the field {} is written in a way that only a person can edit",
                    quote(key)
                )
            }
        }
    }
}

impl std::error::Error for EditError {}
