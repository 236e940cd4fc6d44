//! What somebody has who wants to bring it in: every file below a folder, and where it comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::web_address::WebAddress;
use crate::failure::Failure;
use crate::fs;
use crate::fs::walk::FolderKind;
use crate::git::{FileKind, hash_blob};

use super::Workspace;
use super::source::{Entry, Source};

/// The largest image that is copied, in bytes.
pub const IMAGE_BYTES_MAX: u64 = 20 * 1024 * 1024;

/// Every file below a folder.
#[derive(Debug, Default)]
pub struct Everything {
    /// What can be read, by path.
    pub entries: Vec<Entry>,
    /// What cannot, and why.
    pub skipped: Vec<(ArticlePath, String)>,
}

impl Workspace {
    /// Every file at or below `folder`, article or not, without what git ignores; no link is
    /// followed, no repository inside is entered, and nothing below `but` is seen.
    ///
    /// # Errors
    /// The repository's index cannot be read.
    pub fn everything(
        &self,
        folder: &ArticlePath,
        but: Option<&ArticlePath>,
    ) -> Result<Everything, Failure> {
        let is_wanted = |path: &ArticlePath| {
            is_within(path, folder) && !but.is_some_and(|but| is_within(path, but))
        };
        if let Source::Revision { files, .. } = &self.source {
            return Ok(committed(files, &is_wanted));
        }
        let tracked = self.tracked_everywhere()?;
        let repository = self.repository();
        let is_ignored = |path: &ArticlePath, is_folder: bool| {
            let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
            repository.as_ref().is_some_and(|it| it.is_ignored(&whole, is_folder))
        };
        let mut enter = |path: &ArticlePath| {
            let leads_there = is_within(folder, path);
            leads_there
                || (is_wanted(path) && (tracked.1.contains(path) || !is_ignored(path, true)))
        };
        let mut wants = |path: &ArticlePath| {
            is_wanted(path) && (tracked.0.contains(path) || !is_ignored(path, false))
        };
        let walk = fs::walk::walk(&self.root, &mut enter, &mut wants);
        let others = walk.folders.into_iter().filter(|it| it.kind == FolderKind::Repository);
        let others = others.filter(|it| is_wanted(&it.path));
        let mut skipped = walk.skipped;
        skipped.extend(others.map(|it| (it.path, "is a repository of its own".to_owned())));
        Ok(Everything { entries: walk.files.into_iter().map(Entry::of).collect(), skipped })
    }

    /// The files that git tracks and the folders they lie in.
    fn tracked_everywhere(
        &self,
    ) -> Result<(BTreeSet<ArticlePath>, BTreeSet<ArticlePath>), Failure> {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        let Some(repository) = self.repository() else { return Ok((files, folders)) };
        for file in repository.tracked()? {
            let Some(path) = self.in_library(&file.path) else { continue };
            let mut folder = path.folder();
            while !folder.is_empty() && folders.insert(ArticlePath::new(folder)) {
                folder = &folder[..folder.iter().rposition(|byte| *byte == b'/').unwrap_or(0)];
            }
            files.insert(path);
        }
        Ok((files, folders))
    }

    /// Where the repository can be read on the web; `None` where nobody knows.
    #[must_use]
    pub fn web_address(&self) -> Option<WebAddress> {
        WebAddress::of_remote(&self.repository()?.remote_address()?)
    }

    /// The files of the commit that is read or checked out, to tell what is as it is there.
    #[must_use]
    pub fn committed_files(&self) -> BTreeMap<ArticlePath, ObjectId> {
        let files = self.commit().and_then(|commit| self.repository()?.files_at(commit).ok());
        let files = files.unwrap_or_default().into_iter();
        let files = files.filter(|file| file.kind == FileKind::File);
        files.filter_map(|file| Some((self.in_library(&file.path)?, file.id))).collect()
    }

    /// Reads the image or other attachment at `path`, of at most [`IMAGE_BYTES_MAX`] bytes.
    ///
    /// # Errors
    /// Why not: it is not there, no regular file, or too large.
    pub fn attachment(&self, path: &ArticlePath) -> Result<Vec<u8>, String> {
        let Source::Revision { files, .. } = &self.source else {
            let read = fs::read::read_article(&self.root, path, IMAGE_BYTES_MAX);
            return read.map_err(|unreadable| unreadable.why);
        };
        let Some((blob, FileKind::File)) = files.get(path) else {
            return Err("is no file there".to_owned());
        };
        let repository = self.repository().ok_or("is in no repository")?;
        match repository.blob_size(*blob) {
            Ok(size) if size as u64 <= IMAGE_BYTES_MAX => {}
            Ok(_) => return Err(format!("is larger than {} MiB", IMAGE_BYTES_MAX >> 20)),
            Err(error) => return Err(error.to_string()),
        }
        repository.blob(*blob).map_err(|error| error.to_string())
    }
}

/// True if `bytes` are what git stores as `blob`.
#[must_use]
pub fn is_blob(bytes: &[u8], blob: ObjectId) -> bool {
    hash_blob(bytes) == blob
}

fn committed(
    files: &BTreeMap<ArticlePath, (ObjectId, FileKind)>,
    is_wanted: &dyn Fn(&ArticlePath) -> bool,
) -> Everything {
    let mut found = Everything::default();
    for (path, (blob, kind)) in files.iter().filter(|(path, _)| is_wanted(path)) {
        let path = path.clone();
        match kind {
            FileKind::File => {
                found.entries.push(Entry { path, stat: None, blob: Some(*blob) });
            }
            FileKind::Symlink => found.skipped.push((path, "is a symbolic link".to_owned())),
            FileKind::Submodule => {
                found.skipped.push((path, "is a repository of its own".to_owned()));
            }
        }
    }
    found
}

/// True if `path` is `folder` or lies below it; every path lies below the empty one.
fn is_within(path: &ArticlePath, folder: &ArticlePath) -> bool {
    let rest = path.as_bytes().strip_prefix(folder.as_bytes());
    folder.as_bytes().is_empty() || rest.is_some_and(|it| it.is_empty() || it[0] == b'/')
}
