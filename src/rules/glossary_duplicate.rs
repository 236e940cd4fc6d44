//! KB603: two entries of the glossary for one term.
//!
//! A term with two meanings has one entry with two senses. Drafts give way to active entries,
//! whichever comes first.

use std::collections::HashMap;

use crate::domain::article::{Article, Status, Written};
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::untrusted::Untrusted;

use super::context::LibraryContext;
use super::glossary::{folded, is_entry, names, term};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB603",
        name: "glossary-duplicate",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Two entries of the glossary define the same term.",
        doc: include_str!("glossary_duplicate.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

type Name<'a> = (&'a Article, &'a Written<Untrusted>);

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let settings = context.around.settings;
    let mut entries: Vec<&Article> =
        context.articles.values().filter(|article| is_entry(article, settings)).collect();
    entries.sort_by_key(|article| article.meta.status == Status::Draft);
    let mut taken: HashMap<String, Name<'_>> = HashMap::new();
    let mut twice: Vec<(Name<'_>, Name<'_>)> = Vec::new();
    for article in entries {
        for name in names(article) {
            let folded = folded(name.value.raw());
            if folded.is_empty() {
                continue;
            }
            let first = *taken.entry(folded).or_insert((article, name));
            if first.0.path != article.path {
                twice.push(((article, name), first));
            }
        }
    }
    twice.sort_by(|a, b| a.0.0.path.cmp(&b.0.0.path).then(a.0.1.span.cmp(&b.0.1.span)));
    for ((article, name), first) in twice {
        let written = name.value.raw();
        let place = context.place(&article.path, name.span);
        let message = format!("the glossary has {} already", quote(written));
        let found = report.about(article, place, written, message);
        let is_term = term(first.0).is_some_and(|term| std::ptr::eq(term, first.1));
        let says = if is_term { "defined here" } else { "another name here" };
        found.label(context.place(&first.0.path, first.1.span), says);
        found.help("make one entry of the two, with a sense for each meaning, or remove the name");
    }
}

#[cfg(test)]
#[path = "glossary_duplicate_tests.rs"]
mod tests;
