//! Reads one file whole, or says why not.
//!
//! Looks before it opens: a pipe would never answer, a device might, and a
//! symbolic link could lead anywhere. What is too large is not read at all.

#![expect(clippy::disallowed_methods, reason = "this is where files are read")]

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;

use super::place::is_behind_link;
use super::{BEHIND_LINK, NOT_REGULAR, SYMBOLIC_LINK, locate, why};
use crate::domain::path::ArticlePath;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The reason, as the rest of a sentence that begins with the path.
    pub why: String,
    /// True if the file is there and sound, but larger than we read.
    pub is_too_large: bool,
}

impl Unreadable {
    fn because(why: impl Into<String>) -> Self {
        Self { why: why.into(), is_too_large: false }
    }

    fn too_large(bytes: u64, bytes_max: u64) -> Self {
        let (size, limit) = (bytes.div_ceil(1024), bytes_max / 1024);
        Self { why: format!("has {size} KiB, more than {limit} KiB"), is_too_large: true }
    }
}

/// Reads the file at `path` below `root`, if it has at most `bytes_max` bytes.
///
/// # Errors
///
/// If it is no regular file, lies behind a link, is too large, is replaced
/// while it is read, or cannot be read at all.
pub fn read_article(
    root: &Path,
    path: &ArticlePath,
    bytes_max: u64,
) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    read_into(root, path, bytes_max, &mut bytes)?;
    Ok(bytes)
}

/// Like [`read_article`], into memory that is used again and again.
///
/// # Errors
///
/// The same.
pub fn read_into(
    root: &Path,
    path: &ArticlePath,
    bytes_max: u64,
    bytes: &mut Vec<u8>,
) -> Result<(), Unreadable> {
    bytes.clear();
    let place =
        locate(root, path).ok_or_else(|| Unreadable::because("leads out of the repository"))?;
    if is_behind_link(root, path) {
        return Err(Unreadable::because(BEHIND_LINK));
    }
    let looked_at =
        std::fs::symlink_metadata(&place).map_err(|error| Unreadable::because(why(&error)))?;
    check(&looked_at, bytes_max)?;

    let file = File::open(&place).map_err(|error| Unreadable::because(why(&error)))?;
    let opened = file.metadata().map_err(|error| Unreadable::because(why(&error)))?;
    check(&opened, bytes_max)?;
    if !is_same_file(&looked_at, &opened) {
        return Err(Unreadable::because("was replaced while it was read"));
    }

    bytes.reserve(usize::try_from(opened.len()).unwrap_or_default());
    // It may grow while it is read: it is read as it was when it was opened.
    let read = file.take(opened.len()).read_to_end(bytes);
    read.map(|_| ()).map_err(|error| Unreadable::because(why(&error)))
}

fn check(metadata: &Metadata, bytes_max: u64) -> Result<(), Unreadable> {
    if metadata.is_symlink() {
        Err(Unreadable::because(SYMBOLIC_LINK))
    } else if !metadata.is_file() {
        Err(Unreadable::because(NOT_REGULAR))
    } else if metadata.len() > bytes_max {
        Err(Unreadable::too_large(metadata.len(), bytes_max))
    } else {
        Ok(())
    }
}

/// True if both describe one file, and no link was put in its place in between.
#[cfg(unix)]
fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    a.file_type() == b.file_type()
}
