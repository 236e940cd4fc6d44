//! Finds the files of a work tree; the only user of `walkdir`.
//!
//! Follows no symbolic link and enters no other repository. What cannot be
//! looked at is named, never silently left out, and never ends the walk.

#![expect(clippy::disallowed_methods, reason = "this is where folders are looked at")]

use std::fs::FileType;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{NOT_REGULAR, SYMBOLIC_LINK, article_path, why};
use crate::domain::path::ArticlePath;

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files that were wanted, in the order of their paths' bytes.
    pub files: Vec<ArticlePath>,
    /// What was wanted but is no file to read, and folders that could not be entered, with why.
    pub skipped: Vec<(ArticlePath, String)>,
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
                    match unfit(entry.file_type()) {
                        None => found.files.push(path),
                        Some(why) => found.skipped.push((path, why.to_owned())),
                    }
                }
            }
            Err(error) => {
                let path = article_path(root, error.path().unwrap_or(root));
                let why = error.io_error().map_or_else(|| error.to_string(), why);
                found.skipped.push((path, why));
            }
        }
    }
    found.files.sort_unstable();
    found.skipped.sort();
    found
}

/// True for a submodule, a linked work tree and a clone inside this one.
fn is_repository(folder: &DirEntry) -> bool {
    std::fs::symlink_metadata(folder.path().join(".git")).is_ok()
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
