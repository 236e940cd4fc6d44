//! Which article takes the place of which, and where the way ends.
//!
//! Successors are named by ids, former ids or paths, as everywhere in front matter. Each article
//! has one successor at most, so that a way has one end or leads round in a circle.

use std::collections::{HashMap, HashSet};

use super::article::{Article, Status};
use super::article_names::ArticleNames;
use super::path::ArticlePath;

/// The most successors of successors that are followed; nobody retires an article so often.
pub const STEPS_MAX: usize = 50;

/// What takes the place of `from` by `next`, and of that in turn, [`STEPS_MAX`] at most; on a
/// circle the same come again.
pub fn steps<T: Copy>(from: T, next: impl Fn(T) -> Option<T>) -> impl Iterator<Item = T> {
    std::iter::successors(next(from), move |here| next(*here)).take(STEPS_MAX)
}

/// The successors of a library.
pub struct Successors<'a> {
    articles: Vec<&'a Article>,
    names: ArticleNames<'a>,
    /// The places of articles that were named as successors, by the article that names them.
    next: HashMap<&'a ArticlePath, usize>,
}

/// Where the way from an article ends.
#[derive(Clone, Copy, Debug)]
pub enum End<'a> {
    /// At an article in use, so many steps away.
    InUse(&'a Article, usize),
    /// At a retired article that sends nobody on, or to what is no article here.
    Retired(&'a Article),
    /// Nowhere: it leads round in a circle, or further than anybody follows.
    Circle,
}

impl<'a> Successors<'a> {
    /// The successors of `articles`.
    pub fn new(articles: impl Iterator<Item = &'a Article>) -> Self {
        let articles: Vec<&Article> = articles.collect();
        let names = ArticleNames::new(articles.iter().copied());
        let next = articles.iter().filter_map(|article| {
            let written = article.meta.superseded_by.as_ref()?;
            Some((&article.path, names.find(article, written.value.raw())?))
        });
        let next = next.collect();
        Self { articles, names, next }
    }

    /// The article that `name` in the front matter of `from` means.
    #[must_use]
    pub fn named(&self, from: &Article, name: &str) -> Option<&'a Article> {
        self.names.find(from, name).map(|index| self.articles[index])
    }

    /// What takes the place of `article`, if that is an article of the library.
    #[must_use]
    pub fn next(&self, article: &Article) -> Option<&'a Article> {
        self.next.get(&article.path).map(|index| self.articles[*index])
    }

    /// What takes the place of `article`, and of that in turn; each article once.
    pub fn chain(&self, article: &Article) -> impl Iterator<Item = &'a Article> + use<'a, '_> {
        let mut seen = HashSet::from([article.path.clone()]);
        let first = self.next(article);
        std::iter::successors(first, |article| self.next(article))
            .take(STEPS_MAX)
            .take_while(move |article| seen.insert(article.path.clone()))
    }

    /// Where those end who ask for `article` and are sent on while what they find is retired.
    #[must_use]
    pub fn end(&self, article: &'a Article) -> End<'a> {
        let mut last = article;
        let way = std::iter::once(article).chain(steps(article, |here| self.next(here)));
        for (step, here) in way.enumerate() {
            if here.meta.status != Status::Retired {
                return End::InUse(here, step);
            }
            last = here;
        }
        if self.next(last).is_none() { End::Retired(last) } else { End::Circle }
    }

    /// The article in use that took the place of the retired `article`, if there is one.
    #[must_use]
    pub fn last(&self, article: &'a Article) -> Option<&'a Article> {
        match self.end(article) {
            End::InUse(last, 1..) => Some(last),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "successor_tests.rs"]
mod tests;
