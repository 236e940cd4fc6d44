//! Which names a library answers to: ids and former ids, in whatever case.

use std::collections::HashMap;

use crate::domain::article::{Article, Written};
use crate::domain::untrusted::Untrusted;

use super::context::LibraryContext;

/// The articles of a library by id, and by former ids.
pub(super) struct Ids<'a> {
    ids: HashMap<String, &'a Article>,
    aliases: HashMap<String, (&'a Article, &'a Written<Untrusted>)>,
}

impl<'a> Ids<'a> {
    /// The names of the articles; of two that share one, the first is meant.
    pub(super) fn new(context: &LibraryContext<'a>) -> Self {
        let (mut ids, mut aliases) = (HashMap::new(), HashMap::new());
        for article in context.articles.values() {
            ids.entry(article.id.raw().to_lowercase()).or_insert(article);
            for alias in &article.meta.aliases {
                aliases.entry(alias.value.raw().to_lowercase()).or_insert((article, alias));
            }
        }
        Self { ids, aliases }
    }

    /// True if an article answers to `name`.
    pub(super) fn answers(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.ids.contains_key(&name) || self.aliases.contains_key(&name)
    }

    /// The article that has `name` among its former ids, and where it stands there.
    pub(super) fn by_alias(&self, name: &str) -> Option<(&'a Article, &'a Written<Untrusted>)> {
        self.aliases.get(&name.to_lowercase()).copied()
    }
}
