//! The files that an index consists of: whether they are still what was written.
//!
//! Opening an index reads little of it, so a flipped bit, or a file that another index
//! left in place of one of ours, could pass and answer wrongly. Files of an
//! index are never written twice: one that looks as it did is taken for what it was, and
//! one that does not is read whole and held against its checksum.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::fs::place;
use crate::fs::stat::Stat;
use crate::index::{self, Index};

use super::manifest::Manifest;

/// How often index and manifest are looked at before they are made anew.
const LOOKS_MAX: usize = 3;

/// The files of an index by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Components(BTreeMap<String, (Stat, u32)>);

/// What the files of an index turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// As they were written.
    Untouched,
    /// The same bytes in files that look different, as in a copy of the repository.
    Moved,
    /// Those that are missing or hold something else, by name.
    Damaged(Vec<String>),
}

impl Components {
    /// The files of `index`, which lies in `folder`; those that were known already and look
    /// as they did are not read again.
    pub(super) fn of(folder: &Path, index: &Index, known: &Self) -> Self {
        let component = |name: &String| {
            let path = folder.join(name);
            let stat = place::stat_file(&path)?;
            let before = known.0.get(name).filter(|(then, _)| *then == stat);
            let checksum = before.map(|(_, checksum)| *checksum);
            Some((name.clone(), (stat, checksum.or_else(|| place::checksum(&path))?)))
        };
        // One that is left out here is damage to whoever opens the index next.
        Self(index.files().iter().filter_map(component).collect())
    }

    /// Looks at the files of `index` in `folder`; reads those that look different.
    pub(super) fn condition(&self, folder: &Path, index: &Index) -> Condition {
        let (mut damaged, mut is_moved) = (Vec::new(), false);
        for name in index.files() {
            let path = folder.join(name);
            let is_untouched =
                self.0.get(name).is_some_and(|(then, _)| place::stat_file(&path) == Some(*then));
            if is_untouched {
                continue;
            }
            is_moved = true;
            if !self.is_sound(folder, name) {
                damaged.push(name.clone());
            }
        }
        match (damaged.is_empty(), is_moved) {
            (false, _) => Condition::Damaged(damaged),
            (true, true) => Condition::Moved,
            (true, false) => Condition::Untouched,
        }
    }

    /// The names that are known.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// Those of `files` whose bytes are not those that were written, however they look.
    pub(super) fn damaged(&self, folder: &Path, files: &[String]) -> Vec<String> {
        files.iter().filter(|name| !self.is_sound(folder, name)).cloned().collect()
    }

    /// True if the file `name` holds what was written; one of another size is not even read.
    fn is_sound(&self, folder: &Path, name: &str) -> bool {
        let path = folder.join(name);
        self.0.get(name).is_some_and(|(then, checksum)| {
            let size = place::stat_file(&path).map(|stat| stat.size);
            size == Some(then.size) && place::checksum(&path) == Some(*checksum)
        })
    }
}

/// The index and manifest in `folder`, if both are sound, made for `key` and for each other.
///
/// Another process may put a new one in place between the two looks.
pub(super) fn stored(folder: &Path, key: &str) -> Option<(Index, Manifest)> {
    (0..LOOKS_MAX).find_map(|_| {
        let mut manifest = Manifest::load(folder).filter(|manifest| manifest.head.key == key)?;
        let index = index::open(folder).ok().flatten()?;
        if index.payload() != Some(&manifest.head.payload()) {
            return None;
        }
        match manifest.head.components.condition(folder, &index) {
            Condition::Untouched => {}
            Condition::Moved => manifest.is_moved = true,
            Condition::Damaged(_) => return None,
        }
        Some((index, manifest))
    })
}

#[cfg(test)]
#[path = "components_tests.rs"]
mod tests;
