//! One line of the log of unanswered questions.

use serde::Serialize;

use crate::domain::query_log::UnansweredQuery;

use super::{day, harmless, raw};

#[derive(Serialize)]
struct Line {
    day: String,
    query: String,
    /// Words that were corrected, each with what was searched for instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<(String, String)>,
    informative: usize,
    /// How many of these stand together in the nearest article.
    matched: usize,
    /// How much of the query it has anywhere, when a rare word counts for more.
    told_percent: u8,
    /// The id of the nearest article.
    best: Option<String>,
    /// `none`: no article has any of the words; `weak`: the nearest is no answer.
    why: &'static str,
    /// The id of the open need that asks it.
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    filtered: bool,
}

/// The line, with its end.
///
/// # Panics
/// Never: a vector takes everything.
#[must_use]
pub fn line(query: &UnansweredQuery) -> Vec<u8> {
    let line = Line {
        day: day(query.day),
        query: raw(&query.query),
        corrections: query.corrections.iter().map(|(from, to)| (raw(from), raw(to))).collect(),
        informative: query.informative,
        matched: query.matched,
        told_percent: query.told_percent,
        best: query.best.as_ref().map(raw),
        why: if query.best.is_some() { "weak" } else { "none" },
        need: query.need.as_ref().map(raw),
        filtered: query.is_filtered,
    };
    let mut bytes = Vec::new();
    harmless::write(&mut bytes, &line).expect("a vector takes everything");
    bytes.push(b'\n');
    bytes
}
