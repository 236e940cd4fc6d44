//! KB211: a licence in another case than the SPDX list writes it.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::{Expression, parse};

use super::context::{ArticleContext, LibraryContext};
use super::license_value;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB211",
        name: "license-spelling",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "The licence is written in another case than in the SPDX list.",
        doc: include_str!("license_spelling.md"),
    },
    draft: Level::Info,
    check: Check::Both(check_article, check_library),
};

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    license_value::each(context, |_, value| {
        let Ok(expression) = parse(value.text) else {
            return;
        };
        let Some((span, canonical)) = expression.misspelt() else {
            return;
        };
        let written = &value.text[span.clone()];
        let place = value.place(context, &span);
        let message = format!("{} is spelled {}", quote(written), quote(canonical));
        let found = report.about(context.article, place.clone(), value.text, message);
        let says = format!("write {}", quote(canonical));
        found.help(&*says);
        if value.is_replaceable() {
            found.replace(FixKind::Safe, says, &place, canonical);
        }
    });
}

fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    license_value::each_default(context, |text, place| {
        let expression = parse(text).ok();
        if let Some((span, canonical)) = expression.as_ref().and_then(Expression::misspelt) {
            let message = format!("{} is spelled {}", quote(&text[span]), quote(canonical));
            report.elsewhere(place, text, message).help(format!("write {}", quote(canonical)));
        }
    });
}

#[cfg(test)]
#[path = "license_spelling_tests.rs"]
mod tests;
