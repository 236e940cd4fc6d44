//! What the name of an article in front matter leads to.
//!
//! Ids, former ids and paths are understood, and addresses elsewhere are left alone.

use std::collections::{HashMap, HashSet};

use crate::domain::article::Article;
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
    by_id: HashMap<&'a str, &'a Article>,
    by_alias: HashMap<&'a str, &'a Article>,
    /// The ids of files that could not be read.
    skipped: HashSet<ArticleId>,
}

impl<'c, 'a> Named<'c, 'a> {
    /// The articles of a library by name.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Self {
        let (mut by_id, mut by_alias) = (HashMap::new(), HashMap::new());
        for article in context.articles.values() {
            by_id.entry(article.id.raw()).or_insert(article);
            for alias in &article.meta.aliases {
                by_alias.entry(alias.value.raw()).or_insert(article);
            }
        }
        let library = context.articles.values().next().map(|article| article.id.library());
        let ids = context.around.settings.ids;
        let id = |path| Some(ArticleId::of_path(library?, ids, path));
        let skipped = context.skipped.iter().filter_map(|skipped| id(&skipped.path)).collect();
        Self { context, by_id, by_alias, skipped }
    }

    /// What `written` in `from` leads to.
    pub(super) fn find(&self, from: &Article, written: &str) -> Meant<'a> {
        let named = self.by_id.get(written).or_else(|| self.by_alias.get(written));
        if let Some(article) = named {
            return Meant::Article(article);
        }
        let skipped = ArticleId::new(from.id.library(), written);
        if has_scheme(written) || self.skipped.contains(&skipped) {
            return Meant::Other;
        }
        let from_root = ArticlePath::new("").resolve(written.as_bytes());
        let paths = [from_root, from.path.resolve(written.as_bytes())];
        let found = paths.into_iter().flatten().find_map(|path| self.at(&path));
        found.unwrap_or(Meant::Missing)
    }

    fn at(&self, path: &ArticlePath) -> Option<Meant<'a>> {
        let article = self.context.articles.get(path).map(Meant::Article);
        article.or_else(|| self.context.links.exists(path).then_some(Meant::Other))
    }
}
