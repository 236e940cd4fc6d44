//! The licences that parts of an article have, besides the one that it has itself.

use crate::domain::article::Article;
use crate::domain::source::Relation;

/// More sources than these are not looked at.
const PARTS_MAX: usize = 100;

/// The expressions, as written, for the code of the article and for what it takes from others.
pub(super) fn of_parts(article: &Article) -> Vec<&str> {
    let code = article.meta.code_license.iter().map(|license| license.value.raw());
    let sources = article.meta.sources.iter().filter_map(|source| source.license.as_ref());
    code.chain(sources.map(|license| license.value.raw())).take(PARTS_MAX).collect()
}

/// True if it holds an excerpt from an article of the library, whose licence stands there.
pub(super) fn has_unknown(article: &Article) -> bool {
    article.meta.sources.iter().any(|source| {
        source.relation == Relation::Excerpt && source.license.is_none() && source.article.is_some()
    })
}
