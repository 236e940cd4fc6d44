//! KB852: a claim on a need whose last day is over.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::need::{NeedState, written_state};

use super::context::ArticleContext;
use super::report::Report;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB852",
        name: "claim-expired",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A need is claimed until a day that is over.",
        doc: include_str!("claim_expired.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let meta = &article.meta;
    let until = meta.demand.as_ref().and_then(|demand| demand.claimed_until.as_ref());
    let Some(until) = until.filter(|until| until.value < context.around.today) else { return };
    if meta.status == Status::Retired || written_state(meta) != NeedState::Claimed {
        return;
    }
    let place = until.span.map_or_else(|| context.opening(), |span| context.place(span));
    let message = format!("the claim ended on {}, so the need is open again", until.value);
    report
        .about(article, place, until.value.to_string(), message)
        .help("claim it anew with `kb needs claim ID`, or give it back with `kb needs release ID`");
}

#[cfg(test)]
#[path = "claim_expired_tests.rs"]
mod tests;
