//! The tags `SPDX-License-Identifier` of an article: what they say of the file, and what of a
//! piece of code in it.
//!
//! A tag counts in a comment, not where it is only talked about
//! (<https://reuse.software/spec-3.3/>, sections "Comment headers", "In-line Snippet comments"
//! and "Ignore block").

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use crate::domain::reuse::TAG;
use crate::domain::text::Span;

use super::context::ArticleContext;

/// An expression that follows a tag.
pub(super) struct Tag<'t> {
    /// The expression, as written, without quotes.
    pub(super) text: &'t str,
    /// Where it stands.
    pub(super) span: Span,
    /// True if it speaks of a piece of code or text, false if of the file.
    pub(super) is_snippet: bool,
}

/// What is looked for, by its number.
const MARKS: [&str; 7] = [
    "SPDX-License-Identifier:",
    "SPDX-SnippetBegin",
    "SPDX-SnippetEnd",
    "REUSE-IgnoreStart",
    "REUSE-IgnoreEnd",
    "<!--",
    "-->",
];
static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(MARKS).expect("a few short words are not too many"));

/// What a comment that Markdown has no sign for begins with: a definition that nothing refers to.
const DEFINITIONS: [&str; 2] = ["[//]:", "[comment]:"];

/// Where in an article something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    FrontMatter,
    Fence,
    InlineCode,
    Prose,
}

/// Every tag of the article, in order.
pub(super) fn tags<'t>(context: &ArticleContext<'t>) -> Vec<Tag<'t>> {
    let text = context.text;
    // Most articles have none, and this is all that they cost.
    if memmem::find(text.as_bytes(), TAG.as_bytes()).is_none() {
        return Vec::new();
    }
    let (mut is_ignored, mut in_comment, mut snippets) = (false, false, 0_usize);
    let mut tags = Vec::new();
    for mark in FINDER.find_iter(text) {
        let ground = ground(context, mark.start());
        if ground == Ground::InlineCode {
            continue;
        }
        let is_meant = match ground {
            Ground::Fence => true,
            Ground::FrontMatter => line_before(text, mark.start()).contains('#'),
            _ => in_comment || begins_line(text, mark.start()),
        };
        match mark.pattern().as_usize() {
            0 if is_meant && !is_ignored => {
                let is_snippet = ground == Ground::Fence || snippets > 0;
                let (text, span) = value(text, mark.end());
                tags.extend((!text.is_empty()).then_some(Tag { text, span, is_snippet }));
            }
            1 if is_meant && !is_ignored => snippets += 1,
            2 if is_meant && !is_ignored => snippets = snippets.saturating_sub(1),
            3 if is_meant => is_ignored = true,
            4 if is_meant => is_ignored = false,
            5 if ground == Ground::Prose => in_comment = true,
            6 if ground == Ground::Prose => in_comment = false,
            _ => {}
        }
    }
    tags
}

fn ground(context: &ArticleContext<'_>, at: usize) -> Ground {
    let outline = &context.article.outline;
    if at < context.article.front_span.end {
        return Ground::FrontMatter;
    }
    let fence = outline.fences.partition_point(|fence| fence.span.end <= at);
    if outline.fences.get(fence).is_some_and(|fence| fence.span.start <= at) {
        return Ground::Fence;
    }
    let code = outline.literal.partition_point(|span| span.start <= at);
    let span = code.checked_sub(1).map(|code| outline.literal[code]);
    let is_code = span.is_some_and(|span| span.end > at && context.written(span).starts_with('`'));
    if is_code { Ground::InlineCode } else { Ground::Prose }
}

/// What stands before `at` on its line.
fn line_before(text: &str, at: usize) -> &str {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    &text[start..at]
}

/// True if the line has nothing before `at`, or what makes a comment of it.
fn begins_line(text: &str, at: usize) -> bool {
    let before = line_before(text, at).trim_start();
    before.is_empty() || DEFINITIONS.iter().any(|start| before.starts_with(start))
}

/// The expression from `start` on to the end of its line or comment.
fn value(text: &str, start: usize) -> (&str, Span) {
    let line = text[start..].lines().next().unwrap_or_default();
    let ends = ["-->", "*/"].iter().filter_map(|end| line.find(end));
    let line = &line[..ends.min().unwrap_or(line.len())];
    let is_quote = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`');
    let mut value = line.trim_matches(is_quote);
    // `[//]: # (SPDX-License-Identifier: MIT)`
    while value.ends_with(')') && value.matches(')').count() > value.matches('(').count() {
        value = value[..value.len() - 1].trim_end();
    }
    let start = start + (line.len() - line.trim_start_matches(is_quote).len());
    (value, Span::new(start..start + value.len()))
}
