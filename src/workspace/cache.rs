//! Where caches lie, and the manifest that tells which files an index holds.
//!
//! Everything here can be deleted, damaged or left behind by another version
//! at any time: whatever is in doubt counts as absent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::history::ObjectId;
use crate::domain::outcome::{Skip, Skipped};
use crate::domain::path::ArticlePath;
use crate::fs::stat::Stat;
use crate::fs::{place, write};
use crate::index::FORMAT;

use super::Workspace;
use super::source::Source;

/// Starts every manifest.
const MAGIC: &[u8; 8] = b"kbmanif2";
/// Grows whenever articles are read differently, so that records are made anew.
const READER_VERSION: u32 = 3;
/// A file changed this short a time before the manifest was written may have
/// changed again without a trace in its times: it is hashed again. Coarse file
/// systems tick every two seconds.
const RACY_NANOSECONDS: i64 = 2_000_000_000;

/// What an index holds, file by file.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The files, with what they were when they were indexed.
    pub(super) files: BTreeMap<ArticlePath, (Stat, ObjectId)>,
    /// What git's own index was, if the list of files came from it.
    pub(super) git_index: Option<Stat>,
    /// What was not indexed.
    pub(super) skipped: Vec<Skipped>,
    /// What the index depends on beside its files.
    pub(super) key: String,
    /// What the files held when the index was committed.
    content: String,
    /// When the manifest was written, by the clock of the file system.
    written_ns: i64,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    key: String,
    content: String,
    git_index: Option<Stat>,
    files: Vec<(Vec<u8>, Stat, Vec<u8>)>,
    /// Path, why, and the place of the reason in [`Skip::ALL`].
    skipped: Vec<(Vec<u8>, String, u8)>,
}

impl Manifest {
    /// The manifest of an index that nothing is in yet.
    pub(super) fn new(key: &str, git_index: Option<Stat>) -> Self {
        Self { key: key.to_owned(), git_index, ..Self::default() }
    }

    /// Reads the manifest in `folder`; `None` if there is none that can be trusted.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let path = folder.join("manifest");
        let bytes = place::read_file(&path).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (checksum, body) = rest.split_first_chunk::<4>()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let stored: Stored = postcard::from_bytes(body).ok()?;
        let file = |(path, stat, blob): (Vec<u8>, Stat, Vec<u8>)| {
            Some((ArticlePath::new(path), (stat, ObjectId::new(&blob)?)))
        };
        let skipped = |(path, why, skip): (Vec<u8>, String, u8)| {
            let skip = *Skip::ALL.get(usize::from(skip))?;
            Some(Skipped { path: ArticlePath::new(path), why, skip })
        };
        Some(Self {
            files: stored.files.into_iter().map(file).collect::<Option<_>>()?,
            git_index: stored.git_index,
            key: stored.key,
            content: stored.content,
            skipped: stored.skipped.into_iter().map(skipped).collect::<Option<_>>()?,
            written_ns: place::stat_file(&path)?.mtime_ns,
        })
    }

    /// Writes the manifest into `folder`, whole or not at all.
    pub(super) fn store(&self, folder: &Path) -> Result<(), crate::failure::Failure> {
        let stored = Stored {
            key: self.key.clone(),
            content: self.content.clone(),
            git_index: self.git_index,
            files: self
                .files
                .iter()
                .map(|(path, (stat, blob))| {
                    (path.as_bytes().to_vec(), *stat, blob.as_bytes().to_vec())
                })
                .collect(),
            skipped: self
                .skipped
                .iter()
                .map(|skipped| {
                    (skipped.path.as_bytes().to_vec(), skipped.why.clone(), place_of(skipped.skip))
                })
                .collect(),
        };
        let body = postcard::to_allocvec(&stored).expect("plain lists of bytes can be encoded");
        let checksum = crc32fast::hash(&body).to_le_bytes();
        write::write_atomically(
            &folder.join("manifest"),
            &[MAGIC.as_slice(), &checksum, &body].concat(),
        )
    }

    /// What an index of exactly these files is committed with.
    ///
    /// Where two processes write in turn, one's manifest and the other's index can
    /// come to lie side by side: each is sound, and together they are a wrong answer.
    pub(super) fn payload(&self) -> String {
        format!("{} {}", self.key, self.content)
    }

    /// Takes the files as they are for what the index holds.
    pub(super) fn seal(&mut self) {
        let mut content = Sha256::new();
        for (path, (_, blob)) in &self.files {
            content.update(path.as_bytes());
            content.update([0]);
            content.update(blob.as_bytes());
        }
        self.content = digits(content);
    }

    /// Removes the manifest in `folder`: what is in the index is unknown from now on.
    pub(super) fn forget(folder: &Path) {
        place::forget(&folder.join("manifest"));
    }

    /// True if the file cannot have changed since it was indexed.
    pub(super) fn vouches_for(&self, path: &ArticlePath, now: &Stat) -> bool {
        self.files.get(path).is_some_and(|(then, _)| then == now && self.is_settled(now))
    }

    /// True if `stat` is old enough for its times to tell of every later change.
    pub(super) fn is_settled(&self, stat: &Stat) -> bool {
        stat.mtime_ns < self.written_ns.saturating_sub(RACY_NANOSECONDS)
    }
}

fn place_of(skip: Skip) -> u8 {
    let place = Skip::ALL.iter().position(|it| *it == skip);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

/// The folder of the index of `workspace`; `None` if nowhere can one be kept.
///
/// One for each library and each `--config`, not for each content of `kb.toml`:
/// a changed one makes the index anew in its place.
pub(super) fn index_folder(workspace: &Workspace) -> Option<PathBuf> {
    let base = match workspace.repository() {
        // A link could lead anywhere, and what lies there is not ours to overwrite.
        Some(repository) => {
            Some(repository.git_dir().join("kb")).filter(|folder| !place::is_link(folder))?
        }
        None => workspace.cache_folder.clone()?,
    };
    let mut key = Sha256::new();
    key.update(&workspace.prefix);
    key.update([0]);
    if let Some(config) = &workspace.config_file {
        key.update(place::path_bytes(config));
    }
    key.update([0]);
    if workspace.repository().is_none() {
        key.update(place::path_bytes(&workspace.root));
    }
    let kind = match &workspace.source {
        Source::Revision { .. } => "revision",
        _ => "index",
    };
    Some(base.join(format!("{kind}-{FORMAT}-{}", digits(key))))
}

/// What an index depends on beside its files: another version of this tool, another
/// `kb.toml` or another commit makes it anew.
pub(super) fn key_of(workspace: &Workspace) -> String {
    let mut key = Sha256::new();
    key.update(READER_VERSION.to_le_bytes());
    key.update(env!("CARGO_PKG_VERSION"));
    key.update([0]);
    key.update(&workspace.config_text);
    if let Source::Revision { commit: Some(commit), .. } = &workspace.source {
        key.update([0]);
        key.update(commit.as_bytes());
    }
    digits(key)
}

fn digits(key: Sha256) -> String {
    key.finalize().iter().take(8).fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes all that is written");
        digits
    })
}
