//! Articles by the names that front matter calls them by.

use std::collections::HashMap;

use super::article::Article;
use super::path::ArticlePath;

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
        let mut names = HashMap::new();
        let ids = articles.clone().map(|article| article.id.raw().as_bytes()).enumerate();
        let paths = articles.clone().map(|article| article.path.as_bytes()).enumerate();
        let aliases = articles.enumerate().flat_map(|(index, article)| {
            let aliases = article.meta.aliases.iter();
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
        let known = |path: Option<ArticlePath>| self.names.get(path?.as_bytes()).copied();
        let named = self.names.get(name.as_bytes()).copied();
        named
            .or_else(|| known(ArticlePath::new("").resolve(name.as_bytes())))
            .or_else(|| known(from.path.resolve(name.as_bytes())))
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
