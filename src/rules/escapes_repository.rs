//! KB405: a link that leads out of the repository.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::LibraryContext;
use super::links::Resolved;
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
    for Resolved { from, link, .. } in context.links.outside() {
        let message = format!("{} leads out of the repository", quote(link.destination));
        let place = context.place(&from.path, link.span);
        let found = report.about(from, place, link.destination, message);
        found.help("link to a file of the repository, or write the whole web address");
    }
}

#[cfg(test)]
#[path = "escapes_repository_tests.rs"]
mod tests;
