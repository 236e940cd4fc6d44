//! Reads of an article what its exported page shows beside its text.

use crate::domain::article::Article;
use crate::domain::export_details::PageSource;
use crate::domain::source::SourceReference;
use crate::domain::untrusted::{Untrusted, one_line};

/// The sources of `article`; `people` names those who may be named.
pub(super) fn sources(
    article: &Article,
    people: &dyn Fn(&[Untrusted]) -> Vec<String>,
) -> Vec<PageSource> {
    let line = |text: &Untrusted| Some(one_line(text.raw())).filter(|line| !line.is_empty());
    let read = |source: &SourceReference| PageSource {
        relation: source.relation.name(),
        title: one_line(source.title.raw()),
        authors: people(&source.authors),
        year: source.year.as_ref().and_then(line),
        url: source.url.as_ref().and_then(|url| line(&url.value)),
        article: source.article.as_ref().and_then(|article| line(&article.value)),
        license: source.license.as_ref().and_then(|license| line(&license.value)),
        access: source.access.as_ref().and_then(line),
        changes: source.changes.as_ref().and_then(line),
    };
    article.meta.sources.iter().map(read).collect()
}
