//! KB106: a required field that is not there.
//!
//! What every article needs is an error. What its type needs is a to-do list
//! on drafts and a warning on active articles.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::schema::Field;

use super::context::ArticleContext;
use super::fields::{Block, blocks};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB106",
        name: "missing-field",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A field that the article, or its type, must have is not there.",
        doc: include_str!("missing_field.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for block in blocks(context) {
        if block.path.is_empty() {
            check_top(context, &block, report);
        } else {
            check_nested(context, &block, report);
        }
    }
}

fn check_top(context: &ArticleContext<'_>, block: &Block<'_>, report: &mut Report<'_>) {
    let article = context.article;
    let schema = context.around.schema;
    let core = missing(block, &schema.common, |name| is_given(context, name));
    if !core.is_empty() {
        let message = match core.as_slice() {
            [only] => format!("the required field {} is missing", quote(only)),
            several => format!("the required fields {} are missing", quote_all(several, "and")),
        };
        report.about(article, context.opening(), core.join(" "), message).help(way_out(&core));
    }
    let own = article.kind().and_then(|kind| schema.types.get(kind));
    let Some(own) = own else {
        return;
    };
    let wanted = missing(block, &own.fields, |_| false);
    if !wanted.is_empty() {
        let needs = quote_all(&wanted, "and");
        let message = format!("an article of type {} needs {needs}", quote(&own.name));
        let found = report.about(article, context.opening(), wanted.join(" "), message);
        found.help(way_out(&wanted)).at_most(most(context));
    }
}

fn check_nested(context: &ArticleContext<'_>, block: &Block<'_>, report: &mut Report<'_>) {
    let required = block.allowed.iter().copied();
    let missing = missing(block, required, |_| false);
    if !missing.is_empty() {
        let message = format!("{} needs {}", quote(&block.path), quote_all(&missing, "and"));
        let place = context.place(block.span);
        let found = report.about(context.article, place, missing.join(" "), message);
        found.help(way_out(&missing)).at_most(most(context));
    }
}

fn most(context: &ArticleContext<'_>) -> Level {
    if context.is_draft() { Level::Info } else { Level::Warning }
}

/// The required `fields` that are neither written, nor meant by a misspelt key, nor given.
fn missing<'f>(
    block: &Block<'_>,
    fields: impl IntoIterator<Item = &'f Field>,
    is_given: impl Fn(&str) -> bool,
) -> Vec<&'f str> {
    let unknown = block.entries.iter().filter(|entry| !block.knows(&entry.key));
    let meant: Vec<&str> = unknown.filter_map(|entry| block.meant(&entry.key)).collect();
    let required = fields.into_iter().filter(|field| field.is_required);
    let names = required.map(|field| field.name.as_str());
    names.filter(|name| !block.has(name) && !meant.contains(name) && !is_given(name)).collect()
}

/// True for a type that `kb.toml` gives to the whole folder; a licence is always written.
fn is_given(context: &ArticleContext<'_>, name: &str) -> bool {
    name == "type" && context.article.meta.kind.is_some()
}

fn way_out(missing: &[&str]) -> String {
    let lines: Vec<String> = missing.iter().map(|name| format!("{name}: …")).collect();
    format!("add {} to the front matter", quote_all(&lines, "and"))
}

#[cfg(test)]
#[path = "missing_field_tests.rs"]
mod tests;
