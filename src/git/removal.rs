//! When files at single paths went, and what they said before.

use std::collections::{BTreeMap, BTreeSet};

use git2::{ObjectType, Tree};
use jiff::civil::Date;

use super::commit::utc_day;
use super::graph::{Graph, read_commit, read_raw_commit};
use super::repository::Repository;
use super::signed::Signed;
use super::table::CommitTable;
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
    /// The last removal of each of `paths` before `from`, in one walk; merges took nothing away,
    /// and neither did the first commits of a shallow clone.
    ///
    /// What `table` does not hold is read and added to it; what cannot be read is passed over.
    #[must_use]
    pub fn removals(
        &self,
        from: ObjectId,
        paths: &BTreeSet<ArticlePath>,
        table: &mut CommitTable,
    ) -> BTreeMap<ArticlePath, Removal> {
        let mut found = BTreeMap::new();
        let Ok(odb) = self.inner.odb() else { return found };
        let graph = oid(from).filter(|_| !paths.is_empty()).and_then(|from| {
            let shallow = self.shallow_commits();
            Graph::read_with(from, &shallow, &mut |id| table.commit(&odb, id))
        });
        let Some(graph) = graph else { return found };
        for number in graph.children_first() {
            if found.len() == paths.len() {
                break;
            }
            let [parent] = graph.parents(number) else { continue };
            let (commit, parent) = (graph.commit(number), graph.commit(*parent));
            if commit.is_border || commit.tree == parent.tree {
                continue;
            }
            let trees = [commit.tree, parent.tree].map(|tree| self.inner.find_tree(tree));
            let [Ok(new), Ok(old)] = trees else { continue };
            for path in paths {
                let is_here = |tree: &Tree<'_>| self.blob_at(tree, path).is_some();
                if found.contains_key(path) || is_here(&new) || !is_here(&old) {
                    continue;
                }
                let raw = read_raw_commit(&odb, commit.id);
                let removal = Removal {
                    commit: object_id(commit.id),
                    parent: object_id(parent.id),
                    on: commit.seconds.map(utc_day),
                    author: raw.map(|raw| Signed::parse(&raw).author).unwrap_or_default(),
                };
                found.insert(path.clone(), removal);
            }
        }
        found
    }

    /// The bytes of the file at `path` in `commit`, if they are there to read.
    #[must_use]
    pub fn bytes_at(&self, commit: ObjectId, path: &ArticlePath) -> Option<Vec<u8>> {
        let tree = self.tree_at(commit)?;
        let blob = self.blob_at(&tree, path)?;
        Some(self.inner.find_blob(blob).ok()?.content().to_vec())
    }

    fn tree_at(&self, commit: ObjectId) -> Option<Tree<'_>> {
        let raw = read_commit(&self.inner.odb().ok()?, oid(commit)?)?;
        self.inner.find_tree(raw.tree).ok()
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

#[cfg(test)]
#[path = "removal_tests.rs"]
mod tests;
