//! What people write for an expression, part by part: `CC BY 4.0 OR MIT License`.

use std::ops::Range;

use crate::domain::text::Span;

use super::alias::{Reading, reading};
use super::expression::parse;

/// The part of a text that is at fault, and what it most likely means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The part: the whole text, or one side of its operators.
    pub span: Range<usize>,
    /// What it means.
    pub reading: Reading,
}

/// What `text`, which is no SPDX expression, most likely means.
#[must_use]
pub fn meant(text: &str) -> Meant {
    let of_all = |reading| Meant { span: 0..text.len(), reading };
    let whole = reading(text);
    if whole != Reading::Unknown {
        return of_all(whole);
    }
    let parts = parts(text);
    if parts != [Span::new(0..text.len())] {
        return of_parts(text, &parts);
    }
    of_all(text_and_code(text).unwrap_or(Reading::Unknown))
}

/// Where each side of the operators of `text` stands, without brackets round it.
///
/// Lower-case words are operators where there are no others: "GPL v2 or later OR MIT".
fn parts(text: &str) -> Vec<Span> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = || text.split_whitespace().map(|word| (start(word), word));
    let has_upper = words().any(|(_, word)| matches!(word, "AND" | "OR"));
    let is_operator = |word: &str| match word {
        "AND" | "OR" => true,
        "and" | "or" => !has_upper,
        _ => false,
    };
    let mut parts = vec![Span::at(0)];
    let mut is_empty = true;
    let mut rest = words().peekable();
    while let Some((at, word)) = rest.next() {
        // "or later" names versions, not another licence.
        let names_versions =
            rest.peek().is_some_and(|(_, next)| matches!(*next, "later" | "newer" | "any"));
        if is_operator(word) && !(word == "or" && names_versions) {
            parts.push(Span::at(at + word.len()));
            is_empty = true;
        } else if let Some(part) = parts.last_mut() {
            part.start = if is_empty { at } else { part.start };
            part.end = at + word.len();
            is_empty = false;
        }
    }
    if parts.len() > 1 {
        parts = parts.into_iter().map(|part| bare(text, part)).collect();
        parts.retain(|part| !part.range().is_empty());
    }
    parts
}

fn bare(text: &str, part: Span) -> Span {
    let written = &text[part.range()];
    let from_start = written.trim_start_matches(['(', ' ']);
    let start = part.end - from_start.len();
    Span::new(start..start + from_start.trim_end_matches([')', ' ']).len())
}

/// The only part at fault; or all of `text`, if each part means one licence; or the first.
fn of_parts(text: &str, parts: &[Span]) -> Meant {
    let is_wrong = |part: &Span| parse(&text[part.range()]).is_err();
    let wrong: Vec<Span> = parts.iter().copied().filter(is_wrong).collect();
    let alone = |part: Span| {
        let written = &text[part.range()];
        let reading = match reading(written) {
            Reading::Unknown => text_and_code(written).unwrap_or(Reading::Unknown),
            known => known,
        };
        Meant { span: part.range(), reading }
    };
    match wrong.as_slice() {
        [] => Meant { span: 0..text.len(), reading: Reading::Unknown },
        [only] => alone(*only),
        [first, ..] => {
            let ids = wrong.iter().map(|part| one(&text[part.range()]));
            let Some(ids) = ids.collect::<Option<Vec<String>>>() else { return alone(*first) };
            let mut mended = String::with_capacity(text.len());
            let mut end = 0;
            for (part, id) in wrong.iter().zip(ids) {
                mended.push_str(&text[end..part.start]);
                mended.push_str(&id);
                end = part.end;
            }
            mended.push_str(&text[end..]);
            // Operators that were understood are written as SPDX does.
            let mended = parse(&mended).ok().map(|it| match it.misspelt() {
                Some((span, text)) => {
                    format!("{}{text}{}", &mended[..span.start], &mended[span.end..])
                }
                None => mended.clone(),
            });
            let reading = mended.map_or(Reading::Unknown, Reading::One);
            Meant { span: 0..text.len(), reading }
        }
    }
}

/// Words of what a licence is for: no part of its name.
const PURPOSES: [&str; 10] = [
    "code",
    "samples",
    "sample",
    "examples",
    "source",
    "text",
    "docs",
    "documentation",
    "content",
    "for",
];

fn text_and_code(text: &str) -> Option<Reading> {
    let (first, second) = text.split_once(['/', ',', ';'])?;
    let named = |part: &str| {
        let bare = |word: &str| word.trim_matches(['(', ')', ',']).to_lowercase();
        let is_name = |word: &&str| !PURPOSES.contains(&&*bare(word));
        one(&part.split_whitespace().filter(is_name).collect::<Vec<_>>().join(" "))
    };
    Some(Reading::TextAndCode(named(first)?, named(second)?))
}

/// The one licence that `part` is or means.
fn one(part: &str) -> Option<String> {
    if let Ok(expression) = parse(part) {
        let mut terms = expression.terms();
        let first = terms.next()?.id.to_owned();
        return terms.next().is_none().then_some(first);
    }
    match reading(part) {
        Reading::One(id) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
#[path = "alias_expression_tests.rs"]
mod tests;
