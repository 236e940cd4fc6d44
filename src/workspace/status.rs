//! What the index is worth, without changing it; and how to be rid of it.

use std::path::Path;

use crate::domain::outcome::{IndexCondition, IndexOutcome};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::fs::place;
use crate::git::hash_blob;
use crate::index;

use super::Workspace;
use super::cache::{index_folder, key_of};
use super::manifest::Manifest;
use super::source::Source;

/// How closely an index is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrutiny {
    /// What the file system says of each file.
    Stat,
    /// Every byte: of the index, and of every article it holds.
    Bytes,
}

impl Workspace {
    /// Looks at the index and changes nothing.
    ///
    /// # Errors
    /// The articles cannot be listed.
    pub fn index_status(&self, scrutiny: Scrutiny) -> Result<IndexOutcome, Failure> {
        let folder = index_folder(self);
        let mut outcome = IndexOutcome {
            folder: folder.as_ref().map(|folder| Untrusted::new(folder.display().to_string())),
            condition: IndexCondition::Absent,
            articles: 0,
            bytes: folder.as_deref().map_or(0, place::folder_bytes),
            skipped: Vec::new(),
            notes: self.notes.clone(),
        };
        let Some(folder) = folder.filter(|folder| place::is_folder(folder)) else {
            return Ok(outcome);
        };
        let manifest = Manifest::load(&folder);
        outcome.condition = match (index::open(&folder), &manifest) {
            (Ok(None), None) => IndexCondition::Absent,
            (Err(damage), _) => IndexCondition::Damaged(vec![damage.to_string()]),
            (Ok(Some(index)), Some(manifest))
                if index.payload() == Some(&manifest.head.payload())
                    && manifest.head.key == key_of(self) =>
            {
                outcome.articles = manifest.head.articles;
                outcome.skipped.clone_from(&manifest.head.skipped);
                self.compare(&folder, manifest, scrutiny)?
            }
            (Ok(_), Some(manifest)) if manifest.head.key != key_of(self) => {
                let why = "it was made by another version of kb, or with another `kb.toml`";
                IndexCondition::Damaged(vec![why.to_owned()])
            }
            (Ok(_), _) => {
                let why = "its list of files is missing, damaged or of another index";
                IndexCondition::Damaged(vec![why.to_owned()])
            }
        };
        Ok(outcome)
    }

    fn compare(
        &self,
        folder: &Path,
        manifest: &Manifest,
        scrutiny: Scrutiny,
    ) -> Result<IndexCondition, Failure> {
        let mut wrong = Vec::new();
        if scrutiny == Scrutiny::Bytes {
            match index::verify(folder) {
                Ok(files) => {
                    wrong.extend(files.iter().map(|file| format!("`{file}` is not as written")));
                }
                Err(damage) => wrong.push(damage.to_string()),
            }
        }
        if !wrong.is_empty() {
            return Ok(IndexCondition::Damaged(wrong));
        }
        if let Source::Revision { .. } = &self.source {
            // A commit never changes, and the key names it.
            return Ok(IndexCondition::Current);
        }
        let Some(known) = manifest.files() else {
            let why = "its list of files is missing, damaged or of another index";
            return Ok(IndexCondition::Damaged(vec![why.to_owned()]));
        };
        let listing = self.list()?;
        let changed = self.changed(manifest, &known, &listing);
        if scrutiny == Scrutiny::Bytes {
            for entry in &listing.entries {
                let known = known.get(&entry.path);
                let is_vouched = known.is_some_and(|(then, _)| {
                    entry.stat == Some(*then) && manifest.head.is_settled(then)
                });
                let bytes = self.read(entry).ok();
                let is_same = known.map(|(_, blob)| *blob) == bytes.as_deref().map(hash_blob);
                if is_vouched && !is_same {
                    wrong.push(format!("`{}` changed unnoticed since it was indexed", entry.path));
                }
            }
        }
        Ok(match (wrong.is_empty(), changed) {
            (false, _) => IndexCondition::Damaged(wrong),
            (true, 0) => IndexCondition::Current,
            (true, changed) => IndexCondition::Behind(changed),
        })
    }

    /// Forgets what the index holds, so that the next search makes it anew.
    pub fn forget_index(&self) {
        if let Some(folder) = index_folder(self) {
            Manifest::forget(&folder);
        }
    }
}
