//! Finds the files of a work tree; the only user of `walkdir`.
//!
//! Follows no symbolic link and enters no other repository. What cannot be
//! looked at is named, never silently left out, and never ends the walk.

#![expect(clippy::disallowed_methods, reason = "this is where folders are looked at")]

use std::fs::FileType;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::look::{Looker, Seen};
use super::stat::Stat;
use super::{NOT_REGULAR, SYMBOLIC_LINK, article_path, why};
use crate::domain::path::ArticlePath;

/// What a walk found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files that were wanted, in the order of their paths' bytes.
    pub files: Vec<ArticlePath>,
    /// What was wanted but is no file to read, and folders that could not be entered, with why.
    pub skipped: Vec<(ArticlePath, String)>,
    /// The folders that were met, as they were before a look into them.
    pub folders: Vec<Folder>,
}

/// A folder as a walk met it: while it looks the same, the same names are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies.
    pub path: ArticlePath,
    /// Why it was entered or not.
    pub kind: FolderKind,
    /// What the file system says of it.
    pub stat: Stat,
    /// What it says of its [`RULES`]; nothing is told of those in folders that were not entered.
    pub rules: Seen,
}

/// Why a folder was entered or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// It was entered.
    Entered,
    /// It is a repository itself.
    Repository,
    /// Nobody wanted it to be entered.
    Refused,
}

/// The file by which a folder tells git what to ignore.
pub const RULES: &str = ".gitignore";

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
    let mut folders = Vec::new();
    let entries = WalkDir::new(root).follow_links(false).into_iter().filter_entry(|entry| {
        if entry.depth() > 0 && entry.file_name() == ".git" {
            return false;
        }
        let is_folder = entry.depth() == 0 || entry.file_type().is_dir();
        !is_folder || meet(root, entry, enter, &mut folders)
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
    found.folders = folders;
    found.files.sort_unstable();
    found.skipped.sort();
    found
}

/// Notes a folder before it is looked into; false if it is not to be entered.
fn meet(
    root: &Path,
    entry: &DirEntry,
    enter: &mut dyn FnMut(&ArticlePath) -> bool,
    folders: &mut Vec<Folder>,
) -> bool {
    let path = article_path(root, entry.path());
    let kind = match entry.depth() == 0 || enter(&path) {
        false => FolderKind::Refused,
        true if entry.depth() > 0 && is_repository(entry) => FolderKind::Repository,
        true => FolderKind::Entered,
    };
    let mut looker = Looker::new(entry.path());
    looker.enter(b"");
    let is_entered = kind == FolderKind::Entered;
    let rules = if is_entered { looker.look(RULES.as_bytes()) } else { Seen::Nothing };
    // What cannot be looked at now is looked at again.
    folders.push(Folder { path, kind, stat: looker.folder().unwrap_or_default(), rules });
    is_entered
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
