//! Which article takes the place of which.

use std::collections::{HashMap, HashSet};

use crate::domain::article::{Article, Written};
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

use super::context::LibraryContext;
use super::fields::governs;
use super::reference::has_scheme;

/// The field that names a successor.
pub(super) const FIELD: &str = "superseded_by";

/// What `superseded_by` leads to.
pub(super) enum Successor<'a> {
    /// An article.
    Article(&'a Article),
    /// Something out of the library, or a file that could not be read.
    Other,
    /// Nothing.
    Missing,
}

/// Articles by what may stand in `superseded_by`: ids, former ids and paths.
pub(super) struct Successors<'c, 'a> {
    context: &'c LibraryContext<'a>,
    by_id: HashMap<&'a str, &'a Article>,
    by_alias: HashMap<&'a str, &'a Article>,
    /// The ids of files that could not be read.
    skipped: HashSet<ArticleId>,
}

impl<'c, 'a> Successors<'c, 'a> {
    /// The successors of a library; `None` if it does not use the field.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Option<Self> {
        let is_named = |article: &Article| article.meta.superseded_by.is_some();
        let is_used =
            governs(context.around.settings, FIELD) && context.articles.values().any(is_named);
        if !is_used {
            return None;
        }
        let (mut by_id, mut by_alias) = (HashMap::new(), HashMap::new());
        for article in context.articles.values() {
            by_id.entry(article.id.raw()).or_insert(article);
            for alias in &article.meta.aliases {
                by_alias.entry(alias.value.raw()).or_insert(article);
            }
        }
        let library = context.articles.values().next()?.id.library();
        let id = |path| ArticleId::of_path(library, context.around.settings.ids, path);
        let skipped = context.skipped.iter().map(|skipped| id(&skipped.path)).collect();
        Some(Self { context, by_id, by_alias, skipped })
    }

    /// Every article that names a successor, in order, what it wrote, and what that leads to.
    pub(super) fn all(
        &self,
    ) -> impl Iterator<Item = (&'a Article, &'a Written<Untrusted>, Successor<'a>)> {
        self.context.articles.values().filter_map(|article| {
            let written = article.meta.superseded_by.as_ref()?;
            Some((article, written, self.find(article, written.value.raw())))
        })
    }

    /// What `written` in `from` leads to.
    fn find(&self, from: &Article, written: &str) -> Successor<'a> {
        let named = self.by_id.get(written).or_else(|| self.by_alias.get(written));
        if let Some(article) = named {
            return Successor::Article(article);
        }
        let skipped = ArticleId::new(from.id.library(), written);
        if has_scheme(written) || self.skipped.contains(&skipped) {
            return Successor::Other;
        }
        let from_root = ArticlePath::new("").resolve(written.as_bytes());
        let paths = [from_root, from.path.resolve(written.as_bytes())];
        let found = paths.into_iter().flatten().find_map(|path| self.at(&path));
        found.unwrap_or(Successor::Missing)
    }

    fn at(&self, path: &ArticlePath) -> Option<Successor<'a>> {
        let article = self.context.articles.get(path).map(Successor::Article);
        article.or_else(|| self.context.links.exists(path).then_some(Successor::Other))
    }
}
