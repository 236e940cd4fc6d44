//! A licence that a person names on a command line, as SPDX knows it.
//!
//! Takes all that [`alias`](super::alias) understands, and the words of the tables for terms of
//! one's own (`LicenseRef-*`) and for no licence; never chooses where an author must.

use super::alias::Reading;
use super::alias_expression::meant;
use super::expression::{Expression, parse};
use super::matrix::{CUSTOM, Unstated};
use super::statement::Statement;
use crate::domain::untrusted::sanitise;

/// A licence, as far as it could be understood.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it was read as, in the form of SPDX.
    pub expression: String,
    /// What it grants.
    pub grant: Statement,
}

/// Why a text cannot be read as one licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The fact.
    pub why: String,
    /// The way out.
    pub way_out: String,
}

impl Unclear {
    fn new(why: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { why: why.into(), way_out: way_out.into() }
    }
}

/// What stands for terms of one's own in expressions, which take no `*`.
pub(super) const CUSTOM_ID: &str = "LicenseRef-any";

/// Reads the licence of a source.
///
/// # Errors
/// The text means no licence, or more than one.
pub fn source(text: &str) -> Result<Asked, Unclear> {
    let unstated = |word: Unstated| Asked {
        expression: word.name().to_owned(),
        grant: Statement::Unstated(word),
    };
    match text.trim().to_ascii_uppercase().as_str() {
        "NOASSERTION" => return Ok(unstated(Unstated::NoAssertion)),
        "NONE" => return Ok(unstated(Unstated::NoLicense)),
        _ => {}
    }
    if let Some(expression) = expression(text) {
        return licensed(expression);
    }
    match meant(text).reading {
        Reading::Reserved => match Statement::read(text) {
            Some(Statement::Licensed(terms)) => licensed(*terms),
            _ => Err(unknown(text)),
        },
        Reading::Nothing => Ok(unstated(Unstated::NoAssertion)),
        other => of_reading(other, text),
    }
}

/// Reads the licence of an article.
///
/// # Errors
/// The text means no licence, or more than one.
pub fn target(text: &str) -> Result<Asked, Unclear> {
    if let Some(expression) = expression(text) {
        return licensed(expression);
    }
    let way_out = "name a licence that the article could have, such as `CC-BY-4.0`";
    match meant(text).reading {
        Reading::Reserved | Reading::Nothing => {
            Err(Unclear::new("an article in a library grants a licence to its readers", way_out))
        }
        other => of_reading(other, text),
    }
}

fn expression(text: &str) -> Option<Expression> {
    let text = if text.trim() == CUSTOM { CUSTOM_ID } else { text };
    parse(text).ok()
}

fn licensed(expression: Expression) -> Result<Asked, Unclear> {
    if let Some(old) = expression.deprecated().first() {
        let why = format!("the SPDX list has given up `{}`", sanitise(&old.id));
        return Err(Unclear::new(why, ask(&old.replacements)));
    }
    let text = expression.to_string();
    let is_custom = text == CUSTOM_ID;
    Ok(Asked {
        expression: if is_custom { CUSTOM.to_owned() } else { text },
        grant: Statement::Licensed(Box::new(expression)),
    })
}

fn of_reading(reading: Reading, text: &str) -> Result<Asked, Unclear> {
    match reading {
        Reading::One(id) => match parse(&id) {
            Ok(expression) => licensed(expression),
            Err(_) => Err(unknown(text)),
        },
        Reading::Several(ids) => {
            Err(Unclear::new("it could be any of several licences", ask(&ids)))
        }
        Reading::Versions(ids) => Err(Unclear::new("it names no version", ask(&ids))),
        Reading::CreativeCommons => {
            let ids = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC0-1.0"];
            Err(Unclear::new("it does not say which licence", ask(&ids.map(str::to_owned))))
        }
        Reading::PublicDomain => {
            let way_out = "ask for `CC0-1.0` if its author gave up all rights, or `CC-PDM-1.0` if \
                           it was free already";
            Err(Unclear::new("the public domain is no licence", way_out))
        }
        Reading::TextAndCode(first, second) => Err(Unclear::new(
            "it names one licence for text and one for code",
            format!("ask for `{first}` and for `{second}`, each by itself"),
        )),
        Reading::Reserved | Reading::Nothing | Reading::Unknown => Err(unknown(text)),
    }
}

/// At most so many ids are offered: the rest are versions that nobody should choose.
const OFFERED_MAX: usize = 6;

fn ask(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().take(OFFERED_MAX).map(|id| format!("`{id}`")).collect();
    match ids.split_last() {
        Some((last, [])) => format!("ask for {last}"),
        Some((last, others)) => format!("ask for {} or {last}", others.join(", ")),
        None => "ask for an id of the SPDX list".to_owned(),
    }
}

fn unknown(text: &str) -> Unclear {
    let fault = parse(text).err();
    let part = fault.and_then(|fault| text.get(fault.span)).unwrap_or_default().trim();
    let why = if part.is_empty() || part == text.trim() {
        "it is no SPDX expression, and nothing that is known by another name".to_owned()
    } else {
        format!("it is no SPDX expression from `{}` on", sanitise(part))
    };
    Unclear::new(
        why,
        "ask for an id such as `CC-BY-4.0`; the others are at https://spdx.org/licenses/",
    )
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
