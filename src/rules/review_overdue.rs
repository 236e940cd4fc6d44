//! KB302: a review that has run out.
//!
//! By dates alone, so that it says the same on every machine; what history
//! knows is for `kb stale`.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::review::{Freshness, Interval, Reason, judge};

use super::context::ArticleContext;
use super::fields::{governs, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB302",
        name: "review-overdue",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "The review has run out, or the article has outlived its use.",
        doc: include_str!("review_overdue.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let settings = context.around.settings;
    if article.meta.status != Status::Active || !governs(settings, "review.on") {
        return;
    }
    let mut evidence = article.meta.evidence_of_review();
    evidence.every = evidence.every.or_else(|| usual_interval(context));
    let judgement = judge(&evidence, context.around.today);
    let ended = judgement.reasons.iter().find_map(|reason| match reason {
        Reason::RetireOn(day) if *day <= context.around.today => Some(day),
        _ => None,
    });
    if let (Some(day), Some(written)) = (ended, &article.meta.retire_on) {
        let place = written.span.map_or_else(|| context.opening(), |span| context.place(span));
        let message = format!("its usefulness ended on {day}");
        let field = quote(name_of(settings, "retire_on"));
        let help = format!("retire the article, or move {field} if it is still of use");
        report.about(article, place, day.to_string(), message).help(help);
    } else if let (Freshness::Overdue, Some(on)) = (judgement.state, &article.meta.review.on) {
        let place = on.span.map_or_else(|| context.opening(), |span| context.place(span));
        let message = format!("review is {} days overdue", judgement.days_overdue);
        let field = quote(name_of(settings, "review.on"));
        let help = format!("review the article, then set {field} to the day you did");
        report.about(article, place, on.value.to_string(), message).help(help);
    }
}

/// How often an article of its type is reviewed, where it does not say itself.
fn usual_interval(context: &ArticleContext<'_>) -> Option<Interval> {
    let kind = context.article.kind()?;
    let configured = context.around.settings.review_every.get(kind).copied();
    configured.or_else(|| context.around.schema.types.get(kind).map(|own| own.review_every))
}

#[cfg(test)]
#[path = "review_overdue_tests.rs"]
mod tests;
