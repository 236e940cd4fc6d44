//! What tells whether a file changed without reading it.
//!
//! Looks at links themselves, never at what they point to.

use std::fs::Metadata;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::look::{Looker, Seen, on_all_cores};
use crate::domain::path::ArticlePath;

/// So many files are looked at by one thread at a time.
const CHUNK: usize = 256;

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

/// Looks at one file; `None` if it is no regular file, lies behind a link or cannot be looked at.
#[must_use]
pub fn stat(root: &Path, path: &ArticlePath) -> Option<Stat> {
    regular(looked_at(&mut Looker::new(root), path))
}

/// Looks at many files on all cores; the answers are in the order of `paths`, which are looked
/// at fastest in the order of their bytes. Nothing lies behind a link.
#[must_use]
pub fn look_all(root: &Path, paths: &[&ArticlePath]) -> Vec<Seen> {
    let chunks: Vec<&[&ArticlePath]> = paths.chunks(CHUNK).collect();
    let look = |number: usize| {
        let mut looker = Looker::new(root);
        chunks[number].iter().map(|path| looked_at(&mut looker, path)).collect::<Vec<_>>()
    };
    on_all_cores(chunks.len(), look).into_iter().flatten().collect()
}

/// Like [`look_all`], where only regular files are of interest.
#[must_use]
pub fn stat_all(root: &Path, paths: &[&ArticlePath]) -> Vec<Option<Stat>> {
    look_all(root, paths).into_iter().map(regular).collect()
}

fn looked_at(looker: &mut Looker<'_>, path: &ArticlePath) -> Seen {
    let name = path.file_name();
    let is_name = !matches!(name, b"" | b"." | b"..");
    if is_name && looker.enter(path.folder()) { looker.look(name) } else { Seen::Nothing }
}

fn regular(seen: Seen) -> Option<Stat> {
    match seen {
        Seen::File(stat) => Some(stat),
        Seen::Other | Seen::Nothing => None,
    }
}
