//! Writes a folder whole, in a place that is somebody else's: what an export makes.
//!
//! A list of what was written lies in the folder, with digests. Only files on it are ever replaced
//! or removed, and only while they are as they were written. Everything is written beside its place
//! first and moved there at the end; no symbolic link is followed.

#![expect(clippy::disallowed_methods, reason = "this is where folders are written")]

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use super::{NOT_REGULAR, SYMBOLIC_LINK, shown};
use crate::domain::written_folder::{FILE_LIST, FileList, WrittenFolder};
use crate::failure::Failure;

/// The largest list that is read, in bytes: a hundred thousand files.
const LIST_BYTES_MAX: u64 = 32 << 20;
/// What folders in which everything is written first are called; six characters follow.
const PREFIX: &str = ".kb-";
/// The folder in that one which becomes the target.
const INSIDE: &str = "folder";

/// A folder that is being written.
#[derive(Debug)]
pub struct NewFolder {
    target: PathBuf,
    writer: &'static str,
    is_forced: bool,
    /// Where everything is written first; `None` if nothing is to be written at all.
    staging: Option<TempDir>,
    /// False if there is nothing at the target yet.
    is_there: bool,
    old: FileList,
    new: FileList,
}

impl NewFolder {
    /// Begins to write the folder at `target` for the export called `writer`; with `is_dry_run`
    /// nothing is ever written. `is_forced` takes over what this export did not write.
    ///
    /// # Errors
    /// The target is a link, no folder, holds what this export did not write, or takes no file.
    pub fn open(
        target: &Path,
        writer: &'static str,
        is_forced: bool,
        is_dry_run: bool,
    ) -> Result<Self, Failure> {
        let is_there = match fs::symlink_metadata(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(cannot_write(target).because(error)),
            Ok(metadata) if metadata.is_symlink() => {
                let hint = "name the folder it leads to";
                return Err(cannot_write(target).because(SYMBOLIC_LINK).hint(hint));
            }
            Ok(metadata) if !metadata.is_dir() => {
                return Err(cannot_write(target).because("it is not a folder"));
            }
            Ok(_) => true,
        };
        let old = if is_there { known(target, writer, is_forced)? } else { FileList::default() };
        let staging = (!is_dry_run).then(|| staging(target, is_there)).transpose()?;
        let (target, new) = (target.to_path_buf(), FileList::default());
        Ok(Self { target, writer, is_forced, staging, is_there, old, new })
    }

    /// Takes in the file at `path`, `/` between names, from the folder.
    ///
    /// # Errors
    /// The disk does not take it.
    ///
    /// # Panics
    /// If `path` leads out of the folder or is given twice: exports make their own names.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let is_inside = Path::new(path).components().all(|it| matches!(it, Component::Normal(_)));
        assert!(is_inside && path != FILE_LIST, "`{path}` is a file in the folder");
        let digest = digest(bytes);
        let is_new = self.new.add(path, digest);
        assert!(is_new, "`{path}` is written once");
        let Some(staging) = &self.staging else { return Ok(()) };
        let place = staging.path().join(INSIDE).join(path);
        let write = || {
            fs::create_dir_all(place.parent().unwrap_or(&self.target))?;
            fs::write(&place, bytes)
        };
        write().map_err(|error| cannot_write(&self.target.join(path)).because(error))
    }

    /// Puts everything in its place, and removes what was written before and is no more.
    ///
    /// # Errors
    /// A file is in the way that this export did not write, or somebody changed since; nothing was
    /// changed then. Or the disk does not take it.
    pub fn publish(self) -> Result<WrittenFolder, Failure> {
        let mut done = self.compare()?;
        let Some(staging) = &self.staging else { return Ok(done) };
        let inside = staging.path().join(INSIDE);
        let failure = |error: io::Error| cannot_write(&self.target).because(error);
        if self.is_there {
            // Whoever is killed in between finds both the old and the new file its own.
            self.write_list(&self.target, &self.new.with(&self.old)).map_err(failure)?;
            for path in done.new.iter().chain(&done.changed) {
                self.put(&inside, path).map_err(failure)?;
            }
            for path in &done.removed {
                self.remove(path).map_err(failure)?;
            }
            self.write_list(&self.target, &self.new).map_err(failure)?;
        } else {
            self.write_list(&inside, &self.new).map_err(failure)?;
            fs::rename(&inside, &self.target).map_err(failure)?;
        }
        done.is_written = true;
        Ok(done)
    }

    /// What differs from what is there.
    fn compare(&self) -> Result<WrittenFolder, Failure> {
        let mut done = WrittenFolder::default();
        for (path, digest) in self.new.files() {
            match self.look(path)? {
                None => done.new.push(path.to_owned()),
                Some(there) if there == digest => done.same += 1,
                Some(there) if self.is_forced || self.old.has(path, &there) => {
                    done.changed.push(path.to_owned());
                }
                Some(_) => {
                    let why = if self.old.names(path) {
                        "somebody changed it since it was written"
                    } else {
                        "it is there, and this export did not write it"
                    };
                    let hint = "move it away, or write over it with `--force`";
                    return Err(cannot_write(&self.target.join(path)).because(why).hint(hint));
                }
            }
        }
        for path in self.old.paths().filter(|path| !self.new.names(path)) {
            match self.look(path)? {
                Some(there) if self.old.has(path, &there) => done.removed.push(path.to_owned()),
                Some(_) => done.kept.push(path.to_owned()),
                None => {}
            }
        }
        Ok(done)
    }

    /// The digest of the file at `path`; `None` if there is none.
    fn look(&self, path: &str) -> Result<Option<String>, Failure> {
        let place = self.target.join(path);
        if !self.is_there {
            return Ok(None);
        }
        let mut folder = self.target.clone();
        for name in Path::new(path).parent().into_iter().flat_map(Path::components) {
            folder.push(name);
            match fs::symlink_metadata(&folder) {
                Err(_) => return Ok(None),
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(cannot_write(&folder).because(SYMBOLIC_LINK).hint("remove it"));
                }
                Ok(metadata) if !metadata.is_dir() => {
                    let hint = "move it away";
                    return Err(cannot_write(&folder).because("it is not a folder").hint(hint));
                }
                Ok(_) => {}
            }
        }
        match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Ok(metadata) if metadata.is_symlink() => {
                Err(cannot_write(&place).because(SYMBOLIC_LINK).hint("remove it"))
            }
            Ok(metadata) if !metadata.is_file() => {
                Err(cannot_write(&place).because(NOT_REGULAR).hint("move it away"))
            }
            _ => {
                let bytes = fs::read(&place);
                let bytes = bytes.map_err(|error| cannot_write(&place).because(error))?;
                Ok(Some(digest(&bytes)))
            }
        }
    }

    fn put(&self, inside: &Path, path: &str) -> io::Result<()> {
        let place = self.target.join(path);
        fs::create_dir_all(place.parent().unwrap_or(&self.target))?;
        fs::rename(inside.join(path), place)
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> io::Result<()> {
        fs::remove_file(self.target.join(path))?;
        for folder in Path::new(path).ancestors().skip(1) {
            if folder.as_os_str().is_empty() || fs::remove_dir(self.target.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn write_list(&self, folder: &Path, list: &FileList) -> io::Result<()> {
        let staged = self.staging.as_ref().expect("something is written").path().join(FILE_LIST);
        fs::write(&staged, list.to_text(self.writer))?;
        fs::rename(staged, folder.join(FILE_LIST))
    }
}

/// What `writer` wrote into the folder at `target`.
fn known(target: &Path, writer: &'static str, is_forced: bool) -> Result<FileList, Failure> {
    sweep(target);
    let list = target.join(FILE_LIST);
    let is_readable = fs::symlink_metadata(&list)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LIST_BYTES_MAX);
    let text = if is_readable { fs::read_to_string(&list).ok() } else { None };
    let hint = "name an empty folder, or take this one over with `--force`";
    if let Some((by, list)) = text.and_then(|text| FileList::parse(&text)) {
        if by == writer || is_forced {
            return Ok(list);
        }
        let why = format!("`kb export {}` wrote it", crate::domain::untrusted::sanitise(&by));
        return Err(cannot_write(target).because(why).hint(hint));
    }
    let entries = fs::read_dir(target).map_err(|error| cannot_write(target).because(error))?;
    let is_empty = entries.flatten().all(|entry| is_staging(&entry.file_name().to_string_lossy()));
    if is_empty || is_forced {
        return Ok(FileList::default());
    }
    let why = "it holds files, and this export did not write them";
    Err(cannot_write(target).because(why).hint(hint))
}

fn is_staging(name: &str) -> bool {
    name.starts_with(PREFIX) && name.len() == PREFIX.len() + 6
}

/// Takes away what runs left that were killed more than an hour ago.
fn sweep(target: &Path) {
    let entries = fs::read_dir(target).into_iter().flatten().flatten();
    for entry in entries.filter(|it| is_staging(&it.file_name().to_string_lossy())) {
        let age = entry.metadata().ok().filter(fs::Metadata::is_dir);
        let age = age.and_then(|it| it.modified().ok()?.elapsed().ok());
        if age.is_some_and(|age| age > super::write::LEFT_BEHIND) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A folder to write in first, where a move to the target costs nothing.
fn staging(target: &Path, is_there: bool) -> Result<TempDir, Failure> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = if is_there { target } else { parent.unwrap_or(Path::new(".")) };
    let make = || {
        fs::create_dir_all(beside)?;
        let staging = tempfile::Builder::new().prefix(PREFIX).tempdir_in(beside)?;
        fs::create_dir(staging.path().join(INSIDE))?;
        Ok(staging)
    };
    make().map_err(|error: io::Error| cannot_write(target).because(error))
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn cannot_write(path: &Path) -> Failure {
    Failure::new(format!("cannot write `{}`", shown(path)))
}

#[cfg(test)]
#[path = "folder_tests.rs"]
mod tests;
