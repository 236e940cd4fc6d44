//! Reads judged queries: one a line, in columns parted by a tab.
//!
//! A line that cannot be understood is a fault with its number; all are told, since a query that
//! is left out in silence would make every figure look better.

use std::collections::HashMap;

use super::text as lossy;
use crate::domain::judged_query::{Expected, GRADE_MAX, JudgedQuery, Relevant, wording};
use crate::domain::untrusted::{Untrusted, sanitise};

/// More characters than anybody types; a file of another kind has such lines.
const QUERY_CHARACTERS_MAX: usize = 500;
/// More articles than this are no answer to one question.
const ARTICLES_MAX: usize = 100;
/// How much of a line that is wrong is shown, in characters.
const SHOWN_CHARACTERS_MAX: usize = 40;
/// Where a need is named behind the mark for nothing.
const NOTHING: char = '-';

/// A line that is no judged query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, from 1.
    pub line: u32,
    /// Why, safe to show.
    pub why: String,
}

/// The judged queries in `bytes` and the lines that are none.
///
/// Empty lines and lines that begin with `#` say nothing. What is not UTF-8 becomes U+FFFD.
#[must_use]
pub fn queries(bytes: &[u8]) -> (Vec<JudgedQuery>, Vec<LineFault>) {
    let text = lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (mut queries, mut faults) = (Vec::new(), Vec::new());
    let mut asked: HashMap<String, u32> = HashMap::new();
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() || content.starts_with('#') {
            continue;
        }
        let read = query(line, content).and_then(|query| {
            let wording = wording(query.text.raw());
            match asked.insert(wording, line) {
                Some(before) => Err(format!("is asked in line {before} already")),
                None => Ok(query),
            }
        });
        match read {
            Ok(query) => queries.push(query),
            Err(why) => faults.push(LineFault { line, why }),
        }
    }
    (queries, faults)
}

fn query(line: u32, content: &str) -> Result<JudgedQuery, String> {
    let Some((typed, expected)) = content.split_once('\t') else {
        return Err(format!(
            "{} has no tab: write the query, a tab, and ids or `-` for none",
            shown(content)
        ));
    };
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("has no query before its tab".to_owned());
    }
    if typed.chars().count() > QUERY_CHARACTERS_MAX {
        return Err(format!("has a query of more than {QUERY_CHARACTERS_MAX} characters"));
    }
    if expected.trim_end().contains('\t') {
        return Err("has more than two columns".to_owned());
    }
    Ok(JudgedQuery { line, text: Untrusted::from(typed), expected: expectation(expected.trim())? })
}

fn expectation(text: &str) -> Result<Expected, String> {
    let rest = text.strip_prefix(NOTHING);
    if let Some(need) = rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
        let need = need.trim();
        if need.contains([',', '=', '#', ' ']) {
            return Err(format!("{} is not the id of one need", shown(need)));
        }
        let need = (!need.is_empty()).then(|| Untrusted::from(need));
        return Ok(Expected::Nothing { need });
    }
    if text.is_empty() {
        return Ok(Expected::Nothing { need: None });
    }
    let mut articles: Vec<Relevant> = Vec::new();
    for part in text.split(',') {
        if articles.len() == ARTICLES_MAX {
            return Err(format!("names more than {ARTICLES_MAX} articles"));
        }
        let article = relevant(part.trim())?;
        if articles.iter().any(|other| other.id == article.id) {
            return Err(format!("names {} twice", shown(article.id.raw())));
        }
        articles.push(article);
    }
    Ok(Expected::Articles(articles))
}

/// `id`, `id#heading` or either with `=grade`.
fn relevant(part: &str) -> Result<Relevant, String> {
    let (place, grade) = match part.rsplit_once('=') {
        None => (part, GRADE_MAX),
        Some((place, grade)) => {
            let number = grade.trim().parse().ok().filter(|grade| (1..=GRADE_MAX).contains(grade));
            let wrong = || format!("has the grade {}, not 1 to {GRADE_MAX}", shown(grade.trim()));
            (place.trim(), number.ok_or_else(wrong)?)
        }
    };
    let (id, heading) = match place.split_once('#') {
        None => (place, None),
        Some((id, heading)) => (id, Some(heading)),
    };
    if id.is_empty() || heading.is_some_and(str::is_empty) {
        return Err("names an article or a heading without a name".to_owned());
    }
    Ok(Relevant { id: Untrusted::from(id), heading: heading.map(Untrusted::from), grade })
}

/// The beginning of `text` in backticks.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(SHOWN_CHARACTERS_MAX).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", sanitise(&start))
}

#[cfg(test)]
#[path = "queries_tests.rs"]
mod tests;
