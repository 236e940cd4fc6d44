//! KB405: a link that leads out of the repository.

use crate::domain::finding::{FixKind, Level, Place, RuleMeta};

use super::context::LibraryContext;
use super::links::{Found, Reference, Targets};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB405",
        name: "escapes-repository",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A relative link leads out of the repository.",
        doc: include_str!("escapes_repository.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let targets = Targets::new(context);
    for article in context.articles.values() {
        for link in &article.outline.links {
            let Some(reference) = Reference::new(&link.destination) else {
                continue;
            };
            if !matches!(targets.find(article, &reference), Found::Outside) {
                continue;
            }
            let message = format!("{} leads out of the repository", quote(&link.destination));
            let place = Place { path: article.path.clone(), region: Some(link.region) };
            let found = report.about(article, place, &*link.destination, message);
            found.help("link to a file of the repository, or write the whole web address");
        }
    }
}

#[cfg(test)]
#[path = "escapes_repository_tests.rs"]
mod tests;
