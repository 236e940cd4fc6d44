//! KB411: a link whose text does not say where it leads.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::LinkKind;

use super::context::ArticleContext;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB411",
        name: "vague-link-text",
        level: Level::Off,
        fix: FixKind::None,
        summary: "A link's text does not say where it leads.",
        doc: include_str!("vague_link_text.md"),
    },
    draft: Level::Off,
    check: Check::Article(check),
};

/// What is said of any place alike. "Click here" and "more" are the examples of failure F84 of
/// the Web Content Accessibility Guidelines (<https://www.w3.org/WAI/WCAG22/Techniques/failures/F84>).
const VAGUE: [&str; 17] = [
    "here",
    "click here",
    "click this",
    "link",
    "this link",
    "the link",
    "more",
    "read more",
    "learn more",
    "see more",
    "this",
    "this page",
    "this article",
    "this document",
    "this site",
    "this website",
    "page",
];
/// No vague text with its markup has more bytes.
const BYTES_MAX: usize = 32;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let links = context.article.outline.links.iter();
    for link in links.filter(|link| link.kind == LinkKind::Link) {
        let written = context.written(link.text);
        if written.len() <= BYTES_MAX && is_vague(written) {
            let message = format!("{} does not say where the link leads", quote(written));
            let place = context.place(link.text);
            let found = report.about(context.article, place, written, message);
            found.help("make the title of what it leads to the text of the link");
        }
    }
}

/// Code and what is written in capitals is a name: `` `this` ``, `LINK`.
fn is_vague(text: &str) -> bool {
    let words = text.trim_matches(|character| " *_.,:;!>»→…".contains(character));
    let is_name = words.bytes().all(|byte| byte.is_ascii_uppercase());
    !is_name && VAGUE.iter().any(|vague| vague.eq_ignore_ascii_case(words))
}
