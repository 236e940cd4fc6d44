//! KB209: the notice of somebody who reserves all rights stands in an article.
//!
//! Notices come along when text is copied out of a framework or a standard. The
//! bare names of frameworks are free to use, and so is the sentence that says
//! whose trade mark they are.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, Match, MatchKind};

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::source::Relation;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::prose::Prose;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB209",
        name: "trademark-framework-text",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A notice shows that text was taken from a work whose owner reserves all rights.",
        doc: include_str!("trademark_framework_text.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

/// Owners of what IT service management is mostly taught from (ITIL, ISO/IEC 20000, COBIT), as
/// they name themselves in their notices.
const OWNERS: [&str; 9] = [
    "AXELOS",
    "PeopleCert",
    "Office of Government Commerce",
    "OGC",
    "The Stationery Office",
    "ISO",
    "IEC",
    "ISACA",
    "Crown copyright",
];
/// Words that begin a notice, in lower case; those from [`RESERVED`] on are one by themselves.
const MARKS: [&str; 10] = [
    "©",
    "&copy;",
    "(c)",
    "copyright",
    "under permission of",
    "under license from",
    "under licence from",
    "all rights reserved",
    "no part of this publication may be reproduced",
    "no part of this document may be reproduced",
];
const SIGNS: usize = 3;
const LEAVE: usize = 4;
const RESERVED: usize = 7;
const FORBIDDEN: usize = 8;
/// How far apart the parts of one notice may stand, in bytes.
const NOTICE_BYTES: usize = 160;
/// How far from the name of its owner a notice may have its year, in bytes.
const YEAR_BYTES: usize = 40;

/// Words of which every notice has one, as they are spelled: few articles have any, and a search
/// for a few exact words costs next to nothing.
static SIEVE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let phrases = ["ights reserved", "ights Reserved", "IGHTS RESERVED", "o part of this "];
    let words = OWNERS.iter().chain(&phrases);
    AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostFirst).build(words).ok()
});

static FINDER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasickBuilder::new().ascii_case_insensitive(true).build(MARKS).ok());

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let body = context.article.body_span;
    let text = context.written(body);
    let Some(finder) =
        FINDER.as_ref().filter(|_| SIEVE.as_ref().is_some_and(|it| it.is_match(text)))
    else {
        return;
    };
    let mut notices = finder.find_iter(text).filter_map(|mark| notice(text, &mark)).peekable();
    if notices.peek().is_none() || declares_text(context.article) {
        return;
    }
    let prose = Prose::of(context);
    let mut end = 0;
    for notice in notices.map(|notice| notice.shifted(body.start)) {
        // The parts of one notice are told once.
        if notice.start >= end && prose.has(notice) {
            end = notice.end + NOTICE_BYTES;
            let written = context.written(notice);
            let message = format!(
                "{} is the notice of an owner who reserves all rights, as in text that was copied",
                quote(&written.split_whitespace().collect::<Vec<_>>().join(" "))
            );
            report.about(context.article, context.place(notice), written, message).help(
                "say it in your own words; if this is a quotation, declare it under `sources` \
                 with `relation: quotation`",
            );
        }
    }
}

/// True if the article says that it has text of others: then rules on sources judge it.
fn declares_text(article: &Article) -> bool {
    let mut relations = article.meta.sources.iter().map(|source| source.relation);
    relations.any(|relation| relation.takes_text() || relation == Relation::Quotation)
}

/// The notice that `mark` begins or ends, if it does.
fn notice(text: &str, mark: &Match) -> Option<Span> {
    let after = rest_of_notice(&text[mark.end()..]);
    let whole = |length: usize| Span::new(mark.start()..mark.end() + length);
    match mark.pattern().as_usize() {
        FORBIDDEN.. => Some(whole(0)),
        RESERVED.. => owner_before(text, mark.start()).map(|from| Span::new(from..mark.end())),
        LEAVE.. => owner(after.trim_start())
            .map(|owner| whole(after.len() - after.trim_start().len() + owner.len())),
        kind => {
            let (filler, has_sign, has_year) = filler(after);
            let rest = &after[filler..];
            let is_signed = has_sign || has_year || kind < SIGNS - 1;
            if let Some(owner) = owner(rest) {
                let behind = prefix(&rest[owner.len()..], YEAR_BYTES);
                return (is_signed || has_year_in(behind)).then(|| whole(filler + owner.len()));
            }
            let is_mark = is_signed && rest.starts_with(char::is_alphabetic);
            let reserved = find_folded(rest, MARKS[RESERVED]).filter(|_| is_mark)?;
            Some(whole(filler + reserved + MARKS[RESERVED].len()))
        }
    }
}

/// What of `rest` can belong to one notice: some bytes, no further than the paragraph.
fn rest_of_notice(rest: &str) -> &str {
    let near = prefix(rest, NOTICE_BYTES);
    let end = near.find("\n\n").unwrap_or(near.len());
    &near[..end]
}

/// The start of `text`, at most so many bytes.
fn prefix(text: &str, bytes_max: usize) -> &str {
    let end = (0..=bytes_max.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}

/// How many bytes of signs, years and small words `text` begins with, and whether there is a sign
/// or a year among them.
fn filler(text: &str) -> (usize, bool, bool) {
    let (mut at, mut has_sign, mut has_year) = (0, false, false);
    loop {
        let rest = &text[at..];
        let mut step = rest.find(|it: char| !is_filler(it)).unwrap_or(rest.len());
        has_year |= has_year_in(&rest[..step]);
        for (index, sign) in MARKS[..LEAVE].iter().chain(&["by ", "notice"]).enumerate() {
            if step == 0 && starts_folded(rest, sign) {
                step = sign.len();
                has_sign |= index < SIGNS;
            }
        }
        if step == 0 {
            return (at, has_sign, has_year);
        }
        at += step;
    }
}

fn is_filler(character: char) -> bool {
    character.is_ascii_digit()
        || character.is_whitespace()
        || matches!(character, ',' | '-' | '–' | ':' | '*' | '_' | '>')
}

/// True if four digits stand together in `text`.
fn has_year_in(text: &str) -> bool {
    let digits = text.as_bytes().split(|byte| !byte.is_ascii_digit());
    digits.into_iter().any(|digits| digits.len() == 4)
}

/// The owner whose name `text` begins with.
fn owner(text: &str) -> Option<&'static str> {
    let ends = |owner: &&&str| {
        let next = text[owner.len()..].chars().next();
        next.is_none_or(|next| !next.is_alphanumeric() && next != '-')
    };
    OWNERS.iter().filter(|owner| text.starts_with(**owner)).find(ends).copied()
}

/// Where the name of an owner begins that stands shortly before `end`, in the same paragraph.
fn owner_before(text: &str, end: usize) -> Option<usize> {
    let start = (end.saturating_sub(NOTICE_BYTES)..=end).find(|at| text.is_char_boundary(*at))?;
    let near = &text[start..end];
    let from = near.rfind("\n\n").map_or(0, |at| at + 2);
    let names = OWNERS.iter().filter_map(|name| near[from..].rfind(name));
    let is_owner = |at: &usize| {
        let before = near[from..][..*at].chars().next_back();
        owner(&near[from..][*at..]).is_some() && !before.is_some_and(char::is_alphanumeric)
    };
    names.filter(is_owner).max().map(|at| start + from + at)
}

fn starts_folded(text: &str, lower: &str) -> bool {
    let start = text.as_bytes().get(..lower.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(lower.as_bytes()))
}

fn find_folded(text: &str, lower: &str) -> Option<usize> {
    let mut starts = text.char_indices().map(|(at, _)| at);
    starts.find(|at| starts_folded(&text[*at..], lower))
}

#[cfg(test)]
#[path = "trademark_framework_text_tests.rs"]
mod tests;
