//! Which articles one links to, and which link to it.
//!
//! Found as the rules on links find it, so that no link counts here that they call broken.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::article::Article;
use crate::domain::path::ArticlePath;

use super::links::{Links, Places, Target};

/// The articles around one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Those that it links to.
    pub to: BTreeSet<ArticlePath>,
    /// Those that link to it.
    pub from: BTreeSet<ArticlePath>,
}

/// The neighbours of the article at `path` among `articles`, which have let go of their texts;
/// `pages_are_folders` where a site builder may serve them so.
#[must_use]
pub fn neighbours(
    articles: &BTreeMap<ArticlePath, Article>,
    places: Places<'_>,
    pages_are_folders: bool,
    path: &ArticlePath,
) -> Neighbours {
    let links = Links::new(articles, places, pages_are_folders);
    let mut found = Neighbours::default();
    for link in links.to_articles() {
        let Target::Article(target) = link.target else { continue };
        if link.from.path == target.path {
            continue;
        }
        if link.from.path == *path {
            found.to.insert(target.path.clone());
        } else if target.path == *path {
            found.from.insert(link.from.path.clone());
        }
    }
    found
}
