//! KB213: a section about the licence names another one than the front matter.
//!
//! One licence of the article among those that the section names is enough: the others may be
//! for code, or for what the article rests on.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::text::Span;
use crate::license::family::UNCONDITIONAL;
use crate::license::mention::{Mention, mentions};
use crate::license::terms::meanings;

use super::context::ArticleContext;
use super::license_parts::of_parts;
use super::license_sections::is_title;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB213",
        name: "license-section-mismatch",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A section about the licence names another one than the front matter.",
        doc: include_str!("license_section_mismatch.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

/// Of a longer section only the beginning is read, in bytes.
const SECTION_BYTES_MAX: usize = 4_096;
fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(license) = &article.meta.license else { return };
    let ours = license.value.raw();
    // Made when the first section names a licence: most articles have no such section.
    let ids = LazyCell::new(|| ids(article, ours));
    let headings = &article.outline.headings;
    for (index, heading) in headings.iter().enumerate().filter(|(_, it)| is_title(&it.text)) {
        let start = heading.span.end;
        let end = headings.get(index + 1).map_or(article.body_span.end, |next| next.span.start);
        let (text, start) = prose(context, Span::new(start..end));
        let found = mentions(&text);
        if found.is_empty() {
            continue;
        }
        if ids.is_empty() || found.iter().any(|mention| agrees(mention, &ids)) {
            continue;
        }
        let Some(first) = found.first() else { continue };
        let span = Span::new(first.range.clone()).shifted(start);
        let named = match first.ids.as_slice() {
            [id] => quote(id),
            _ => quote(&text[first.range.clone()]),
        };
        let origin = if license.span.is_some() { "the front matter" } else { "`kb.toml`" };
        let message = format!("this section names {named}, {origin} {}", quote(ours));
        let found = report.about(article, context.place(span), context.written(span), message);
        if let Some(span) = license.span {
            found.label(context.place(span), format!("{} here", quote(ours)));
        }
        found.help("find out which one holds, and name it in both places");
    }
}

/// The ids that the licence `ours` of `article` may mean, and those of its parts.
fn ids(article: &Article, ours: &str) -> BTreeSet<String> {
    let all = std::iter::once(ours).chain(of_parts(article)).flat_map(meanings);
    all.flat_map(|it| it.ids()).collect()
}

fn agrees(mention: &Mention, ids: &BTreeSet<String>) -> bool {
    match mention.ids.as_slice() {
        [] => ids.iter().any(|id| UNCONDITIONAL.contains(&id.as_str())),
        named => named.iter().any(|named| ids.contains(named)),
    }
}

/// The text of the section at `span` with blanks in place of code and definitions of links, and
/// where it starts.
fn prose(context: &ArticleContext<'_>, span: Span) -> (String, usize) {
    let whole = context.written(span);
    let cut = whole.len().min(SECTION_BYTES_MAX);
    let cut = (0..=cut).rev().find(|cut| whole.is_char_boundary(*cut)).unwrap_or(0);
    let fences = &context.article.outline.fences;
    let mut text = String::with_capacity(cut);
    for line in whole[..cut].split_inclusive('\n') {
        let at = span.start + text.len();
        let fence = fences.partition_point(|fence| fence.span.end <= at);
        let in_fence = fences.get(fence).is_some_and(|fence| fence.span.start <= at);
        if in_fence || is_definition(line) {
            text.extend(std::iter::repeat_n(' ', line.len()));
        } else {
            text.push_str(line);
        }
    }
    (text, span.start)
}

/// True for `[name]: address` and for notes at the foot of a page.
fn is_definition(line: &str) -> bool {
    let inside = line.trim_start().strip_prefix('[');
    inside.and_then(|inside| inside.split_once("]:")).is_some_and(|(name, _)| !name.contains(']'))
}

#[cfg(test)]
#[path = "license_section_mismatch_tests.rs"]
mod tests;
