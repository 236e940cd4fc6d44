//! KB103: front matter that is not YAML.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB103",
        name: "yaml-syntax",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "The front matter is not YAML.",
        doc: include_str!("yaml_syntax.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    context.report_faults(FaultKind::YamlSyntax, report);
}
