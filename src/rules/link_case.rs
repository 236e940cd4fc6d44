//! KB403: a link that is right but for upper and lower case.
//!
//! It works where file systems do not tell the two apart, and on no web site.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::link_list::ListedLink;
use crate::domain::path::ArticlePath;

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::{self, Reference};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB403",
        name: "link-case",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A link differs from a file only in upper and lower case.",
        doc: include_str!("link_case.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    for Resolved { from, link, reference, target } in context.links.missing() {
        if let Target::Missing(missing) = target
            && let Some(path) = context.links.respelled(missing)
        {
            let place = context.place(&from.path, link.span);
            let site_root = context.around.settings.site_root.as_deref();
            let right = reference::respelled(&reference, &from.path, &path, site_root);
            let right = respelled(&right, &link, &reference);
            report_case((from, place), &link, right, &path, report);
        }
    }
}

fn report_case(
    (article, place): (&Article, Place),
    link: &ListedLink<'_>,
    right: String,
    path: &ArticlePath,
    report: &mut Report<'_>,
) {
    let shown = quote(link.destination);
    let message = format!("{shown} differs in case from {}", quote(&path.lossy()));
    let found = report.about(article, place.clone(), link.destination, message);
    found.depends_on(path);
    let says = format!("write {}", quote(&right));
    found.help(says.as_str());
    if link.is_as_written && path.as_str().is_some() {
        found.replace(FixKind::Safe, says, &place, right);
    }
}

/// The destination with the right path, and the query and fragment that it had.
fn respelled(path: &str, link: &ListedLink<'_>, reference: &Reference<'_>) -> String {
    let rest = link.destination.trim_start().get(reference.path.len()..).unwrap_or_default();
    let is_folder = reference.path.ends_with('/');
    format!("{path}{}{rest}", if is_folder { "/" } else { "" })
}

#[cfg(test)]
#[path = "link_case_tests.rs"]
mod tests;
