//! Which articles lean on another: what a change of it, or of its worth, would reach.

use std::collections::BTreeMap;

use crate::domain::article::Article;
use crate::domain::article_names::{ArticleNames, split_heading};
use crate::domain::path::ArticlePath;
use crate::domain::reviewed::{Dependant, Lean};
use crate::domain::settings::Settings;

use super::links::{Links, Places, Target};

/// Every article of a library, with what it leads to.
pub struct Dependants<'a> {
    articles: &'a BTreeMap<ArticlePath, Article>,
    links: Links<'a>,
    /// The articles in the order of their paths, and what they may be called.
    listed: Vec<&'a Article>,
    names: ArticleNames<'a>,
}

impl<'a> Dependants<'a> {
    /// The articles of a library, whose texts have been let go of.
    #[must_use]
    pub fn new(
        articles: &'a BTreeMap<ArticlePath, Article>,
        settings: &Settings,
        places: Places<'a>,
    ) -> Self {
        // Our own kind of library is read on git hosts, where a page is a file.
        let links = Links::new(articles, places, !settings.has_own_fields);
        let listed: Vec<&Article> = articles.values().collect();
        let names = ArticleNames::new(listed.iter().copied());
        Self { articles, links, listed, names }
    }

    /// The articles that lean on the one at `path`, each once and by what binds it most.
    #[must_use]
    pub fn of(&self, path: &ArticlePath) -> Vec<Dependant> {
        let mut found: BTreeMap<&ArticlePath, Lean> = BTreeMap::new();
        let mut add = |from: &'a Article, lean: Lean| {
            if from.path != *path {
                let known = found.entry(&from.path).or_insert(lean);
                *known = lean.min(*known);
            }
        };
        for link in self.links.to_articles() {
            if matches!(link.target, Target::Article(target) if target.path == *path) {
                add(&self.articles[&link.from.path], Lean::Links);
            }
        }
        let means = |from: &Article, written: &str| {
            let index = self.names.find(from, split_heading(written).0);
            index.is_some_and(|index| self.listed[index].path == *path)
        };
        for from in &self.listed {
            for source in &from.meta.sources {
                let Some(written) = &source.article else { continue };
                if means(from, written.value.raw()) {
                    let takes = source.relation.takes_text();
                    add(from, if takes { Lean::Derived } else { Lean::Cites });
                }
            }
            let successor = from.meta.superseded_by.as_ref();
            if successor.is_some_and(|successor| means(from, successor.value.raw())) {
                add(from, Lean::Superseded);
            }
        }
        let dependant = |(path, lean): (&ArticlePath, Lean)| {
            let article = &self.articles[path];
            Dependant { id: article.id.clone(), title: article.title(), lean }
        };
        let mut dependants: Vec<Dependant> = found.into_iter().map(dependant).collect();
        dependants.sort_by_key(|it| it.lean);
        dependants
    }
}
