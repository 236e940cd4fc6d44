//! KB804: a key or a token that opens something, written out for everybody.
//!
//! Only shapes that are nothing else, since an error that is none teaches
//! people to look away. What is found is never printed again.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::masked::{mask, values};
use super::report::{Report, quote};
use super::secret_shapes;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB804",
        name: "secret",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A private key or an access token is written out.",
        doc: include_str!("secret.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let found = secret_shapes::find(context.text, context.around.today);
    let places = found.into_iter().map(|secret| (secret.span, secret.what));
    for value in values(context, places) {
        let written = context.written(value.span);
        let what = value.what;
        let message = if written.starts_with("-----") {
            format!("{what} is written out")
        } else {
            format!("{} is {what}", quote(&mask(written)))
        };
        // Drawn by lot, so that nobody finds it again from its digest.
        let found = report.about(context.article, context.place(value.span), written, message);
        found.help("make it void where it was issued, then write a placeholder");
        value.mark(context, found);
    }
}

#[cfg(test)]
#[path = "secret_tests.rs"]
mod tests;
