//! What of an article is prose: neither code nor HTML nor where a link leads.

use crate::domain::article::Article;
use crate::domain::text::Span;

/// The parts of an article that readers do not read as text.
pub(super) struct Prose {
    /// In order; none overlaps another.
    literal: Vec<Span>,
}

impl Prose {
    /// Gathers them; only worth it once something was found that may lie in one.
    pub(super) fn of(article: &Article) -> Self {
        let outline = &article.outline;
        let fences = outline.fences.iter().map(|fence| fence.span);
        let destinations = outline.links.iter().map(|link| link.region.span);
        let mut all: Vec<Span> =
            outline.literal.iter().copied().chain(fences).chain(destinations).collect();
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
