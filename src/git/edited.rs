//! Which files one commit edited in place.
//!
//! From raw trees, and only where they differ, so that asking costs what the commit changed.

use git2::Oid;

use super::graph::read_commit;
use super::repository::Repository;
use super::tree::{Entry, EntryKind, Trees};
use super::{object_id, oid};
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;

/// A file that has another text than in the commit before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// Where it lies, from the root of the repository.
    pub path: ArticlePath,
    /// What it was.
    pub old: ObjectId,
    /// What it is.
    pub new: ObjectId,
}

/// So many entries are looked at in one commit; a stranger's tree may name itself a thousand
/// times over.
const ENTRIES_MAX: usize = 1_000_000;

impl Repository {
    /// The files that the commit `id` edited in place, by path.
    ///
    /// None in a merge, which edits nothing by itself, and in a first commit. `None` if a commit
    /// or a folder cannot be read.
    #[must_use]
    pub fn edited(&self, id: ObjectId) -> Option<Vec<Edited>> {
        let odb = self.inner.odb().ok()?;
        let commit = read_commit(&odb, oid(id)?)?;
        let [parent] = commit.parents.as_slice() else { return Some(Vec::new()) };
        let parent = read_commit(&odb, *parent)?;
        edited(&mut Trees::new(&odb), (parent.tree, commit.tree))
    }
}

fn edited(trees: &mut Trees<'_>, (old, new): (Oid, Oid)) -> Option<Vec<Edited>> {
    let mut found = Vec::new();
    let mut pairs = vec![(Vec::new(), old, new)];
    let mut entries = 0;
    while let Some((prefix, old, new)) = pairs.pop() {
        let (old, new) = (trees.read(old).ok()?, trees.read(new).ok()?);
        for (new, old) in new.differences(&old) {
            entries += 1;
            if entries > ENTRIES_MAX {
                return None;
            }
            let Some((new, old)) = new.zip(old).filter(|(new, old)| new.id != old.id) else {
                continue;
            };
            let path = [&prefix, new.name].concat();
            let is_file = |entry: &Entry<'_>| entry.kind == EntryKind::File;
            if new.is_folder() && old.is_folder() {
                pairs.push(([path, b"/".to_vec()].concat(), old.id, new.id));
            } else if is_file(&new) && is_file(&old) {
                let (old, new) = (object_id(old.id), object_id(new.id));
                found.push(Edited { path: ArticlePath::new(path), old, new });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::test_repository::TestRepository;

    #[track_caller]
    fn check(world: &TestRepository, commit: ObjectId, expected: &[&str]) {
        let edited = world.open().edited(commit).unwrap();
        let paths: Vec<String> = edited.iter().map(|it| it.path.to_string()).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn files_that_came_went_or_stayed_are_not_edited() {
        let world = TestRepository::new();
        let first = world.commit(1, &[("a.md", "1"), ("b/c.md", "1"), ("d.md", "1")]);
        let second = world.commit(2, &[("a.md", "2"), ("b/c.md", "2"), ("b/e.md", "1")]);
        check(&world, first, &[]);
        check(&world, second, &["a.md", "b/c.md"]);
    }

    #[test]
    fn a_merge_edits_nothing_by_itself() {
        let world = TestRepository::new();
        let base = world.commit(1, &[("a.md", "1")]);
        let left = world.commit_on(&[base], 2, &[("a.md", "left")]);
        let right = world.commit_on(&[base], 3, &[("a.md", "right")]);
        let merge = world.commit_on(&[left, right], 4, &[("a.md", "both")]);
        check(&world, merge, &[]);
    }

    #[test]
    fn what_cannot_be_read_is_not_known() {
        let world = TestRepository::new();
        let first = world.commit(1, &[("a.md", "1")]);
        let second = world.commit(2, &[("a.md", "2")]);
        world.forget(first);
        assert_eq!(world.open().edited(second), None);
    }
}
