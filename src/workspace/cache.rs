//! Where the index of a library lies, and what it depends on beside its files.

use std::fmt::Write as _;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::fs::place;
use crate::index::FORMAT;

use super::Workspace;
use super::source::Source;

/// Grows whenever articles are read differently, so that records are made anew.
const READER_VERSION: u32 = 3;

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

pub(super) fn digits(key: Sha256) -> String {
    key.finalize().iter().take(8).fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes all that is written");
        digits
    })
}
