//! KB210: text of which nobody has said that its licence fits that of the article.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::matrix::Verdict;

use super::context::LibraryContext;
use super::report::Report;
use super::{Check, Rule, verdicts};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB210",
        name: "unclear-compatibility",
        level: Level::Error,
        fix: FixKind::None,
        summary: "No steward has said whether the licence of a source fits that of the article.",
        doc: include_str!("unclear_compatibility.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    verdicts::report(context, Verdict::Review, report);
}

#[cfg(test)]
#[path = "unclear_compatibility_tests.rs"]
mod tests;
