//! KB204: a licence under an id that the SPDX list has given up.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::parse;

use super::context::ArticleContext;
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
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    license_value::each(context, |_, value| {
        let Ok(expression) = parse(value.text) else {
            return;
        };
        for deprecated in expression.deprecated() {
            let place = value.place(context, &deprecated.span);
            let message = format!("the id {} is deprecated", quote(&deprecated.id));
            let found = report.about(context.article, place.clone(), &*deprecated.id, message);
            match deprecated.replacements.as_slice() {
                [] => {
                    found.help("name the licences that it stood for, joined by `AND`");
                }
                [only] => {
                    found.help(format!("write {}", quote(only)));
                    if value.is_replaceable() {
                        found.replace(
                            FixKind::Safe,
                            format!("write {}", quote(only)),
                            &place,
                            only,
                        );
                    }
                }
                several => {
                    found.help(format!("choose {}", quote_all(several, "or")));
                }
            }
        }
    });
}

#[cfg(test)]
#[path = "deprecated_license_id_tests.rs"]
mod tests;
