//! KB214: a piece of code in an article has a licence of its own that nothing covers.
//!
//! Covered is what the article, its `code_license`, its sources or the list of the library name,
//! and what asks nothing of anybody.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::license::expression::{Expression, Term};
use crate::license::family::UNCONDITIONAL;
use crate::license::terms::meanings;

use super::context::ArticleContext;
use super::license_parts::of_parts;
use super::license_tags::{Tag, tags};
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB214",
        name: "snippet-license",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A piece of code has a licence that nothing in the article covers.",
        doc: include_str!("snippet_license.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let tags: Vec<Tag<'_>> = tags(context).into_iter().filter(|tag| tag.is_snippet).collect();
    if tags.is_empty() {
        return;
    }
    let article = context.article;
    let license = article.meta.license.as_ref().map(|license| license.value.raw());
    let policy = &context.around.settings.license;
    let allowed = policy.allow.iter().chain(&policy.allow_code).map(|it| it.value.as_str());
    let texts = license.into_iter().chain(of_parts(article)).chain(allowed);
    let covered: Vec<String> = texts.flat_map(meanings).flat_map(|it| it.ids()).collect();
    if covered.is_empty() {
        // That nobody says anything is told by other rules.
        return;
    }
    let is_covered = |term: &Term<'_>| {
        UNCONDITIONAL.contains(&term.id) || covered.iter().any(|it| it == term.id)
    };
    for tag in tags {
        let meanings = meanings(tag.text);
        if !meanings.iter().any(|meaning| meaning.is_satisfied(is_covered)) {
            report_tag(context, &tag, &meanings, report);
        }
    }
}

fn report_tag(
    context: &ArticleContext<'_>,
    tag: &Tag<'_>,
    meanings: &[Expression],
    report: &mut Report<'_>,
) {
    let article = context.article;
    let license = article.meta.license.as_ref();
    let ours = license.map(|license| format!(", the article under {}", quote(license.value.raw())));
    let message = format!("this code is under {}{}", quote(tag.text), ours.unwrap_or_default());
    let found = report.about(article, context.place(tag.span), tag.text, message);
    if let Some(span) = license.and_then(|license| license.span) {
        found.label(context.place(span), "the licence of the article");
    }
    if meanings.is_empty() {
        found.at_most(Level::Warning);
        found.help("write an SPDX expression, or leave the tag out if the code is yours");
    } else if meanings.iter().all(Expression::is_copyleft) {
        found.help(
            "it asks the same licence of all that is made from it: link to it, or name it under \
             `sources` with its licence",
        );
    } else {
        found.at_most(Level::Warning);
        found.help(
            "if the code is yours, name the licence as `code_license`; if not, name the code \
             under `sources`",
        );
    }
}
