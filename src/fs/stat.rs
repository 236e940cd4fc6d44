//! What tells whether a file changed without reading it.
//!
//! Looks at links themselves, never at what they point to.

#![expect(clippy::disallowed_methods, reason = "this is where files are looked at")]

use std::fs::Metadata;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::locate;
use crate::domain::path::ArticlePath;

/// The signs by which a file is known to be unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Size in bytes.
    pub size: u64,
    /// When its content changed last, in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// When anything about it changed last, in nanoseconds since 1970; 0 where unknown.
    pub ctime_ns: i64,
    /// Its number in the file system; 0 where unknown.
    pub inode: u64,
}

impl Stat {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            size: metadata.size(),
            mtime_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            ctime_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Self {
        let since = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(std::time::SystemTime::UNIX_EPOCH).ok());
        let mtime_ns = since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX));
        Self { size: metadata.len(), mtime_ns, ctime_ns: 0, inode: 0 }
    }
}

/// Looks at one file; `None` if it is no regular file or cannot be looked at.
#[must_use]
pub fn stat(root: &Path, path: &ArticlePath) -> Option<Stat> {
    let metadata = std::fs::symlink_metadata(locate(root, path)?).ok()?;
    metadata.is_file().then(|| Stat::of(&metadata))
}

/// Looks at many files on all cores; the answers are in the order of `paths`.
#[must_use]
pub fn stat_all(root: &Path, paths: &[&ArticlePath]) -> Vec<Option<Stat>> {
    paths.par_iter().map(|path| stat(root, path)).collect()
}
