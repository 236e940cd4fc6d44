//! When files at single paths went, and where a text lay in one commit.
//!
//! For the life of one article: a move without an edit is no version of it, and its commit is
//! found here.

use std::collections::{BTreeMap, BTreeSet};

use git2::{ObjectType, Sort, Tree};
use jiff::civil::Date;

use super::commit::utc_day;
use super::repository::Repository;
use super::signed::Signed;
use super::{object_id, oid};
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::person::Signature;

/// The last commit that took a file away from its path.
#[derive(Clone, Debug)]
pub struct Removal {
    /// Its id.
    pub commit: ObjectId,
    /// Its first parent, which still has the file.
    pub parent: ObjectId,
    /// Its day by the committer's clock, in UTC.
    pub on: Option<Date>,
    /// Who wrote it.
    pub author: Signature,
}

impl Repository {
    /// The last removal of each of `paths` before `from`, in one walk; merges took nothing away.
    ///
    /// What cannot be read is passed over.
    #[must_use]
    pub fn removals(
        &self,
        from: ObjectId,
        paths: &BTreeSet<ArticlePath>,
    ) -> BTreeMap<ArticlePath, Removal> {
        let mut found = BTreeMap::new();
        let Some(mut walk) = self.walk(from) else { return found };
        while let Some(Ok(id)) = walk.next() {
            if found.len() == paths.len() {
                break;
            }
            let Ok(commit) = self.inner.find_commit(id) else { continue };
            if commit.parent_count() != 1 {
                continue;
            }
            let Ok(parent) = commit.parent(0) else { continue };
            let (Ok(new), Ok(old)) = (commit.tree(), parent.tree()) else { continue };
            if new.id() == old.id() {
                continue;
            }
            for path in paths {
                let is_here = |tree: &Tree<'_>| self.blob_at(tree, path).is_some();
                if found.contains_key(path) || is_here(&new) || !is_here(&old) {
                    continue;
                }
                let removal = Removal {
                    commit: object_id(id),
                    parent: object_id(parent.id()),
                    on: Some(utc_day(commit.time().seconds())),
                    author: self.author_of(id),
                };
                found.insert(path.clone(), removal);
            }
        }
        found
    }

    fn walk(&self, from: ObjectId) -> Option<git2::Revwalk<'_>> {
        let mut walk = self.inner.revwalk().ok()?;
        walk.set_sorting(Sort::TOPOLOGICAL).ok()?;
        walk.push(oid(from)?).ok()?;
        Some(walk)
    }

    fn author_of(&self, commit: git2::Oid) -> Signature {
        let raw = self.inner.odb().and_then(|odb| Ok(odb.read(commit)?.data().to_vec()));
        raw.map(|raw| Signed::parse(&raw).author).unwrap_or_default()
    }

    /// Where the file with the bytes `blob` lies in `commit`: at `expected` if it does, else
    /// where else it does, if that is one place or one of the same name.
    #[must_use]
    pub fn place_of(
        &self,
        commit: ObjectId,
        blob: ObjectId,
        expected: &ArticlePath,
    ) -> Option<ArticlePath> {
        let tree = self.inner.find_commit(oid(commit)?).ok()?.tree().ok()?;
        if self.blob_at(&tree, expected) == Some(oid(blob)?) {
            return Some(expected.clone());
        }
        let files = self.files_at(commit).ok()?.into_iter();
        let places: Vec<ArticlePath> =
            files.filter(|file| file.id == blob).map(|file| file.path).collect();
        super::only_one(expected, &places)
    }

    /// The bytes of the file at `path` in `commit`, if they are there to read.
    #[must_use]
    pub fn bytes_at(&self, commit: ObjectId, path: &ArticlePath) -> Option<Vec<u8>> {
        let tree = self.inner.find_commit(oid(commit)?).ok()?.tree().ok()?;
        let blob = self.blob_at(&tree, path)?;
        Some(self.inner.find_blob(blob).ok()?.content().to_vec())
    }

    /// The file at `path` in `tree`, looked up name by name.
    fn blob_at(&self, tree: &Tree<'_>, path: &ArticlePath) -> Option<git2::Oid> {
        let (folder, name) = (path.folder(), path.file_name());
        let mut here = tree.clone();
        for part in folder.split(|byte| *byte == b'/').filter(|part| !part.is_empty()) {
            let entry = here.get_name_bytes(part)?;
            let next = self.inner.find_tree(entry.id()).ok()?;
            drop(entry);
            here = next;
        }
        let entry = here.get_name_bytes(name)?;
        (entry.kind() == Some(ObjectType::Blob)).then(|| entry.id())
    }
}
