//! KB220: two articles of different licences share text, and neither says so.
//!
//! Articles of the same licence are left to the rules about duplicates: there
//! nobody's conditions are at stake.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::parse;
use crate::license::meaning::meaning;

use super::context::LibraryContext;
use super::origins::Origins;
use super::overlap::Overlap;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB220",
        name: "undeclared-copy",
        level: Level::Error,
        fix: FixKind::None,
        summary: "Articles of different licences share text that neither declares.",
        doc: include_str!("undeclared_copy.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// From this share of the smaller article on it is told, in percent; our own choice, see
/// [`COPY_MIN`].
const TOLD_MIN: usize = 20;
/// From this share on it is an error, in percent; our own choice: of 568 pages of ethereum/EIPs
/// (f767a1e80) 13 pairs share half, the highest of them successors or series by their titles, and
/// 79 a tenth. From a fifth on it may be chance or a common form, so that is told at a lower level.
pub(super) const COPY_MIN: usize = 50;
/// The most pairs that are told of one article.
const PAIRS_MAX: usize = 3;

/// What an article may be used under, as a number that is equal for equal terms.
type Terms = Option<u64>;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let terms = terms(context);
    let known = |article: &Article| terms[&written(article)];
    let mut kinds = terms.values().flatten();
    let first = kinds.next();
    if kinds.all(|kind| Some(kind) == first) {
        return;
    }
    let is_meant = |one: &Article, other: &Article| {
        known(one).zip(known(other)).is_some_and(|(one, other)| one != other)
    };
    let overlaps = context.overlaps();
    let candidates = overlaps.candidates(is_meant);
    let read = context.read;
    // Reading texts again is most of the work, so every core takes a share.
    let found = candidates.par_iter().flat_map_iter(|(one, others)| {
        let compared = overlaps.compare(one, others, read);
        compared.into_iter().map(|(other, overlap)| (*one, other, overlap))
    });
    let found: Vec<_> = found.filter(|(_, _, overlap)| overlap.percent() >= TOLD_MIN).collect();
    tell_all(context, found, report);
}

/// The licence of `article` as it is written, or as `kb.toml` gives it.
fn written(article: &Article) -> Option<&str> {
    article.meta.license.as_ref().map(|license| license.value.raw())
}

/// The terms of every licence that is written; `None` for what is no expression.
fn terms<'a>(context: &LibraryContext<'a>) -> HashMap<Option<&'a str>, Terms> {
    let mut terms = HashMap::new();
    for article in context.articles.values() {
        let written = written(article);
        terms.entry(written).or_insert_with(|| match written {
            Some(text) => parse(text).ok().map(|expression| meaning(&expression)),
            // Where nothing is granted, everything is reserved: terms of their own.
            None => Some(0),
        });
    }
    terms
}

/// Tells of each article the pairs that share most, but for those that are declared.
fn tell_all<'a>(
    context: &LibraryContext<'a>,
    found: Vec<(&'a Article, &'a Article, Overlap)>,
    report: &mut Report<'_>,
) {
    if found.is_empty() {
        return;
    }
    let origins = Origins::new(context);
    let mut pairs: Vec<(&Article, &Article, Overlap)> = found
        .into_iter()
        .filter(|(one, other, _)| !origins.explain(one, other))
        .map(|(one, other, overlap)| {
            if one.path < other.path {
                (other, one, overlap.turned())
            } else {
                (one, other, overlap)
            }
        })
        .collect();
    let share = |overlap: &Overlap| std::cmp::Reverse(overlap.percent());
    pairs.sort_by_key(|(later, earlier, overlap)| {
        (later.path.clone(), share(overlap), earlier.path.clone())
    });
    for of_one in pairs.chunk_by(|a, b| a.0.path == b.0.path) {
        for (later, earlier, overlap) in of_one.iter().take(PAIRS_MAX) {
            tell(later, earlier, overlap, report);
        }
    }
}

fn tell(later: &Article, earlier: &Article, overlap: &Overlap, report: &mut Report<'_>) {
    let Some(passage) = &overlap.passage else { return };
    let path = earlier.path.lossy();
    let share = overlap.percent();
    let (here, there) = (licence(later), licence(earlier));
    let message = if overlap.is_first_smaller {
        format!("{share} % of this article ({here}) also stands in {} ({there})", quote(&path))
    } else {
        format!("{share} % of {} ({there}) also stands in this article ({here})", quote(&path))
    };
    let [at, label] = &passage.places;
    let message = format!("{message}, and neither is declared as a source of the other");
    let found = report.about(later, at.clone(), path, message);
    let words = passage.words;
    found.label(
        label.clone(),
        format!("the same {words} words stand here: {}", quote(&passage.start)),
    );
    found.help(format!(
        "declare it under `sources`, with `relation: adapted` and {}; \
         else link to it, or say it in your own words",
        quote(&format!("article: {}", earlier.id.raw()))
    ));
    if share < COPY_MIN {
        found.at_most(Level::Info);
    }
}

/// The licence of `article` in a message.
fn licence(article: &Article) -> String {
    written(article).map_or_else(|| "no licence".to_owned(), quote)
}

#[cfg(test)]
#[path = "undeclared_copy_tests.rs"]
mod tests;
