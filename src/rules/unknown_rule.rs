//! KB901: a rule is named that does not exist.
//!
//! Here in a suppression. In `kb.toml` and on the command line it would be a
//! check that silently does not happen, so the tool stops before it reads any.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::aftermath::{Aftermath, Origin};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB901",
        name: "unknown-rule",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "A rule is named that does not exist.",
        doc: include_str!("unknown_rule.md"),
    },
    draft: Level::Warning,
    check: Check::Aftermath(check),
};

fn check(aftermath: &Aftermath<'_>, report: &mut Report<'_>) {
    for order in &aftermath.orders {
        let (Origin::Article(article, suppression), Some(written), Err(nearest)) =
            (order.from, order.written, &order.rules)
        else {
            continue;
        };
        let place = aftermath.context.place(&article.path, suppression.span);
        let message = format!("there is no rule {}", quote(written));
        let found = report.about(article, place.clone(), written, message);
        match nearest {
            None => found.help("run `kb explain` to see them all"),
            Some(nearest) => found.help(format!("did you mean `{nearest}`?")).replace(
                FixKind::Offered,
                format!("write `{nearest}`"),
                &place,
                *nearest,
            ),
        };
    }
}
