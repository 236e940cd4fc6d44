//! KB308: a successor that does not exist, or that is retired itself.
//!
//! An id, a former id or a path will do, and so will an address elsewhere. Where a successor was
//! retired too, its readers are followed to where they end.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::successor::{End, Successors as Chains};

use super::broken_link::Names;
use super::context::LibraryContext;
use super::fields::name_of;
use super::front_insert::is_plain;
use super::named::Meant;
use super::report::{Report, quote};
use super::successors::{FIELD, Successors};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB308",
        name: "successor-broken",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The article that is to take the place of another does not exist, or is retired.",
        doc: include_str!("successor_broken.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most broken successors of a library for which the nearest id is looked for.
const SOUGHT_MAX: usize = 100;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(successors) = Successors::new(context) else {
        return;
    };
    check_chains(context, &successors, report);
    let mut names: Option<Names<'_>> = None;
    let is_missing = |successor: &Meant<'_>| matches!(successor, Meant::Missing);
    let broken = successors.all().filter(|(_, _, successor)| is_missing(successor));
    for (number, (article, written, _)) in broken.enumerate() {
        let place = context.place(&article.path, written.span);
        let name = written.value.raw();
        let message = format!("there is no article {} to go to", quote(name));
        let found = report.about(article, place.clone(), name, message);
        found.depends_on(&ArticlePath::new(name));
        let names = names.get_or_insert_with(|| Names::new(context));
        let wanted = ArticlePath::new(name);
        let meant = (number < SOUGHT_MAX).then(|| names.nearest(&wanted)).flatten();
        let Some(meant) = meant.filter(|meant| meant.path != article.path) else {
            let field = name_of(context.around.settings, FIELD);
            found.help(format!(
                "write the id of the article that takes its place, or remove {}",
                quote(field)
            ));
            continue;
        };
        let id = meant.id.raw();
        found.help(format!("did you mean {}?", quote(id)));
        if is_plain(id) {
            found.replace(FixKind::Offered, format!("write {}", quote(id)), &place, id);
        }
    }
}

/// Tells of successors that are retired too, with the article in use that they lead to.
fn check_chains(
    context: &LibraryContext<'_>,
    successors: &Successors<'_, '_>,
    report: &mut Report<'_>,
) {
    let mut chains: Option<Chains<'_>> = None;
    for (article, written, successor) in successors.all() {
        let Meant::Article(next) = successor else { continue };
        if next.meta.status != Status::Retired || next.path == article.path {
            continue;
        }
        let chains = chains.get_or_insert_with(|| Chains::new(context.articles.values()));
        let retired = quote(next.id.raw());
        let (message, last) = match chains.end(next) {
            End::InUse(last, _) if last.path != article.path => {
                let end = quote(last.id.raw());
                (format!("{retired} is retired too: its readers end at {end}"), Some(last))
            }
            End::Retired(dead) if dead.meta.superseded_by.is_none() => {
                (format!("{retired} is retired too, and leads to no article in use"), None)
            }
            // A successor that is missing, elsewhere or in a circle is told where it is named.
            _ => continue,
        };
        let place = context.place(&article.path, written.span);
        let found = report.about(article, place.clone(), written.value.raw(), message);
        found.at_most(Level::Warning).depends_on(&next.path);
        let Some(last) = last else {
            let none = quote("none");
            found.help(format!("name an article that is in use, or {none}"));
            continue;
        };
        let id = last.id.raw();
        found.depends_on(&last.path).help(format!("write {}", quote(id)));
        if is_plain(id) {
            found.replace(FixKind::Offered, format!("write {}", quote(id)), &place, id);
        }
    }
}

#[cfg(test)]
#[path = "successor_broken_tests.rs"]
mod tests;
