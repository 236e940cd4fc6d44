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

    /// True if the sources that the two declare explain why they share text: one of the two
    /// declares the other, however weakly, or text that both took came from one place.
    pub(super) fn explain(&self, one: &'a Article, other: &'a Article) -> bool {
        self.is_declared(one, other)
            || self.is_declared(other, one)
            || !self.taken_from(one).is_disjoint(&self.taken_from(other))
    }

    /// True if `article` declares that `origin` is more to it than a reference. Whether that
    /// fits what they share is for another rule.
    fn is_declared(&self, article: &Article, origin: &Article) -> bool {
        let sources = article.meta.sources.iter();
        let mut used = sources.filter(|source| source.relation != Relation::Cites);
        used.any(|source| self.article(article, source).is_some_and(|it| it.path == origin.path))
    }

    /// The article itself, and where it and its sources took text: paths, and addresses elsewhere.
    fn taken_from(&self, article: &'a Article) -> HashSet<&'a [u8]> {
        let mut found = HashSet::from([article.path.as_bytes()]);
        let mut open = vec![article];
        while let Some(article) = open.pop().filter(|_| found.len() < FOLLOWED_MAX) {
            let sources = article.meta.sources.iter();
            for source in sources.filter(|source| source.relation.takes_text()) {
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
