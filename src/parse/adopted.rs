//! Front matter for a text that comes from elsewhere: what it has stays, what an article needs
//! is added.
//!
//! Works on the head of a file alone, so that no byte of a body can change. Keys that mean one
//! of ours get our name at their place; whatever else is there, comments too, stays as it is.

use jiff::civil::Date;

use super::edit::{self, EditError, EditValue};
use super::edit_value::scalar;
use super::split::split;
use super::yaml;
use crate::domain::body_digest::BodyDigest;
use crate::domain::date;
use crate::domain::fault::FaultKind;
use crate::domain::front_matter::BYTE_ORDER_MARK;
use crate::domain::node::Node;
use crate::domain::review::parse_date;
use crate::domain::schema::Schema;
use crate::domain::settings::DateFormat;

/// What `adopted` holds: where an article was taken from, and how it was then.
pub const FIELD: &str = "adopted";

/// What stands at the head of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Where the body begins.
    pub body: usize,
    /// Its front matter, read; `None` where there is none.
    pub front: Option<Node>,
}

/// The head of the file `text`.
///
/// A file that begins with a line `---` which nothing closes, or where no field follows, is text
/// that begins with a rule, unless fields do follow.
///
/// # Errors
/// It has front matter that cannot be read: the reason, as the end of a sentence.
pub fn head(text: &str) -> Result<Head, String> {
    let found = split(text.as_bytes());
    let start =
        if text.as_bytes().starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    if text[start..].lines().next().is_some_and(|line| line.trim_end() == "+++") {
        return Err(
            "has TOML front matter: write its fields as YAML between two lines of `---`".to_owned()
        );
    }
    let is_text = Ok(Head { body: start, front: None });
    if !found.has_front_matter {
        return is_text;
    }
    let is_open = found.faults.iter().any(|it| it.kind == FaultKind::UnclosedFrontMatter);
    let (tree, faults) = yaml::tree(&text[found.yaml.range()], found.yaml.start);
    let yaml = &text[found.yaml.range()];
    let has_fields = yaml.lines().any(is_field);
    let is_bare = yaml.lines().map(str::trim).all(|it| it.is_empty() || it.starts_with('#'));
    match faults.first() {
        _ if is_open && !has_fields => is_text,
        _ if is_open => Err("has front matter that is never closed".to_owned()),
        _ if !has_fields && !is_bare => is_text,
        None => Ok(Head { body: found.body.start, front: tree }),
        Some(fault) => {
            let line = text[..fault.span.start.min(text.len())].matches('\n').count() + 1;
            Err(format!("has front matter that cannot be read, line {line}: {}", fault.message))
        }
    }
}

/// True for `key: value` and `key:`; a sentence with a colon is none.
fn is_field(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let is_key = |key: &str| {
        !key.is_empty() && !key.contains([' ', '*', '#', '[', '`', '>']) && key.len() < 64
    };
    is_key(key) && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
}

/// A key of theirs and the field of ours that it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Their key.
    pub theirs: String,
    /// The new one; with a point in it for a field of a block.
    pub ours: String,
}

/// What is to stand in front matter.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Keys that get another name, at their place.
    pub renamed: Vec<Renamed>,
    /// Fields to set, in the order of the schema.
    pub fields: Vec<(String, EditValue)>,
}

/// The head `text` (front matter or nothing) with all that is `wanted`.
///
/// Where there is none, it is made, with the line ends of `body`.
///
/// # Errors
/// The front matter cannot be edited.
pub fn written(
    text: &str,
    body: &str,
    wanted: &Wanted,
    schema: &Schema,
) -> Result<String, EditError> {
    let mut text = text.to_owned();
    if split(text.as_bytes()).front_matter.start == split(text.as_bytes()).front_matter.end {
        return Ok(text + &fresh(body, wanted));
    }
    for Renamed { theirs, ours } in &wanted.renamed {
        text = match ours.split_once('.') {
            None => edit::rename_key(&text, &[theirs], ours)?,
            Some(_) => edit::remove(&text, &[theirs])?,
        };
    }
    let mut keys = keys(&text);
    for (name, value) in &wanted.fields {
        let is_there = keys.iter().any(|key| key == name);
        let before = schema.common.iter().take_while(|field| field.name != **name);
        let neighbour = before.map(|field| &field.name).filter(|it| keys.contains(it)).last();
        let neighbour = neighbour.filter(|_| !is_there);
        let placed = neighbour.map(|it| edit::set_after(&text, it, &[name.as_str()], value));
        text = match placed {
            Some(Ok(text)) => text,
            Some(Err(_)) | None => edit::set(&text, &[name.as_str()], value)?,
        };
        if !is_there {
            keys.push(name.clone());
        }
    }
    Ok(text)
}

/// Front matter where there was none.
fn fresh(body: &str, wanted: &Wanted) -> String {
    let end = body.find(['\n', '\r']).map_or("\n", |at| match &body.as_bytes()[at..] {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    });
    let lines = wanted
        .fields
        .iter()
        .map(|(name, value)| format!("{}: {}{end}", scalar(name, false), value.written(false)));
    let lines: String = lines.collect();
    // A blank line below it, as pages have it that begin with a heading.
    let is_blank = body.is_empty() || body.starts_with(['\n', '\r']);
    format!("---{end}{lines}---{end}{}", if is_blank { "" } else { end })
}

fn keys(text: &str) -> Vec<String> {
    let found = split(text.as_bytes());
    let (tree, _) = yaml::tree(&text[found.yaml.range()], found.yaml.start);
    let entries = tree.as_ref().and_then(Node::as_mapping).unwrap_or_default();
    entries.iter().map(|entry| entry.key.clone()).collect()
}

/// True if a comment stands on the lines of the field `key`, which would go with it.
#[must_use]
pub fn has_comment(text: &str, front: &Node, key: &str) -> bool {
    let Some(entry) = front.entry(key) else { return false };
    let end = entry.value.span.end.max(entry.key_span.end);
    let line = text.get(end..).unwrap_or_default().lines().next().unwrap_or_default();
    line.contains('#')
}

/// A day as a foreign tree writes it.
#[must_use]
pub fn day(node: &Node, format: DateFormat) -> Option<Date> {
    date::parse(node.as_text()?, format).ok()
}

/// What an article says of its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Where it was, as in `forge.example/team/runbooks/alerts/disk.md`.
    pub from: Option<String>,
    /// The digest of its body there.
    pub body: Option<BodyDigest>,
    /// The day it came there; `None` if nobody knows.
    pub created: Option<Date>,
}

/// Where the article that is the file `text` was taken from; `None` if it says nothing of that.
#[must_use]
pub fn origin(text: &str) -> Option<Origin> {
    let found = split(text.as_bytes());
    let yaml = text.get(found.yaml.range())?;
    // Most articles were written where they are, and need not be read to tell.
    if !yaml.contains(FIELD) {
        return None;
    }
    let (tree, _) = yaml::tree(yaml, found.yaml.start);
    let origin = tree.as_ref()?.get(FIELD)?;
    let text = |key: &str| origin.get(key)?.as_text();
    let body = text("body").and_then(|digest| BodyDigest::parse(digest).ok());
    let created = text("created").and_then(|day| parse_date(day.trim()).ok());
    Some(Origin { from: text("from").map(str::to_owned), body, created })
}

#[cfg(test)]
#[path = "adopted_tests.rs"]
mod tests;
