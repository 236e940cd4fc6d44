//! KB320: an article that a change gave another id, and that does not answer to the old one.

use crate::domain::article::Status;
use crate::domain::finding::{Fix, FixKind, Level, Place, RuleMeta, TextEdit};

use super::context::LibraryContext;
use super::fields::name_of;
use super::front_insert::add_to_list;
use super::ids::Ids;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB320",
        name: "alias-missing",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "An article was renamed and does not answer to its former id.",
        doc: include_str!("alias_missing.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(revisions) = context.around.revisions else { return };
    let mut ids: Option<Ids<'_>> = None;
    for now in revisions.moved.keys() {
        let (Some(article), Some(earlier)) = (context.articles.get(now), revisions.moved(now))
        else {
            continue;
        };
        let former = earlier.id.raw();
        // Nobody was to rely on a draft, and what differs in case is found all the same.
        let was_draft = earlier.status == Status::Draft;
        if was_draft || ids.get_or_insert_with(|| Ids::new(context)).answers(former) {
            continue;
        }
        let field = name_of(context.around.settings, "aliases");
        let place = Place { path: now.clone(), region: None };
        let message = format!("it was {}, and does not answer to that any more", quote(former));
        let found = report.about(article, place, former, message);
        found.is_on_changed_line = true;
        let says = format!("add {} to {}", quote(former), quote(field));
        found.help(&says);
        let text = (context.read)(now).unwrap_or_default();
        let edit = add_to_list(&text, field, &article.meta.aliases, former);
        if let Some((span, text)) = edit {
            let edits = vec![TextEdit { path: now.clone(), span, text }];
            found.fixes.push(Fix { says, kind: FixKind::Safe, edits });
        }
    }
}

#[cfg(test)]
#[path = "alias_missing_tests.rs"]
mod tests;
