//! KB008: a merge conflict that nobody resolved.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB008",
        name: "merge-conflict",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The file holds the marks of a merge that was not finished.",
        doc: include_str!("merge_conflict.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::MergeConflict, report);
}
