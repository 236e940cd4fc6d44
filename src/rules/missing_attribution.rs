//! KB205: a source whose credit lacks what its licence asks for.
//!
//! What is asked depends on the relation and on the family of the licence; a fact or a
//! reference asks for nothing. An article of the library brings its own title, authors and
//! licence along.

use std::collections::HashMap;

use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::slug::slug;
use crate::domain::source::{Relation, SourceReference};
use crate::license::family::{Need, OGL_STATEMENT, Obligations, obligations};
use crate::license::statement::Statement;

use super::context::ArticleContext;
use super::report::{Report, quote, quote_all};
use super::verdicts::name_of;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB205",
        name: "missing-attribution",
        level: Level::Error,
        fix: FixKind::Offered,
        summary: "The credit of a source lacks what its licence or its relation asks for.",
        doc: include_str!("missing_attribution.md"),
    },
    draft: Level::Warning,
    check: Check::Article(check),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    let mut parts = Parts::default();
    for source in &context.article.meta.sources {
        let asked = asked(source);
        tell(context, source, &asked, Need::Required, report);
        tell(context, source, &asked, Need::Advised, report);
        check_part(context, source, &mut parts, report);
    }
}

/// What is asked of a source: each field that it lacks and how much it is needed.
struct Asked {
    fields: Vec<(&'static str, Need)>,
    /// Where the licence asks for it; empty where the relation does.
    clause: &'static str,
}

fn asked(source: &SourceReference) -> Asked {
    let relation = source.relation;
    let mut asked = Asked { fields: Vec::new(), clause: "" };
    let is_placed = source.url.is_some() || source.locator.is_some();
    let is_credited = source.attribution.is_some() || source.copyright.is_some();
    let mut need = |field, is_there: bool, need: Need| {
        if !is_there && need > Need::No {
            asked.fields.push((field, need));
        }
    };
    if relation == Relation::Cites {
        return asked;
    }
    let wants_part = matches!(relation, Relation::Excerpt | Relation::Quotation);
    if source.article.is_some() {
        need("part", source.part.is_some() || !wants_part, Need::Required);
        return asked;
    }
    if relation == Relation::InspiredBy {
        need("title", !source.title.is_empty() || source.url.is_some(), Need::Required);
        return asked;
    }
    let statement = source.license.as_ref().and_then(|it| Statement::read(it.value.raw()));
    let obligations = match &statement {
        Some(Statement::Licensed(expression)) => obligations(expression),
        _ => UNKNOWN,
    };
    let is_quoted = relation == Relation::Quotation;
    let title = if is_quoted { Need::Required } else { obligations.title };
    let authors = if is_quoted { Need::Required } else { obligations.authors };
    let licence = if is_quoted { Need::No } else { Need::Required };
    need("title", !source.title.is_empty(), title);
    need("authors", !source.authors.is_empty() || is_credited, authors);
    need("url", is_placed, Need::Required);
    need("license", source.license.is_some(), licence);
    if !is_quoted {
        need("copyright", source.copyright.is_some(), obligations.copyright);
        need("attribution", source.attribution.is_some(), obligations.statement);
    }
    need("part", source.part.is_some() || !wants_part, Need::Required);
    let is_translated = relation == Relation::Translated;
    need("lang", source.lang.is_some() || !is_translated, Need::Advised);
    asked.clause = obligations.clause;
    asked
}

/// What is asked where nothing is known of the licence.
const UNKNOWN: Obligations = Obligations {
    title: Need::Required,
    authors: Need::Required,
    copyright: Need::No,
    statement: Need::No,
    changes: Need::Advised,
    clause: "",
};

fn tell(
    context: &ArticleContext<'_>,
    source: &SourceReference,
    asked: &Asked,
    need: Need,
    report: &mut Report<'_>,
) {
    let lacking = asked.fields.iter().filter(|(_, asked)| *asked == need);
    let lacking: Vec<&str> = lacking.map(|(field, _)| *field).collect();
    if lacking.is_empty() {
        return;
    }
    let place = context.place(source.span);
    let (name, relation) = (name_of(source), source.relation.name());
    let fields = quote_all(&lacking, "and");
    let message = match need {
        Need::Required => format!("{name}, `{relation}` here, is credited without {fields}"),
        _ => format!("{name}, `{relation}` here, would be credited better with {fields}"),
    };
    let subject = format!("{name} {}", lacking.join(" "));
    let found = report.about(context.article, place, subject, message);
    if need == Need::Advised {
        found.at_most(Level::Warning);
    }
    found.help(way_out(&lacking, asked.clause, need));
    if lacking.contains(&"attribution")
        && let Some((place, text)) = insertion(context, source, "attribution", OGL_STATEMENT)
    {
        let says = "write the default sentence of the Open Government Licence";
        found.replace(FixKind::Offered, says, &place, text);
    }
}

fn way_out(lacking: &[&str], clause: &str, need: Need) -> String {
    if lacking == ["license"] {
        return "write the licence that is printed in the source, `NOASSERTION` if there is none; \
                or say `cites` or `inspired-by`, which need none"
            .to_owned();
    }
    if lacking == ["attribution"] {
        return format!("write the statement that the provider asks for, or `{OGL_STATEMENT}`");
    }
    let fields = quote_all(lacking, "and");
    if clause.is_empty() || need == Need::Advised {
        format!("add {fields}")
    } else {
        format!("add {fields}; what belongs to a credit is said in {clause}")
    }
}

/// The place after the last field of `source` and what adds `key` there, in the form in which
/// the source is written.
fn insertion(
    context: &ArticleContext<'_>,
    source: &SourceReference,
    key: &str,
    value: &str,
) -> Option<(crate::domain::finding::Place, String)> {
    let written = context.written(source.span);
    let field = format!("{key}: \"{value}\"");
    let at = |offset| context.place(crate::domain::text::Span::at(source.span.start + offset));
    if let Some(inside) = written.strip_suffix('}') {
        let inside = inside.trim_end();
        let comma = if inside.ends_with([',', '{']) { " " } else { ", " };
        return Some((at(inside.len()), format!("{comma}{field}")));
    }
    let column = context.place(source.span).region?.start.column;
    let indent = " ".repeat(usize::try_from(column).ok()?.checked_sub(1)?);
    Some((at(written.trim_end().len()), format!("\n{indent}{field}")))
}

/// The parts of an article that sources are bound to; each is looked at once, however many
/// sources name it.
#[derive(Default)]
struct Parts<'a> {
    /// The first heading of each name; empty until one is asked for.
    headings: HashMap<&'a str, usize>,
    /// Whether there is a block quote in the section below a heading.
    has_quote: HashMap<usize, bool>,
}

impl<'a> Parts<'a> {
    /// The heading that `name` means, be it written as its slug or as its text.
    fn heading(&mut self, context: &ArticleContext<'a>, name: &str) -> Option<usize> {
        if self.headings.is_empty() {
            for (index, slug) in context.article.outline.slugs.iter().enumerate() {
                self.headings.entry(slug).or_insert(index);
            }
        }
        let found = [name, &slug(name)].map(|name| self.headings.get(name).copied());
        found.into_iter().flatten().min()
    }

    /// Whether something is quoted under the heading at `index`.
    fn has_quote(&mut self, context: &ArticleContext<'_>, index: usize) -> bool {
        *self.has_quote.entry(index).or_insert_with(|| {
            let headings = &context.article.outline.headings;
            let heading = &headings[index];
            let next = headings[index + 1..].iter().find(|next| next.level <= heading.level);
            let end = next.map_or(context.article.body_span.end, |next| next.span.start);
            let section = context.text.get(heading.span.end..end).unwrap_or_default();
            section.lines().any(|line| line.trim_start().starts_with('>'))
        })
    }
}

/// Whether the part where text of the source stands is there, and a quotation is marked.
fn check_part<'a>(
    context: &ArticleContext<'a>,
    source: &SourceReference,
    parts: &mut Parts<'a>,
    report: &mut Report<'_>,
) {
    let Some(part) = &source.part else {
        return;
    };
    let wanted = part.value.raw().trim_start_matches('#');
    let place = context.place(part.span.unwrap_or(source.span));
    let Some(heading) = parts.heading(context, wanted) else {
        let message = format!("there is no heading {} that the source is bound to", quote(wanted));
        let found = report.about(context.article, place, wanted, message);
        found.help("name the heading under which its text stands, as in `part: \"#checklist\"`");
        return;
    };
    if source.relation == Relation::Quotation && !parts.has_quote(context, heading) {
        let message = format!("the quotation under {} is not marked as one", quote(wanted));
        let found = report.about(context.article, place, wanted, message);
        found.help("begin each line of the quoted passage with `> `");
    }
}

#[cfg(test)]
#[path = "missing_attribution_tests.rs"]
mod tests;
