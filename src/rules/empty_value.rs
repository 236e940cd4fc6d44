//! KB111: a field with nothing in it.
//!
//! Where every article needs the field, nothing is as bad as no field: an
//! error. Elsewhere it is a warning, and a to-do on drafts.

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::node::Node;
use crate::domain::schema::Kind;

use super::context::ArticleContext;
use super::fields::{Known, known};
use super::figures;
use super::report::{Report, quote};
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB111",
        name: "empty-value",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A field is there, but nothing is in it.",
        doc: include_str!("empty_value.md"),
    },
    draft: Level::Error,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context) {
        let value = &known.entry.value;
        // A year that is not there is more than an empty value: KB807 tells it.
        if known.field.kind == Kind::Any || known.path == figures::YEAR {
            continue;
        }
        if value.is_empty() {
            report_empty(context, &known, report);
        } else if let Some(hole) = hole(value) {
            let message = format!("{} has an empty entry", quote(known.name()));
            let subject = known.name();
            let found = report.about(context.article, context.place(hole.span), subject, message);
            found.help("fill it in, or remove it").at_most(most(context, &known));
        }
    }
}

fn hole(value: &Node) -> Option<&Node> {
    value.as_sequence()?.iter().find(|item| item.is_empty())
}

fn report_empty(context: &ArticleContext<'_>, known: &Known<'_>, report: &mut Report<'_>) {
    let name = quote(known.name());
    let comment = swallowed(context, &known.entry.value);
    let message = match comment {
        Some(comment) => format!("{name} is empty: {} is read as a comment", quote(comment)),
        None => format!("{name} is empty"),
    };
    let place = context.place(known.entry.key_span);
    let found = report.about(context.article, place, known.name(), message);
    found.at_most(most(context, known));
    match comment {
        Some(comment) => found.help(format!("put it in quotes: {}", quote(&quoted(comment)))),
        None => found.help("write a value, or remove the line"),
    };
}

fn most(context: &ArticleContext<'_>, known: &Known<'_>) -> Level {
    let is_core = context
        .around
        .schema
        .common
        .iter()
        .any(|field| field.is_required && field.name == known.path && !known.is_mapped);
    match (is_core, context.is_draft()) {
        (true, _) => Level::Error,
        (false, false) => Level::Warning,
        (false, true) => Level::Info,
    }
}

/// The `#team` after the colon, which YAML takes for a comment.
fn swallowed<'t>(context: &ArticleContext<'t>, value: &Node) -> Option<&'t str> {
    let after = context.text.get(value.span.start..)?;
    let line = after.lines().next()?.trim();
    let is_tag = line.strip_prefix('#')?.starts_with(|next: char| !next.is_whitespace());
    is_tag.then_some(line)
}

fn quoted(comment: &str) -> String {
    format!("\"{}\"", comment.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
#[path = "empty_value_tests.rs"]
mod tests;
