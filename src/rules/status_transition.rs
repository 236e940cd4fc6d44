//! KB306: a status that cannot follow upon the one before.
//!
//! Looked at is what a change makes of an article, against the commit that it is compared with.
//! An article without a review may well become active: a community must be able to publish first.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::revision::Earlier;

use super::context::ArticleContext;
use super::fields::{governs, known, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB306",
        name: "status-transition",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A change gives an article a status that cannot follow upon the one before.",
        doc: include_str!("status_transition.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let (article, settings) = (context.article, context.around.settings);
    let revisions = context.around.revisions;
    let Some(earlier) = revisions.and_then(|it| it.before(&article.path)) else { return };
    if !governs(settings, "status") {
        return;
    }
    let (message, help) = match (earlier.status, article.meta.status) {
        (Status::Retired, Status::Active) if needs_review(context, earlier) => {
            let review = quote(name_of(settings, "review.on"));
            (
                "back in use without a review since it was retired",
                format!("read it again as a whole, then set {review} to the day you did"),
            )
        }
        (Status::Retired, Status::Draft) => (
            "a retired article became a draft",
            "leave it retired and start another one, or review it and make it active".to_owned(),
        ),
        // Where nothing was said, nobody said that it was ready.
        (Status::Active, Status::Draft) if earlier.is_status_written => (
            "an article in use became a draft",
            "leave it active while it is mended, or retire it with `kb retire`".to_owned(),
        ),
        _ => return,
    };
    let status = known(context).into_iter().find(|known| known.path == "status");
    let place =
        status.map_or_else(|| context.opening(), |status| context.place(status.entry.value.span));
    let subject = format!("{} {}", earlier.status.name(), article.meta.status.name());
    let found = report.about(article, place, subject, message);
    found.help(help).is_on_changed_line = true;
}

/// True if nobody recorded a review since the article was retired.
///
/// The day of the reinstatement itself is that of a commit still to come, so the retirement is
/// what a review is held against: it must be another one than before, and not older than that.
fn needs_review(context: &ArticleContext<'_>, earlier: &Earlier) -> bool {
    if !governs(context.around.settings, "review.on") {
        return false;
    }
    let reviewed = context.article.meta.review.on.as_ref().map(|on| on.value);
    let is_new = reviewed > earlier.reviewed;
    let is_since = earlier.retired_on.is_none_or(|on| reviewed.is_some_and(|it| it >= on));
    !(is_new && is_since)
}

#[cfg(test)]
#[path = "status_transition_tests.rs"]
mod tests;
