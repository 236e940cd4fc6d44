//! KB321: an id that is given to a second article.
//!
//! What a former id of another article is, is seen in every run; what a change took away only
//! where a change is looked at; what went long ago only where history is asked, too.

use std::collections::HashMap;

use crate::domain::article::{Article, Status};
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::revision::{Earlier, Revisions};

use super::context::LibraryContext;
use super::ids::Ids;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB321",
        name: "id-reused",
        level: Level::Error,
        fix: FixKind::None,
        summary: "An article has the id that another one had.",
        doc: include_str!("id_reused.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let ids = Ids::new(context);
    let removed = context.around.revisions.map(Removed::new);
    for article in context.articles.values() {
        let had_it = removed.as_ref().and_then(|removed| removed.had(article));
        match had_it {
            Some(had_it) => tell_removed(article, had_it, report),
            None if !tell_former(context, article, report) => {
                check_alias(context, &ids, article, report);
            }
            None => {}
        }
    }
}

/// What a change took away, by the names that it answered to.
struct Removed<'a> {
    revisions: &'a Revisions,
    names: HashMap<String, (&'a ArticlePath, &'a Earlier)>,
}

impl<'a> Removed<'a> {
    fn new(revisions: &'a Revisions) -> Self {
        let mut names = HashMap::new();
        for (path, earlier) in revisions.removed() {
            for name in earlier.names() {
                names.entry(name.to_lowercase()).or_insert((path, earlier));
            }
        }
        Self { revisions, names }
    }

    /// The removed article whose name the new `article` has.
    fn had(&self, article: &Article) -> Option<(&'a ArticlePath, &'a Earlier)> {
        let is_new = self.revisions.is_new(&article.path);
        is_new.then(|| self.names.get(&article.id.raw().to_lowercase()).copied()).flatten()
    }
}

/// Tells of a new article that has a name of one that the same change took away.
fn tell_removed(
    article: &Article,
    (path, earlier): (&ArticlePath, &Earlier),
    report: &mut Report<'_>,
) {
    let id = article.id.raw();
    let title = quote(earlier.title.raw());
    let message = format!("the id {} was that of {title}, which is removed", quote(id));
    let found = report.about(article, whole(article), id, message);
    found.depends_on(path).is_on_changed_line = true;
    found.help("give the new article another id, or bring the old one back and retire it");
}

/// Tells of a new article that has the id of one that went long ago, if history was asked.
fn tell_former(context: &LibraryContext<'_>, article: &Article, report: &mut Report<'_>) -> bool {
    let former = context.around.revisions.and_then(|it| it.former.get(&article.path));
    let Some((path, on)) = former else { return false };
    let id = article.id.raw();
    let on = on.map_or_else(String::new, |on| format!(" on {on}"));
    let path = quote(&path.lossy());
    let message = format!("the id {} was that of {path}, which was removed{on}", quote(id));
    let found = report.about(article, whole(article), id, message);
    found.is_on_changed_line = true;
    found.help("give the new article another id: who noted the old one means the other text");
    true
}

/// Tells of an article whose id is a former id of another.
fn check_alias(
    context: &LibraryContext<'_>,
    ids: &Ids<'_>,
    article: &Article,
    report: &mut Report<'_>,
) {
    let id = article.id.raw();
    let Some((other, alias)) = ids.by_alias(id) else { return };
    // Other words for a term are no ids that somebody gave away.
    let is_term = other.meta.term.is_some() || other.kind() == Some("definition");
    // A tombstone at a former id is what leads its readers on.
    let is_tombstone = article.meta.status == Status::Retired;
    if other.path == article.path || is_term || is_tombstone {
        return;
    }
    let other_id = quote(other.id.raw());
    let message = format!("the id {} is a former id of {other_id}", quote(id));
    let found = report.about(article, whole(article), id, message);
    found.label(context.place(&other.path, alias.span), "kept here for those who know it");
    found.help("give this article another id: who follows an old link means the other one");
    let revisions = context.around.revisions;
    found.is_on_changed_line = revisions.is_some_and(|it| it.is_new(&article.path));
}

fn whole(article: &Article) -> Place {
    Place { path: article.path.clone(), region: None }
}

#[cfg(test)]
#[path = "id_reused_tests.rs"]
mod tests;
