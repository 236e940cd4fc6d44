//! Files in memory that stand in for those of the source: what fixes made, what an editor sends.

use std::collections::BTreeMap;

use crate::domain::path::ArticlePath;
use crate::failure::Failure;

use super::Workspace;
use super::source::{Entry, Listing};

impl Workspace {
    /// Lets `bytes` stand in for the file at `path` from now on; nothing is written.
    pub fn hold(&mut self, path: ArticlePath, bytes: Vec<u8>) {
        if !self.held.contains_key(&path)
            && let Ok(old) = self.read_path(&path)
        {
            self.replaced.insert(path.clone(), old);
        }
        self.held.insert(path, bytes);
    }

    /// Writes the files that stand in for others, each whole or not at all.
    ///
    /// # Errors
    /// One cannot be written, or changed since something stood in for it; those before it are
    /// written then.
    pub fn write_held(&self) -> Result<(), Failure> {
        self.held.iter().try_for_each(|(path, new)| match self.replaced.get(path) {
            Some(old) => self.replace_path(path, old, new),
            None => self.write_path(path, new),
        })
    }

    /// The files that stand in for others.
    #[must_use]
    pub fn held(&self) -> &BTreeMap<ArticlePath, Vec<u8>> {
        &self.held
    }

    /// The file at `path`: what stands in for it, else what lies there now.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn current(&self, path: &ArticlePath) -> Result<Vec<u8>, String> {
        self.held.get(path).cloned().map_or_else(|| self.read_path(path), Ok)
    }

    /// Adds the articles that only stand in to a listing.
    pub(super) fn with_held(&self, mut listing: Listing) -> Listing {
        for path in self.held.keys().filter(|path| self.paths.is_article(path)) {
            listing.skipped.retain(|skipped| skipped.path != *path);
            if let Err(at) = listing.entries.binary_search_by(|entry| entry.path.cmp(path)) {
                listing.entries.insert(at, Entry::of(path.clone()));
            }
        }
        listing
    }
}
