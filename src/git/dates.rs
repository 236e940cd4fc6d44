//! When articles came and last changed, and who changed them.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use git2::{OdbLookupFlags, Oid};
use sha2::{Digest, Sha256};

use super::history::{Start, walk};
use super::repository::{Repository, cannot_read, not_there};
use super::table::CommitTable;
use super::{failure, object_id, oid};
use crate::domain::history::{HistoryTable, ObjectId};
use crate::domain::path::ArticlePath;
use crate::failure::Failure;

/// Where a repository lists the commits that only moved text about, by the convention of GitHub,
/// GitLab and others, in the form of `git blame --ignore-revs-file`: whole ids, one a line
/// (<https://git-scm.com/docs/git-blame>).
const IGNORED: &str = ".git-blame-ignore-revs";
/// So much of such a list is read, in bytes.
const IGNORED_BYTES_MAX: u64 = 16 << 20;

/// What history knows, and how long that stays true.
pub struct Dated {
    /// What it knows.
    pub table: HistoryTable,
    /// Texts that would have told more, had they been there; `None` if more than texts is
    /// missing, so that nobody can say when the answer changes.
    pub missing: Option<Vec<ObjectId>>,
}

impl Repository {
    /// When each of the `wanted` paths that `from` has came and last changed, and by whom.
    ///
    /// What `table` does not hold is read and added to it.
    ///
    /// # Errors
    ///
    /// If the commit itself is missing or damaged; what lies behind it may be.
    pub fn history(
        &self,
        from: ObjectId,
        wanted: &BTreeSet<ArticlePath>,
        table: &mut CommitTable,
    ) -> Result<Dated, Failure> {
        let odb = self.inner.odb().map_err(|cause| failure(cannot_read(from), &cause))?;
        let (shallow, ignored) = (self.shallow_commits(), self.ignored_commits(from));
        let mailmap = self.mailmap(from);
        let walked = oid(from).and_then(|id| {
            let start = Start { from: id, shallow: &shallow, ignored: &ignored, mailmap: &mailmap };
            walk(&odb, &start, wanted, table)
        });
        let walked = walked.ok_or_else(|| not_there(from))?;
        let missing = walked.missing.into_iter().map(object_id).collect();
        Ok(Dated {
            table: HistoryTable {
                commit: Some(from),
                completeness: walked.completeness,
                paths: walked.paths,
                signatories: walked.signatories,
            },
            missing: (!walked.is_damaged).then_some(missing),
        })
    }

    /// A digest of what an answer of [`Repository::history`] depends on beside the paths.
    #[must_use]
    pub fn history_key(&self, from: ObjectId) -> [u8; 32] {
        let mut shallow: Vec<Oid> = self.shallow_commits().into_iter().collect();
        shallow.sort_unstable();
        let mut key = Sha256::new();
        key.update(env!("CARGO_PKG_VERSION"));
        key.update([0]);
        key.update(from.as_bytes());
        for commit in &shallow {
            key.update(commit.as_bytes());
        }
        key.update([0]);
        key.update(self.configured_list().unwrap_or_default());
        key.finalize().into()
    }

    /// True if none of `ids` is there to read.
    #[must_use]
    pub fn lacks_all(&self, ids: &[ObjectId]) -> bool {
        let Ok(odb) = self.inner.odb() else { return false };
        let is_there = |id| odb.exists_ext(id, OdbLookupFlags::NO_REFRESH);
        !ids.iter().filter_map(|id| oid(*id)).any(is_there)
    }

    /// The commits that only moved text about: those listed in the root of `from`, and in the
    /// file of the work tree that git's configuration names for `git blame`.
    pub(super) fn ignored_commits(&self, from: ObjectId) -> HashSet<Oid> {
        let lists = [self.root_file(from, IGNORED), self.configured_list()];
        let lines = lists.iter().flatten().flat_map(|list| list.lines());
        let ids = lines.map(|line| line.split('#').next().unwrap_or_default().trim());
        ids.filter(|id| id.len() == 2 * super::ID_BYTES)
            .filter_map(|id| Oid::from_str(id).ok())
            .collect()
    }

    /// The text of the files that `blame.ignoreRevsFile` names and that lie in the work tree.
    ///
    /// It may be given several times, and an empty value takes back what was given before.
    fn configured_list(&self) -> Option<String> {
        let work_tree = self.work_tree()?.canonicalize().ok()?;
        let config = self.inner.config().ok()?;
        let mut named = Vec::new();
        let entries = config.multivar("blame.ignoreRevsFile", None).ok()?;
        let all = entries.for_each(|entry| match entry.value().unwrap_or_default() {
            "" => named.clear(),
            file => named.push(file.to_owned()),
        });
        all.ok()?;
        let files = named.into_iter().filter_map(|name| work_tree.join(name).canonicalize().ok());
        let inside = files.filter(|file| file.starts_with(&work_tree));
        Some(inside.filter_map(|file| read_list(&file)).collect::<Vec<_>>().join("\n"))
    }

    /// The text of a file in the root of `commit`; `None` if there is none, or it is no file.
    pub(super) fn root_file(&self, commit: ObjectId, name: &str) -> Option<String> {
        let tree = self.inner.find_commit(oid(commit)?).ok()?.tree().ok()?;
        let object = tree.get_name(name)?.to_object(&self.inner).ok()?;
        Some(String::from_utf8_lossy(object.as_blob()?.content()).into_owned())
    }
}

#[expect(clippy::disallowed_methods, reason = "named by git's configuration, which `fs` skips")]
fn read_list(file: &Path) -> Option<String> {
    let metadata = std::fs::metadata(file).ok()?;
    if !metadata.is_file() || metadata.len() > IGNORED_BYTES_MAX {
        return None;
    }
    Some(String::from_utf8_lossy(&std::fs::read(file).ok()?).into_owned())
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
