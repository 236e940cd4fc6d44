//! Which articles declare others of the library as their sources.

use std::collections::HashSet;

use crate::domain::article::Article;
use crate::domain::source::{Relation, SourceReference};

use super::context::LibraryContext;
use super::named::{Meant, Named};

/// How many articles are followed back from one: longer chains of copies are nobody's.
const FOLLOWED_MAX: usize = 64;

/// What articles declare as their sources.
pub(super) struct Origins<'c, 'a> {
    named: Named<'c, 'a>,
}

impl<'c, 'a> Origins<'c, 'a> {
    /// The sources of the articles of `context`.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Self {
        Self { named: Named::new(context) }
    }

    /// The article that `source` of `from` is, if it is one of the library and not `from` itself.
    pub(super) fn article(&self, from: &Article, source: &SourceReference) -> Option<&'a Article> {
        let written = source.article.as_ref()?.value.raw();
        let name = written.split_once('#').map_or(written, |(name, _)| name);
        match self.named.find(from, name) {
            Meant::Article(article) if article.path != from.path => Some(article),
            _ => None,
        }
    }

    /// True if one of the two declares the other, or both declare the same, as a source that
    /// explains why they share text; over other articles too.
    pub(super) fn explain(&self, one: &'a Article, other: &'a Article) -> bool {
        !self.all(one).is_disjoint(&self.all(other))
    }

    /// The article itself, and what it and its sources declare: paths, and addresses elsewhere.
    fn all(&self, article: &'a Article) -> HashSet<&'a [u8]> {
        let mut found = HashSet::from([article.path.as_bytes()]);
        let mut open = vec![article];
        while let Some(article) = open.pop().filter(|_| found.len() < FOLLOWED_MAX) {
            for source in article.meta.sources.iter().filter(|source| explains(source)) {
                if let Some(origin) = self.article(article, source) {
                    if found.insert(origin.path.as_bytes()) {
                        open.push(origin);
                    }
                } else if let Some(url) = &source.url {
                    found.insert(url.value.raw().as_bytes());
                }
            }
        }
        found
    }
}

/// True if a source of this kind accounts for text that is shared.
fn explains(source: &SourceReference) -> bool {
    source.relation != Relation::Cites
}
