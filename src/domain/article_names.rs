//! Articles by the names that front matter calls them by.

use std::collections::HashMap;

use super::article::{Article, Written};
use super::id::ArticleId;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// What one article can be called by.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its id.
    pub id: &'a ArticleId,
    /// Where it lies.
    pub path: &'a ArticlePath,
    /// Its former ids.
    pub aliases: &'a [Written<Untrusted>],
}

/// The articles of a library by id, path and former id.
#[derive(Debug, Default)]
pub struct ArticleNames<'a> {
    /// Places in the order of the articles.
    names: HashMap<&'a [u8], usize>,
}

impl<'a> ArticleNames<'a> {
    /// The names of `articles`. Ids come before paths and both before former ids, where one name
    /// means several; of two articles with the same id the first is meant.
    pub fn new(articles: impl Iterator<Item = &'a Article> + Clone) -> Self {
        Self::of(articles.map(|article| Named {
            id: &article.id,
            path: &article.path,
            aliases: &article.meta.aliases,
        }))
    }

    /// The same, of articles of which no more is known than their names.
    pub fn of(articles: impl Iterator<Item = Named<'a>> + Clone) -> Self {
        let mut names = HashMap::new();
        let ids = articles.clone().map(|article| article.id.raw().as_bytes()).enumerate();
        let paths = articles.clone().map(|article| article.path.as_bytes()).enumerate();
        let aliases = articles.enumerate().flat_map(|(index, article)| {
            let aliases = article.aliases.iter();
            aliases.map(move |alias| (index, alias.value.raw().as_bytes()))
        });
        for (index, name) in ids.chain(paths).chain(aliases) {
            names.entry(name).or_insert(index);
        }
        Self { names }
    }

    /// Where the article is that `name` in `from` means: an id, a former id, or a path from the
    /// root or from there.
    #[must_use]
    pub fn find(&self, from: &Article, name: &str) -> Option<usize> {
        self.find_from(&from.path, name)
    }

    /// The same, for an article at `from`.
    #[must_use]
    pub fn find_from(&self, from: &ArticlePath, name: &str) -> Option<usize> {
        let known = |path: Option<ArticlePath>| self.names.get(path?.as_bytes()).copied();
        let named = self.names.get(name.as_bytes()).copied();
        named
            .or_else(|| known(ArticlePath::new("").resolve(name.as_bytes())))
            .or_else(|| known(from.resolve(name.as_bytes())))
    }
}

/// The name of an article and the heading that follows after `#`, as in `triage#checklist`.
#[must_use]
pub fn split_heading(name: &str) -> (&str, Option<&str>) {
    match name.split_once('#') {
        Some((name, heading)) => (name, Some(heading)),
        None => (name, None),
    }
}
