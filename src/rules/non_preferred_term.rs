//! KB602: a word that the glossary says not to use.
//!
//! The glossary decides under `avoid`. What somebody else said is left as it was said: code,
//! quotations, and links are not looked into or not mended.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::text::Span;

use super::avoided::Avoided;
use super::context::ArticleContext;
use super::prose::Prose;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB602",
        name: "non-preferred-term",
        level: Level::Off,
        fix: FixKind::Safe,
        summary: "A word is used that the glossary has another one for.",
        doc: include_str!("non_preferred_term.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if article.meta.status == Status::Retired {
        return;
    }
    let body = article.body_span;
    let mut prose = None;
    context.around.avoided.find(context.written(body), |span, avoided| {
        let span = span.shifted(body.start);
        let is_meant = avoided.by != article.path
            && !is_part_of_term(context, span, &avoided.term)
            && !is_in_quotation(context, span);
        if is_meant && prose.get_or_insert_with(|| Prose::of(context)).has(span) {
            report_use(context, span, avoided, report);
        }
    });
}

fn report_use(
    context: &ArticleContext<'_>,
    span: Span,
    avoided: &Avoided,
    report: &mut Report<'_>,
) {
    let written = context.written(span);
    let message =
        format!("{} is used, and the glossary has {}", quote(written), quote(&avoided.term));
    let place = context.place(span);
    let found = report.about(context.article, place.clone(), written, message);
    found.label(Place { path: avoided.by.clone(), region: None }, "decided here");
    let text = in_case_of(written, &avoided.term);
    found.help(format!("write {}", quote(&text)));
    let kind = if is_mendable(context, span, &text) { FixKind::Safe } else { FixKind::Offered };
    found.replace(kind, format!("write {}", quote(&text)), &place, text);
}

/// `term` with the first letter as large as that of `written`.
fn in_case_of(written: &str, term: &str) -> String {
    let mut letters = term.chars();
    match (written.chars().next(), letters.next()) {
        (Some(written), Some(first)) if written.is_uppercase() => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => term.to_owned(),
    }
}

/// True if the sentence stays right and nothing else leads to the words: headings have anchors,
/// links may show a title, and `a` may have to become `an`.
fn is_mendable(context: &ArticleContext<'_>, span: Span, text: &str) -> bool {
    let outline = &context.article.outline;
    let headings = outline.headings.partition_point(|it| it.span.start <= span.start);
    let is_heading =
        outline.headings[..headings].last().is_some_and(|heading| span.start < heading.span.end);
    let links = outline.links.partition_point(|link| link.text.start <= span.start);
    let is_linked = outline.links[..links].last().is_some_and(|link| span.end <= link.text.end);
    let written = context.written(span);
    let is_shouted = written.chars().count() > 1 && !written.chars().any(char::is_lowercase);
    let before = before(context, span);
    let article = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next();
    let is_article = article
        .is_some_and(|word| word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an"));
    let sound = |text: &str| text.starts_with(|c: char| "aeiouAEIOU".contains(c));
    let fits = !is_article || sound(written) == sound(text);
    !is_heading && !is_linked && !is_shouted && fits && !text.contains(['\n', '<', '[', '`'])
}

/// The line up to `span`, or as much of it as matters.
fn before<'t>(context: &ArticleContext<'t>, span: Span) -> &'t str {
    const WINDOW_BYTES: usize = 120;
    let start = span.start.saturating_sub(WINDOW_BYTES);
    let start = (start..=span.start).find(|at| context.text.is_char_boundary(*at));
    let window = &context.text[start.unwrap_or(span.start)..span.start];
    window.rsplit(['\n', '\r']).next().unwrap_or(window)
}

/// True if the line is quoted from elsewhere.
fn is_in_quotation(context: &ArticleContext<'_>, span: Span) -> bool {
    before(context, span).trim_start().starts_with('>')
}

/// True if the word is used as a part of the very term that is to be used.
fn is_part_of_term(context: &ArticleContext<'_>, span: Span, term: &str) -> bool {
    let written = context.written(span).to_lowercase();
    term.to_lowercase().match_indices(&written).any(|(at, _)| {
        let start = span.start.checked_sub(at);
        let around = start.and_then(|start| context.text.get(start..start + term.len()));
        around.is_some_and(|around| around.eq_ignore_ascii_case(term))
    })
}

#[cfg(test)]
#[path = "non_preferred_term_tests.rs"]
mod tests;
