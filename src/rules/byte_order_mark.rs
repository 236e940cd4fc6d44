//! KB002: a byte order mark at the start of the file.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB002",
        name: "byte-order-mark",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "The file starts with a byte order mark.",
        doc: include_str!("byte_order_mark.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::ByteOrderMark, report);
}
