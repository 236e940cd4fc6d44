//! KB502: a heading that is more than one level below the one before.
//!
//! The first may be of any level: where pages start is for a tree to choose. Told
//! once where the step is too deep, not again for what follows on the same level.

use crate::domain::finding::{Finding, Fix, FixKind, Level, RuleMeta, TextEdit};
use crate::domain::markdown::Heading;

use super::context::ArticleContext;
use super::headings::{marks, outermost};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB502",
        name: "heading-skips-level",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "A heading is more than one level below the one before.",
        doc: include_str!("heading_skips_level.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let mut headings = outermost(context).map(|(_, heading)| heading);
    let mut above: Option<&Heading> = None;
    while let Some(heading) = headings.next() {
        if let Some(above) = above.replace(heading)
            && heading.level > above.level + 1
        {
            let right = above.level + 1;
            let found = report_skip(context, heading, above, report);
            found.fixes.extend(lift(context, heading, headings.clone(), right));
        }
    }
}

fn report_skip<'r>(
    context: &ArticleContext<'_>,
    heading: &Heading,
    above: &Heading,
    report: &'r mut Report<'_>,
) -> &'r mut Finding {
    let shown = quote(&heading.text);
    let message =
        format!("{shown} is of level {}, below one of level {}", heading.level, above.level);
    let right = above.level + 1;
    let marks = &"######"[..usize::from(right)];
    let place = context.place(heading.span);
    let found = report.about(context.article, place, &*heading.text, message);
    found.label(context.place(above.span), "the heading before");
    found.help(format!("make it one of level {right}: `{marks} `"))
}

/// Lifts the heading to level `right`, and as much what follows beside and below it, so that
/// their order stays; `None` where one is underlined.
fn lift<'a>(
    context: &ArticleContext<'_>,
    heading: &'a Heading,
    following: impl Iterator<Item = &'a Heading>,
    right: u8,
) -> Option<Fix> {
    let steps = usize::from(heading.level - right);
    let below = following.take_while(|next| next.level >= heading.level);
    let lifted = |heading: &Heading| {
        let span = marks(context, heading)?;
        let text = "#".repeat(usize::from(heading.level) - steps);
        Some(TextEdit { path: context.article.path.clone(), span, text })
    };
    Some(Fix {
        says: format!("raise it to level {right}, with the headings beside and below it"),
        kind: FixKind::Offered,
        edits: std::iter::once(heading).chain(below).map(lifted).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
#[path = "heading_skips_level_tests.rs"]
mod tests;
