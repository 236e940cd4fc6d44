//! KB404: a link to an article that is no longer to be used.
//!
//! Between retired articles links may stay, and a successor may name what it
//! took the place of.

use crate::domain::article::{Article, Status};
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::successor::Successors;

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::redirect::redirect;
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

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut successors: Option<Successors<'_>> = None;
    for link in context.links.to_articles() {
        let Target::Article(retired) = link.target else { continue };
        if retired.meta.status != Status::Retired || link.from.meta.status == Status::Retired {
            continue;
        }
        let all = || Successors::new(context.articles.values());
        let successors = successors.get_or_insert_with(all);
        if !successors.chain(retired).any(|successor| successor.path == link.from.path) {
            report_link(context, &link, (retired, successors.last(retired)), report);
        }
    }
}

fn report_link(
    context: &LibraryContext<'_>,
    link: &Resolved<'_>,
    (retired, successor): (&Article, Option<&Article>),
    report: &mut Report<'_>,
) {
    let Resolved { from, link: written, .. } = link;
    let message = format!("{} leads to a retired article", quote(written.destination));
    let place = context.place(&from.path, written.span);
    let found = report.about(from, place.clone(), written.destination, message);
    found.depends_on(&retired.path);
    let Some(successor) = successor else {
        found.help("link to an article that is in use, or to none");
        return;
    };
    found.depends_on(&successor.path);
    let settings = context.around.settings;
    let title = quote(&successor.title().to_string());
    let called = context.links.path_of(link).filter(|_| !settings.has_own_fields);
    let site_root = settings.site_root.as_deref();
    let Some(right) = redirect(link, called.as_ref(), (retired, successor), site_root) else {
        found.help(format!("{title} took its place"));
        return;
    };
    let says = format!("write {}", quote(&right.destination));
    found.help(format!("{title} took its place: {says}"));
    if written.is_as_written {
        found.replace(FixKind::Offered, says, &place, right.destination);
    }
}

#[cfg(test)]
#[path = "links_to_retired_tests.rs"]
mod tests;
