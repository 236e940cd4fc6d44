//! KB323: an article waits for an event that nobody has listed.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::context::ArticleContext;
use super::fields::known;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB323",
        name: "unknown-event",
        level: Level::Error,
        fix: FixKind::None,
        summary: "An event that is to make the article due is not in `events.yaml`.",
        doc: include_str!("unknown_event.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let around = context.around;
    let fields = known(context);
    let Some(field) = fields.iter().find(|known| known.path == "depends_on") else { return };
    let value = &field.entry.value;
    let file = format!("{}/events.yaml", around.settings.data_folder);
    for node in value.as_sequence().unwrap_or(std::slice::from_ref(value)) {
        let id = node.as_text().map(str::trim).filter(|id| !id.is_empty());
        let Some(id) = id.filter(|id| !around.events.contains_key(*id)) else { continue };
        let message = format!("no event {} is listed, so it makes nothing due", quote(id));
        let events = around.events.keys().map(String::as_str);
        let meant = nearest(id, events, strsim::damerau_levenshtein);
        let help = meant.map_or_else(
            || format!("add it to {} with its day, or remove it", quote(&file)),
            |meant| format!("did you mean {}?", quote(meant)),
        );
        let found = report.about(context.article, context.place(node.span), id, message);
        found.help(help).depends_on(&ArticlePath::new(file.as_str()));
    }
}

#[cfg(test)]
#[path = "unknown_event_tests.rs"]
mod tests;
