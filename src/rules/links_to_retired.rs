//! KB404: a link to an article that is no longer to be used.
//!
//! Between retired articles links may stay, and a successor may name what it
//! took the place of.

use std::collections::HashMap;

use crate::domain::article::{Article, Status};
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::{anchor, respelled};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB404",
        name: "links-to-retired",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "A link leads to a retired article.",
        doc: include_str!("links_to_retired.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

/// The most successors of successors that are followed; more, and they lead in a circle.
const SUCCESSORS_MAX: usize = 20;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut successors: Option<Successors<'_>> = None;
    for link in context.links.to_articles() {
        let Target::Article(retired) = link.target else { continue };
        if retired.meta.status != Status::Retired || link.from.meta.status == Status::Retired {
            continue;
        }
        let successors = successors.get_or_insert_with(|| Successors::new(context));
        let chain = || successors.of(retired);
        if !chain().any(|successor| successor.path == link.from.path) {
            let last = chain().last().filter(|last| last.meta.status != Status::Retired);
            report_link(context, &link, (retired, last), report);
        }
    }
}

/// The articles of a library by their ids.
struct Successors<'a>(HashMap<&'a str, &'a Article>);

impl<'a> Successors<'a> {
    fn new(context: &LibraryContext<'a>) -> Self {
        Self(context.articles.values().map(|article| (article.id.raw(), article)).collect())
    }

    /// What takes the place of `article`, and of that in turn.
    fn of(&self, article: &'a Article) -> impl Iterator<Item = &'a Article> {
        let next = |article: &&'a Article| {
            let id = article.meta.superseded_by.as_ref()?;
            self.0.get(id.value.raw()).copied()
        };
        std::iter::successors(next(&article), next).take(SUCCESSORS_MAX)
    }
}

fn report_link(
    context: &LibraryContext<'_>,
    Resolved { from, link, reference, .. }: &Resolved<'_>,
    (retired, successor): (&Article, Option<&Article>),
    report: &mut Report<'_>,
) {
    let message = format!("{} leads to a retired article", quote(link.destination));
    let place = context.place(&from.path, link.span);
    let found = report.about(from, place.clone(), link.destination, message);
    found.depends_on(&retired.path);
    let Some(successor) = successor else {
        found.help("link to an article that is in use, or to none");
        return;
    };
    let site_root = context.around.settings.site_root.as_deref();
    let mut right = respelled(reference, &from.path, &successor.path, site_root);
    if let Some(fragment) = reference.fragment {
        let wanted = anchor(fragment);
        let outline = &successor.outline;
        if outline.slugs.iter().chain(outline.anchors.iter()).any(|known| known == wanted) {
            right = format!("{right}#{fragment}");
        }
    }
    let says = format!("write {}", quote(&right));
    found.help(format!("{} took its place: {says}", quote(&successor.title().to_string())));
    if link.is_as_written {
        found.replace(FixKind::Offered, says, &place, right);
    }
}

#[cfg(test)]
#[path = "links_to_retired_tests.rs"]
mod tests;
