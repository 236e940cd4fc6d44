//! Finds the files of a work tree; the only user of `walkdir`.
//!
//! Follows no symbolic link and enters no other repository. What cannot be
//! looked at is named, never silently left out, and never ends the walk.

#![expect(clippy::disallowed_methods, reason = "this is where folders are looked at")]

use std::fs::FileType;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::stat::Stat;
use super::{NOT_REGULAR, SYMBOLIC_LINK, article_path, why};
use crate::domain::path::ArticlePath;

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files that were wanted, in the order of their paths' bytes.
    pub files: Vec<FileEntry>,
    /// What was wanted but is no file to read, and folders that could not be entered, with why.
    pub skipped: Vec<(ArticlePath, String)>,
}

/// One file, and how it looked when it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Where it lies.
    pub path: ArticlePath,
    /// How it looked.
    pub stat: Stat,
}

/// Walks the folder `root`.
///
/// `enter` is asked of every folder, `wants` of everything that is none.
/// Neither is asked of `.git`, nor of a folder that is a repository itself.
pub fn walk(
    root: &Path,
    enter: &mut dyn FnMut(&ArticlePath) -> bool,
    wants: &mut dyn FnMut(&ArticlePath) -> bool,
) -> Walk {
    let mut found = Walk::default();
    let entries = WalkDir::new(root).follow_links(false).into_iter().filter_entry(|entry| {
        entry.depth() == 0
            || (entry.file_name() != ".git"
                && (!entry.file_type().is_dir()
                    || (enter(&article_path(root, entry.path())) && !is_repository(entry))))
    });
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = article_path(root, entry.path());
                if wants(&path) {
                    found.take(&entry, path);
                }
            }
            Err(error) => {
                let path = article_path(root, error.path().unwrap_or(root));
                let why = error.io_error().map_or_else(|| error.to_string(), why);
                found.skipped.push((path, why));
            }
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.skipped.sort();
    found
}

/// True for a submodule, a linked work tree and a clone inside this one.
fn is_repository(folder: &DirEntry) -> bool {
    std::fs::symlink_metadata(folder.path().join(".git")).is_ok()
}

impl Walk {
    fn take(&mut self, entry: &DirEntry, path: ArticlePath) {
        if let Some(why) = unfit(entry.file_type()) {
            self.skipped.push((path, why.to_owned()));
            return;
        }
        match entry.metadata() {
            Ok(metadata) => self.files.push(FileEntry { path, stat: Stat::of(&metadata) }),
            Err(error) => {
                let why = error.io_error().map_or_else(|| error.to_string(), why);
                self.skipped.push((path, why));
            }
        }
    }
}

fn unfit(kind: FileType) -> Option<&'static str> {
    if kind.is_symlink() {
        Some(SYMBOLIC_LINK)
    } else if kind.is_file() {
        None
    } else {
        Some(NOT_REGULAR)
    }
}
