//! What of an article is prose: neither code, HTML or comments nor where a link leads.

use crate::domain::text::Span;

use super::context::ArticleContext;

/// Comments of template languages: how they open and close.
const COMMENTS: [(&str, &str); 4] =
    [("{% comment", "endcomment"), ("{%- comment", "endcomment"), ("{{/*", "*/}}"), ("<%#", "%>")];

/// The parts of an article that readers do not read as text.
pub(super) struct Prose {
    /// In order; none overlaps another.
    literal: Vec<Span>,
}

impl Prose {
    /// Gathers them; only worth it once something was found that may lie in one.
    pub(super) fn of(context: &ArticleContext<'_>) -> Self {
        let outline = &context.article.outline;
        let fences = outline.fences.iter().map(|fence| fence.span);
        let destinations = outline.links.iter().map(|link| link.span);
        let mut all: Vec<Span> =
            outline.literal.iter().copied().chain(fences).chain(destinations).collect();
        for (open, close) in COMMENTS {
            all.extend(comments(context.text, open, close));
        }
        all.sort_unstable();
        let mut literal: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match literal.last_mut().filter(|last| span.start < last.end) {
                Some(last) => last.end = last.end.max(span.end),
                None => literal.push(span),
            }
        }
        Self { literal }
    }

    /// True if no part of `span` is code, HTML or a destination.
    pub(super) fn has(&self, span: Span) -> bool {
        self.literal_before(span.end).is_none_or(|literal| literal.end <= span.start)
    }

    /// True if something that is no prose starts right at `offset`.
    pub(super) fn ends_at(&self, offset: usize) -> bool {
        self.literal_before(offset + 1).is_some_and(|literal| literal.start == offset)
    }

    fn literal_before(&self, offset: usize) -> Option<&Span> {
        let after = self.literal.partition_point(|literal| literal.start < offset);
        self.literal[..after].last()
    }
}

fn comments(text: &str, open: &str, close: &str) -> Vec<Span> {
    let mut comments = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(open) {
        let start = from + at;
        let Some(length) = text[start..].find(close) else { break };
        from = start + length + close.len();
        comments.push(Span::new(start..from));
    }
    comments
}

/// True in code and comments; an address in the tags of HTML is as good as any.
pub(super) fn is_code(context: &ArticleContext<'_>, span: Span) -> bool {
    let outline = &context.article.outline;
    let fences = outline.fences.partition_point(|fence| fence.span.start <= span.start);
    let in_fence = outline.fences[..fences].last().is_some_and(|fence| span.start < fence.span.end);
    let literals = outline.literal.partition_point(|literal| literal.start <= span.start);
    let literal = outline.literal[..literals].last().filter(|it| span.start < it.end);
    let is_shown = |literal: &Span| {
        let written = context.written(*literal).trim_start();
        let is_tag = written.starts_with('<');
        let hides = ["<!--", "<code", "<pre", "<script"].iter().any(|tag| written.starts_with(tag));
        (is_tag && !hides) || written.starts_with('[')
    };
    in_fence || literal.is_some_and(|literal| !is_shown(literal))
}
