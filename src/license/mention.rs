//! Which licences a few lines of prose name: ids, names that people write, and addresses at
//! creativecommons.org.
//!
//! Meant for sections that are about the licence: elsewhere "MIT" is a university too.

use std::ops::Range;

use super::alias::{Reading, reading};
use super::expression::parse;

/// A licence that is named.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The ids that may be meant; none if it says that there are no rights at all.
    pub ids: Vec<String>,
}

/// Names without a digit that are ids all the same; others, such as `Fair`, are words too.
const PLAIN_IDS: [&str; 5] = ["MIT", "ISC", "Unlicense", "WTFPL", "Zlib"];
/// What a name of a licence begins with, in lower case.
const FIRST: [&str; 18] = [
    "cc", "cc0", "creative", "apache", "asl", "mit", "expat", "gnu", "gpl", "lgpl", "agpl", "gfdl",
    "bsd", "mozilla", "mpl", "open", "ogl", "free",
];
/// What it goes on with.
const FURTHER: [&str; 37] = [
    "commons",
    "attribution",
    "by",
    "nc",
    "sa",
    "nd",
    "sharealike",
    "share",
    "alike",
    "noncommercial",
    "non",
    "commercial",
    "noderivatives",
    "noderivs",
    "no",
    "derivatives",
    "derivs",
    "international",
    "unported",
    "generic",
    "license",
    "licence",
    "version",
    "v",
    "general",
    "affero",
    "lesser",
    "documentation",
    "clause",
    "government",
    "zero",
    "software",
    "art",
    "or",
    "later",
    "only",
    "uk",
];
/// What stands within a name and tells no licence from another.
const SKIPPED: [&str; 7] = ["universal", "deed", "legal", "code", "dedication", "public", "domain"];
/// The most words that make one name.
const NAME_MAX: usize = 14;

struct Word<'t> {
    range: Range<usize>,
    text: &'t str,
    lower: String,
}

/// The licences that `text` names, in order.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (mention, taken) = mention(&words[at..]);
        found.extend(mention);
        at += taken.max(1);
    }
    found
}

fn words(text: &str) -> Vec<Word<'_>> {
    let is_border = |c: char| c.is_whitespace() || "[](){}<>\"'`*,;|’“”".contains(c);
    let mut words = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(is_border) {
        let bare = part.trim_end_matches(is_border);
        let bare = bare.trim_end_matches(['.', ':', '!', '?']);
        if !bare.is_empty() {
            let range = at..at + bare.len();
            words.push(Word { range, text: bare, lower: bare.to_lowercase() });
        }
        at += part.len();
    }
    words
}

/// The licence that `words` begin with, and how many of them name it.
fn mention(words: &[Word<'_>]) -> (Option<Mention>, usize) {
    let Some(first) = words.first() else { return (None, 1) };
    let one = |ids| (Some(Mention { range: first.range.clone(), ids }), 1);
    if first.text.contains("://") || first.lower.starts_with("www.") {
        let is_ours = first.lower.contains("creativecommons.org/");
        return match is_ours.then(|| ids(first.text)) {
            Some(ids) if !ids.is_empty() => one(ids),
            _ => (None, 1),
        };
    }
    if is_id(first.text) {
        return one(vec![first.text.to_owned()]);
    }
    if first.lower == "public" && words.get(1).is_some_and(|next| next.lower == "domain") {
        let range = first.range.start..words[1].range.end;
        return (Some(Mention { range, ids: Vec::new() }), 2);
    }
    match clauses(words) {
        Some(mention) => (Some(mention), 2),
        None => named(words),
    }
}

/// True for an id of the list that is no plain word.
fn is_id(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    let looks_like_one = has_digit && word.contains('-') || word == "0BSD";
    (looks_like_one || PLAIN_IDS.contains(&word) || word.starts_with("LicenseRef-"))
        && parse(word).is_ok()
}

/// `3-clause BSD`.
fn clauses(words: &[Word<'_>]) -> Option<Mention> {
    let [first, second, ..] = words else { return None };
    let number = first.lower.strip_suffix("-clause")?;
    if second.lower != "bsd" {
        return None;
    }
    let ids = ids(&format!("BSD {number} Clause"));
    (!ids.is_empty()).then_some(Mention { range: first.range.start..second.range.end, ids })
}

/// A name of several words, the longest that is one.
fn named(words: &[Word<'_>]) -> (Option<Mention>, usize) {
    let is_first = |word: &Word<'_>| {
        let name = word.lower.trim_end_matches(|c: char| !c.is_alphabetic());
        let name = name.split('-').next().unwrap_or(name);
        FIRST.contains(&name) || name.strip_suffix('v').is_some_and(|it| FIRST.contains(&it))
    };
    let is_further = |word: &Word<'_>| {
        let is_version =
            word.lower.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
        let mut parts = word.lower.split('-');
        is_version
            || SKIPPED.contains(&&*word.lower)
            || parts.all(|part| FURTHER.contains(&part) || FIRST.contains(&part))
    };
    if !words.first().is_some_and(is_first) {
        return (None, 1);
    }
    let further = words[1..].iter().take(NAME_MAX).take_while(|word| is_further(word)).count();
    let is_cc = words[0].lower.starts_with("cc") || words[0].lower == "creative";
    for length in (1..=1 + further).rev() {
        let is_kept = |word: &&Word<'_>| !is_cc || !SKIPPED.contains(&&*word.lower);
        let name: Vec<&str> =
            words[..length].iter().filter(is_kept).map(|word| word.text).collect();
        let ids = ids(&name.join(" "));
        if !ids.is_empty() {
            let range = words[0].range.start..words[length - 1].range.end;
            return (Some(Mention { range, ids }), length);
        }
    }
    (None, 1)
}

fn ids(name: &str) -> Vec<String> {
    match reading(name) {
        Reading::One(id) => vec![id],
        Reading::Several(ids) | Reading::Versions(ids) => ids,
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[path = "mention_tests.rs"]
mod tests;
