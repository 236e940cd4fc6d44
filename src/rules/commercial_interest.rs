//! KB810: somebody earns by an article, and nobody independent has looked at it.
//!
//! Who is independent is only known of people whose affiliations are: of others nothing is
//! said.

use std::collections::BTreeSet;

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::people::fold;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;

use super::affiliations::{NAMES_MAX, Own, Through};
use super::context::ArticleContext;
use super::interests::declared;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB810",
        name: "commercial-interest",
        level: Level::Error,
        fix: FixKind::None,
        summary: "An interest is declared without what readers need to judge it.",
        doc: include_str!("commercial_interest.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

/// What stands for nothing in a field of text.
const NOTHING: &str = "none";

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if !context.around.settings.has_own_fields || article.meta.status == Status::Retired {
        return;
    }
    let says = |field: &str| declared(context, field).is_some_and(|(text, _)| text != NOTHING);
    match declared(context, "interest") {
        Some(("commercial", span)) => {
            if !says("note") {
                let message = "`interest` is `commercial`, and no `note` says what is sold";
                let found = report.about(article, context.place(span), "note", message);
                found.help("say in `note` who sells what, and whether the text speaks of it");
            }
            check_reviewers(context, span, report);
        }
        Some(("funded", span)) if !says("funding") => {
            let message = "`interest` is `funded`, and no `funding` says by whom";
            let found = report.about(article, context.place(span), "funding", message);
            found.help("name in `funding` who paid, or gave the working time");
        }
        _ => {}
    }
}

/// Once the article is reviewed, somebody of another affiliation than the authors must have.
fn check_reviewers(context: &ArticleContext<'_>, span: Span, report: &mut Report<'_>) {
    let (article, around) = (context.article, context.around);
    let meta = &article.meta;
    if meta.review.on.is_none() || meta.review.by.is_empty() {
        return;
    }
    let of = |person: &Untrusted| {
        around.affiliations.of_person(person, article, around.today, &Through::Declared)
    };
    let mut authors: Vec<Own> = meta.authors.iter().take(NAMES_MAX).flat_map(of).collect();
    authors.extend(around.affiliations.declared(article));
    let names: BTreeSet<String> = meta.authors.iter().map(|author| fold(author.raw())).collect();
    let mut same = None;
    for reviewer in meta.review.by.iter().take(NAMES_MAX) {
        if names.contains(&fold(reviewer.raw())) {
            continue;
        }
        let own = of(reviewer);
        let shared = own.iter().find(|own| authors.iter().any(|author| author.is_same(own)));
        match shared {
            Some(shared) => same = Some((reviewer, shared.name.clone())),
            // Another affiliation, or one that nobody knows.
            None => return,
        }
    }
    let message = match same {
        Some((reviewer, org)) => {
            format!(
                "{} reviewed it and is of {}, as the authors are",
                quote(reviewer.raw()),
                quote(&org)
            )
        }
        None => {
            "nobody but the authors reviewed what they have a commercial interest in".to_owned()
        }
    };
    let found = report.about(article, context.place(span), "review", message);
    found.help("ask somebody of another organisation to review it");
    let by = article.front.as_ref().and_then(|front| front.get("review")?.get("by"));
    if let Some(by) = by {
        found.label(context.place(by.span), "reviewed by");
    }
}

#[cfg(test)]
#[path = "commercial_interest_tests.rs"]
mod tests;
