//! KB501: a heading of level 1 that says something else than the title.
//!
//! Only where it is the one of its level and comes first: others are a section, or
//! one title of several. A longer form of the title is fine, such as `LOCAL` and
//! `LOCAL (MASM)`, and what a template fills in cannot be compared.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::Heading;
use crate::domain::text::Span;

use super::context::ArticleContext;
use super::fields::governs;
use super::headings::{marks, outermost};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB501",
        name: "title-mismatch",
        level: Level::Warning,
        fix: FixKind::Offered,
        summary: "The first heading of level 1 is not the title.",
        doc: include_str!("title_mismatch.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

/// The level of a heading that is a title.
const TOP: u8 = 1;
/// What template languages write.
const TEMPLATE_MARKS: [&str; 3] = ["{{", "{%", "<%"];

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    if !governs(context.around.settings, "title") {
        return;
    }
    let Some((title, span)) = article.meta.title.as_ref().and_then(|it| Some((it, it.span?)))
    else {
        return;
    };
    let title = title.value.raw();
    let is_in_front = span.end <= article.front_span.end;
    let mut headings = outermost(context).map(|(_, heading)| heading);
    let Some(heading) = headings.next().filter(|first| is_in_front && first.level == TOP) else {
        return;
    };
    if title == heading.text || headings.any(|other| other.level == TOP) {
        return;
    }
    let (words, shown) = (words(title), words(&heading.text));
    let is_filled_in = |text: &str| TEMPLATE_MARKS.iter().any(|mark| text.contains(mark));
    let is_part = words.contains(&shown) || shown.contains(&words);
    if !is_part && !is_filled_in(title) && !is_filled_in(&heading.text) {
        report_mismatch(context, heading, (title, span), report);
    }
}

fn report_mismatch(
    context: &ArticleContext<'_>,
    heading: &Heading,
    (title, span): (&str, Span),
    report: &mut Report<'_>,
) {
    let shown = quote(title);
    let message = format!("the heading {} is not the title {shown}", quote(&heading.text));
    let place = context.place(heading.span);
    let found = report.about(context.article, place.clone(), &*heading.text, message);
    found.label(context.place(span), "the title is here");
    found.help("let both say the same, or remove the heading: the title is shown without it");
    let has_anchor = context.written(heading.span).contains("{#");
    if marks(context, heading).is_some() && !has_anchor && !title.contains(['\n', '\r']) {
        found.replace(FixKind::Offered, format!("write {shown}"), &place, format!("# {title}"));
    }
}

/// What readers tell titles apart by: the words in lower case, each between blanks.
fn words(text: &str) -> String {
    let mut words = String::from(" ");
    let parts = text.split(|character: char| !character.is_alphanumeric());
    for part in parts.filter(|part| !part.is_empty()) {
        words.extend(part.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    words
}

#[cfg(test)]
#[path = "title_mismatch_tests.rs"]
mod tests;
