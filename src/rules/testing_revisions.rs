//! What a small library was before a change, for tests of rules.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::article::Article;
use crate::domain::path::ArticlePath;
use crate::domain::revision::{Earlier, Revisions};

/// The articles before a change, and where those came from that moved.
#[derive(Default)]
pub(super) struct Before {
    pub(super) articles: Vec<Article>,
    pub(super) moved: BTreeMap<ArticlePath, ArticlePath>,
}

impl Before {
    /// What rules are told, where the articles at `now` are there after the change.
    pub(super) fn revisions(&self, now: &BTreeSet<ArticlePath>) -> Revisions {
        let then: BTreeSet<ArticlePath> =
            self.articles.iter().map(|article| article.path.clone()).collect();
        let earlier = |article: &Article| (article.path.clone(), earlier(article));
        Revisions {
            earlier: self.articles.iter().map(earlier).collect(),
            gone: then.difference(now).cloned().collect(),
            came: now.difference(&then).cloned().collect(),
            moved: self.moved.clone(),
            former: BTreeMap::new(),
        }
    }
}

fn earlier(article: &Article) -> Earlier {
    let meta = &article.meta;
    let front = article.front.as_ref();
    Earlier {
        title: article.title(),
        id: article.id.clone(),
        status: meta.status,
        is_status_written: front.is_some_and(|front| front.get("status").is_some()),
        reviewed: meta.review.on.as_ref().map(|on| on.value),
        retired_on: meta.retired_on.as_ref().map(|on| on.value),
        aliases: meta.aliases.iter().map(|alias| alias.value.clone()).collect(),
    }
}
