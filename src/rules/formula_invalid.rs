//! KB862: a formula that nobody can compute.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::suggest::nearest;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::formulae::{Formula, formula};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB862",
        name: "formula-invalid",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A formula cannot be read, or `inputs` does not say what it counts.",
        doc: include_str!("formula_invalid.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

const GRAMMAR: &str = "write numbers, names of `inputs`, `+ - * /`, brackets, `min` and `max`";

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(formula) = formula(context).filter(|_| article.meta.status != Status::Retired) else {
        return;
    };
    let subject = context.written(formula.node.span);
    match formula.metric.expression() {
        Err(wrong) => {
            let place = context.place(stumble(context, &formula, wrong.at));
            let message = format!("the formula cannot be read: {}", wrong.why);
            report.about(article, place, subject, message).help(GRAMMAR);
        }
        Ok(expression) => {
            let inputs = expression.inputs().into_iter();
            let missing: Vec<&str> =
                inputs.filter(|name| formula.metric.input(name).is_none()).collect();
            if missing.is_empty() {
                return;
            }
            let names = missing.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
            let counts = if missing.len() == 1 { "counts" } else { "count" };
            let message = format!("`inputs` does not say what {names} {counts}");
            let known = formula.metric.inputs.iter().map(|input| input.name.as_str());
            let help = match nearest(missing[0], known, strsim::damerau_levenshtein) {
                Some(name) => format!("did you mean {}?", quote(name)),
                None => "add to `inputs` what is counted there".to_owned(),
            };
            report.about(article, context.place(formula.node.span), subject, message).help(help);
        }
    }
}

/// The character that reading stumbles over, where the formula is written as it reads.
fn stumble(context: &ArticleContext<'_>, formula: &Formula<'_>, at: usize) -> Span {
    let span = formula.node.span;
    let written = context.written(span);
    let Some(start) = written.find(&formula.metric.formula) else { return span };
    let Some(rest) = written.get(start + at..) else { return span };
    let length = rest.chars().next().map_or(0, char::len_utf8);
    let is_inside = at < formula.metric.formula.len();
    if is_inside {
        Span::new(span.start + start + at..span.start + start + at + length)
    } else {
        span
    }
}

#[cfg(test)]
#[path = "formula_invalid_tests.rs"]
mod tests;
