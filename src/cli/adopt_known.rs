//! What a library has already of what somebody brings in: ids that are taken, and origins.

use std::collections::{HashMap, HashSet};

use crate::domain::body_digest::BodyDigest;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::parse::adopted::{Origin, origin};
use crate::workspace::{Data, Workspace};

use super::adopt_read::Place;

/// What the library has already.
#[derive(Default)]
pub(super) struct Known {
    /// Ids and former ids, in lower case.
    pub(super) ids: HashSet<String>,
    by_origin: HashMap<String, ArticlePath>,
    by_digest: HashMap<BodyDigest, ArticlePath>,
    digests: HashMap<ArticlePath, BodyDigest>,
}

impl Known {
    /// The article that was taken from `origin` or has the body `digest`, and whether it was
    /// something else that was taken there.
    pub(super) fn find(&self, origin: &str, digest: BodyDigest) -> Option<(ArticlePath, bool)> {
        let path = self.by_origin.get(origin).or_else(|| self.by_digest.get(&digest))?;
        let then = self.digests.get(path);
        Some((path.clone(), then.is_some_and(|then| *then != digest)))
    }
}

/// Reads what the library has.
///
/// # Errors
/// It cannot be listed.
pub(super) fn known(own: &Workspace, data: &Data) -> Result<Known, Failure> {
    let loaded = own.load_front_matter(data, |read| {
        let article = read.article;
        let mut ids = vec![article.id.raw().to_owned()];
        ids.extend(article.meta.aliases.iter().map(|alias| alias.value.raw().to_owned()));
        (article.path, ids, origin(&read.text))
    })?;
    let mut known = Known::default();
    for (path, ids, origin) in loaded.values {
        known.ids.extend(ids.into_iter().map(|id| id.to_lowercase()));
        let Some(Origin { from, body, .. }) = origin else { continue };
        if let Some(body) = body {
            known.by_digest.insert(body, path.clone());
            known.digests.insert(path.clone(), body);
        }
        known.by_origin.extend(from.map(|from| (from, path)));
    }
    Ok(known)
}

/// Where an article was taken from, as it says.
pub(super) fn origin_of(place: &Place, path: &ArticlePath) -> String {
    let inside = String::from_utf8_lossy(place.workspace.prefix()).into_owned();
    format!("{}/{inside}{}", place.name, path.lossy())
}
