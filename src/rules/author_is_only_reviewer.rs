//! KB305: a review by nobody but the authors.
//!
//! Names and ids are compared as they are written; that an id of `people.yaml` and a name
//! mean one person is not looked up.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::untrusted::Untrusted;

use super::context::ArticleContext;
use super::fields::{governs, known, name_of};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB305",
        name: "author-is-only-reviewer",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Nobody but the authors has reviewed the article.",
        doc: include_str!("author_is_only_reviewer.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// The most names that are told; the rest is counted.
const TOLD_MAX: usize = 5;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, settings) = (context.article, context.around.settings);
    let meta = &article.meta;
    let reviewers = &meta.review.by;
    let is_asked_for = governs(settings, "review.by") && governs(settings, "authors");
    // Without a day there is no review yet, which has a rule of its own.
    let is_reviewed = meta.review.on.is_some() && !reviewers.is_empty();
    if !is_asked_for || !is_reviewed || meta.status != Status::Active {
        return;
    }
    let mut authors: Vec<String> = meta.authors.iter().map(person).collect();
    authors.sort_unstable();
    let is_author = |reviewer: &Untrusted| authors.binary_search(&person(reviewer)).is_ok();
    if !reviewers.iter().all(is_author) {
        return;
    }
    let fields = known(context);
    let place_of = |path: &str| {
        let field = fields.iter().find(|known| known.path == path);
        field.map(|known| context.place(known.entry.value.span))
    };
    let names: Vec<&str> = reviewers.iter().map(Untrusted::raw).collect();
    let message = match names.as_slice() {
        [only] => format!("{} is an author, and the only reviewer", quote(only)),
        [told @ .., _] if told.len() < TOLD_MAX => {
            format!("{} are authors, and the only reviewers", quote_all(&names, "and"))
        }
        _ => format!("all {} reviewers are authors", names.len()),
    };
    let place = place_of("review.by").unwrap_or_else(|| context.opening());
    let by = name_of(settings, "review.by");
    let found = report.about(article, place, names.join(" "), message);
    found.help(format!("ask somebody who did not write it, and add them to {}", quote(by)));
    if let Some(place) = place_of("authors") {
        found.label(place, "written by");
    }
}

/// What tells two people apart: case and white space do not.
fn person(name: &Untrusted) -> String {
    name.raw().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "author_is_only_reviewer_tests.rs"]
mod tests;
