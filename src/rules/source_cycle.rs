//! KB227: articles that take text from one another, so that none of them came first.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::provenance::Provenance;

use super::context::LibraryContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB227",
        name: "source-cycle",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Articles say that their text came from one another.",
        doc: include_str!("source_cycle.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(provenance) = Provenance::new(context.articles.values().collect()) else {
        return;
    };
    for (article, next) in &provenance.circles {
        let leads_there = |source: &&crate::domain::source::SourceReference| {
            let meant = provenance.article_of(article, source);
            source.relation.takes_text() && meant.is_some_and(|it| it.path == next.path)
        };
        let Some(source) = article.meta.sources.iter().find(leads_there) else {
            continue;
        };
        let span = source.article.as_ref().and_then(|name| name.span).unwrap_or(source.span);
        let (here, there) = (quote(article.id.raw()), quote(next.id.raw()));
        let message = if article.path == next.path {
            format!("{here} is to come from itself")
        } else {
            format!("{here} takes text from {there}, which in the end takes text from {here}")
        };
        let place = context.place(&article.path, span);
        let found = report.about(article, place, next.id.raw(), message);
        found.depends_on(&next.path);
        found.help(if article.path == next.path {
            "remove it: an article is no source of itself"
        } else {
            "keep the source of the one that came later, and remove the other"
        });
    }
}

#[cfg(test)]
#[path = "source_cycle_tests.rs"]
mod tests;
