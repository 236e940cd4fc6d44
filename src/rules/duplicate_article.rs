//! KB701: two articles with the same body.
//!
//! White space is folded, case is kept. Bodies too short to say anything, those of headings and
//! comments alone and retired articles do not count.

use std::collections::HashMap;

use crate::domain::article::{Article, Status};
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::sketch::Sketch;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::sketch::{is_same, whole};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB701",
        name: "duplicate-article",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Two articles have the same body.",
        doc: include_str!("duplicate_article.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The articles that count, with what is kept of their bodies, by path.
pub(super) fn sketched<'a>(
    context: &LibraryContext<'a>,
) -> impl Iterator<Item = (&'a Article, &'a Sketch)> {
    let counting = |article: &&Article| article.meta.status != Status::Retired;
    let articles = context.articles.values().filter(counting);
    articles.filter_map(|article| Some((article, article.sketch.as_ref()?)))
}

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut alike: HashMap<u64, u32> = HashMap::new();
    for ends in sketched(context).filter_map(|(_, sketch)| sketch.ends) {
        *alike.entry(ends).or_default() += 1;
    }
    // Only of those that begin and end alike the whole text is looked at.
    let is_candidate = |sketch: &Sketch| sketch.ends.is_some_and(|ends| alike[&ends] > 1);
    let mut first: HashMap<u64, &Article> = HashMap::new();
    for (article, _) in sketched(context).filter(|(_, sketch)| is_candidate(sketch)) {
        let Some(text) = (context.read)(&article.path) else { continue };
        let body = text.get(article.body_span.range()).unwrap_or_default();
        if is_blank_form(body) {
            continue;
        }
        let original = *first.entry(whole(body)).or_insert(article);
        if original.path == article.path || !is_body_of(context, original, body) {
            continue;
        }
        let path = original.path.lossy();
        let message = format!("the body is the same as that of {}", quote(&path));
        let found = report.about(article, context.place(&article.path, None), path, message);
        found.label(context.place(&original.path, None), "the same body stands here");
        found.help("keep one of the two and link to it from where the other was");
    }
}

/// True if `body` has headings and comments alone: a template that nobody has filled in yet.
fn is_blank_form(body: &str) -> bool {
    let mut said = String::new();
    let mut rest = body;
    while let Some((before, behind)) = rest.split_once("<!--") {
        said.push_str(before);
        // A comment that nothing closes goes on to the end.
        rest = behind.split_once("-->").map_or("", |(_, behind)| behind);
    }
    said.push_str(rest);
    said.lines().all(|line| line.trim().is_empty() || line.starts_with('#'))
}

/// True if `article` has the same `body`: hashes of strangers' bytes prove nothing.
fn is_body_of(context: &LibraryContext<'_>, article: &Article, body: &str) -> bool {
    let text = (context.read)(&article.path).unwrap_or_default();
    text.get(article.body_span.range()).is_some_and(|other| is_same(other, body))
}

#[cfg(test)]
#[path = "duplicate_article_tests.rs"]
mod tests;
