//! KB102: front matter that never ends.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB102",
        name: "unclosed-front-matter",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The front matter is opened with `---` and never closed.",
        doc: include_str!("unclosed_front_matter.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::UnclosedFrontMatter, report);
}
