//! KB206: text whose licence does not fit that of the article.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::matrix::Verdict;

use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule, verdicts};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB206",
        name: "incompatible-source",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The licence of a source does not fit that of the article.",
        doc: include_str!("incompatible_source.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    verdicts::report(context, Verdict::Forbidden, report);
}

#[cfg(test)]
#[path = "incompatible_source_tests.rs"]
mod tests;
