//! KB407: an image that says nothing to those who cannot see it.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::LinkKind;

use super::context::ArticleContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB407",
        name: "missing-alt-text",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "An image has no text for those who cannot see it.",
        doc: include_str!("missing_alt_text.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let images = context.article.outline.links.iter();
    for image in images.filter(|link| link.kind == LinkKind::Image) {
        if context.written(image.text).trim().is_empty() {
            let destination = image.destination(context.text);
            let message = format!("the image {} has no alternative text", quote(destination));
            let place = context.place(image.span);
            let found = report.about(context.article, place, destination, message);
            found.help("say between the brackets what it shows: `![what it shows](…)`");
        }
    }
}
