//! Articles by the names that entries under `sources` call them by.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::domain::article::Article;

/// The articles of a library by id, path and former id.
pub(super) struct ByName<'a> {
    articles: &'a [Article],
    /// Made when first asked: most libraries never do.
    names: OnceCell<HashMap<&'a [u8], usize>>,
}

impl<'a> ByName<'a> {
    pub(super) fn new(articles: &'a [Article]) -> Self {
        Self { articles, names: OnceCell::new() }
    }

    /// Where the article is that `name` means, and the heading that follows after `#`.
    pub(super) fn find(&self, name: &str) -> Option<(usize, Option<usize>)> {
        let (name, anchor) = match name.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor)),
            None => (name, None),
        };
        let names = self.names.get_or_init(|| self.names());
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let index = *names.get(name.as_bytes())?;
        Some((index, anchor.and_then(|it| self.articles[index].outline.heading_at(it))))
    }

    /// Ids come before paths and both before former ids, where one name means several.
    fn names(&self) -> HashMap<&'a [u8], usize> {
        let mut names = HashMap::with_capacity(2 * self.articles.len());
        for (index, article) in self.articles.iter().enumerate() {
            names.entry(article.id.raw().as_bytes()).or_insert(index);
        }
        for (index, article) in self.articles.iter().enumerate() {
            names.entry(article.path.as_bytes()).or_insert(index);
        }
        for (index, article) in self.articles.iter().enumerate() {
            for alias in &article.meta.aliases {
                names.entry(alias.value.raw().as_bytes()).or_insert(index);
            }
        }
        names
    }
}
