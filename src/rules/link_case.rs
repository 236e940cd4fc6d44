//! KB403: a link that is right but for upper and lower case.
//!
//! It works where file systems do not tell the two apart, and on no web site.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::markdown::Link;
use crate::domain::path::ArticlePath;

use super::context::LibraryContext;
use super::links::{Found, Reference, Resolved, relative};
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
    for Resolved { from, link, reference, found } in context.links.all() {
        if let Found::Missing(missing) = found
            && let Some(path) = context.links.respelled(missing)
        {
            report_case(from, link, reference, &path, report);
        }
    }
}

fn report_case(
    article: &Article,
    link: &Link,
    reference: &Reference<'_>,
    path: &ArticlePath,
    report: &mut Report<'_>,
) {
    let place = Place { path: article.path.clone(), region: Some(link.region) };
    let shown = quote(&link.destination);
    let message = format!("{shown} differs in case from {}", quote(&path.lossy()));
    let right = respelled(&article.path, link, reference, path);
    let found = report.about(article, place.clone(), &*link.destination, message);
    let says = format!("write {}", quote(&right));
    found.help(says.as_str());
    let is_as_written = link.region.span.range().len() == link.destination.len();
    if is_as_written && path.as_str().is_some() {
        found.replace(FixKind::Safe, says, &place, right);
    }
}

/// The destination with the right path, and the query and fragment that it had.
fn respelled(
    from: &ArticlePath,
    link: &Link,
    reference: &Reference<'_>,
    path: &ArticlePath,
) -> String {
    let rest = link.destination.trim_start().get(reference.path.len()..).unwrap_or_default();
    let is_folder = reference.path.ends_with('/');
    format!("{}{}{rest}", relative(from, path), if is_folder { "/" } else { "" })
}

#[cfg(test)]
#[path = "link_case_tests.rs"]
mod tests;
