//! KB601: an acronym that neither the article nor the glossary explains.

use std::collections::HashSet;

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::LibraryContext;
use super::glossary::{is_entry, names};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB601",
        name: "undefined-term",
        level: Level::Info,
        fix: FixKind::None,
        summary: "An acronym is used that neither the article nor the glossary explains.",
        doc: include_str!("undefined_term.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let settings = context.around.settings;
    let entries = context.articles.values().filter(|article| is_entry(article, settings));
    let explained: HashSet<&str> = entries
        .flat_map(|entry| names(entry).chain(&entry.meta.title))
        .flat_map(|name| name.value.raw().split(|c: char| !c.is_ascii_alphanumeric()))
        .collect();
    for article in context.articles.values() {
        for acronym in &article.acronyms {
            let letters = &*acronym.letters;
            if explained.contains(letters) {
                continue;
            }
            let place = context.place(&article.path, acronym.span());
            let message = format!("what {} stands for is said nowhere", quote(letters));
            let found = report.about(article, place, letters, message);
            found.help(format!(
                "write it out at the first use, `… ({letters})`, or add a definition"
            ));
        }
    }
}

#[cfg(test)]
#[path = "undefined_term_tests.rs"]
mod tests;
