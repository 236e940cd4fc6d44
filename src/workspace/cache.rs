//! Where the index of a library lies, and what it depends on beside its files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::path::ArticlePath;
use crate::fs::place;
use crate::index::FORMAT;

use super::Workspace;
use super::source::Source;

/// Grows whenever articles are read differently, so that records are made anew.
const READER_VERSION: u32 = 3;

/// How the folders of indexes of commits begin.
const REVISION: &str = "revision";
/// How many commits an index is kept of.
const REVISIONS_KEPT: usize = 4;

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
    let key = digits(key);
    Some(base.join(match &workspace.source {
        Source::Revision { commit: Some(commit), .. } => {
            format!("{REVISION}-{FORMAT}-{key}-{:.10}", commit.to_string())
        }
        Source::Revision { commit: None, .. } => format!("{REVISION}-{FORMAT}-{key}"),
        _ => format!("index-{FORMAT}-{key}"),
    }))
}

/// Removes the oldest indexes of other commits beside `folder`, which was just made. Those of
/// another library or another version of this tool are left alone.
///
/// Somebody may still search one: what is open stays readable, and whoever comes too late
/// makes it anew.
pub(super) fn make_room(folder: &Path) {
    let (Some(base), Some(name)) = (folder.parent(), folder.file_name()) else { return };
    let name = place::path_bytes(Path::new(name));
    let Some(ours) = revisions_like(&name) else { return };
    let is_other = |other: &Vec<u8>| other.starts_with(&ours) && *other != name;
    let others = place::names(base, &ArticlePath::new("")).into_iter().filter(is_other);
    let made = |other: Vec<u8>| {
        let other = base.join(String::from_utf8(other).ok()?);
        let made = place::stat_file(&other.join("manifest")).map_or(0, |stat| stat.mtime_ns);
        Some((std::cmp::Reverse(made), other))
    };
    let mut others: Vec<_> = others.filter_map(made).collect();
    others.sort();
    for (_, other) in others.into_iter().skip(REVISIONS_KEPT - 1) {
        // Without its manifest it is no index, even if we are stopped here.
        place::forget(&other.join("manifest"));
        place::forget_folder(&other);
    }
}

/// How the names of the indexes of commits begin that are of the format and key of `name`.
fn revisions_like(name: &[u8]) -> Option<Vec<u8>> {
    let parts: Vec<&[u8]> = name.split(|byte| *byte == b'-').take(4).collect();
    let is_one = parts.len() == 4 && parts[0] == REVISION.as_bytes();
    is_one.then(|| [parts.join(&b'-').as_slice(), b"-"].concat())
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

/// Removes the indexes beside `folder` that older versions of this tool made, now that there is
/// a new one. Those of newer versions are left alone, and so is whatever else lies there.
pub(super) fn remove_older(folder: &Path) {
    let Some(base) = folder.parent() else { return };
    let ours = format_of(FORMAT).expect("our own format is two numbers");
    for name in place::folder_names(base) {
        let is_kind = |kind: &&str| name.starts_with(*kind);
        let Some(kind) = ["index-", "revision-"].iter().find(|kind| is_kind(kind)) else {
            continue;
        };
        let version = format_of(&name[kind.len()..]);
        if version.is_some_and(|version| version < ours) {
            place::forget_folder(&base.join(name));
        }
    }
}

/// Our number and that of tantivy, which `text` begins with: `None` if it does not.
fn format_of(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('-');
    let (ours, tantivy) = (parts.next()?, parts.next()?);
    Some((ours.parse().ok()?, tantivy.parse().ok()?))
}

pub(super) fn digits(key: Sha256) -> String {
    key.finalize().iter().take(8).fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a String takes all that is written");
        digits
    })
}
