//! KB303: a review dated after today.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::date;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::review::days_between;
use crate::domain::settings::DateFormat;

use super::context::ArticleContext;
use super::dates;
use super::fields::{governs, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

/// How long ago a review is still recent enough to be the one that was meant, in days.
const RECENT_DAYS: i32 = 30;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB303",
        name: "review-in-future",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The review is dated after today.",
        doc: include_str!("review_in_future.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let settings = context.around.settings;
    let today = context.around.today;
    let review = context.article.meta.review.on.as_ref();
    let Some(on) = review.filter(|on| on.value > today && governs(settings, "review.on")) else {
        return;
    };
    let name = quote(name_of(settings, "review.on"));
    let place = on.span.map_or_else(|| context.opening(), |span| context.place(span));
    let message = format!("{name} is {}, and today is {today}", on.value);
    let found = report.about(context.article, place.clone(), on.value.to_string(), message);
    let Some(date) = meant(on.value, today) else {
        found.help("write the day on which the review was made");
        return;
    };
    let format = if settings.has_own_fields { DateFormat::Iso } else { settings.date_format };
    let date = date::show(date, format);
    found.help(format!("did you mean `{date}`?"));
    found.replace(FixKind::Offered, format!("write `{date}`"), &place, date);
}

/// A recent day with another year, or with day and month the other way round.
fn meant(written: Date, today: Date) -> Option<Date> {
    let in_year = |year| Date::new(year, written.month(), written.day()).ok();
    let last_year = today.saturating_sub(1.year()).year();
    let swapped = dates::swapped(written);
    let mut candidates = [swapped, in_year(today.year()), in_year(last_year)].into_iter().flatten();
    candidates.find(|day| (0..=RECENT_DAYS).contains(&days_between(*day, today)))
}

#[cfg(test)]
#[path = "review_in_future_tests.rs"]
mod tests;
