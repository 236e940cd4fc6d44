//! What is known before a text is brought in: ids that are taken, origins, and people's names.

use std::collections::{HashMap, HashSet};

use crate::domain::body_digest::BodyDigest;
use crate::domain::node::Node;
use crate::domain::path::ArticlePath;
use crate::domain::people::People;
use crate::domain::person::Signature;
use crate::domain::settings::Settings;
use crate::failure::Failure;
use crate::parse::adopted::{Origin, origin};
use crate::parse::metadata::find;
use crate::rules::private::Names;
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

/// The names of those who wrote at a place.
pub(super) fn names_of(place: &Place) -> Names {
    let signatures = place.history.signatories.signatures();
    Names::new(signatures.iter().map(|signature| signature.name.as_str()))
}

/// The names of a page's authors and of those of its sources: history has none of them where
/// somebody else brought the page in. `people` knows whom an id means.
pub(super) fn named_by(front: &Node, settings: &Settings, people: Option<&People>) -> Names {
    let lists = ["sources", "derived_from"].into_iter().filter_map(|it| find(front, settings, it));
    let sources = lists.filter_map(Node::as_sequence).flatten();
    let mut fields: Vec<&Node> = sources.filter_map(|source| source.get("authors")).collect();
    fields.extend(find(front, settings, "authors"));
    fields.extend(front.get("author"));
    let items = fields.into_iter().flat_map(|field| match field.as_sequence() {
        Some(items) => items,
        None => std::slice::from_ref(field),
    });
    let texts = items.filter_map(|item| item.as_text().or_else(|| item.get("name")?.as_text()));
    let written = texts.flat_map(Signature::read_list).map(|it| it.name);
    let told: Vec<String> = written
        .map(|name| match people.and_then(|people| people.get(&name)) {
            Some(party) => party.name.clone(),
            None => name,
        })
        .collect();
    Names::new(told.iter().map(String::as_str))
}
