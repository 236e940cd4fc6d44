//! KB107: a key that no field has.

use crate::domain::fault::FaultKind;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::node::{Entry, Value};

use super::context::ArticleContext;
use super::fields::{Block, blocks};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

/// The most letters apart that a key may be renamed unseen.
const RENAMED_LETTERS_MAX: usize = 2;
/// What other tools have authors write, and git tells without them.
const KNOWN_TO_GIT: [&str; 8] = [
    "created",
    "date",
    "last_modified",
    "last_updated",
    "lastmod",
    "modified",
    "published",
    "updated",
];
/// The most fields that are listed where nothing is near.
const LISTED_MAX: usize = 12;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB107",
        name: "unknown-field",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "The front matter has a key that no field has.",
        doc: include_str!("unknown_field.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for block in blocks(context) {
        let unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
        for entry in unknown.filter(|entry| !is_told(context, entry)) {
            report_unknown(context, &block, entry, report);
        }
    }
}

/// True if a fault of reading already says what is wrong with the key.
fn is_told(context: &ArticleContext<'_>, entry: &Entry) -> bool {
    let key = entry.key_span;
    let mut faults = context.article.faults.iter().filter(|fault| {
        fault.kind == FaultKind::ForbiddenCharacter && key.range().contains(&fault.span.start)
    });
    entry.value.value == Value::Unread || faults.next().is_some()
}

fn report_unknown(
    context: &ArticleContext<'_>,
    block: &Block<'_>,
    entry: &Entry,
    report: &mut Report<'_>,
) {
    let key = quote(&entry.key);
    let message = if block.path.is_empty() {
        format!("unknown field {key}")
    } else {
        format!("unknown field {key} in {}", quote(&block.path))
    };
    let place = context.place(entry.key_span);
    let found = report.about(context.article, place.clone(), entry.key.as_str(), message);
    let Some(meant) = block.meant(&entry.key) else {
        found.help(no_suggestion(block, &entry.key));
        return;
    };
    if block.has(meant) {
        found.help(format!("{} is there already: remove this one", quote(meant)));
        return;
    }
    found.help(format!("did you mean {}?", quote(meant)));
    let means_the_same = |other: &&Entry| block.meant(&other.key) == Some(meant);
    let unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
    let is_near = strsim::damerau_levenshtein(&entry.key, meant) <= RENAMED_LETTERS_MAX;
    if is_near && unknown.filter(means_the_same).count() == 1 {
        found.replace(FixKind::Safe, format!("write {}", quote(meant)), &place, meant);
    }
}

fn no_suggestion(block: &Block<'_>, key: &str) -> String {
    if block.path.is_empty() && KNOWN_TO_GIT.contains(&key) {
        return "remove it: git knows when an article came and when it changed".to_owned();
    }
    let mut names: Vec<&str> = block.allowed.iter().map(|field| field.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() <= LISTED_MAX {
        return format!("remove it, or write {}", quote_all(&names, "or"));
    }
    format!("remove it, or call it {} if it is for your own tools", quote("x-…"))
}

#[cfg(test)]
#[path = "unknown_field_tests.rs"]
mod tests;
