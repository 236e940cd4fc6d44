//! KB505: something that its author meant to replace, and did not.
//!
//! A word that is only spoken of is no placeholder: in a quotation, in code, or
//! in the name of a list. In trees with fields of their own `{{…}}` is the site builder's.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::node::Node;
use crate::domain::schema::Kind;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::fields::known;
use super::placeholders;
use super::prose::Prose;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB505",
        name: "placeholder-left",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Text that was to be replaced is still there.",
        doc: include_str!("placeholder_left.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// The most places told one by one; one more finding counts the rest.
const TOLD_MAX: usize = 20;

/// The type of articles that are made to be filled in.
const TEMPLATE: &str = "template";

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if context.is_draft() || article.kind() == Some(TEMPLATE) {
        return;
    }
    let mut found = Vec::new();
    find_in_fields(context, &mut found);
    find_in_body(context, &mut found);
    found.sort_unstable();
    let (told, rest) = found.split_at(found.len().min(TOLD_MAX));
    for span in told {
        report_left(context, *span, report);
    }
    if let [first, ..] = rest {
        let places = if rest.len() == 1 { "placeholder" } else { "placeholders" };
        let message = format!("{} more {places} from here on", rest.len());
        let subject = context.written(*first);
        let found = report.about(article, context.place(*first), subject, message);
        found.help("say `status: draft` until it is written");
    }
}

fn has_braces(context: &ArticleContext<'_>) -> bool {
    context.around.settings.has_own_fields
}

fn find_in_fields(context: &ArticleContext<'_>, found: &mut Vec<Span>) {
    for known in known(context) {
        for text in texts(&known.entry.value, &known.field.kind) {
            placeholders::find(context.written(text), has_braces(context), |placeholder| {
                let span = placeholder.span.shifted(text.start);
                if !is_in_backticks(context, text.start, span.start) {
                    found.push(span);
                }
            });
        }
    }
}

fn find_in_body(context: &ArticleContext<'_>, found: &mut Vec<Span>) {
    let body = context.article.body_span;
    let mut prose = None;
    placeholders::find(context.written(body), has_braces(context), |placeholder| {
        let span = placeholder.span.shifted(body.start);
        let prose = prose.get_or_insert_with(|| Prose::of(context));
        // `<your name>` is a tag to Markdown, and so no prose itself.
        if prose.has(span) || (placeholder.is_tag && prose.ends_at(span.start)) {
            found.push(span);
        }
    });
}

fn report_left(context: &ArticleContext<'_>, span: Span, report: &mut Report<'_>) {
    let written = context.written(span);
    let message = format!("the placeholder {} was left in", quote(written));
    let found = report.about(context.article, context.place(span), written, message);
    found.help("write what belongs here, or say `status: draft`");
}

/// Where the texts of a field are written.
fn texts(value: &Node, kind: &Kind) -> Vec<Span> {
    match kind {
        Kind::Text => value.as_text().map(|_| value.span).into_iter().collect(),
        Kind::List(item) => match value.as_sequence() {
            Some(items) => items.iter().flat_map(|node| texts(node, item)).collect(),
            None => texts(value, item),
        },
        _ => Vec::new(),
    }
}

/// Fields are shown as plain text, but people write code in them all the same.
fn is_in_backticks(context: &ArticleContext<'_>, start: usize, offset: usize) -> bool {
    let before = context.written(Span::new(start..offset));
    before.matches('`').count() % 2 == 1
}

#[cfg(test)]
#[path = "placeholder_left_tests.rs"]
mod tests;
