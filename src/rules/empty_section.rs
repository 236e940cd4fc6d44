//! KB504: a heading with nothing below it.
//!
//! Parts of the section are content, comments are none. What is made to be
//! filled in has empty sections on purpose.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::headings::{marks, outermost};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB504",
        name: "empty-section",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A heading has nothing below it.",
        doc: include_str!("empty_section.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// The type of articles that are made to be filled in.
const TEMPLATE: &str = "template";
/// Comments: how they open and close.
const COMMENTS: [(&str, &str); 2] = [("<!--", "-->"), ("{/*", "*/}")];

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if context.is_draft()
        || article.meta.status == Status::Retired
        || article.kind() == Some(TEMPLATE)
    {
        return;
    }
    let headings = &article.outline.headings;
    for (index, heading) in outermost(context) {
        let next = headings.get(index + 1);
        let has_parts = next.is_some_and(|next| next.level > heading.level);
        let end = next.map_or(article.body_span.end, |next| next.span.start);
        // Where headings were not all taken down, nobody knows what follows the last.
        let is_cut = next.is_none() && article.outline.cut_at.is_some();
        // "5. Security looks at your form." needs no more words.
        let is_sentence = heading.text.ends_with(['.', '!']);
        // A line that is underlined by chance, as by `---` after it, was meant as text.
        let is_underlined = |heading| marks(context, heading).is_none();
        let is_meant = !is_underlined(heading) && !next.is_some_and(is_underlined);
        if !is_meant || has_parts || is_cut || is_sentence || end < heading.span.end {
            continue;
        }
        if is_nothing(context.written(Span::new(heading.span.end..end))) {
            let message = format!("the section {} is empty", quote(&heading.text));
            let place = context.place(heading.span);
            let found = report.about(article, place, &*heading.text, message);
            found.help("write what belongs here, or remove the heading");
        }
    }
}

/// True for white space and comments.
fn is_nothing(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let inside = COMMENTS.iter().find_map(|(open, close)| {
            let (_, after) = rest.strip_prefix(open)?.split_once(close)?;
            Some(after)
        });
        match inside {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
#[path = "empty_section_tests.rs"]
mod tests;
