//! KB110: a date that is none, or not of the calendar.

use crate::domain::date;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::schema::Kind;
use crate::domain::settings::DateFormat;

use super::context::ArticleContext;
use super::fields::{Known, known};
use super::report::{Report, quote};
use super::{Check, Rule, dates};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB110",
        name: "invalid-date",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A date is not written as a date, or is not a day of the calendar.",
        doc: include_str!("invalid_date.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context).iter().filter(|known| known.field.kind == Kind::Date) {
        check_date(context, known, report);
    }
}

fn check_date(context: &ArticleContext<'_>, known: &Known<'_>, report: &mut Report<'_>) {
    let value = &known.entry.value;
    let Some(text) = value.as_text().filter(|_| !value.is_empty()) else {
        return;
    };
    let format =
        if known.is_mapped { context.around.settings.date_format } else { DateFormat::Iso };
    let Err(wrong) = date::parse(text, format) else {
        return;
    };
    let message = format!("{} of {} {wrong}", quote(text), quote(known.name()));
    let place = context.place(value.span);
    let found = report.about(context.article, place.clone(), text, message);
    if let Some(date) = dates::padded(text) {
        let says = format!("write `{date}`");
        found.help(says.as_str());
        found.replace(FixKind::Safe, says, &place, date.to_string());
    } else if let Some(date) = dates::meant(text).filter(|_| format == DateFormat::Iso) {
        found.help(format!("did you mean `{date}`?"));
        let says = format!("write `{date}`");
        found.replace(FixKind::Offered, says, &place, date.to_string());
    } else {
        found.help(format!("write a day of the calendar as {}", date::pattern(format)));
    }
}

#[cfg(test)]
#[path = "invalid_date_tests.rs"]
mod tests;
