//! KB202: a licence that the library does not take.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::{Term, parse};

use super::context::ArticleContext;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB202",
        name: "license-not-allowed",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The licence is not among those that `kb.toml` allows.",
        doc: include_str!("license_not_allowed.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let allowed = &context.around.settings.licenses_allowed;
    let Some(license) = &context.article.meta.license else {
        return;
    };
    let text = license.value.raw();
    let Ok(expression) = parse(text) else {
        return;
    };
    let is_allowed =
        |term: &Term<'_>| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(term.id));
    if allowed.is_empty() || expression.is_satisfied(is_allowed) {
        return;
    }
    let place = license.span.map_or_else(|| context.opening(), |span| context.place(span));
    let origin = if license.span.is_none() { " (from `kb.toml`)" } else { "" };
    let message = format!("{}{origin} is not a licence that this library takes", quote(text));
    let found = report.about(context.article, place, text, message);
    found.help(match allowed.as_slice() {
        [only] => format!("write {} if all authors agree", quote(only)),
        several => format!("write {} if all authors agree", quote_all(several, "or")),
    });
}

#[cfg(test)]
#[path = "license_not_allowed_tests.rs"]
mod tests;
