//! Reads rows of a survey, or issues of a tracker, from CSV or JSON.
//!
//! A row that says nothing that can be used is a fault with its number; the others are read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::need_import::{ImportedRow, RowFault};
use crate::domain::pain::SEVERITY_MAX;
use crate::domain::untrusted::one_line;

/// What a row can say, and the names that columns have for it in surveys and trackers.
const NAMES: [(&str, &[&str]); 6] = [
    ("title", &["title", "question", "summary", "subject"]),
    ("url", &["html_url", "url", "link", "web_url"]),
    ("id", &["id", "key", "number"]),
    ("votes", &["votes", "vote count", "upvotes"]),
    ("severity", &["severity"]),
    ("topic", &["topic"]),
];
/// A longer title is a text.
const TITLE_CHARACTERS_MAX: usize = 200;

/// Names that were given for what a row can say: ours, then theirs.
pub type Map = BTreeMap<String, String>;

/// What a row can say.
pub fn fields() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(ours, _)| *ours)
}

/// The rows in `bytes`, and those that cannot be used.
///
/// # Errors
/// It is neither a table with a column of titles nor a list of issues; why, safe to show.
pub fn rows(bytes: &[u8], map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    match first {
        None => Err("it is empty".to_owned()),
        Some(b'[' | b'{') => json(bytes, map),
        Some(_) => table(bytes, map),
    }
}

fn json(bytes: &[u8], map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let items = match &value {
        Value::Array(items) => items,
        Value::Object(object) => {
            let list = ["items", "issues", "nodes", "data"].iter().find_map(|it| object.get(*it));
            list.and_then(Value::as_array).ok_or("it holds no list of issues")?
        }
        _ => return Err("it holds no list of issues".to_owned()),
    };
    Ok(collected(items.iter().map(|item| {
        let text = |ours: &str| {
            let found = names(ours, map).into_iter().find_map(|name| item.get(name));
            found.and_then(scalar)
        };
        // Whoever opened an issue has the question, and so has everybody with a thumb up.
        let votes = text("votes").or_else(|| Some(thumbs(item)?.saturating_add(1).to_string()));
        (text, votes)
    })))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The thumbs up of an issue: of GitHub's REST interface, of its `gh`, or of GitLab.
fn thumbs(item: &Value) -> Option<u64> {
    let reactions = item.get("reactions");
    let rest = || match reactions? {
        Value::Number(number) => number.as_u64(),
        reactions => reactions.get("+1")?.as_u64(),
    };
    let groups =
        || {
            let groups = item.get("reactionGroups")?.as_array()?;
            let is_thumb = |it: &&Value| it.get("content").is_some_and(|it| it == "THUMBS_UP");
            let group = groups.iter().find(is_thumb);
            Some(group.map_or(0, |it| {
                it.pointer("/users/totalCount").and_then(Value::as_u64).unwrap_or(0)
            }))
        };
    rest().or_else(groups).or_else(|| item.get("upvotes")?.as_u64())
}

fn table(bytes: &[u8], map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let columns = |sign: u8| head.split(|byte| *byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|it| columns(*it));
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(bytes);
    let text = |field: &[u8]| String::from_utf8_lossy(field).trim().to_owned();
    let columns = reader.byte_headers().map_err(|error| error.to_string())?;
    let columns: Vec<String> = columns.iter().map(|it| text(it).to_lowercase()).collect();
    let place = |ours: &str| {
        let names = names(ours, map).into_iter().map(str::to_lowercase);
        names.into_iter().find_map(|name| columns.iter().position(|column| *column == name))
    };
    let places: BTreeMap<&str, usize> =
        fields().filter_map(|ours| Some((ours, place(ours)?))).collect();
    if !places.contains_key("title") {
        return Err(format!("no column is called {}", names("title", map).join(" or ")));
    }
    let mut records = Vec::new();
    for record in reader.into_byte_records() {
        records.push(record.map_err(|error| error.to_string())?);
    }
    let has_votes = places.contains_key("votes");
    Ok(collected(records.iter().map(|record| {
        let at = |ours: &str| {
            let field = record.get(*places.get(ours)?)?;
            Some(text(field)).filter(|it| !it.is_empty())
        };
        // A row of a survey without a count is the answer of one person.
        let votes = if has_votes { at("votes") } else { Some("1".to_owned()) };
        (at, votes)
    })))
}

/// The names that a column may have for `ours`: the one that was given, else the usual ones.
fn names<'m>(ours: &str, map: &'m Map) -> Vec<&'m str> {
    let usual = NAMES.iter().find(|(name, _)| *name == ours).map_or(&[][..], |(_, names)| names);
    map.get(ours).map_or_else(|| usual.to_vec(), |theirs| vec![theirs.as_str()])
}

fn collected<F: Fn(&str) -> Option<String>>(
    rows: impl Iterator<Item = (F, Option<String>)>,
) -> (Vec<ImportedRow>, Vec<RowFault>) {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (number, (text, votes)) in (1..).zip(rows) {
        match row(number, &text, votes) {
            Ok(row) => read.push(row),
            Err(why) => faults.push(RowFault { number, why }),
        }
    }
    (read, faults)
}

fn row(
    number: usize,
    text: &dyn Fn(&str) -> Option<String>,
    votes: Option<String>,
) -> Result<ImportedRow, String> {
    let title = one_line(&text("title").unwrap_or_default());
    if title.is_empty() {
        return Err("has no title".to_owned());
    }
    if title.chars().count() > TITLE_CHARACTERS_MAX {
        return Err(format!("has a title of more than {TITLE_CHARACTERS_MAX} characters"));
    }
    let is_web = |url: &String| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && !url.contains(|it: char| it.is_whitespace() || it.is_control())
    };
    let url = text("url").filter(is_web);
    let id = text("id").map(|id| one_line(&id)).filter(|id| !id.is_empty());
    let votes = votes.unwrap_or_else(|| "0".to_owned());
    let votes =
        votes.trim().parse().map_err(|_| "has votes that are no whole number".to_owned())?;
    let severity = text("severity").and_then(|it| it.trim().parse().ok());
    Ok(ImportedRow {
        row: url.clone().or_else(|| id.clone()).unwrap_or_else(|| format!("row {number}")),
        id,
        url,
        title,
        votes,
        severity: severity.filter(|it| (1..=SEVERITY_MAX).contains(it)),
        topic: text("topic").map(|it| one_line(&it)),
    })
}

#[cfg(test)]
#[path = "need_import_tests.rs"]
mod tests;
