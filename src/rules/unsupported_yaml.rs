//! KB105: YAML that front matter does not use.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB105",
        name: "unsupported-yaml",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The front matter uses a device of YAML that articles do not need.",
        doc: include_str!("unsupported_yaml.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::UnsupportedYaml, report);
}
