//! What the name of an article in front matter leads to.
//!
//! Ids, former ids and paths are understood, and addresses elsewhere are left alone.

use std::collections::HashSet;

use crate::domain::article::Article;
use crate::domain::article_names::ArticleNames;
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;

use super::context::LibraryContext;
use super::reference::has_scheme;

/// What a name leads to.
pub(super) enum Meant<'a> {
    /// An article.
    Article(&'a Article),
    /// Something out of the library, or a file that could not be read.
    Other,
    /// Nothing.
    Missing,
}

/// Articles by what they may be called: ids, former ids and paths.
pub(super) struct Named<'c, 'a> {
    context: &'c LibraryContext<'a>,
    articles: Vec<&'a Article>,
    names: ArticleNames<'a>,
    /// The ids of files that could not be read.
    skipped: HashSet<ArticleId>,
}

impl<'c, 'a> Named<'c, 'a> {
    /// The articles of a library by name.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Self {
        let articles: Vec<&Article> = context.articles.values().collect();
        let names = ArticleNames::new(articles.iter().copied());
        let library = articles.first().map(|article| article.id.collection());
        let ids = context.around.settings.ids;
        let id = |path| Some(ArticleId::of_path(library?, ids, path));
        let skipped = context.skipped.iter().filter_map(|skipped| id(&skipped.path)).collect();
        Self { context, articles, names, skipped }
    }

    /// What `written` in `from` leads to.
    pub(super) fn find(&self, from: &Article, written: &str) -> Meant<'a> {
        if let Some(index) = self.names.find(from, written) {
            return Meant::Article(self.articles[index]);
        }
        let skipped = ArticleId::new(from.id.collection(), written);
        if has_scheme(written) || self.skipped.contains(&skipped) {
            return Meant::Other;
        }
        let from_root = ArticlePath::new("").resolve(written.as_bytes());
        let paths = [from_root, from.path.resolve(written.as_bytes())];
        let is_there = paths.iter().flatten().any(|path| self.context.links.exists(path));
        if is_there { Meant::Other } else { Meant::Missing }
    }
}
