//! KB325: a comment that is to give a statement its day and does not.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB325",
        name: "invalid-review-after",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A comment is to say until when a statement holds, and cannot be understood.",
        doc: include_str!("invalid_review_after.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::InvalidReviewAfter, report);
}
