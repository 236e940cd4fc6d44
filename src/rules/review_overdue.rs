//! KB302: a review that has run out.
//!
//! By what is written alone, so that it says the same on every machine; what history knows is for
//! `kb stale`. A statement of the body that ran out has a rule of its own.

use jiff::civil::Date;

use crate::domain::article::Status;
use crate::domain::background::Background;
use crate::domain::finding::{FixKind, Level, Place, RuleMeta};
use crate::domain::freshness::Event;
use crate::domain::review::{Evidence, Freshness, Interval, Reason, days_between, judge};
use crate::domain::text::Span;
use crate::domain::untrusted::shell_word;

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
    let (settings, today) = (context.around.settings, context.around.today);
    if article.meta.status != Status::Active || !governs(settings, "review.on") {
        return;
    }
    let mut evidence = article.meta.evidence_of_review();
    evidence.every = evidence.every.or_else(|| usual_interval(context));
    // The owner has a rule of its own.
    let background = Background { events: context.around.events, people: None };
    background.complete(&mut evidence, &article.meta.depends_on, None);
    let at = |span: Option<Span>| span.map_or_else(|| context.opening(), |it| context.place(it));
    let meta = &article.meta;
    if let Some(written) = meta.retire_on.as_ref().filter(|on| on.value <= today) {
        has_ended(context, at(written.span), written.value, report);
        return;
    }
    let (Some(on), Some(overdue)) = (&meta.review.on, overdue(&evidence, today)) else { return };
    let command = format!("`kb review {}`", shell_word(article.id.raw()));
    let (span, message, help) = match overdue {
        Overdue::Calendar(days) => (
            on.span,
            format!("review is {days} days overdue"),
            format!("look at the article, and record it with {command}"),
        ),
        Overdue::Event(event) => (
            on.span,
            format!("{} happened on {}, after the last review", quote(event.id.raw()), event.on),
            format!("look at the article in its light, and record it with {command}"),
        ),
        Overdue::Work(asked, days) => (
            asked,
            format!("a reviewer asked for work {days} days ago"),
            format!("mend the article, then have it reviewed with {command}"),
        ),
    };
    report.about(article, at(span), on.value.to_string(), message).help(help);
}

fn has_ended(context: &ArticleContext<'_>, place: Place, day: Date, report: &mut Report<'_>) {
    let message = format!("its usefulness ended on {day}");
    let field = quote(name_of(context.around.settings, "retire_on"));
    let help = format!("retire the article, or move {field} if it is still of use");
    report.about(context.article, place, day.to_string(), message).help(help);
}

/// What has been waiting for longer than the grace.
enum Overdue {
    /// The review ran out so many days ago.
    Calendar(u32),
    /// This happened since.
    Event(Event),
    /// A reviewer asked for work so many days ago; with the place of the day.
    Work(Option<Span>, u32),
}

/// What is overdue by what front matter and events say; the calendar of reviews first.
fn overdue(evidence: &Evidence, today: Date) -> Option<Overdue> {
    let calendar =
        Evidence { reviewed: evidence.reviewed, every: evidence.every, ..Evidence::default() };
    let calendar = judge(&calendar, today);
    if calendar.state == Freshness::Overdue {
        return Some(Overdue::Calendar(calendar.days_overdue));
    }
    let judgement = judge(evidence, today);
    let is_overdue = judgement.state == Freshness::Overdue;
    let earliest = judgement.reasons.into_iter().find_map(|reason| match reason {
        Reason::Happened(event) => Some(Overdue::Event(event)),
        Reason::NeedsWork(work) => {
            let days = days_between(work.on.as_ref()?.value, today).unsigned_abs();
            Some(Overdue::Work(work.on?.span, days))
        }
        _ => None,
    });
    earliest.filter(|_| is_overdue)
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
