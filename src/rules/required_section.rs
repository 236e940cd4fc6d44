//! KB503: a section that the type of article has, and this one has not.
//!
//! The order is the author's. A guide of up to 150 words that gives its answer
//! is a tip, and complete.

use crate::domain::article::Status;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::markdown::{Heading, Outline};
use crate::domain::slug::slug;
use crate::domain::suggest::nearest;

use super::context::ArticleContext;
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

/// The most words of a guide that may do with its first section alone.
const TIP_WORDS_MAX: u32 = 300;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB503",
        name: "required-section",
        level: Level::Warning,
        fix: FixKind::None,
        summary: "A section that articles of this type have is not there.",
        doc: include_str!("required_section.md"),
    },
    draft: Level::Info,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let around = context.around;
    let kind = article.kind().and_then(|kind| around.schema.types.get(kind));
    let Some(kind) = kind.filter(|_| around.settings.has_own_fields) else {
        return;
    };
    let outline = &article.outline;
    let missing: Vec<&str> = kind
        .sections
        .iter()
        .map(String::as_str)
        .filter(|section| !has(outline, section, |level| level == 2))
        .collect();
    let gives_answer = kind.sections.first().is_some_and(|first| !missing.contains(&&**first));
    let is_tip = kind.name == "guide" && outline.words <= TIP_WORDS_MAX && gives_answer;
    if missing.is_empty() || is_tip || article.meta.status == Status::Retired {
        return;
    }
    let sections = if missing.len() == 1 { "section" } else { "sections" };
    let message = format!(
        "an article of type `{}` has the {sections} {}, which this one has not",
        kind.name,
        quote_all(&missing, "and")
    );
    let written = article.meta.kind.as_ref().and_then(|kind| kind.span);
    let place = written.map_or_else(|| context.opening(), |span| context.place(span));
    let found = report.about(article, place, missing.join(" "), message);
    found.help(way_out(outline, &kind.sections, &missing));
}

fn has(outline: &Outline, section: &str, is_level: impl Fn(u8) -> bool) -> bool {
    outline.headings.iter().any(|heading| is_level(heading.level) && is_called(heading, section))
}

/// Case and punctuation apart, as in anchors.
fn is_called(heading: &Heading, section: &str) -> bool {
    slug(heading.text.trim()) == slug(section)
}

fn way_out(outline: &Outline, sections: &[String], missing: &[&str]) -> String {
    for section in missing {
        if has(outline, section, |level| level != 2) {
            return format!("make the heading {} one of level 2: `## `", quote(section));
        }
    }
    let is_required = |heading: &Heading| sections.iter().any(|name| is_called(heading, name));
    let free: Vec<&str> = outline
        .headings
        .iter()
        .filter(|heading| heading.level == 2 && !is_required(heading))
        .map(|heading| heading.text.trim())
        .collect();
    for section in missing {
        let written = nearest(section, free.iter().copied(), strsim::damerau_levenshtein);
        if let Some(written) = written {
            return format!("did you mean {} by the heading {}?", quote(section), quote(written));
        }
    }
    let headings: Vec<String> = missing.iter().map(|section| format!("## {section}")).collect();
    format!("add {}", quote_all(&headings, "and"))
}

#[cfg(test)]
#[path = "required_section_tests.rs"]
mod tests;
