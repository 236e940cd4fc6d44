//! KB319: an article that a change takes away, and nothing answers at its id.
//!
//! Not told are drafts that nothing leads to, and what another article has taken over with the
//! id among its own names.

use std::collections::{BTreeSet, HashMap};

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::page::{names, split_page};
use crate::domain::path::ArticlePath;

use super::context::LibraryContext;
use super::ids::Ids;
use super::links::{Resolved, Target};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB319",
        name: "article-removed",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A change takes an article away, and nothing answers at its id.",
        doc: include_str!("article_removed.md"),
    },
    draft: Level::Error,
    check: Check::Library(check),
};

/// The most broken links that are shown beside the finding; the others are counted.
const SHOWN_MAX: usize = 5;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(revisions) = context.around.revisions else { return };
    let mut ids: Option<Ids<'_>> = None;
    let mut missing: Option<Missing<'_>> = None;
    for (path, earlier) in revisions.removed() {
        let ids = ids.get_or_insert_with(|| Ids::new(context));
        let id = earlier.id.raw();
        if ids.answers(id) {
            continue;
        }
        let missing = missing.get_or_insert_with(|| Missing::new(context));
        let broken = missing.of(path);
        if earlier.status == Status::Draft && broken.is_empty() {
            continue;
        }
        let what = if earlier.status == Status::Retired { "the tombstone of " } else { "" };
        let links = match broken.len() {
            0 => String::new(),
            1 => ", and 1 link leads nowhere".to_owned(),
            many => format!(", and {many} links lead nowhere"),
        };
        let message = format!("{what}{} was removed{links}", quote(id));
        let found = report.file(path, message);
        found.is_on_changed_line = true;
        for link in broken.into_iter().take(SHOWN_MAX) {
            found.label(context.place(&link.from.path, link.link.span), "leads nowhere now");
        }
        found.help(format!(
            "bring it back and retire it with `kb retire`, or add {} to the `aliases` of the \
             article that readers should find",
            quote(id)
        ));
    }
}

/// The links of a library that lead nowhere, by what they call the file that is missing.
struct Missing<'c> {
    links: Vec<Resolved<'c>>,
    by_name: HashMap<Vec<u8>, Vec<usize>>,
}

impl<'c> Missing<'c> {
    fn new(context: &'c LibraryContext<'_>) -> Self {
        let links: Vec<Resolved<'_>> = context.links.missing().collect();
        let mut by_name: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
        for (number, link) in links.iter().enumerate() {
            let Target::Missing(missing) = link.target else { continue };
            let (page, suffix) = split_page(missing.as_bytes());
            by_name.entry(missing.as_bytes().to_vec()).or_default().push(number);
            if !suffix.is_empty() {
                by_name.entry(page.to_vec()).or_default().push(number);
            }
        }
        Self { links, by_name }
    }

    /// Those that lead to where the file at `path` was, in order.
    fn of(&self, path: &ArticlePath) -> Vec<&Resolved<'c>> {
        let numbers = names(path).filter_map(|name| self.by_name.get(name)).flatten();
        let numbers: BTreeSet<usize> = numbers.copied().collect();
        numbers.into_iter().map(|number| &self.links[number]).collect()
    }
}

#[cfg(test)]
#[path = "article_removed_tests.rs"]
mod tests;
