//! KB310: an article whose owner the library does not know.
//!
//! Asks only where `people.yaml` lists several, for a file with one entry is no list of owners;
//! and not about channels, such as `#web`, which nobody leaves.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::context::ArticleContext;
use super::fields::{governs, known, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

/// The field that names who looks after an article.
const FIELD: &str = "owner";

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB310",
        name: "orphaned-owner",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "The owner of the article is not in `people.yaml`.",
        doc: include_str!("orphaned_owner.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, around) = (context.article, context.around);
    let (Some(owner), Some(people)) = (&article.meta.owner, around.affiliations.people()) else {
        return;
    };
    let is_asked_for = article.meta.status == Status::Active && governs(around.settings, FIELD);
    let owner = owner.raw();
    if !is_asked_for || !people.has_lost(owner) {
        return;
    }
    let fields = known(context);
    let written = fields.iter().find(|known| known.path == FIELD);
    let place = written.map_or_else(|| context.opening(), |it| context.place(it.entry.value.span));
    let file = format!("{}/people.yaml", around.settings.data_folder);
    let message = format!("{} does not know the owner {}", quote(&file), quote(owner));
    let ids = people.iter().map(|(id, _)| id);
    let help = nearest(owner, ids, strsim::damerau_levenshtein).map_or_else(
        || {
            let field = quote(name_of(around.settings, FIELD));
            format!("name in {field} who looks after it now, or add them to {}", quote(&file))
        },
        |meant| format!("did you mean {}?", quote(meant)),
    );
    let found = report.about(article, place, owner, message);
    found.help(help).depends_on(&ArticlePath::new(file));
}

#[cfg(test)]
#[path = "orphaned_owner_tests.rs"]
mod tests;
