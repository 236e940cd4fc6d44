//! KB703: two articles with one title.
//!
//! Retired articles keep theirs. In trees whose ids are paths, a title means
//! something within its folder, so it may be there again in another one.

use std::collections::HashMap;

use crate::domain::article::{Article, Status};
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::id::IdScheme;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB703",
        name: "duplicate-title",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Two articles have the same title.",
        doc: include_str!("duplicate_title.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let is_by_folder = context.around.settings.ids == IdScheme::Path;
    let mut first: HashMap<(&[u8], String), &Article> = HashMap::new();
    for article in context.articles.values() {
        let title = article.meta.title.as_ref().map(|title| title.value.raw());
        let Some(title) = title.filter(|_| article.meta.status != Status::Retired) else {
            continue;
        };
        let folder = if is_by_folder { article.path.folder() } else { b"" };
        let words = words(title);
        if words.is_empty() {
            continue;
        }
        let taken = *first.entry((folder, words)).or_insert(article);
        if taken.path == article.path {
            continue;
        }
        let message = format!("the title {} is taken", quote(title));
        let found = report.about(article, whole(article), title, message);
        found.label(whole(taken), "taken here");
        found.help("say in the title how the two differ, or make one article of them");
    }
}

/// The title without what readers do not tell apart: case and white space.
fn words(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole(article: &Article) -> Place {
    Place { path: article.path.clone(), region: None }
}

#[cfg(test)]
#[path = "duplicate_title_tests.rs"]
mod tests;
