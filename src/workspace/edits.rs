//! What a change did to the body and the review of an article.

use crate::domain::article::{Article, Review};
use crate::domain::drift::Edit;
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::git::Change;
use crate::parse::{self, drift};

use super::{ARTICLE_BYTES_MAX, Workspace};

impl Workspace {
    /// What `change` did to the article at `path`; `None` if it is new or gone, or one of the two
    /// versions cannot be read.
    #[must_use]
    pub fn edit(&self, path: &ArticlePath, change: Change) -> Option<Edit> {
        let old = change.old.filter(|_| change.is_there)?;
        // Where articles come from commits, reading one opens the repository itself.
        let now = self.content(path)?;
        let before = {
            let repository = self.repository()?;
            if repository.blob_size(old).ok()? as u64 > ARTICLE_BYTES_MAX {
                return None;
            }
            repository.blob(old).ok()?
        };
        let (before, now) = (parse::text(&before), parse::text(&now));
        let (old, new) = (self.front_matter(path, &before), self.front_matter(path, &now));
        let is_reviewed = claim(&old.meta.review) != claim(&new.meta.review);
        Some(Edit { drift: drift::compare(&before, &now), is_reviewed })
    }

    pub(super) fn front_matter(&self, path: &ArticlePath, text: &str) -> Article {
        let (id, blob) = (self.id_of(path), ObjectId::NULL);
        let file = parse::File { path, id, blob, bytes: text.as_bytes(), text };
        parse::front_matter(file, &self.settings)
    }
}

/// What tells one review from another: its day, its reviewers, and what they read.
fn claim(review: &Review) -> impl PartialEq {
    let on = review.on.as_ref().map(|on| on.value);
    let body = review.body.as_ref().map(|body| body.value.clone());
    (on, review.by.clone(), body)
}
