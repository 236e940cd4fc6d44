//! Where files come from: a work tree, a commit, or a plain folder.
//!
//! Everything else asks a source and cannot tell which it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::article::Article;
use crate::domain::history::ObjectId;
use crate::domain::outcome::{Skip, Skipped};
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs;
use crate::fs::stat::Stat;
use crate::git::{FileKind, Repository, Tracked, hash_blob};

use super::{ARTICLE_BYTES_MAX, Workspace};

/// Where the files of a library are.
pub(super) enum Source {
    /// The files of a repository as they are now.
    WorkTree,
    /// The files of one commit or of git's index, straight from the object database.
    Revision {
        /// The commit; `None` for what is staged.
        commit: Option<ObjectId>,
        /// Its files below the library's root.
        files: BTreeMap<ArticlePath, (ObjectId, FileKind)>,
    },
    /// Files without a repository.
    Folder,
}

/// One article's file, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it lies.
    pub path: ArticlePath,
    /// What the file system says of it; `None` in a commit, and where nobody looked.
    pub stat: Option<Stat>,
    /// Its object id, where a commit names it.
    pub blob: Option<ObjectId>,
}

impl Entry {
    /// The file at `path`, of which nothing else is known.
    pub(super) fn of(path: ArticlePath) -> Self {
        Self { path, stat: None, blob: None }
    }
}

/// The articles of a source.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// What can be read, by path.
    pub entries: Vec<Entry>,
    /// What cannot.
    pub skipped: Vec<Skipped>,
}

impl Listing {
    /// What `is_meant` says yes to, and the rest with what cannot be read.
    #[must_use]
    pub fn split(self, is_meant: impl Fn(&ArticlePath) -> bool) -> (Self, Self) {
        let (meant, rest) = self.entries.into_iter().partition(|entry| is_meant(&entry.path));
        let meant = Self { entries: meant, skipped: Vec::new() };
        (meant, Self { entries: rest, skipped: self.skipped })
    }
}

impl Source {
    /// The files of `commit` below `prefix`.
    pub(super) fn revision(
        repository: &Repository,
        commit: ObjectId,
        prefix: &[u8],
    ) -> Result<Self, Failure> {
        let files = inside(prefix, repository.files_at(commit)?);
        Ok(Self::Revision { commit: Some(commit), files })
    }

    /// The files below `prefix` that are staged for the next commit.
    pub(super) fn staged(repository: &Repository, prefix: &[u8]) -> Result<Self, Failure> {
        let files = inside(prefix, repository.tracked()?);
        Ok(Self::Revision { commit: None, files })
    }

    /// Reads a file of the library's own that need not be there.
    pub(super) fn read_optional(
        &self,
        root: &Path,
        repository: Option<&Repository>,
        name: &str,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let path = ArticlePath::new(name);
        match (self, repository) {
            (Self::Revision { files, .. }, Some(repository)) => {
                let Some((blob, FileKind::File)) = files.get(&path) else {
                    return Ok(None);
                };
                let read = repository.blob(*blob);
                read.map(Some).map_err(|cause| cannot_read(name, &cause.to_string()))
            }
            _ if is_gone(root, &path) => Ok(None),
            _ => fs::read::read_article(root, &path, ARTICLE_BYTES_MAX)
                .map(Some)
                .map_err(|unreadable| cannot_read(name, &unreadable.why)),
        }
    }
}

/// The files below `prefix`, by their paths from there.
fn inside(prefix: &[u8], files: Vec<Tracked>) -> BTreeMap<ArticlePath, (ObjectId, FileKind)> {
    let inside = |file: Tracked| {
        let path = ArticlePath::new(file.path.as_bytes().strip_prefix(prefix)?);
        Some((path, (file.id, file.kind)))
    };
    files.into_iter().filter_map(inside).collect()
}

fn cannot_read(name: &str, cause: &str) -> Failure {
    Failure::new(format!("cannot read `{name}`")).because(cause)
}

impl Workspace {
    /// Reads the bytes of an article.
    ///
    /// # Errors
    /// Why not: it went away, is too large, may not be read, or is missing from the repository.
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Skipped> {
        let mut bytes = Vec::new();
        self.read_into(entry, &mut bytes)?;
        Ok(bytes)
    }

    /// Like [`Workspace::read`], into memory that is used again and again.
    ///
    /// # Errors
    /// The same.
    pub(super) fn read_into(&self, entry: &Entry, bytes: &mut Vec<u8>) -> Result<(), Skipped> {
        if let Some(held) = self.held.get(&entry.path) {
            if held.len() as u64 > ARTICLE_BYTES_MAX {
                return Err(skipped(&entry.path, "is larger than 2 MiB", Skip::TooLarge));
            }
            held.clone_into(bytes);
            return Ok(());
        }
        match (&self.source, entry.blob) {
            (Source::Revision { .. }, Some(blob)) => {
                let repository = self.repository().expect("a revision comes from a repository");
                if repository.blob_size(blob).is_ok_and(|size| size as u64 > ARTICLE_BYTES_MAX) {
                    return Err(skipped(&entry.path, "is larger than 2 MiB", Skip::TooLarge));
                }
                let read = repository.blob(blob);
                *bytes = read.map_err(|cause| unread(&entry.path, &cause.to_string()))?;
                Ok(())
            }
            _ => fs::read::read_into(&self.root, &entry.path, ARTICLE_BYTES_MAX, bytes).map_err(
                |cause| {
                    if cause.is_too_large {
                        return skipped(&entry.path, &cause.why, Skip::TooLarge);
                    }
                    self.no_file(&entry.path, &cause.why)
                },
            ),
        }
    }

    /// What lies at `path` where an article should: a link, something else that is no file, or
    /// one that cannot be read.
    pub(super) fn no_file(&self, path: &ArticlePath, why: &str) -> Skipped {
        if let Some(target) = fs::place::link_target(&self.root, path) {
            return self.link(path, &target);
        }
        let is_there = fs::place::is_neither_file_nor_folder(&self.root, path);
        skipped(path, why, if is_there { Skip::NoFile } else { Skip::Unread })
    }

    pub(super) fn link_in_commit(&self, path: &ArticlePath, blob: ObjectId) -> Skipped {
        let target = self.repository().and_then(|repository| repository.blob(blob).ok());
        self.link(path, &target.unwrap_or_default())
    }

    /// Links are never followed; where one leads is only read.
    fn link(&self, path: &ArticlePath, target: &[u8]) -> Skipped {
        let whole = ArticlePath::new([self.prefix.as_slice(), path.as_bytes()].concat());
        if target.starts_with(b"/") || whole.resolve(target).is_none() {
            let why = "is a symbolic link that leads out of the repository";
            return skipped(path, why, Skip::LinkOutside);
        }
        skipped(path, "is a symbolic link", Skip::Link)
    }

    /// The file of an article that was read before.
    #[must_use]
    pub fn entry(&self, article: &Article) -> Entry {
        let blob = match &self.source {
            Source::Revision { files, .. } => files.get(&article.path).map(|(blob, _)| *blob),
            _ => None,
        };
        Entry { path: article.path.clone(), stat: None, blob }
    }

    /// Reads the file at `path` as it is now.
    ///
    /// # Errors
    /// Why not.
    pub fn read_path(&self, path: &ArticlePath) -> Result<Vec<u8>, String> {
        fs::read::read_article(&self.root, path, ARTICLE_BYTES_MAX).map_err(|cause| cause.why)
    }

    /// The text of the file at `path` in this source, if it can be read.
    #[must_use]
    pub fn text(&self, path: &ArticlePath) -> Option<String> {
        Some(crate::parse::text(&self.content(path)?).into_owned())
    }

    /// The bytes of the file at `path` in this source, if it can be read.
    #[must_use]
    pub fn content(&self, path: &ArticlePath) -> Option<Vec<u8>> {
        let blob = match &self.source {
            Source::Revision { files, .. } if !self.held.contains_key(path) => {
                // The blob of a link is no text, but where it leads.
                Some(files.get(path).filter(|(_, kind)| *kind == FileKind::File)?.0)
            }
            _ => None,
        };
        self.read(&Entry { path: path.clone(), stat: None, blob }).ok()
    }

    /// Writes the file at `path`, whole or not at all.
    ///
    /// # Errors
    /// It cannot be written, or lies outside the library.
    pub fn write_path(&self, path: &ArticlePath, bytes: &[u8]) -> Result<(), Failure> {
        fs::write::write_atomically(&self.place_to_write(path)?, bytes)
    }

    /// Writes `new` over the article at `path` that was read as `old`, whole or not at all.
    ///
    /// # Errors
    /// It changed since, cannot be written, or lies outside the library.
    pub fn replace_path(&self, path: &ArticlePath, old: &[u8], new: &[u8]) -> Result<(), Failure> {
        fs::write::replace(&self.place_to_write(path)?, old, new)
    }

    /// Whether [`Workspace::replace_path`] would take the article at `path`, as far as can be told
    /// without trying.
    ///
    /// # Errors
    /// As there.
    pub fn check_replaceable(&self, path: &ArticlePath, old: &[u8]) -> Result<(), Failure> {
        fs::write::replaceable(&self.place_to_write(path)?, old).map(drop)
    }

    /// Whether a file at `path` can be written, as far as can be told without trying.
    ///
    /// # Errors
    /// There are no files but only commits, or it lies outside the library or behind a link.
    pub fn check_writable(&self, path: &ArticlePath) -> Result<(), Failure> {
        self.place_to_write(path).map(drop)
    }

    fn place_to_write(&self, path: &ArticlePath) -> Result<PathBuf, Failure> {
        let failure = || Failure::new(format!("cannot write `{path}`"));
        if let Source::Revision { .. } = &self.source {
            return Err(failure()
                .because("there are no files to add to, only commits")
                .hint("work in a clone with files"));
        }
        if fs::place::is_behind_link(&self.root, path) {
            return Err(failure().because("a folder on the way is a symbolic link"));
        }
        let outside = || failure().because("it lies outside the library");
        fs::locate(&self.root, path).ok_or_else(outside)
    }

    /// Writes a new file at `path`, whole or not at all, and never over another.
    ///
    /// # Errors
    /// Something is there, it cannot be written, or lies outside the library.
    pub fn create_path(&self, path: &ArticlePath, bytes: &[u8]) -> Result<(), Failure> {
        fs::write::create(&self.root, &self.place_to_write(path)?, bytes)
    }

    /// Like [`Workspace::create_path`], for one of many files that are written in one run.
    ///
    /// # Errors
    /// As there.
    pub fn create_next_path(&self, path: &ArticlePath, bytes: &[u8]) -> Result<(), Failure> {
        fs::write::create_next(&self.root, &self.place_to_write(path)?, bytes)
    }

    /// True if git would store the file at `path` as `blob`, because it converts line ends.
    pub(super) fn is_stored_as(&self, path: &ArticlePath, blob: ObjectId) -> bool {
        let whole = [self.prefix.as_slice(), path.as_bytes()].concat();
        let converts = self.repository().is_some_and(|it| it.converts_line_ends(&whole));
        converts
            && self.read_path(path).is_ok_and(|bytes| {
                let mut stored = Vec::with_capacity(bytes.len());
                for (at, byte) in bytes.iter().enumerate() {
                    if *byte != b'\r' || bytes.get(at + 1) != Some(&b'\n') {
                        stored.push(*byte);
                    }
                }
                hash_blob(&stored) == blob
            })
    }

    /// The names in the folder at `path`.
    pub(super) fn names(&self, path: &ArticlePath) -> Vec<Vec<u8>> {
        let Source::Revision { files, .. } = &self.source else {
            return fs::place::names(&self.root, path);
        };
        let folder = match path.as_bytes() {
            b"" => Vec::new(),
            bytes => [bytes, b"/"].concat(),
        };
        let below = files.range(ArticlePath::new(&folder)..).map_while(|(file, _)| {
            file.as_bytes().strip_prefix(folder.as_slice())?.split(|byte| *byte == b'/').next()
        });
        let mut names: Vec<Vec<u8>> = below.map(<[u8]>::to_vec).collect();
        names.dedup();
        names
    }

    /// How large the file at `path` is, in bytes; `None` if there is none.
    #[must_use]
    pub fn bytes(&self, path: &ArticlePath) -> Option<u64> {
        match &self.source {
            Source::Revision { files, .. } => {
                let (blob, _) = files.get(path)?;
                u64::try_from(self.repository()?.blob_size(*blob).ok()?).ok()
            }
            _ => fs::stat::stat(&self.root, path).map(|stat| stat.size),
        }
    }

    /// Where the file at `path` lies for an editor; `None` where what is read is no file, or lies
    /// behind a link.
    #[must_use]
    pub fn file_to_edit(&self, path: &ArticlePath) -> Option<PathBuf> {
        match &self.source {
            Source::Revision { .. } => None,
            _ if fs::place::is_behind_link(&self.root, path) => None,
            _ => fs::locate(&self.root, path),
        }
    }

    /// Whether nothing is at `path` that could be read: links are never followed, though what lies
    /// behind one [exists](Self::exists) for whatever leads there.
    pub(super) fn is_gone(&self, path: &ArticlePath) -> bool {
        match &self.source {
            Source::Revision { .. } => !self.exists(path),
            _ => !self.held.contains_key(path) && is_gone(&self.root, path),
        }
    }

    /// Whether the source has a file or folder at `path`, article or not.
    #[must_use]
    pub fn exists(&self, path: &ArticlePath) -> bool {
        if self.held.contains_key(path) {
            return true;
        }
        match &self.source {
            Source::Revision { files, .. } => {
                let folder = [path.as_bytes(), b"/"].concat();
                let mut from = files.range(ArticlePath::new(&folder)..);
                path.as_bytes().is_empty()
                    || files.contains_key(path)
                    || from.next().is_some_and(|(next, _)| next.as_bytes().starts_with(&folder))
            }
            _ => fs::place::exists(&self.root, path),
        }
    }
}

/// As for git, what lies behind a link is not there.
fn is_gone(root: &Path, path: &ArticlePath) -> bool {
    !fs::place::exists(root, path) || fs::place::is_behind_link(root, path)
}

fn skipped(path: &ArticlePath, why: &str, skip: Skip) -> Skipped {
    Skipped { path: path.clone(), why: why.to_owned(), skip }
}

fn unread(path: &ArticlePath, why: &str) -> Skipped {
    skipped(path, why, Skip::Unread)
}
