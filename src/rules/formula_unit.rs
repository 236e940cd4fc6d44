//! KB861: a formula that comes out in another unit than its metric says.
//!
//! Told only where every input says what it is counted in: nothing is guessed from names.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::unit::{NoUnit, Unit, unit_of};

use super::context::ArticleContext;
use super::formulae::formula;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB861",
        name: "formula-unit",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A formula comes out in another unit than its metric says.",
        doc: include_str!("formula_unit.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(formula) = formula(context).filter(|_| article.meta.status != Status::Retired) else {
        return;
    };
    let unit = formula.unit.and_then(|unit| Some((unit, unit.as_text()?)));
    let (Some((unit, declared)), Ok(expression)) = (unit, formula.metric.expression()) else {
        return;
    };
    let inputs = formula.metric.inputs.iter();
    let units = inputs.filter_map(|input| {
        let unit = input.unit.as_ref().and_then(|unit| Unit::read(unit.raw()))?;
        Some((input.name.clone(), unit))
    });
    let (node, message, help) = match unit_of(&expression, &units.collect()) {
        Err(NoUnit::Unknown) => return,
        Err(NoUnit::Apart(one, two)) => {
            let message = format!("the formula adds or compares `{one}` and `{two}`");
            (formula.node, message, "bring both to one unit first, as in `hours * 60`".to_owned())
        }
        Ok(found) => {
            if found.is_called(declared) {
                return;
            }
            let message =
                format!("the formula comes out in `{found}`, and `unit` says {}", quote(declared));
            let is_share = found == Unit::ratio() && Unit::read(declared) != Some(Unit::ratio());
            let help = if is_share && Unit::read("percent").is_some_and(|it| it.is_called(declared))
            {
                "multiply by 100, or say `unit: ratio`".to_owned()
            } else {
                "correct `unit`, the formula, or what an input says it is counted in".to_owned()
            };
            (unit, message, help)
        }
    };
    let subject = context.written(formula.node.span);
    report.about(article, context.place(node.span), subject, message).help(help);
}

#[cfg(test)]
#[path = "formula_unit_tests.rs"]
mod tests;
