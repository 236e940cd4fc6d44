//! KB807: a published figure that does not say of which year it is.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::figures::{Year, figures};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB807",
        name: "figure-without-year",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A published figure does not say of which year it is.",
        doc: include_str!("figure_without_year.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

/// No survey of services is older; a smaller number is something else.
const FIRST: i64 = 1900;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    // Reports are named for the year to come while this one ends.
    let last = i64::from(context.around.today.year()) + 1;
    for figure in figures(context) {
        let shown = figure
            .value
            .map_or_else(|| "a figure".to_owned(), |value| format!("the figure {}", quote(value)));
        let (span, message) = match figure.year {
            Year::Missing => (figure.span, format!("{shown} has no year")),
            Year::Written(year, span) if year < FIRST => {
                (span, format!("{} is not the year of any figure", quote(&year.to_string())))
            }
            Year::Written(year, span) if year > last => {
                (span, format!("{shown} is of {year}, which has not come"))
            }
            Year::Written(..) | Year::Elsewhere => continue,
        };
        let subject = context.written(figure.span);
        let found = report.about(context.article, context.place(span), subject, message);
        found.help("add `year: …`, of the figures rather than of the text that quotes them");
    }
}

#[cfg(test)]
#[path = "figure_without_year_tests.rs"]
mod tests;
