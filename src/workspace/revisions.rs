//! What the articles of a change were, and which of them only moved.
//!
//! Those are paired as git pairs renames: the same bytes first, then the only text that is much
//! the same.

use std::collections::{BTreeMap, HashMap};

use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::revision::{Earlier, Revisions};
use crate::git::{hash_blob, is_like, only_one, pair};
use crate::parse;

use super::{ARTICLE_BYTES_MAX, Changes, Workspace};

/// With more new articles than this only those of the same name are compared.
const COMPARED_MAX: usize = 200;

impl Workspace {
    /// What the articles that `changes` are about were; what cannot be read is left out.
    #[must_use]
    pub fn revisions(&self, changes: &Changes) -> Revisions {
        let mut revisions = Revisions::default();
        let mut lost: BTreeMap<ArticlePath, (ObjectId, Vec<u8>)> = BTreeMap::new();
        for (path, change) in changes.files.iter().filter(|(path, _)| self.is_article(path)) {
            let Some(old) = change.old else {
                revisions.came.insert(path.clone());
                continue;
            };
            let Some(bytes) = self.article_blob(old) else { continue };
            revisions.earlier.insert(path.clone(), self.earlier(path, &bytes));
            if !change.is_there {
                revisions.gone.insert(path.clone());
                lost.insert(path.clone(), (old, bytes));
            }
        }
        if !lost.is_empty() && !revisions.came.is_empty() {
            self.pair_moved(&mut revisions, lost);
        }
        revisions
    }

    fn article_blob(&self, id: ObjectId) -> Option<Vec<u8>> {
        let repository = self.repository()?;
        let bytes = repository.blob_size(id).ok()? as u64;
        if bytes > ARTICLE_BYTES_MAX { None } else { repository.blob(id).ok() }
    }

    /// What the front matter of an earlier version says.
    fn earlier(&self, path: &ArticlePath, bytes: &[u8]) -> Earlier {
        let text = parse::text(bytes);
        let id = self.id_of(path);
        let file = parse::File { path, id, blob: ObjectId::NULL, bytes, text: &text };
        let (article, is_status_written) = parse::with_status(file, &self.settings);
        let meta = article.meta;
        let title = meta.title.as_ref().map(|title| title.value.clone());
        Earlier {
            title: title.unwrap_or_else(|| article.id.raw().into()),
            id: article.id,
            status: meta.status,
            is_status_written,
            reviewed: meta.review.on.map(|on| on.value),
            retired_on: meta.retired_on.map(|on| on.value),
            aliases: meta.aliases.into_iter().map(|alias| alias.value).collect(),
        }
    }

    fn pair_moved(
        &self,
        revisions: &mut Revisions,
        mut lost: BTreeMap<ArticlePath, (ObjectId, Vec<u8>)>,
    ) {
        let read = |path: &ArticlePath| Some((path.clone(), self.content(path)?));
        let mut came: BTreeMap<ArticlePath, Vec<u8>> =
            revisions.came.iter().filter_map(read).collect();
        let mut by_content: HashMap<ObjectId, [Vec<ArticlePath>; 2]> = HashMap::new();
        for (path, (id, _)) in &lost {
            by_content.entry(*id).or_default()[0].push(path.clone());
        }
        for (path, bytes) in &came {
            if let Some(same) = by_content.get_mut(&hash_blob(bytes)) {
                same[1].push(path.clone());
            }
        }
        for [gone, same] in by_content.into_values() {
            for (now, then) in pair(&same, &gone) {
                came.remove(&now);
                lost.remove(&then);
                revisions.moved.insert(now, then);
            }
        }
        for (then, (_, old)) in lost {
            let is_namesake = |path: &&ArticlePath| path.file_name() == then.file_name();
            let (namesakes, others): (Vec<_>, Vec<_>) = came.keys().partition(is_namesake);
            let alike = |paths: Vec<&ArticlePath>| {
                let alike = paths.into_iter().filter(|path| is_like(&old, &came[*path]));
                alike.cloned().collect::<Vec<_>>()
            };
            let mut like = alike(namesakes);
            if like.is_empty() && others.len() <= COMPARED_MAX {
                like = alike(others);
            }
            if let Some(now) = only_one(&then, &like) {
                came.remove(&now);
                revisions.moved.insert(now, then);
            }
        }
    }
}
