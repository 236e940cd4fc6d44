//! KB226: a source that is to lie in the library, and does not.

use crate::domain::article::{Article, Written};
use crate::domain::article_names::split_heading;
use crate::domain::finding::{FixKind, Level, RuleMeta};
use crate::domain::path::ArticlePath;
use crate::domain::source::SourceReference;
use crate::domain::untrusted::Untrusted;
use crate::license::provenance::permission;

use super::broken_link::Names;
use super::context::LibraryContext;
use super::named::{Meant, Named};
use super::report::{Report, quote};
use super::verdicts::is_record;
use super::{Check, Rule};

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB226",
        name: "source-not-found",
        level: Level::Error,
        fix: FixKind::None,
        summary: "A source is to be an article or a file of the library, and there is none.",
        doc: include_str!("source_not_found.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

/// The most that are missing of a library for which the nearest id is looked for.
const SOUGHT_MAX: usize = 100;

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let is_named = |article: &&Article| {
        let mut sources = article.meta.sources.iter();
        sources.any(|source| source.article.is_some() || source.permission.is_some())
    };
    let mut naming = context.articles.values().filter(is_named).peekable();
    if naming.peek().is_none() {
        return;
    }
    let named = Named::new(context);
    let mut meant = Nearest { context, names: None, sought: 0 };
    for article in naming {
        for source in &article.meta.sources {
            if let Some(written) = &source.article {
                check_article(article, written, &named, &mut meant, report);
            }
            if let Some(written) = &source.permission {
                check_permission(context, article, (source, written), report);
            }
        }
    }
}

/// Finds what a name most likely meant, as long as not too many are asked for.
struct Nearest<'c, 'a> {
    context: &'c LibraryContext<'a>,
    names: Option<Names<'a>>,
    sought: usize,
}

impl<'a> Nearest<'_, 'a> {
    fn find(&mut self, from: &Article, name: &str) -> Option<&'a Article> {
        self.sought += 1;
        if self.sought > SOUGHT_MAX {
            return None;
        }
        let names = self.names.get_or_insert_with(|| Names::new(self.context));
        names.nearest(&ArticlePath::new(name)).filter(|meant| meant.path != from.path)
    }
}

fn check_article(
    article: &Article,
    written: &Written<Untrusted>,
    named: &Named<'_, '_>,
    nearest: &mut Nearest<'_, '_>,
    report: &mut Report<'_>,
) {
    let name = written.value.raw();
    let (bare, _) = split_heading(name);
    if !matches!(named.find(article, bare), Meant::Missing) {
        return;
    }
    let place = nearest.context.place(&article.path, written.span);
    let message = format!("there is no article {} that text came from", quote(bare));
    let found = report.about(article, place, name, message);
    found.depends_on(&ArticlePath::new(bare));
    found.help(nearest.find(article, bare).map_or_else(
        || "write its id or path, or `url` if it lies elsewhere".to_owned(),
        |meant| format!("did you mean {}?", quote(meant.id.raw())),
    ));
}

fn check_permission(
    context: &LibraryContext<'_>,
    article: &Article,
    (source, written): (&SourceReference, &Written<Untrusted>),
    report: &mut Report<'_>,
) {
    let name = written.value.raw();
    let path = permission(source);
    if path.as_ref().is_some_and(|path| is_record(context, path)) {
        return;
    }
    let place = context.place(&article.path, written.span);
    let is_there = path.as_ref().is_some_and(|path| context.links.exists(path));
    let message = if is_there {
        format!("{} records no permission: it is an article, a folder or empty", quote(name))
    } else {
        format!("there is no file {} that records a permission", quote(name))
    };
    let found = report.about(article, place, name, message);
    if let Some(path) = &path {
        found.depends_on(path);
    }
    found
        .help("put the permission in writing into the repository, and name its path from the root");
}

#[cfg(test)]
#[path = "source_not_found_tests.rs"]
mod tests;
