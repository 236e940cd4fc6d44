//! KB851: votes that nobody can look up.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB851",
        name: "votes-without-evidence",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A need has votes, and nothing says where they were cast.",
        doc: include_str!("votes_without_evidence.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(demand) = article.meta.demand.as_ref().filter(|it| !it.has_evidence()) else { return };
    let Some(votes) = demand.votes.as_ref().filter(|votes| votes.value > 0) else { return };
    if article.meta.status == Status::Retired {
        return;
    }
    let place = votes.span.map_or_else(|| context.opening(), |span| context.place(span));
    let message = match votes.value {
        1 => "nothing says where the vote was cast".to_owned(),
        many => format!("nothing says where the {many} votes were cast"),
    };
    report.about(article, place, votes.value.to_string(), message).help(format!(
        "add the threads to {}, or import the survey with `kb needs import`; until then no vote \
         counts",
        quote("evidence_links")
    ));
}

#[cfg(test)]
#[path = "votes_without_evidence_tests.rs"]
mod tests;
