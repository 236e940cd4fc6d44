//! What a need says of itself, in its file as it is now.
//!
//! The index keeps what every hit shows; how far a need has come is asked only where nothing
//! answers, and then of a handful.

use crate::domain::article::{Article, Metadata};
use crate::domain::need::{KIND, Need};
use crate::domain::skipped::{Skip, Skipped};
use crate::failure::Failure;
use crate::git::hash_blob;
use crate::index::StoredArticle;
use crate::parse;

use super::source::Entry;
use super::{Data, Loaded, Workspace};

impl Workspace {
    /// All needs of the library that are not retired, from one read of all front matter.
    ///
    /// What is damaged and may be a need, by what can be read of it or by where it lies, is
    /// skipped: it may say anything of its state.
    ///
    /// # Errors
    /// The articles cannot be listed.
    pub fn needs(&self, data: &Data) -> Result<Loaded<Need>, Failure> {
        let read = self.load_front_matter(data, |read| {
            let article = &read.article;
            self.damaged_need(data, article).map_or_else(|| Ok(Need::of(article)), Err)
        })?;
        let Loaded { values, mut skipped } = read;
        let mut needs = Vec::new();
        for value in values {
            match value {
                Ok(need) => needs.extend(need),
                Err(damaged) => skipped.push(damaged),
            }
        }
        Ok(Loaded { values: needs, skipped })
    }

    /// Why `article`, which may be a need, says nothing that can be relied on; `None` if it is none
    /// or can be read.
    #[must_use]
    pub fn damaged_need(&self, data: &Data, article: &Article) -> Option<Skipped> {
        let folder = data.schema.types.get(KIND).and_then(|kind| kind.folder.as_deref());
        let folders = article.path.folder().split(|byte| *byte == b'/');
        let is_there = |folder: &str| folders.clone().any(|it| it == folder.as_bytes());
        let lies_there = self.settings.has_own_fields && folder.is_some_and(is_there);
        let may_be_one = article.kind() == Some(KIND) || lies_there;
        let fault = article.damage(lies_there).filter(|_| may_be_one)?;
        Some(Skipped {
            path: article.path.clone(),
            why: format!("cannot be read: {}", fault.message),
            skip: Skip::Unread,
        })
    }

    /// The front matter of `article`; `None` if its file is not what was indexed any more.
    #[must_use]
    pub fn front_matter_of(&self, article: &StoredArticle) -> Option<Metadata> {
        Some(self.read_indexed(article)?.1)
    }

    /// The file of `article` and what its front matter says; `None` as above.
    pub(super) fn read_indexed(&self, article: &StoredArticle) -> Option<(Vec<u8>, Metadata)> {
        let entry = Entry { path: article.path.clone(), stat: None, blob: Some(article.blob) };
        let bytes = self.read(&entry).ok().filter(|bytes| hash_blob(bytes) == article.blob)?;
        let text = parse::text(&bytes);
        let (path, id) = (&article.path, self.id_of(&article.path));
        let file = parse::File { path, id, blob: article.blob, bytes: &bytes, text: &text };
        let meta = parse::front_matter(file, &self.settings).meta;
        drop(text);
        Some((bytes, meta))
    }
}
