//! KB207: text that was changed, of which nobody says how.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::source::{Relation, SourceReference};
use crate::license::family::{Need, obligations};
use crate::license::statement::Statement;

use super::context::ArticleContext;
use super::report::Report;
use super::verdicts::name_of;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB207",
        name: "modified-not-stated",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Text was adapted, and the credit does not say what was changed.",
        doc: include_str!("modified_not_stated.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for source in context.article.meta.sources.iter().filter(|source| is_silent(source)) {
        let license = source.license.as_ref().map_or("", |license| license.value.raw());
        let Some(Statement::Licensed(expression)) = Statement::read(license) else {
            continue;
        };
        let asked = obligations(&expression);
        if asked.changes == Need::No {
            continue;
        }
        let name = name_of(source);
        let message = format!("the credit of {name} does not say what was changed");
        let place = context.place(source.span);
        let found = report.about(context.article, place, name, message);
        if asked.changes == Need::Advised {
            found.at_most(Level::Info);
        }
        found.help("say it under `changes`, as in `changes: shortened, roles renamed`");
    }
}

/// True if text from elsewhere was changed, and not only put into a language that is named.
fn is_silent(source: &SourceReference) -> bool {
    let is_translation = source.relation == Relation::Translated && source.lang.is_some();
    source.relation.is_adaptation()
        && source.article.is_none()
        && source.changes.is_none()
        && !is_translation
}

#[cfg(test)]
#[path = "modified_not_stated_tests.rs"]
mod tests;
