//! The headings that give an article its order.
//!
//! Those in quotations and lists are left out, because they belong to what is
//! quoted, and so are tabs: `# [Linux](#tab/linux)` is how `DocFX` writes them.

use crate::domain::markdown::Heading;
use crate::domain::text::Span;

use super::context::ArticleContext;

/// Where the heading of a tab leads, in the Markdown of `DocFX` and Microsoft Learn
/// (<https://dotnet.github.io/docfx/docs/markdown.html#tabs>).
const TAB: &str = "](#tab/";

/// The headings that start a line, in order, each with its number in the outline.
pub(super) fn outermost<'a>(
    context: &ArticleContext<'a>,
) -> impl Iterator<Item = (usize, &'a Heading)> + Clone {
    let bytes = context.text.as_bytes();
    let headings = context.article.outline.headings.iter().enumerate();
    headings.filter(move |(_, heading)| {
        let before = bytes.get(..heading.span.start).unwrap_or_default();
        let blanks = |byte: &&u8| matches!(byte, b' ' | b'\t');
        let starts_line =
            before.iter().rev().find(|byte| !blanks(byte)).is_none_or(|byte| is_line_end(*byte));
        starts_line && !context.written(heading.span).contains(TAB)
    })
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Where the marks `##` of `heading` are; `None` if it is underlined instead.
pub(super) fn marks(context: &ArticleContext<'_>, heading: &Heading) -> Option<Span> {
    let marks = "######".get(..usize::from(heading.level))?;
    let start = heading.span.start;
    context.written(heading.span).starts_with(marks).then(|| Span::new(start..start + marks.len()))
}
