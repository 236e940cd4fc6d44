//! KB322: a statement that was known to hold until a day that has come.
//!
//! A review of that day or later settles it: whoever reviewed the article has seen the comment.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB322",
        name: "statement-expired",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A statement held until a day that has come.",
        doc: include_str!("statement_expired.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, today) = (context.article, context.around.today);
    if article.meta.status != Status::Active {
        return;
    }
    let reviewed = article.meta.review.on.as_ref().map(|on| on.value);
    let reviewed = reviewed.filter(|reviewed| *reviewed <= today);
    let is_over = |on| on <= today && reviewed.is_none_or(|reviewed| reviewed < on);
    for statement in article.statements.iter().filter(|it| is_over(it.on)) {
        let why = match statement.why.raw() {
            "" => String::new(),
            why => format!(": {}", quote(why)),
        };
        let message = format!("what stands here held until {}{why}", statement.on);
        let place = context.place(statement.span);
        let subject = context.written(statement.span);
        report.about(article, place, subject, message).help(
            "look whether it still holds, then move the day or remove the comment; a review of \
             that day or later settles it too",
        );
    }
}

#[cfg(test)]
#[path = "statement_expired_tests.rs"]
mod tests;
