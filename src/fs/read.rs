//! Reads one file whole, or says why not.
//!
//! Looks before it opens: a pipe would never answer, a device might, and a
//! symbolic link could lead anywhere. What is too large is not read at all.

#![expect(clippy::disallowed_methods, reason = "this is where files are read")]

use std::fs::{File, Metadata};
use std::io::Read as _;
use std::path::Path;

use super::{NOT_REGULAR, SYMBOLIC_LINK, locate, why};
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
/// If it is no regular file, is too large, is replaced while it is read, or
/// cannot be read at all.
pub fn read_article(
    root: &Path,
    path: &ArticlePath,
    bytes_max: u64,
) -> Result<Vec<u8>, Unreadable> {
    let place =
        locate(root, path).ok_or_else(|| Unreadable::because("leads out of the repository"))?;
    let looked_at =
        std::fs::symlink_metadata(&place).map_err(|error| Unreadable::because(why(&error)))?;
    check(&looked_at, bytes_max)?;

    let file = File::open(&place).map_err(|error| Unreadable::because(why(&error)))?;
    let opened = file.metadata().map_err(|error| Unreadable::because(why(&error)))?;
    check(&opened, bytes_max)?;
    if !is_same_file(&looked_at, &opened) {
        return Err(Unreadable::because("was replaced while it was read"));
    }

    let mut bytes = Vec::with_capacity(usize::try_from(opened.len()).unwrap_or_default());
    // It may grow while it is read: never more than one byte too many.
    file.take(bytes_max.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Unreadable::because(why(&error)))?;
    let length = bytes.len() as u64;
    if length > bytes_max {
        return Err(Unreadable::too_large(length, bytes_max));
    }
    Ok(bytes)
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
