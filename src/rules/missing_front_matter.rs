//! KB101: an article without front matter.
//!
//! Only in libraries of our kind: in other trees, pages without front matter are normal.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB101",
        name: "missing-front-matter",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The article does not start with front matter.",
        doc: include_str!("missing_front_matter.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let settings = context.around.settings;
    if settings.is_configured && settings.has_own_fields {
        context.report_faults(FaultKind::MissingFrontMatter, report);
    }
}
