//! Acronyms that an article uses and does not explain.
//!
//! Quiet on purpose: two to six letters from `A` to `Z` that stand alone in prose, at least
//! twice or in a heading, and neither among those that everybody knows nor shouted words.

use std::collections::HashMap;

use crate::domain::acronym::Acronym;
use crate::domain::fault::FaultKind;
use crate::domain::markdown::LinkKind;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::prose::Prose;
use super::spelled_out::is_spelled_out;

/// Two to so many letters make an acronym.
const LETTERS_MAX: usize = 6;
/// The most acronyms that are looked at in one article.
const ACRONYMS_MAX: usize = 100;
/// The most uses of one that are looked at for an explanation.
const USES_MAX: usize = 1_000;

/// So many bytes are looked at at once.
const LOOKED_AT: usize = 64;

/// What needs no explanation: in order, and told on the page of the rule.
pub(super) const COMMON: [&str; 77] = [
    "AD", "AI", "AKA", "AM", "API", "ASAP", "ASCII", "BC", "BCE", "CC", "CD", "CE", "CEO", "CPU",
    "CSS", "CSV", "DIY", "DNS", "DVD", "ETA", "EU", "EUR", "FAQ", "FTP", "FYI", "GB", "GBP", "GIF",
    "GMT", "GPS", "HR", "HTML", "HTTP", "HTTPS", "ID", "II", "III", "IP", "ISBN", "ISO", "IT",
    "IV", "IX", "JPEG", "JSON", "KB", "MB", "NB", "OK", "PC", "PDF", "PIN", "PM", "PNG", "PS",
    "QR", "RAM", "SMS", "SQL", "SSH", "SVG", "TB", "TLS", "TV", "UI", "UK", "UN", "URL", "US",
    "USA", "USB", "USD", "UTC", "VI", "VIP", "XML", "YAML",
];

/// Words that people write in capitals: those of RFC 2119, calls for attention, and values.
const SHOUTED: [&str; 39] = [
    "ALL", "ALSO", "ALWAYS", "AND", "ANY", "ARE", "BUT", "CAN", "DO", "DONE", "EVERY", "FALSE",
    "FOR", "IF", "IN", "IS", "MAY", "MUST", "NEVER", "NEW", "NO", "NOT", "NOTE", "NULL", "ON",
    "ONE", "ONLY", "OR", "README", "SHALL", "SHOULD", "TBD", "THE", "THEN", "TO", "TRUE", "WHEN",
    "WILL", "YES",
];

/// One acronym while the article is read.
#[derive(Default)]
struct Uses {
    /// Where it stands, up to a limit.
    places: Vec<Span>,
    /// Where it is first used, and not only spoken of.
    first: Option<usize>,
    count: usize,
    is_in_heading: bool,
}

/// The acronyms that the article uses without a word of what they stand for, in order.
pub(super) fn unexplained(context: &ArticleContext<'_>) -> Box<[Acronym]> {
    let text = context.text;
    // The marks of a conflict look like headings, and both sides may be wrong.
    if context.article.faults.iter().any(|fault| fault.kind == FaultKind::MergeConflict) {
        return Box::default();
    }
    let mut prose = None;
    let mut found: HashMap<&str, Uses> = HashMap::new();
    candidates(text, |span| {
        let letters = &text[span.range()];
        let is_known = COMMON.binary_search(&letters).is_ok();
        if is_known || SHOUTED.binary_search(&letters).is_ok() {
            return;
        }
        let is_full = found.len() >= ACRONYMS_MAX && !found.contains_key(letters);
        if is_full || !prose.get_or_insert_with(|| Prose::of(context)).has(span) {
            return;
        }
        found.entry(letters).or_default().add(context, span);
    });
    let Some(prose) = prose else {
        return Box::default();
    };
    let is_unexplained = |(letters, uses): &(&str, Uses)| {
        (uses.count > 1 || uses.is_in_heading)
            && !uses.places.iter().any(|at| is_linked(context, *at) || is_spelled_out(text, *at))
            && !is_a_word(text, letters, &prose)
    };
    let unexplained = found.into_iter().filter(is_unexplained);
    let mut unexplained: Vec<Acronym> = unexplained
        .filter_map(|(letters, uses)| Some(Acronym::new(letters, uses.first?)))
        .collect();
    unexplained.sort_by_key(Acronym::span);
    unexplained.into_boxed_slice()
}

impl Uses {
    fn add(&mut self, context: &ArticleContext<'_>, span: Span) {
        if self.places.len() < USES_MAX {
            self.places.push(span);
        }
        if context.article.body_span.start <= span.start && is_use(context.text, span) {
            self.first.get_or_insert(span.start);
            self.count += 1;
            self.is_in_heading |= is_in_heading(context, span.start);
        }
    }
}

/// Every two to six capital letters that no letter or digit touches, but for an `s` of the plural.
fn candidates(text: &str, mut visit: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = two_capitals(bytes, at) {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        at = start + length;
        if (2..=LETTERS_MAX).contains(&length) {
            let before = text[..start].chars().next_back();
            let rest = text[at..].strip_prefix('s').unwrap_or(&text[at..]);
            let after = rest.chars().next();
            let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if !touches(before) && !touches(after) {
                visit(Span::new(start..at));
            }
        }
    }
}

/// Where the next two capital letters beside one another begin, from `at` on; a capital that
/// stands alone before `at` is none of them.
fn two_capitals(bytes: &[u8], mut at: usize) -> Option<usize> {
    let are_two = |(a, b): (&u8, &u8)| a.is_ascii_uppercase() & b.is_ascii_uppercase();
    while let Some(followed) = bytes.get(at + 1..).filter(|followed| !followed.is_empty()) {
        // The compiler looks at many bytes at once where nothing ends the loop early.
        let length = followed.len().min(LOOKED_AT);
        let pairs = || bytes[at..at + length].iter().zip(&followed[..length]);
        if pairs().fold(false, |any, pair| any | are_two(pair)) {
            return pairs().position(are_two).map(|found| at + found);
        }
        at += length;
    }
    None
}

/// True if the letters are used as a word: no part of a name or a path, in no quotation marks, and
/// no word of a sentence in capitals.
fn is_use(text: &str, span: Span) -> bool {
    let joins = |c: char| {
        matches!(c, '_' | '-' | '/' | '\\' | '&' | '#' | '=' | '@' | '$' | '%' | '+' | '~' | '<')
            || matches!(c, '"' | '“' | '‘' | '\'' | '`' | '{' | '!')
    };
    let rest = text[span.end..].strip_prefix('s').unwrap_or(&text[span.end..]);
    let before = text[..span.start].chars().next_back();
    let mut after = rest.chars();
    let next = after.next();
    let in_name =
        matches!(next, Some('.' | ':' | ';')) && after.next().is_some_and(char::is_alphanumeric);
    // An apostrophe before the `s` of a genitive is none of a quotation.
    let is_joined_after = next.is_some_and(|c| joins(c) && c != '\'') || next == Some('(');
    let is_joined =
        before.is_some_and(|c| joins(c) || matches!(c, '.' | ':' | ';')) || is_joined_after;
    !is_joined && !in_name && !is_shouted(&text.as_bytes()[..span.start], rest.as_bytes())
}

/// True if the word before or after is in capitals too.
fn is_shouted(before: &[u8], after: &[u8]) -> bool {
    let ends =
        matches!(before, [.., a, b, b' '] if a.is_ascii_uppercase() && b.is_ascii_uppercase());
    let starts =
        matches!(after, [b' ', a, b, ..] if a.is_ascii_uppercase() && b.is_ascii_uppercase());
    ends || starts
}

fn is_in_heading(context: &ArticleContext<'_>, offset: usize) -> bool {
    let headings = &context.article.outline.headings;
    let after = headings.partition_point(|heading| heading.span.start <= offset);
    headings[..after].last().is_some_and(|heading| offset < heading.span.end)
}

/// True if it is part of what a link shows: it is explained where that leads.
fn is_linked(context: &ArticleContext<'_>, span: Span) -> bool {
    let links = &context.article.outline.links;
    let after = links.partition_point(|link| link.text.start <= span.start);
    let link = links[..after].last().filter(|link| link.kind == LinkKind::Link);
    link.is_some_and(|link| span.end <= link.text.end)
}

/// True if the article has the letters as a word in small letters: then they are only shouted.
fn is_a_word(text: &str, letters: &str, prose: &Prose) -> bool {
    let small = letters.to_ascii_lowercase();
    let capitalised = format!("{}{}", &letters[..1], &small[1..]);
    [small, capitalised].iter().any(|word| {
        memchr::memmem::find_iter(text.as_bytes(), word).any(|start| {
            let span = Span::new(start..start + word.len());
            let touches =
                |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | '\'');
            let before = text[..start].chars().next_back();
            let mut after = text[span.end..].chars();
            let next = after.next().filter(|c| *c != '.' || after.next().is_some_and(touches));
            !before.is_some_and(touches) && !next.is_some_and(touches) && prose.has(span)
        })
    })
}

#[cfg(test)]
#[path = "acronyms_tests.rs"]
mod tests;
