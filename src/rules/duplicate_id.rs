//! KB114: two files with one id.
//!
//! Ids that differ only in case count as one: file systems and readers mix
//! them up. Only where ids are made of file names; paths are unique.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::id::IdScheme;

use super::context::LibraryContext;
use super::path_not_portable::folded;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB114",
        name: "duplicate-id",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Two files have the same id.",
        doc: include_str!("duplicate_id.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    if context.around.settings.ids != IdScheme::Stem {
        return;
    }
    let mut first: HashMap<String, &Article> = HashMap::with_capacity(context.articles.len());
    for article in context.articles.values() {
        let id = article.id.raw();
        let taken = *first.entry(id.to_lowercase()).or_insert(article);
        // Paths that differ only in case have a rule of their own.
        if folded(taken) == folded(article) {
            continue;
        }
        let message = if taken.id == article.id {
            format!("the id {} is taken", quote(id))
        } else {
            let other = quote(taken.id.raw());
            format!("the id {} is taken: {other} differs only in case", quote(id))
        };
        let found = report.about(article, whole(article), id, message);
        found.label(whole(taken), "taken here");
        found.help("rename this file: its name is the id, and an id means one article for ever");
    }
}

fn whole(article: &Article) -> Place {
    Place { path: article.path.clone(), region: None }
}
