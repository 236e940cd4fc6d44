//! What changed in a library since a commit.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::reuse::{SIDECAR_SUFFIX, TEXTS, TOML};
use crate::failure::Failure;
use crate::git::{Change, Now, Repository, changed_lines};

use super::Workspace;
use super::source::Source;

/// What is not as it was.
#[derive(Debug, Default)]
pub struct Changes {
    /// The commit that is compared with; `None` before there is one.
    pub base: Option<ObjectId>,
    /// The files below the library's root, articles or not.
    pub files: BTreeMap<ArticlePath, Change>,
}

impl Workspace {
    /// What changed since the commit where this branch left `revision`; without one, since the
    /// last commit.
    ///
    /// # Errors
    /// There is no repository, no such commit, or none in common.
    pub fn changes_since(&self, revision: Option<&str>) -> Result<Changes, Failure> {
        self.changes_from(|repository, head| match (revision, head) {
            (Some(revision), Some(head)) => repository.merge_base(revision, head).map(Some),
            (Some(revision), None) => repository.resolve(revision).map(Some),
            (None, head) => Ok(head),
        })
    }

    /// What changed since the commit that `base` chooses, given the one that is there now.
    ///
    /// # Errors
    /// There is no repository, or what `base` says.
    pub(super) fn changes_from(
        &self,
        base: impl FnOnce(&Repository, Option<ObjectId>) -> Result<Option<ObjectId>, Failure>,
    ) -> Result<Changes, Failure> {
        let Some(repository) = self.repository() else {
            return Err(Failure::new("cannot tell what changed")
                .because("this folder is not in a git repository")
                .hint("check all of it, or name a repository with `-C DIR`"));
        };
        let (head, now) = match &self.source {
            Source::Revision { commit: Some(commit), .. } => (Some(*commit), Now::Commit(*commit)),
            Source::Revision { commit: None, .. } => (repository.head()?, Now::Index),
            Source::WorkTree | Source::Folder => (repository.head()?, Now::WorkTree),
        };
        let base = base(&repository, head)?;
        let inside = |(path, change): (ArticlePath, Change)| {
            let path = path.as_bytes().strip_prefix(self.prefix.as_slice())?;
            Some((ArticlePath::new(path), change))
        };
        let files = repository.changes(base, now)?.into_iter().filter_map(inside).collect();
        Ok(Changes { base, files })
    }

    /// The bytes of the file that `change` changed; `None` if it is new or cannot be read.
    #[must_use]
    pub fn before(&self, change: Change) -> Option<Vec<u8>> {
        self.repository()?.blob(change.old?).ok()
    }

    /// The lines of the file at `path` that `change` made, counted from 1; all of a new file.
    ///
    /// # Errors
    /// What it was cannot be read.
    pub fn lines_of(&self, path: &ArticlePath, change: Change) -> Result<Vec<Range<u32>>, Failure> {
        let read = |old| self.repository().map(|repository| repository.blob(old));
        let old = change.old.and_then(read).transpose().map_err(|cause| {
            Failure::new(format!("cannot read what `{path}` was")).because(cause.to_string())
        })?;
        let old = old.unwrap_or_default();
        let new = self.text(path).unwrap_or_default();
        changed_lines(&old, new.as_bytes())
    }

    /// True for what says how articles are read and checked: if it changes, all may change.
    #[must_use]
    pub fn governs(&self, path: &ArticlePath) -> bool {
        let data = self.settings.data_folder.as_bytes();
        let name = path.file_name();
        let is_data = path.folder() == data && name.ends_with(b".yaml");
        let is_type =
            path.as_bytes().strip_prefix(data).is_some_and(|it| it.starts_with(b"/_types/"));
        let is_text = path.as_bytes().strip_prefix(TEXTS.as_bytes());
        let is_reuse = name == TOML.as_bytes()
            || name.ends_with(SIDECAR_SUFFIX.as_bytes())
            || is_text.is_some_and(|rest| rest.starts_with(b"/"));
        let is_ours = path.as_bytes() == b"kb.toml" || *path == self.protected_path();
        is_ours || is_data || is_type || is_reuse
    }
}
