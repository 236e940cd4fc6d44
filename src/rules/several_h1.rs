//! KB506: more than one heading of level 1.
//!
//! The title is the front matter's, and a heading of level 1 its repetition:
//! a second one is a second title, and outlines read aloud lose their root.

use crate::domain::finding::{FixKind, Level, RuleMeta};

use super::context::ArticleContext;
use super::headings::outermost;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB506",
        name: "several-h1",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An article has more than one heading of level 1.",
        doc: include_str!("several_h1.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let mut titles = outermost(context).filter(|(_, heading)| heading.level == 1);
    let (Some((_, first)), Some((_, second))) = (titles.next(), titles.next()) else {
        return;
    };
    let message = match titles.count() {
        0 => format!("{} is a second heading of level 1", quote(&second.text)),
        more => format!("{} is one of {} headings of level 1", quote(&second.text), more + 2),
    };
    let found = report.about(context.article, context.place(second.span), &*second.text, message);
    found.label(context.place(first.span), "the first is here");
    found.help("make the sections of the article headings of level 2: `## `");
}

#[cfg(test)]
#[path = "several_h1_tests.rs"]
mod tests;
