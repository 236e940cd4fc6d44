//! Where the links of an article lead, for those who write its text elsewhere.
//!
//! Found as the rules on links find it, so that what they call broken leads nowhere here.

use crate::domain::article::Article;
use crate::domain::path::ArticlePath;

use super::links::Places;
use super::reference::{Reference, anchor, has_scheme};
use super::targets::{Found, Targets};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// An article, by its number, and the anchor in it.
    Article(usize, Option<String>),
    /// Another file of the library; nothing says that it is no folder.
    File(ArticlePath),
    /// An address with a scheme, as written.
    Address,
    /// Nothing that is known here.
    Nowhere,
}

/// The roads of a library.
pub struct Routes<'a> {
    articles: &'a [Article],
    targets: Targets<'a>,
}

impl<'a> Routes<'a> {
    /// The roads between `articles`, which are in the order of their paths; `pages_are_folders`
    /// where a site builder may serve them so.
    #[must_use]
    pub fn new(articles: &'a [Article], places: Places<'a>, pages_are_folders: bool) -> Self {
        let targets = Targets::new(articles.iter().collect(), places, pages_are_folders);
        Self { articles, targets }
    }

    /// Where `destination` leads, as it is written in the article of that number.
    #[must_use]
    pub fn of(&self, number: usize, destination: &str) -> Route {
        let Some(reference) = Reference::new(destination) else {
            let is_address = has_scheme(destination.trim()) || destination.trim().starts_with("//");
            return if is_address { Route::Address } else { Route::Nowhere };
        };
        let from = &self.articles[number];
        let mut path = Vec::new();
        let at = u32::try_from(number).unwrap_or(u32::MAX);
        match self.targets.find((at, from), &reference, &mut path) {
            Found::Article(found) => Route::Article(found as usize, reference.fragment.map(anchor)),
            Found::Other => {
                self.targets.path_of(from, &reference).map_or(Route::Nowhere, Route::File)
            }
            Found::Missing | Found::Outside | Found::Unknown => Route::Nowhere,
        }
    }
}
