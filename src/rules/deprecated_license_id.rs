//! KB204: a licence under an id that the SPDX list has given up.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::{Deprecated, Expression, parse};

use super::context::{ArticleContext, LibraryContext};
use super::license_value;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB204",
        name: "deprecated-license-id",
        level: Level::Warning,
        fix: FixKind::Safe,
        summary: "The SPDX list has given the id of the licence up.",
        doc: include_str!("deprecated_license_id.md"),
    },
    draft: Level::Info,
    check: Check::Both(check_article, check_library),
};

fn check_article(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    license_value::each(context, |_, value| {
        let Ok(expression) = parse(value.text) else {
            return;
        };
        for deprecated in expression.deprecated() {
            let place = value.place(context, &deprecated.span);
            let found =
                report.about(context.article, place.clone(), &*deprecated.id, message(deprecated));
            found.help(way_out(deprecated));
            if let [only] = deprecated.replacements.as_slice()
                && value.is_replaceable()
            {
                found.replace(FixKind::Safe, way_out(deprecated), &place, only);
            }
        }
    });
}

fn check_library(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    license_value::each_default(context, |text, place| {
        let expression = parse(text).ok();
        for deprecated in expression.iter().flat_map(Expression::deprecated) {
            let found = report.elsewhere(place.clone(), &*deprecated.id, message(deprecated));
            found.help(way_out(deprecated));
        }
    });
}

fn message(deprecated: &Deprecated) -> String {
    format!("the id {} is deprecated", quote(&deprecated.id))
}

fn way_out(deprecated: &Deprecated) -> String {
    match deprecated.replacements.as_slice() {
        [] => "name the licences that it stood for, joined by `AND`".to_owned(),
        [only] => format!("write {}", quote(only)),
        several => format!("choose {}", quote_all(several, "or")),
    }
}

#[cfg(test)]
#[path = "deprecated_license_id_tests.rs"]
mod tests;
