//! KB004: a control, bidirectional or invisible character.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB004",
        name: "forbidden-character",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A character that readers cannot see, but that programs obey.",
        doc: include_str!("forbidden_character.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::ForbiddenCharacter, report);
}
