//! KB304: dates that contradict one another or the status.
//!
//! Only true contradictions: retiring later than planned is no fault, and
//! neither is a plan to retire that has passed (KB302 speaks of that).

use jiff::civil::Date;

use crate::domain::article::{Status, Written};
use crate::domain::finding::{Finding, FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::fields::{governs, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB304",
        name: "dates-inconsistent",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Two dates, or a date and the status, contradict each other.",
        doc: include_str!("dates_inconsistent.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let meta = &context.article.meta;
    let settings = context.around.settings;
    let governed = |path, date| governs(settings, path).then_some(date).flatten();
    let dates = Dates {
        reviewed: governed("review.on", meta.review.on.as_ref()),
        planned: governed("retire_on", meta.retire_on.as_ref()),
        ended: governed("retired_on", meta.retired_on.as_ref()),
    };
    if meta.status == Status::Retired {
        check_retired(context, &dates, report);
    } else {
        check_offered(context, &dates, report);
    }
}

/// The dates that this tree writes.
struct Dates<'a> {
    reviewed: Option<&'a Written<Date>>,
    /// `retire_on`.
    planned: Option<&'a Written<Date>>,
    /// `retired_on`.
    ended: Option<&'a Written<Date>>,
}

fn check_retired(context: &ArticleContext<'_>, dates: &Dates<'_>, report: &mut Report<'_>) {
    let (Some(reviewed), Some(ended)) = (dates.reviewed, dates.ended) else {
        return;
    };
    if reviewed.value > ended.value {
        let (review, retired) = (name(context, "review.on"), name(context, "retired_on"));
        let message = format!("{review} is later than {retired}");
        let help = "correct one of the two: a retired article is not reviewed".to_owned();
        let found = contradiction(context, reviewed, message, help, report);
        if let Some(span) = ended.span {
            found.label(context.place(span), format!("retired on {}", ended.value));
        }
    }
}

fn check_offered(context: &ArticleContext<'_>, dates: &Dates<'_>, report: &mut Report<'_>) {
    if let Some(ended) = dates.ended {
        let field = name(context, "retired_on");
        let status = context.article.meta.status.name();
        let message = format!("{field} is set, and the status is `{status}`");
        let help = format!("write `status: retired`, or remove {field}");
        contradiction(context, ended, message, help, report);
    }
    if let (Some(planned), Some(reviewed)) = (dates.planned, dates.reviewed)
        && reviewed.value > planned.value
    {
        let field = name(context, "retire_on");
        let message = format!("{field} is earlier than {}", name(context, "review.on"));
        let help = format!("the reviewer found it of use: move {field}, or remove it");
        let found = contradiction(context, planned, message, help, report);
        if let Some(span) = reviewed.span {
            found.label(context.place(span), format!("reviewed on {}", reviewed.value));
        }
    }
}

fn name(context: &ArticleContext<'_>, path: &str) -> String {
    quote(name_of(context.around.settings, path))
}

fn contradiction<'f>(
    context: &ArticleContext<'_>,
    at: &Written<Date>,
    message: String,
    help: String,
    report: &'f mut Report<'_>,
) -> &'f mut Finding {
    let place = at.span.map_or_else(|| context.opening(), |span| context.place(span));
    report.about(context.article, place, at.value.to_string(), message).help(help)
}

#[cfg(test)]
#[path = "dates_inconsistent_tests.rs"]
mod tests;
