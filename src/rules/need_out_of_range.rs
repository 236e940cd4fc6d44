//! KB854: a number of a need that is none of those it can be.
//!
//! What is written is looked at, since reading leaves out what it does not understand.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::need::is_need_in_use;
use crate::domain::node::Node;
use crate::domain::pain::{SEVERITY_MAX, SEVERITY_UNSAID};

use super::context::ArticleContext;
use super::fields::name_of;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB854",
        name: "need-out-of-range",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The severity of a need is no number from 1 to 4, or it was asked 0 times.",
        doc: include_str!("need_out_of_range.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if !is_need_in_use(article) {
        return;
    }
    let is_step = |it: &Option<u32>| it.is_some_and(|it| (1..=SEVERITY_MAX).contains(&it));
    let severity = number(article, context, "severity").filter(|(_, written)| !is_step(written));
    if let Some((node, _)) = severity {
        let text = node.as_text().unwrap_or_default().trim();
        let message = format!("severity {} is no number from 1 to {SEVERITY_MAX}", quote(text));
        report.about(article, context.place(node.span), text, message).help(format!(
            "write 1 (annoyance), 2 (costs time), 3 (hurts users) or {SEVERITY_MAX} (stops us); \
             until then it counts as {SEVERITY_UNSAID}"
        ));
    }
    if let Some((node, Some(0))) = number(article, context, "times_asked") {
        let message = "it is said to have been asked 0 times, and whoever wrote it down asked it";
        report.about(article, context.place(node.span), "0", message).help(format!(
            "write how often, 1 at least, or take {} out",
            quote(name_of(context.around.settings, "times_asked"))
        ));
    }
}

/// The whole number under our `name`, where one is written; `None` within if it is larger than
/// any that is counted.
///
/// What is no whole number is told by `wrong-type`.
fn number<'a>(
    article: &'a Article,
    context: &ArticleContext<'_>,
    name: &str,
) -> Option<(&'a Node, Option<u32>)> {
    let node = article.front.as_ref()?.get(name_of(context.around.settings, name))?;
    let text = node.as_text()?.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (node, text.parse().ok()))
}

#[cfg(test)]
#[path = "need_out_of_range_tests.rs"]
mod tests;
