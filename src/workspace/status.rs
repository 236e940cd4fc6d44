//! What the index is worth, without changing it; and how to be rid of it.

use std::path::Path;

use crate::domain::outcome::{IndexCondition, IndexOutcome};
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::fs::place;
use crate::git::hash_blob;
use crate::index::{self, Index};

use super::Workspace;
use super::cache::{index_folder, key_of};
use super::components::Condition;
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
            (_, Some(manifest)) if manifest.head.key != key_of(self) => IndexCondition::Outdated,
            (Err(damage), _) => {
                let known = manifest.iter().flat_map(|manifest| manifest.head.components.names());
                let known: Vec<String> = known.cloned().collect();
                let files = manifest.map(|it| it.head.components.damaged(&folder, &known));
                let files = files.filter(|files| !files.is_empty());
                IndexCondition::Damaged(
                    files.map_or_else(|| vec![damage.to_string()], |files| not_as_written(&files)),
                )
            }
            (Ok(Some(index)), Some(manifest))
                if index.payload() == Some(&manifest.head.payload()) =>
            {
                outcome.articles = manifest.head.articles;
                outcome.skipped.clone_from(&manifest.head.skipped);
                self.compare(&folder, &index, manifest, scrutiny)?
            }
            (Ok(index), manifest) => {
                let why = mismatch(&folder, index.is_some(), manifest.is_some());
                IndexCondition::Damaged(vec![why.to_owned()])
            }
        };
        Ok(outcome)
    }

    fn compare(
        &self,
        folder: &Path,
        index: &Index,
        manifest: &Manifest,
        scrutiny: Scrutiny,
    ) -> Result<IndexCondition, Failure> {
        let mut wrong = match (scrutiny, manifest.head.components.condition(folder, index)) {
            (Scrutiny::Stat, Condition::Damaged(files)) => files,
            (Scrutiny::Stat, _) => Vec::new(),
            (Scrutiny::Bytes, _) => manifest.head.components.damaged(folder, index.files()),
        };
        if scrutiny == Scrutiny::Bytes {
            // What was damaged before it was first read back has the checksum of the damage.
            match index::verify(folder) {
                Ok(files) => wrong.extend(files),
                Err(damage) => return Ok(IndexCondition::Damaged(vec![damage.to_string()])),
            }
            wrong.sort();
            wrong.dedup();
        }
        if !wrong.is_empty() {
            return Ok(IndexCondition::Damaged(not_as_written(&wrong)));
        }
        if let Source::Revision { .. } = &self.source {
            // A commit never changes, and the key names it.
            return Ok(IndexCondition::Current);
        }
        let Some(known) = manifest.files() else {
            let why = "`manifest` is damaged";
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
}

fn not_as_written(files: &[String]) -> Vec<String> {
    files.iter().map(|file| format!("`{file}` is missing or not as it was written")).collect()
}

/// Why what lies in `folder` does not belong together.
fn mismatch(folder: &Path, is_index: bool, is_manifest: bool) -> &'static str {
    match (is_index, is_manifest) {
        (false, _) => "`meta.json` is missing, so there is a list of articles without an index",
        (true, true) => "`manifest` and `meta.json` are of two different indexes",
        (true, false) if place::is_file(&folder.join("manifest")) => {
            "`manifest` is damaged, or of another version of kb"
        }
        (true, false) => "`manifest` is missing, so nobody knows what the index holds",
    }
}
