//! Changes fields of front matter, and no byte that need not change.
//!
//! Comments, order, quotes and line ends of all else stay as their writer left
//! them. A file that cannot be read without a fault is not edited at all, and
//! no edit is handed out before it was read again and says what was asked for.

pub use super::edit_error::EditError;
use super::edit_place::{Document, Edits};
pub use super::edit_value::EditValue;
use super::edit_value::Shape;
use super::split::split;
use super::yaml;
use super::yaml_source::{Source, line_starts};
use crate::domain::edit::apply_edits;
use crate::domain::fault::FaultKind;
use crate::domain::node::Node;
use crate::domain::text::Span;

/// Sets the field at `key_path` of the file `text`.
///
/// A field that is there keeps its place; a new one goes to the end of its
/// mapping. Fields on the way that are missing are made.
///
/// # Errors
///
/// If the front matter cannot be read, or the path leads through a value.
pub fn set(text: &str, key_path: &[&str], value: &EditValue) -> Result<String, EditError> {
    set_at(text, key_path, value, None)
}

/// Sets the field at `key_path`; if it is new, it goes below the top-level field `neighbour`.
///
/// # Errors
///
/// As [`set`], and if there is no such neighbour for a new field.
pub fn set_after(
    text: &str,
    neighbour: &str,
    key_path: &[&str],
    value: &EditValue,
) -> Result<String, EditError> {
    set_at(text, key_path, value, Some(neighbour))
}

/// Adds `item` at the end of the top-level list `key`; a list that is not there yet is made, one
/// item a line, below the field `neighbour` or at the end.
///
/// One line an item, so that two people who add one each have a conflict of two whole lines.
///
/// # Errors
///
/// As [`set_after`], and if something else than a list is there.
pub fn append(
    text: &str,
    neighbour: Option<&str>,
    key: &str,
    item: &EditValue,
) -> Result<String, EditError> {
    let document = open(text)?;
    let not_possible = || EditError::NotPossible(key.to_owned());
    let edits = document.append(key, item, neighbour)?;
    let expected = Shape::of(&document.root).with_item(key, item.shape());
    finish(text, &[key], &edits, expected.ok_or_else(not_possible)?)
}

/// Deletes the field at `key_path` with its comment on the same line.
///
/// # Errors
///
/// If the front matter cannot be read or has no such field.
pub fn remove(text: &str, key_path: &[&str]) -> Result<String, EditError> {
    let document = open(text)?;
    let edits = document.remove(key_path)?;
    let expected = Shape::of(&document.root).with(key_path, None);
    finish(text, key_path, &edits, expected)
}

/// Gives the field at `key_path` the name `new_key`, at the same place.
///
/// # Errors
///
/// If the front matter cannot be read, has no such field, or has the new one already.
pub fn rename_key(text: &str, key_path: &[&str], new_key: &str) -> Result<String, EditError> {
    let document = open(text)?;
    let edits = document.rename(key_path, new_key)?;
    let value = key_path.iter().try_fold(&document.root, |node, key| node.get(key));
    let value = value.map_or(Shape::Null, Shape::of);
    let mut new_path = key_path.to_vec();
    if let Some(last) = new_path.last_mut() {
        *last = new_key;
    }
    let expected = Shape::of(&document.root).with(key_path, None).with(&new_path, Some(value));
    finish(text, key_path, &edits, expected)
}

/// The tree of front matter that can be edited.
///
/// # Errors
///
/// If it cannot be read without a fault, or there is a merge conflict in the file.
pub fn front(text: &str) -> Result<Node, EditError> {
    open(text).map(|document| document.root)
}

fn set_at(
    text: &str,
    key_path: &[&str],
    value: &EditValue,
    neighbour: Option<&str>,
) -> Result<String, EditError> {
    let document = open(text)?;
    let edits = document.set(key_path, value, neighbour)?;
    let expected = Shape::of(&document.root).with(key_path, Some(value.shape()));
    finish(text, key_path, &edits, expected)
}

fn open(text: &str) -> Result<Document<'_>, EditError> {
    let split = split(text.as_bytes());
    if let Some(line) = conflict(text, split.front_matter) {
        return Err(EditError::Conflict(line));
    }
    for fault in &split.faults {
        match fault.kind {
            FaultKind::MissingFrontMatter | FaultKind::UnclosedFrontMatter => {
                return Err(EditError::NoFrontMatter);
            }
            FaultKind::ByteOrderMark => {}
            _ => return Err(EditError::Unreadable(fault.message.clone())),
        }
    }
    let (root, faults) = yaml::tree(&text[split.yaml.range()], split.yaml.start);
    if let Some(fault) = faults.first() {
        return Err(EditError::Unreadable(fault.message.clone()));
    }
    let root = root.expect("YAML without a fault has a tree");
    let opening = &text[split.front_matter.start..split.yaml.start];
    let line_break = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|line_break| opening.ends_with(line_break))
        .expect("a line break follows the opening fence");
    Ok(Document { source: Source::new(text, 0), root, yaml: split.yaml, line_break })
}

/// The line where a merge conflict begins, in the front matter or in the body of the file `text`.
#[must_use]
pub fn conflict_line(text: &str) -> Option<usize> {
    conflict(text, split(text.as_bytes()).front_matter)
}

/// The line where a merge conflict begins.
///
/// In the body `=======` alone underlines a heading: only all three marks in their order count.
fn conflict(text: &str, front_matter: Span) -> Option<usize> {
    let mut begins = None;
    let mut is_parted = false;
    for (index, start) in line_starts(text).enumerate() {
        let line = &text[start..];
        let is_start = line.starts_with("<<<<<<< ");
        let is_middle = line
            .strip_prefix("=======")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
        let is_end = line.starts_with(">>>>>>> ");
        if (is_start || is_middle || is_end) && start < front_matter.end {
            return Some(index + 1);
        }
        if is_start {
            begins = Some(index + 1);
            is_parted = false;
        }
        is_parted = is_parted || (is_middle && begins.is_some());
        if is_end && is_parted {
            return begins;
        }
    }
    None
}

/// Makes the edits and reads the result again: all else must say what it said before.
fn finish(
    text: &str,
    key_path: &[&str],
    edits: &Edits,
    expected: Shape,
) -> Result<String, EditError> {
    let not_possible = || EditError::NotPossible(key_path.join("."));
    let edits: Vec<(Span, &str)> = edits.iter().map(|(span, new)| (*span, new.as_str())).collect();
    let edited = apply_edits(text.as_bytes(), &edits).ok_or_else(not_possible)?;
    let edited = String::from_utf8(edited).map_err(|_| not_possible())?;
    let document = open(&edited).map_err(|_| not_possible())?;
    if Shape::of(&document.root).settled() == expected.settled() {
        Ok(edited)
    } else {
        Err(not_possible())
    }
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "edit_append_tests.rs"]
mod append_tests;
