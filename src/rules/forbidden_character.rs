//! KB004: a control, bidirectional or invisible character.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::damage;
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
    let faults =
        || context.article.faults.iter().filter(|it| it.kind == FaultKind::ForbiddenCharacter);
    if faults().next().is_none() {
        return;
    }
    // A control within damaged text is a part of what was meant: deleting it would lose that.
    let damaged = damage::in_article(context);
    let is_damage = |span: Span| {
        let after = damaged.partition_point(|damage| damage.span.start <= span.start);
        damaged[..after].last().is_some_and(|damage| span.end <= damage.span.end)
    };
    faults().filter(|fault| !is_damage(fault.span)).for_each(|fault| {
        context.report_fault(fault, report);
    });
}
