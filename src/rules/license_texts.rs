//! Which licences a library uses, and which texts of licences it holds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::article::{Article, Written};
use crate::domain::path::ArticlePath;
use crate::domain::reuse::Stated;
use crate::domain::text::Span;
use crate::domain::untrusted::Untrusted;
use crate::license::expression::parse;

use super::context::LibraryContext;

/// Where a licence is first used.
pub(super) enum Use<'a> {
    /// In an article; without a place if `kb.toml` says so.
    Article(&'a Article, Option<Span>),
    /// In a `REUSE.toml` or beside an article.
    Elsewhere(&'a Stated),
}

/// The ids of all licences and exceptions that expressions use, each with its first use.
pub(super) fn used<'a>(context: &LibraryContext<'a>) -> BTreeMap<String, Use<'a>> {
    let mut used = BTreeMap::new();
    // Most articles say the same.
    let mut known: HashMap<&str, BTreeSet<String>> = HashMap::new();
    let articles: &'a BTreeMap<ArticlePath, Article> = context.articles;
    for article in articles.values() {
        let both = [&article.meta.license, &article.meta.code_license];
        for license in both.into_iter().flatten() {
            let license: &'a Written<Untrusted> = license;
            let text = license.value.raw();
            if let std::collections::hash_map::Entry::Vacant(entry) = known.entry(text) {
                for id in entry.insert(ids(text)).iter() {
                    let first = || Use::Article(article, license.span);
                    used.entry(id.clone()).or_insert_with(first);
                }
            }
        }
    }
    let reuse = context.around.reuse;
    let tables = reuse.tables.iter().flat_map(|table| &table.annotations);
    let stated = tables.flat_map(|annotation| &annotation.licenses);
    for stated in stated.chain(reuse.sidecars.values().flatten()) {
        for id in ids(&stated.text) {
            used.entry(id).or_insert(Use::Elsewhere(stated));
        }
    }
    used
}

fn ids(text: &str) -> BTreeSet<String> {
    parse(text.trim_matches(['"', '\''])).map(|it| it.ids()).unwrap_or_default()
}

/// The two names that the id of a file named `name` may be: without its suffix, or whole.
pub(super) fn stems(name: &str) -> [&str; 2] {
    [name.rsplit_once('.').map_or(name, |(stem, _)| stem), name]
}

/// The texts that a library holds, by the ids that their names may be.
#[derive(Default)]
pub(super) struct Texts<'a> {
    names: HashSet<String>,
    /// The first text of each name in lower case.
    by_lower: HashMap<String, &'a ArticlePath>,
}

impl<'a> Texts<'a> {
    /// The texts at `paths`.
    pub(super) fn new(paths: &'a [ArticlePath]) -> Self {
        let mut texts = Self::default();
        for path in paths {
            let name = String::from_utf8_lossy(path.file_name());
            for stem in stems(&name) {
                texts.by_lower.entry(stem.to_lowercase()).or_insert(path);
                texts.names.insert(stem.to_owned());
            }
        }
        texts
    }

    /// True if one is named after `id`.
    pub(super) fn has(&self, id: &str) -> bool {
        self.names.contains(id)
    }

    /// The first that is named after `id` but for the case of letters.
    pub(super) fn in_other_case(&self, id: &str) -> Option<&'a ArticlePath> {
        self.by_lower.get(&id.to_lowercase()).copied()
    }
}

#[cfg(test)]
#[path = "license_texts_tests.rs"]
mod tests;
