//! KB806: a percentage that nobody is named for.
//!
//! Off unless asked for: a sum in an example looks like a finding of a survey.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::prose::Prose;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB806",
        name: "claim-without-source",
        level: Level::Off,
        fix: FixKind::None,
        summary: "A percentage in an article about a metric has no source near it.",
        doc: include_str!("claim_without_source.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// The type of article whose percentages are claims.
const METRIC: &str = "metric";

/// What ends a percentage.
const SIGNS: [&str; 3] = ["%", "percent", "per cent"];

/// What says where a figure comes from, or that it comes from nowhere.
const MARKS: [&str; 6] = ["http://", "https://", "[^", "invented", "xample", "no source"];

/// A paragraph, list or table, and what it says.
struct Block {
    span: Span,
    /// The percentages in it.
    claims: Vec<Span>,
    has_source: bool,
}

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let body = context.written(article.body_span);
    if article.kind() != Some(METRIC) || !SIGNS.iter().any(|sign| body.contains(sign)) {
        return;
    }
    let prose = Prose::of(context);
    for section in article.outline.sections(article.body_span) {
        let blocks = blocks(context, section.span, &prose);
        for (index, block) in blocks.iter().enumerate() {
            let near = &blocks[index.saturating_sub(1)..(index + 2).min(blocks.len())];
            if near.iter().any(|block| block.has_source) {
                continue;
            }
            if let [first, more @ ..] = block.claims.as_slice() {
                tell(context, *first, more.len(), report);
            }
        }
    }
}

fn tell(context: &ArticleContext<'_>, claim: Span, more: usize, report: &mut Report<'_>) {
    let written = context.written(claim);
    let shown = quote(written);
    let message = match more {
        0 => format!("{shown} has no source near it"),
        1 => format!("{shown} and another percentage have no source near them"),
        _ => format!("{shown} and {more} more percentages have no source near them"),
    };
    let found = report.about(context.article, context.place(claim), written, message);
    found.help("say who found it and in which year, or that it is invented");
}

/// The parts of `section` between empty lines.
fn blocks(context: &ArticleContext<'_>, section: Span, prose: &Prose) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_inside = false;
    let mut start = section.start;
    for line in context.written(section).split_inclusive('\n') {
        let span = Span::new(start..start + line.len());
        start = span.end;
        let is_text = !line.trim().is_empty();
        match blocks.last_mut().filter(|_| is_inside && is_text) {
            Some(block) => block.span.end = span.end,
            None if is_text => {
                blocks.push(Block { span, claims: Vec::new(), has_source: false });
            }
            None => {}
        }
        is_inside = is_text;
    }
    for block in &mut blocks {
        let text = context.written(block.span);
        block.has_source = MARKS.iter().any(|mark| text.contains(mark)) || has_year(text);
        block.claims = percentages(text)
            .into_iter()
            .map(|claim| claim.shifted(block.span.start))
            .filter(|claim| prose.has(*claim))
            .collect();
    }
    blocks
}

/// The percentages of `text` in order.
fn percentages(text: &str) -> Vec<Span> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let of_sign = |sign: &'static str| {
        text.match_indices(sign).filter_map(move |(at, sign)| {
            let number = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            let start = number.trim_end_matches(is_number).len();
            let number = &number[start..];
            let start = start + number.len() - number.trim_start_matches(['.', ',']).len();
            number.contains(|c: char| c.is_ascii_digit()).then(|| Span::new(start..at + sign.len()))
        })
    };
    let mut found: Vec<Span> = SIGNS.into_iter().flat_map(of_sign).collect();
    found.sort_unstable();
    found
}

/// True if a number of four digits from 1900 to 2099 stands alone somewhere.
fn has_year(text: &str) -> bool {
    let digits = |c: char| !c.is_ascii_alphanumeric();
    text.split(digits).any(|word| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
#[path = "claim_without_source_tests.rs"]
mod tests;
