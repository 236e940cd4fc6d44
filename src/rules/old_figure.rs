//! KB808: how old a published figure is.
//!
//! Counted in calendar years, from the day of the check: nobody knows the month of a survey.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::figures::{Year, figures};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB808",
        name: "old-figure",
        level: Level::Info,
        fix: FixKind::None,
        summary: "A published figure is more than five years old.",
        doc: include_str!("old_figure.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

/// How many years a figure may be old before its age is told.
const YEARS_MAX: i64 = 5;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if article.meta.status == Status::Retired {
        return;
    }
    let this_year = i64::from(context.around.today.year());
    for figure in figures(context) {
        let (Some(value), Year::Written(year @ 1900.., _)) = (figure.value, figure.year) else {
            continue;
        };
        let years = this_year - year;
        if years > YEARS_MAX {
            let message = format!("the figure {} is {years} years old", quote(value));
            let subject = format!("{value} {year}");
            let found = report.about(article, context.place(figure.span), subject, message);
            found.help("look for a newer one, or say in the text why it still helps");
        }
    }
}

#[cfg(test)]
#[path = "old_figure_tests.rs"]
mod tests;
