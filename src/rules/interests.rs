//! What an article declares of interests, with its place.

use crate::domain::text::Span;

use super::context::ArticleContext;

/// What is written for `field` under `disclosure`; `None` if nothing is.
pub(super) fn declared<'a>(context: &ArticleContext<'a>, field: &str) -> Option<(&'a str, Span)> {
    let node = context.article.front.as_ref()?.get("disclosure")?.get(field)?;
    let text = node.as_text()?.trim();
    (!text.is_empty()).then_some((text, node.span))
}
