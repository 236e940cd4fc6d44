//! What changed since a commit: in the files, in what is staged, or up to another commit.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use git2::{DiffOptions, ErrorCode, Patch};

use super::repository::Repository;
use super::{Tracked, failure, object_id, oid};
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;

/// What a commit is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// The files as they are, also those that git does not track yet.
    WorkTree,
    /// What is staged for the next commit.
    Index,
    /// Another commit.
    Commit(ObjectId),
}

/// A file that is not as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it was; `None` if it is new.
    pub old: Option<ObjectId>,
    /// False if it has gone.
    pub is_there: bool,
}

impl Repository {
    /// The last commit that `revision` and `head` have in common, which is where a branch left.
    ///
    /// # Errors
    /// `revision` is no commit, or the two have none in common, as in a shallow clone.
    pub fn merge_base(&self, revision: &str, head: ObjectId) -> Result<ObjectId, Failure> {
        let other = self.resolve(revision)?;
        let (Some(one), Some(two)) = (oid(other), oid(head)) else { return Ok(other) };
        self.inner.merge_base(one, two).map(object_id).map_err(|cause| {
            let failed = format!("cannot tell what changed since `{}`", Untrusted::from(revision));
            if cause.code() != ErrorCode::NotFound {
                return failure(failed, &cause);
            }
            let failed =
                Failure::new(failed).because("it and this branch have no commit in common");
            failed.hint(if self.shallow_commits().is_empty() {
                "name the branch that this one left from"
            } else {
                "run `git fetch --unshallow`; in CI, fetch the whole history"
            })
        })
    }

    /// What differs between `base` and `now`, by path; without a `base`, all is new.
    ///
    /// Changes of mode alone, and other repositories in this one, are none.
    ///
    /// # Errors
    /// Objects or the index cannot be read.
    pub fn changes(
        &self,
        base: Option<ObjectId>,
        now: Now,
    ) -> Result<BTreeMap<ArticlePath, Change>, Failure> {
        let old = base.map_or_else(|| Ok(Vec::new()), |base| self.files_at(base))?;
        let new = match now {
            Now::Commit(commit) => self.files_at(commit)?,
            Now::WorkTree | Now::Index => self.tracked()?,
        };
        let mut changes = BTreeMap::new();
        let known: BTreeMap<&ArticlePath, &Tracked> = new.iter().map(|it| (&it.path, it)).collect();
        let mut before: BTreeMap<&ArticlePath, ObjectId> = BTreeMap::new();
        for file in &old {
            before.insert(&file.path, file.id);
            let now = known.get(&file.path);
            if now.is_none_or(|now| now.id != file.id) {
                let change = Change { old: Some(file.id), is_there: now.is_some() };
                changes.insert(file.path.clone(), change);
            }
        }
        let is_new = |file: &&Tracked| !before.contains_key(&file.path);
        let added = new.iter().filter(is_new).map(|file| file.path.clone());
        changes.extend(added.map(|path| (path, Change { old: None, is_there: true })));
        if now == Now::WorkTree {
            for (path, is_there) in self.unstaged()? {
                let old = before.get(&path).copied();
                changes.insert(path, Change { old, is_there });
            }
            changes.retain(|_, change| change.is_there || change.old.is_some());
        }
        Ok(changes)
    }

    /// The files that are not as git's index has them, and whether they are there.
    fn unstaged(&self) -> Result<Vec<(ArticlePath, bool)>, Failure> {
        let failed = |cause| failure("cannot tell which files changed", &cause);
        let mut options = DiffOptions::new();
        options
            .include_untracked(true)
            .recurse_untracked_dirs(true)
            .include_typechange(true)
            .ignore_submodules(true)
            .ignore_filemode(true)
            .skip_binary_check(true);
        let diff = self.inner.diff_index_to_workdir(None, Some(&mut options)).map_err(failed)?;
        let changed = diff.deltas().filter_map(|delta| {
            let path = delta.new_file().path_bytes().or(delta.old_file().path_bytes())?;
            // Other repositories are listed as folders.
            let is_file = !path.ends_with(b"/");
            is_file.then(|| (ArticlePath::new(path), delta.status() != git2::Delta::Deleted))
        });
        Ok(changed.collect())
    }
}

/// The lines of `new` that are not in `old`, counted from 1.
///
/// # Errors
/// libgit2 cannot compare them.
pub fn changed_lines(old: &[u8], new: &[u8]) -> Result<Vec<Range<u32>>, Failure> {
    let mut options = DiffOptions::new();
    options.context_lines(0).force_text(true);
    let failed = |cause| failure("cannot tell which lines changed", &cause);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options)).map_err(failed)?;
    let hunk = |index| {
        let (hunk, _) = patch.hunk(index)?;
        Ok(hunk.new_start()..hunk.new_start() + hunk.new_lines())
    };
    let hunks: Result<Vec<_>, git2::Error> = (0..patch.num_hunks()).map(hunk).collect();
    Ok(hunks.map_err(failed)?.into_iter().filter(|lines| !lines.is_empty()).collect())
}

/// The change from `old` to `new` of the file at `path`, as `git diff` writes it; empty for none.
///
/// # Errors
/// libgit2 cannot compare them.
pub fn unified_diff(path: &ArticlePath, old: &[u8], new: &[u8]) -> Result<Vec<u8>, Failure> {
    let failed = |cause| failure(format!("cannot show the change of `{path}`"), &cause);
    let shown = path.to_string();
    let shown = Path::new(&shown);
    let mut options = DiffOptions::new();
    options.force_text(true);
    let mut diff = Patch::from_buffers(old, Some(shown), new, Some(shown), Some(&mut options))
        .map_err(failed)?;
    Ok(diff.to_buf().map_err(failed)?.to_vec())
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
