//! KB104: a key that stands twice.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB104",
        name: "duplicate-key",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The same key stands twice in one mapping.",
        doc: include_str!("duplicate_key.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::DuplicateKey, report);
}
