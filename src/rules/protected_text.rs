//! KB225: a passage of a text that may not be copied.
//!
//! Only digests of the text are known (`kb check --protect`), so a passage is
//! told by where it stands in the article.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::markdown::Link;
use crate::domain::protected::Fault;
use crate::domain::source::Relation;
use crate::domain::text::{Lines, Span};

use super::context::{ArticleContext, LibraryContext};
use super::report::{Report, quote};
use super::screen::Passage;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB225",
        name: "protected-text",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A passage stands in a text that may not be copied.",
        doc: include_str!("protected_text.md"),
    },
    // Whoever reads a draft has the text too.
    draft: Level::Error,
    check: Check::Both(check_article, check_library),
};

/// A quotation has fewer words: no law names a number, this one is ours. The law asks for "no
/// more than is required by the specific purpose" (UK Copyright, Designs and Patents Act 1988,
/// s.30(1ZA)).
const QUOTED_WORDS: usize = 50;
/// Words that are shown of either end of a passage.
const SHOWN_WORDS: usize = 3;
/// A line says that it is quoted within so many bytes, lists and indents counted.
const MARK_BYTES: usize = 64;

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let Some(protected) = context.around.protected else { return };
    let addresses = addresses(&context.article.outline.links);
    let quotes = declares_quotation(context.article);
    for passage in protected.screen.passages(context.text, &addresses) {
        let is_brief = passage.words < QUOTED_WORDS;
        if !(quotes && is_brief && is_quoted(context.lines, passage.span)) {
            tell(context, &passage, report);
        }
    }
}

fn tell(context: &ArticleContext<'_>, passage: &Passage<'_>, report: &mut Report<'_>) {
    let written = context.written(passage.span);
    let words: Vec<&str> = written.split_whitespace().collect();
    let ends =
        [&words[..SHOWN_WORDS.min(words.len())], &words[words.len().saturating_sub(SHOWN_WORDS)..]];
    let [first, last] = ends.map(|end| end.join(" "));
    let message = format!(
        "{} words or more stand in the protected text {} too, from {} to {}",
        passage.words,
        quote(passage.label),
        quote(&first),
        quote(&last)
    );
    let found = report.about(context.article, context.place(passage.span), written, message);
    found.help(
        "say it in your own words; or quote under 50 words of it, in a blockquote and with an \
         entry under `sources` with `relation: quotation`",
    );
    if let Some(protected) = context.around.protected {
        found.depends_on(&protected.path);
    }
}

/// The addresses that links show nobody, in order.
fn addresses(links: &[Link]) -> Vec<Span> {
    let written = links.iter().filter(|link| link.destination.is_none());
    let mut spans: Vec<Span> = written.map(|link| link.span).collect();
    spans.sort_unstable();
    spans
}

fn declares_quotation(article: &Article) -> bool {
    article.meta.sources.iter().any(|source| source.relation == Relation::Quotation)
}

/// True if every line of `span` is in a blockquote.
fn is_quoted(lines: &Lines<'_>, span: Span) -> bool {
    let [first, last] = [span.start, span.end].map(|at| lines.position(at).line);
    (first..=last).all(|number| {
        let line = lines.line(number).unwrap_or_default();
        let start = lines.bytes()[line.range()].iter().take(MARK_BYTES);
        let marks = start.copied().skip_while(|it| matches!(it, b' ' | b'\t' | b'-' | b'*' | b'+'));
        marks.take(1).eq(*b">")
    })
}

fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(protected) = context.around.protected else { return };
    let lines = Lines::new(protected.text.as_bytes());
    for (span, fault) in &protected.faults {
        let place = Place { path: protected.path.clone(), region: Some(lines.region(*span)) };
        let (message, help) = match fault {
            Fault::NoHeader => (
                "the first line does not say that these are shingles, so no text is protected"
                    .to_owned(),
                "bring the line back from git, or write the file anew with `kb check --protect`",
            ),
            Fault::OtherVersion(version) => (
                format!(
                    "this is version {} of the file, and this `kb` reads version 1, so no text \
                     is protected",
                    quote(version)
                ),
                "use a newer `kb`, or write the file anew with `kb check --protect`",
            ),
            Fault::NoEntry => (
                "this line is no name, tab and 16 hexadecimal digits, so it protects nothing"
                    .to_owned(),
                "remove the line, or bring it back from git",
            ),
        };
        let subject = protected.text.get(span.range()).unwrap_or_default();
        report.elsewhere(place, subject, message).help(help);
    }
}

#[cfg(test)]
#[path = "protected_text_tests.rs"]
mod tests;
