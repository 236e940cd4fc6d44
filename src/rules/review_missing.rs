//! KB301: an active article that no person has reviewed.
//!
//! Silent where the review is written but unusable: KB107 to KB111 and KB303
//! have said so by then.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::fields::{blocks, governs, known, name_of};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB301",
        name: "review-missing",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "No person has reviewed the article yet.",
        doc: include_str!("review_missing.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let settings = context.around.settings;
    let is_asked_for = settings.is_configured && governs(settings, "review.on");
    let is_offered = article.meta.status == Status::Active && article.front.is_some();
    let is_reviewed = article.meta.review.on.is_some();
    if !is_asked_for || !is_offered || is_reviewed || is_attempted(context) {
        return;
    }
    let review = article.front.as_ref().and_then(|front| front.entry("review"));
    let place = review
        .filter(|_| settings.has_own_fields)
        .map_or_else(|| context.opening(), |entry| context.place(entry.key_span));
    let found = report.about(article, place, "", "no person has reviewed this yet");
    found.help(if settings.has_own_fields {
        "once a person has, add `review: {on: YYYY-MM-DD, by: [name]}`".to_owned()
    } else {
        format!("once a person has, set {} to the day", quote(name_of(settings, "review.on")))
    });
}

/// True if somebody tried to write the day of a review.
fn is_attempted(context: &ArticleContext<'_>) -> bool {
    let is_unusable = known(context).iter().any(|known| match known.path.as_str() {
        "review.on" => true,
        "review" => known.entry.value.is_empty() || known.entry.value.as_mapping().is_none(),
        _ => false,
    });
    let is_misspelt = blocks(context).iter().any(|block| {
        let wanted = if block.path.is_empty() { "review" } else { "on" };
        let unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
        matches!(&*block.path, "" | "review")
            && unknown.into_iter().any(|entry| block.meant(&entry.key) == Some(wanted))
    });
    is_unusable || is_misspelt
}

#[cfg(test)]
#[path = "review_missing_tests.rs"]
mod tests;
