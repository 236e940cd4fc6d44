//! KB212: the front matter says one licence, and something else about the file another.
//!
//! That is a tag in a comment, the file beside it, or a `REUSE.toml`. Compared is what
//! expressions mean, never how they are written.

use crate::domain::article::Article;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::reuse::Stated;
use crate::license::expression::{Expression, parse};
use crate::license::terms::{meanings, together};

use super::context::ArticleContext;
use super::license_tags::tags;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB212",
        name: "license-mismatch",
        level: Level::Error,
        fix: FixKind::None,
        summary: "The front matter says another licence than a tag or `REUSE.toml`.",
        doc: include_str!("license_mismatch.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

/// More places than these are not shown.
const LABELS_MAX: usize = 5;

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let Some(license) = article.meta.license.as_ref().map(|license| license.value.raw()) else {
        return;
    };
    let reuse = context.around.reuse;
    let beside = reuse.sidecars.get(&article.path).filter(|stated| !stated.is_empty());
    let own = beside.cloned().unwrap_or_else(|| in_comments(context));
    let annotated = reuse.annotated(&article.path);
    let Ok(expression) = parse(license) else { return };
    check_mark(context, &expression, report);
    let mut holds: Vec<&Stated> = annotated.always;
    if own.is_empty() {
        holds.extend(annotated.otherwise);
    } else if !annotated.overrides {
        holds.extend(&own);
    }
    compare(context, &expression, &holds, report);
}

/// The Public Domain Mark is a label for works that nobody has rights in: whoever puts a
/// copyright notice beside it says that somebody has (CC-PDM-1.0).
fn check_mark(context: &ArticleContext<'_>, expression: &Expression, report: &mut Report<'_>) {
    let article = context.article;
    let Some(license) = &article.meta.license else { return };
    let is_marked = expression.terms().any(|term| term.id == "CC-PDM-1.0");
    if is_marked && !article.meta.copyright.is_empty() {
        let place = license.span.map_or_else(|| context.opening(), |span| context.place(span));
        let message =
            "`CC-PDM-1.0` says that nobody has rights in it, `copyright` that somebody has";
        let found = report.about(article, place, license.value.raw(), message);
        found.help("write `CC0-1.0` to give up your own rights, or remove the notice");
    }
}

/// What tags in comments say of the file.
fn in_comments(context: &ArticleContext<'_>) -> Vec<Stated> {
    let of_file = tags(context).into_iter().filter(|tag| !tag.is_snippet);
    let stated = |text: &str, span| Stated { text: text.to_owned(), place: context.place(span) };
    of_file.map(|tag| stated(tag.text, tag.span)).collect()
}

/// Reports those of `stated`, which hold together, that say something else than `expression`.
fn compare(
    context: &ArticleContext<'_>,
    expression: &Expression,
    stated: &[&Stated],
    report: &mut Report<'_>,
) {
    let article = context.article;
    let Some(license) = &article.meta.license else { return };
    let agrees = |stated: &[&Stated]| {
        let texts: Vec<&str> = stated.iter().map(|it| bare(&it.text)).collect();
        agree(article, expression, &texts)
    };
    if stated.is_empty() || agrees(stated) {
        return;
    }
    let wrong: Vec<&&Stated> = stated.iter().filter(|it| !agrees(&[**it])).collect();
    let wrong = if wrong.is_empty() { stated.iter().collect() } else { wrong };
    let Some(first) = wrong.first() else { return };
    let says = quote(bare(&first.text));
    let wherever = if first.place.path == article.path {
        "a comment".to_owned()
    } else {
        quote(&first.place.path.lossy())
    };
    let origin = if license.span.is_some() { "the front matter" } else { "`kb.toml`" };
    let message = format!("{origin} says {}, {wherever} {says}", quote(license.value.raw()));
    let place = license.span.map_or_else(|| context.opening(), |span| context.place(span));
    let found = report.about(article, place, format!("{} {says}", license.value.raw()), message);
    for stated in wrong.iter().take(LABELS_MAX) {
        found.label(stated.place.clone(), format!("here it is {}", quote(bare(&stated.text))));
        found.depends_on(&stated.place.path);
    }
    if license.span.is_none() {
        // What `kb.toml` says is meant for many, and the article was not asked.
        found.at_most(Level::Warning);
    }
    found.help(match (meanings(bare(&first.text)).is_empty(), license.span) {
        (true, _) => {
            format!("{says} is no SPDX expression: write the licence that holds in both places")
        }
        (_, Some(_)) => "find out which one holds, and write it in both places".to_owned(),
        (_, None) => {
            "write `license` into the front matter, or other `[[defaults]]` into `kb.toml`"
                .to_owned()
        }
    });
}

/// An expression without the quotes that other formats need around it.
fn bare(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'']).trim()
}

/// True if `texts` together say the licence of `article`, with or without what parts of it have.
fn agree(article: &Article, expression: &Expression, texts: &[&str]) -> bool {
    let Some(license) = &article.meta.license else { return true };
    let said = match texts {
        [one] => meanings(one),
        several => together(several.iter().copied()).into_iter().collect(),
    };
    if said.iter().any(|said| said.is_same(expression)) {
        return true;
    }
    let own = license.value.raw();
    let parts = super::license_parts::of_parts(article);
    said.iter().any(|said| {
        let demands = |part: &&str| {
            together([&said.to_string(), *part].into_iter()).is_some_and(|it| it.is_same(said))
        };
        let demanded = parts.iter().copied().filter(|part| demands(part));
        let is_whole = together(std::iter::once(own).chain(demanded))
            .is_some_and(|whole| said.is_same(&whole));
        // What an excerpt from another article is under stands there.
        is_whole || (super::license_parts::has_unknown(article) && demands(&own))
    })
}
