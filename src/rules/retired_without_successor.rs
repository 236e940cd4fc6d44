//! KB307: a retired article that does not say where to go instead.
//!
//! `superseded_by: none` says that there is no such place, and so does the reason `obsolete`.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::fields::{blocks, governs, known, name_of};
use super::report::{Report, quote};
use super::successors::FIELD;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB307",
        name: "retired-without-successor",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A retired article names no successor.",
        doc: include_str!("retired_without_successor.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// The reason whose test is that what the article describes is gone.
const GONE: &str = "obsolete";

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, settings) = (context.article, context.around.settings);
    let is_asked_for = governs(settings, "status") && governs(settings, FIELD);
    let reason = article.meta.retired_reason.as_ref();
    let is_gone = reason.is_some_and(|reason| reason.raw() == GONE);
    if !is_asked_for || article.meta.status != Status::Retired || is_gone || is_attempted(context) {
        return;
    }
    let status = known(context).into_iter().find(|known| known.path == "status");
    let place =
        status.map_or_else(|| context.opening(), |status| context.place(status.entry.value.span));
    let field = name_of(settings, FIELD);
    let found = report.about(article, place, "", "retired, and no successor is named");
    found.help(format!(
        "add {} with the id of the article that takes its place, or {} if none does",
        quote(field),
        quote("none")
    ));
}

/// True if somebody tried to name one; what is wrong with it has a rule of its own.
fn is_attempted(context: &ArticleContext<'_>) -> bool {
    let is_there = known(context).iter().any(|known| known.path == FIELD);
    let is_misspelt = blocks(context).iter().filter(|block| block.path.is_empty()).any(|block| {
        let mut unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
        unknown.any(|entry| block.meant(&entry.key) == Some(FIELD))
    });
    is_there || is_misspelt
}

#[cfg(test)]
#[path = "retired_without_successor_tests.rs"]
mod tests;
