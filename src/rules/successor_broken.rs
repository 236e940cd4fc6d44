//! KB308: a successor that does not exist.
//!
//! An id, a former id or a path will do, and so will an address elsewhere.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;

use super::broken_link::Names;
use super::context::LibraryContext;
use super::fields::name_of;
use super::named::Meant;
use super::report::{Report, quote};
use super::successors::{FIELD, Successors};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB308",
        name: "successor-broken",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The article that is to take the place of another does not exist.",
        doc: include_str!("successor_broken.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most broken successors of a library for which the nearest id is looked for.
const SOUGHT_MAX: usize = 100;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(successors) = Successors::new(context) else {
        return;
    };
    let mut names: Option<Names<'_>> = None;
    let is_missing = |successor: &Meant<'_>| matches!(successor, Meant::Missing);
    let broken = successors.all().filter(|(_, _, successor)| is_missing(successor));
    for (number, (article, written, _)) in broken.enumerate() {
        let place = context.place(&article.path, written.span);
        let name = written.value.raw();
        let message = format!("there is no article {} to go to", quote(name));
        let found = report.about(article, place.clone(), name, message);
        found.depends_on(&ArticlePath::new(name));
        let names = names.get_or_insert_with(|| Names::new(context));
        let wanted = ArticlePath::new(name);
        let meant = (number < SOUGHT_MAX).then(|| names.nearest(&wanted)).flatten();
        let Some(meant) = meant.filter(|meant| meant.path != article.path) else {
            let field = name_of(context.around.settings, FIELD);
            found.help(format!(
                "write the id of the article that takes its place, or remove {}",
                quote(field)
            ));
            continue;
        };
        let id = meant.id.raw();
        found.help(format!("did you mean {}?", quote(id)));
        if is_plain(id) {
            found.replace(FixKind::Offered, format!("write {}", quote(id)), &place, id);
        }
    }
}

/// True if `id` may stand in YAML as it is.
fn is_plain(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
}

#[cfg(test)]
#[path = "successor_broken_tests.rs"]
mod tests;
