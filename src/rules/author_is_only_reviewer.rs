//! KB305: a review by nobody but those who wrote the text.
//!
//! Without history these are the authors that the article names, known by `people.yaml` as for
//! `kb review`. History tells who wrote what is there since the review before, by `.mailmap` too.

use crate::domain::article::{Metadata, Status};
use crate::domain::finding::{Finding, FixKind, Level, RuleMeta};
use crate::domain::people::People;
use crate::domain::person::{Person, Signature};
use crate::domain::reviewer::Reviewer;
use crate::domain::settings::{OwnReviews, Settings};
use crate::domain::untrusted::Untrusted;

use super::affiliations::NAMES_MAX;
use super::claimed::claimed;
use super::context::{ArticleContext, LibraryContext};
use super::fields::{governs, known, name_of};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB305",
        name: "author-is-only-reviewer",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "Nobody but those who wrote it has reviewed the article.",
        doc: include_str!("author_is_only_reviewer.md"),
    },
    draft: Level::Off,
    check: Check::Both(check, check_history),
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
    let is_allowed = settings.own_reviews == OwnReviews::Allowed;
    if is_allowed || !is_asked_for || !is_reviewed || meta.status != Status::Active {
        return;
    }
    if !are_all_authors(meta, context.around.affiliations.people()) {
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
    demand(settings, found);
    if let Some(place) = place_of("authors") {
        found.label(place, "written by");
    }
}

/// Tells of articles whose reviewers all wrote what they reviewed.
fn check_history(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let is_allowed = context.around.settings.own_reviews == OwnReviews::Allowed;
    let Some(claims) = context.claims.filter(|_| !is_allowed) else { return };
    let listed = context.around.affiliations.people();
    for claimed in claimed(context) {
        let meta = &claimed.article.meta;
        let (by, Some(writers)) = (&meta.review.by, &claimed.claim.writers) else { continue };
        let is_meant = meta.status == Status::Active && !by.is_empty() && by.len() <= NAMES_MAX;
        // What the article says itself is told without history.
        if !is_meant || are_all_authors(meta, listed) {
            continue;
        }
        let writers: Vec<&Person> = writers.iter().map(|it| claims.people.of(*it)).collect();
        let has_written = |reviewer: &Untrusted| {
            let reviewer = Reviewer::new(&Signature::read(reviewer.raw()), listed);
            reviewer.is_some_and(|it| writers.iter().any(|writer| it.is(writer)))
        };
        if !by.iter().all(has_written) {
            continue;
        }
        let names: Vec<&str> = by.iter().map(Untrusted::raw).collect();
        let commit = claimed.dated_commit();
        let since = claimed.claim.previous.map_or_else(
            || "wrote the text".to_owned(),
            |previous| format!("wrote what is new since the review of {previous}"),
        );
        let says = match names.as_slice() {
            [only] => format!("{} {since}, and is the only reviewer ({commit})", quote(only)),
            _ => format!("all {} reviewers {since} ({commit})", names.len()),
        };
        let place = claimed.place.clone();
        let found = report.about(claimed.article, place, names.join(" "), says);
        found.help(format!("ask somebody else to review it with {}", claimed.command()));
        demand(context.around.settings, found);
    }
}

/// Makes `found` an error where the library wants a second person.
fn demand(settings: &Settings, found: &mut Finding) {
    if settings.own_reviews == OwnReviews::Refused && found.level == Level::Warning {
        found.level = Level::Error;
    }
}

/// True if everybody who reviewed it is an author by the article's own words; false of more than
/// [`NAMES_MAX`] of either, who are not compared.
fn are_all_authors(meta: &Metadata, people: Option<&People>) -> bool {
    let (authors, by) = (&meta.authors, &meta.review.by);
    let is_author = |reviewer: &Untrusted| {
        let reviewer = Reviewer::new(&Signature::read(reviewer.raw()), people);
        let is_called = |it: Reviewer| authors.iter().any(|one| it.is_called(one.raw(), people));
        reviewer.is_some_and(is_called)
    };
    authors.len() <= NAMES_MAX && by.len() <= NAMES_MAX && by.iter().all(is_author)
}

#[cfg(test)]
#[path = "author_is_only_reviewer_tests.rs"]
mod tests;
