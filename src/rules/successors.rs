//! Which article takes the place of which.

use crate::domain::article::{Article, Written};
use crate::domain::untrusted::Untrusted;

use super::context::LibraryContext;
use super::fields::governs;
use super::named::{Meant, Named};

/// The field that names a successor.
pub(super) const FIELD: &str = "superseded_by";

/// The successors of a library.
pub(super) struct Successors<'c, 'a> {
    context: &'c LibraryContext<'a>,
    named: Named<'c, 'a>,
}

impl<'c, 'a> Successors<'c, 'a> {
    /// The successors of a library; `None` if it does not use the field.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Option<Self> {
        let is_named = |article: &Article| article.meta.superseded_by.is_some();
        let is_used =
            governs(context.around.settings, FIELD) && context.articles.values().any(is_named);
        is_used.then(|| Self { context, named: Named::new(context) })
    }

    /// Every article that names a successor, in order, what it wrote, and what that leads to.
    pub(super) fn all(
        &self,
    ) -> impl Iterator<Item = (&'a Article, &'a Written<Untrusted>, Meant<'a>)> {
        self.context.articles.values().filter_map(|article| {
            let written = article.meta.superseded_by.as_ref()?;
            Some((article, written, self.named.find(article, written.value.raw())))
        })
    }
}
