//! Files and folders of a work tree: found, looked at, read and written whole.
//!
//! Follows no symbolic link, opens nothing but regular files, and never leaves
//! a file half written. Knows nothing of what the files say.

pub mod folder;
pub mod log;
pub mod look;
pub mod parts;
pub mod place;
pub mod read;
pub mod stat;
pub mod walk;
pub mod write;

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::domain::path::ArticlePath;
use crate::domain::untrusted::sanitise;

/// Where `path` lies on disk; `None` if it is absolute or leads out of `root`.
#[must_use]
pub fn locate(root: &Path, path: &ArticlePath) -> Option<PathBuf> {
    let relative = native(path);
    let stays_below = relative.components().all(|part| matches!(part, Component::Normal(_)));
    stays_below.then(|| root.join(relative))
}

#[cfg(unix)]
fn native(path: &ArticlePath) -> PathBuf {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(OsStr::from_bytes(path.as_bytes()))
}

#[cfg(not(unix))]
fn native(path: &ArticlePath) -> PathBuf {
    PathBuf::from(path.lossy())
}

/// `path` relative to `root`; the empty path is the root itself.
fn article_path(root: &Path, path: &Path) -> ArticlePath {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = relative.components().map(|part| bytes(part.as_os_str())).collect();
    ArticlePath::new(names.join(&b'/'))
}

#[cfg(unix)]
fn bytes(name: &std::ffi::OsStr) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt as _;
    name.as_bytes().to_vec()
}

#[cfg(not(unix))]
fn bytes(name: &std::ffi::OsStr) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

/// A path as it may be shown.
fn shown(path: &Path) -> String {
    sanitise(&path.to_string_lossy()).into_owned()
}

/// Why a file or folder cannot be read, in plain words.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist any more".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => sanitise(&error.to_string()).into_owned(),
    }
}

const SYMBOLIC_LINK: &str = "is a symbolic link";
const BEHIND_LINK: &str = "lies behind a symbolic link";
const NOT_REGULAR: &str = "is not a regular file";

#[cfg(test)]
#[path = "fs_tests.rs"]
mod tests;
