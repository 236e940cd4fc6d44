//! KB901: a rule is named that does not exist.
//!
//! Never looked for in articles: a level for a rule that is not there would be
//! a check that silently does not happen, so the tool stops before it reads any.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB901",
        name: "unknown-rule",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A rule is named that does not exist.",
        doc: include_str!("unknown_rule.md"),
    },
    draft: Level::Error,
    check: Check::Request,
};
