//! Which licences a library uses, and which texts of licences it holds.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
