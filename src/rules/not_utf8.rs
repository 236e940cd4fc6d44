//! KB001: a file whose bytes are not UTF-8.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB001",
        name: "not-utf8",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The file is not UTF-8 text.",
        doc: include_str!("not_utf8.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::NotUtf8, report);
}
