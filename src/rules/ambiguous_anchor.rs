//! KB409: a link to a heading whose text others share.
//!
//! Git hosts number such headings in their order: one that is put in between
//! sends the reader elsewhere. An anchor written by hand stays where it is.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::anchor;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB409",
        name: "ambiguous-anchor",
        level: Level::Info,
        fix: FixKind::None,
        summary: "A link leads to one of several headings with the same text.",
        doc: include_str!("ambiguous_anchor.md"),
    },
    draft: Level::Info,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut shared: HashMap<&ArticlePath, HashMap<&str, Place>> = HashMap::new();
    for Resolved { from, link, reference, target } in context.links.to_fragments() {
        let (Target::Article(target), Some(fragment)) = (target, reference.fragment) else {
            continue;
        };
        if target.outline.repeated.is_empty() {
            continue;
        }
        let wanted = anchor(fragment);
        let shared = shared.entry(&target.path).or_insert_with(|| headings(target));
        if let Some(Place { number, of }) = shared.get(&*wanted) {
            let shown = quote(&format!("#{wanted}"));
            let message = format!("{shown} is heading {number} of {of} with the same text");
            let place = context.place(&from.path, link.span);
            let found = report.about(from, place, link.destination, message);
            found.depends_on(&target.path);
            found.help("give the heading that is meant a text of its own");
        }
    }
}

/// One of several headings with the same text.
struct Place {
    /// Which, from 1.
    number: usize,
    /// Of how many.
    of: usize,
}

/// The headings of `article` that share their text, by their anchors.
fn headings(article: &Article) -> HashMap<&str, Place> {
    let outline = &article.outline;
    let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
    for index in &outline.repeated {
        if let Some(slug) = outline.slugs.get(*index as usize)
            && let Some((first, _)) = slug.rsplit_once('-')
        {
            groups.entry(first).or_insert_with(|| vec![first]).push(slug);
        }
    }
    let numbered = groups.into_values().flat_map(|group| {
        let of = group.len();
        (1..).zip(group).map(move |(number, slug)| (slug, Place { number, of }))
    });
    let mut shared: HashMap<&str, Place> = numbered.collect();
    for anchor in outline.anchors.iter() {
        shared.remove(anchor);
    }
    shared
}

#[cfg(test)]
#[path = "ambiguous_anchor_tests.rs"]
mod tests;
