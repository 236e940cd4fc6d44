//! Reads rows of a survey, or issues of a tracker, from CSV or JSON.
//!
//! A row that says nothing that can be used is a fault with its number; the others are read.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use serde_json::Value;

use crate::domain::need::is_web_address;
use crate::domain::need_import::{ImportedRow, RowFault};
use crate::domain::pain::SEVERITY_MAX;
use crate::domain::untrusted::one_line;

/// What a row can say, and the names that columns have for it in surveys and trackers.
const NAMES: [(&str, &[&str]); 8] = [
    ("title", &["title", "question", "summary", "subject"]),
    ("url", &["html_url", "url", "link", "web_url"]),
    ("id", &["id", "key", "number"]),
    ("votes", &["votes", "vote count", THUMBS]),
    ("severity", &["severity"]),
    ("topic", &["topic"]),
    ("asked_by", &["asked_by", "asker"]),
    ("same_as", &["same_as"]),
];
/// What GitLab calls the thumbs up of an issue, and some surveys the votes of a row.
const THUMBS: &str = "upvotes";
/// A longer title is a text.
const TITLE_CHARACTERS_MAX: usize = 200;

/// A row that is put behind all others: who reads it as such has read every row before.
const LAST_ROW: &str = "\nbehind-all-rows\n";
/// Why a row is not read that takes all others behind it.
const UNCLOSED: &str = "opens a quotation mark that nothing closes: what follows is not read";

/// Names that were given for what a row can say: ours, then theirs.
pub type Map = BTreeMap<String, String>;

/// What a row can say.
pub fn fields() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(ours, _)| *ours)
}

/// `bytes` as text, without a byte order mark.
///
/// # Errors
/// They are in another encoding; which, as far as it can be told.
pub fn text(bytes: &[u8]) -> Result<&str, String> {
    // Spreadsheets save "Unicode text" as UTF-16, whose Latin letters have a zero beside them.
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_wide || bytes.iter().take(2).any(|byte| *byte == 0) {
        return Err("it is UTF-16 and not UTF-8".to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        format!("line {line} is not UTF-8, but perhaps Windows-1252 or Latin-1")
    })
}

/// The rows in `text`, and those that cannot be used.
///
/// # Errors
/// It is neither a table with a column of titles nor a list of issues; why, safe to show.
pub fn rows(text: &str, map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    match text.trim_ascii_start().bytes().next() {
        None => Err("it is empty".to_owned()),
        Some(b'[' | b'{') => json(text, map),
        Some(_) => table(text, map),
    }
}

fn json(text: &str, map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
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
        let opened = || thumbs(item).unwrap_or(0).saturating_add(1).to_string();
        let votes = if has_votes(item, map) { text("votes") } else { Some(opened()) };
        (text, votes)
    })))
}

/// True if an issue says its votes as such, and not only its thumbs up.
fn has_votes(item: &Value, map: &Map) -> bool {
    let is_thumbs = |name: &str| name == THUMBS && !map.contains_key("votes");
    let names = names("votes", map);
    names.into_iter().any(|name| !is_thumbs(name) && item.get(name).and_then(scalar).is_some())
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
    rest().or_else(groups).or_else(|| item.get(THUMBS)?.as_u64())
}

fn table(text: &str, map: &Map) -> Result<(Vec<ImportedRow>, Vec<RowFault>), String> {
    let head = text.split('\n').next().unwrap_or_default();
    let columns = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|it| columns(*it));
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes().chain(LAST_ROW.as_bytes()));
    let columns = reader.headers().map_err(|error| error.to_string())?;
    let columns: Vec<String> = columns.iter().map(|it| it.trim().to_lowercase()).collect();
    if columns.iter().any(|name| name.ends_with(LAST_ROW.trim())) {
        return Err(format!("the line of names {UNCLOSED}"));
    }
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
    for record in reader.into_records() {
        records.push(record.map_err(|error| error.to_string())?);
    }
    // An open quotation mark takes the row that stands behind all others with it.
    let last = records.pop().filter(|last| last.iter().ne([LAST_ROW.trim()]));
    let unclosed = last.map(|_| RowFault { number: records.len() + 1, why: UNCLOSED.to_owned() });
    let has_votes = places.contains_key("votes");
    let (read, mut faults) = collected(records.iter().map(|record| {
        let at = |ours: &str| {
            let field = record.get(*places.get(ours)?)?;
            Some(field.trim().to_owned()).filter(|it| !it.is_empty())
        };
        // A row of a survey without a count is the answer of one person.
        let votes = if has_votes { at("votes") } else { Some("1".to_owned()) };
        (at, votes)
    }));
    faults.extend(unclosed);
    Ok((read, faults))
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
    let mut titles: HashMap<u64, u32> = HashMap::new();
    for (number, (text, votes)) in (1..).zip(rows) {
        match row(&text, votes, &mut titles) {
            Ok(row) => read.push(ImportedRow { number, ..row }),
            Err(why) => faults.push(RowFault { number, why }),
        }
    }
    (read, faults)
}

fn row(
    text: &dyn Fn(&str) -> Option<String>,
    votes: Option<String>,
    titles: &mut HashMap<u64, u32>,
) -> Result<ImportedRow, String> {
    let title = one_line(&text("title").unwrap_or_default());
    if title.is_empty() {
        return Err("has no title".to_owned());
    }
    if title.chars().count() > TITLE_CHARACTERS_MAX {
        return Err(format!("has a title of more than {TITLE_CHARACTERS_MAX} characters"));
    }
    let url = text("url").filter(|url| is_web_address(url));
    let id = text("id").map(|id| one_line(&id)).filter(|id| !id.is_empty());
    let votes = votes.unwrap_or_else(|| "0".to_owned());
    let votes =
        votes.trim().parse().map_err(|_| "has votes that are no whole number".to_owned())?;
    let written = text("severity").map(|it| one_line(&it)).filter(|it| !it.is_empty());
    let severity = written.as_ref().and_then(|it| it.parse().ok());
    let severity = severity.filter(|it| (1..=SEVERITY_MAX).contains(it));
    Ok(ImportedRow {
        row: url.clone().or_else(|| id.clone()).unwrap_or_else(|| key(&title, titles)),
        id,
        url,
        title,
        votes,
        severity,
        severity_unread: written.filter(|_| severity.is_none()),
        topic: text("topic").map(|it| one_line(&it)).filter(|it| !it.is_empty()),
        same_as: text("same_as").map(|it| one_line(&it)).filter(|it| !it.is_empty()),
        asked_by: text("asked_by").map(|it| one_line(&it)).filter(|it| !it.is_empty()),
        number: 0,
    })
}

/// What a row without an id is known by: what it asks, and how often that was asked before it.
///
/// Its place in the file would mean another answer in the next survey of the same name.
fn key(title: &str, titles: &mut HashMap<u64, u32>) -> String {
    // FNV-1a (Fowler, Noll and Vo): the same on every machine and in every version.
    let digest = title.to_lowercase().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let times = titles.entry(digest).or_default();
    *times += 1;
    if *times == 1 {
        format!("title {digest:016x}")
    } else {
        format!("title {digest:016x} {times}")
    }
}

#[cfg(test)]
#[path = "need_import_tests.rs"]
mod tests;
