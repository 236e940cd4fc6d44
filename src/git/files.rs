//! Which files a repository has: those it tracks now, and those of a commit.
//!
//! Names and ids only; nothing is read from the work tree. Trees that never
//! end, which only forged objects make, are a failure and not a hang.

use git2::Oid;

use super::graph::read_commit;
use super::repository::Repository;
use super::tree::{EntryKind, Trees};
use super::{failure, object_id, oid};
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;

/// So deep may folders lie in each other; the limit git itself sets.
const DEPTH_MAX: usize = 2048;

/// So many entries may a commit have; the largest known repositories have half as many.
const ENTRIES_MAX: usize = 8_000_000;

/// What kind of file git tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A file, executable or not.
    File,
    /// A symbolic link; its blob is where it points.
    Symlink,
    /// Another repository; its id is a commit there and no blob here.
    Submodule,
}

/// One tracked file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tracked {
    /// Where it lies.
    pub path: ArticlePath,
    /// What it is.
    pub kind: FileKind,
    /// The id of its content.
    pub id: ObjectId,
}

impl Repository {
    /// The files in git's index, sorted by path; none in a bare repository.
    ///
    /// A path in conflict is listed once: our side of it, else theirs, else the base.
    ///
    /// # Errors
    ///
    /// If the index is damaged or of a kind that libgit2 does not read.
    pub fn tracked(&self) -> Result<Vec<Tracked>, Failure> {
        let unreadable = |cause| {
            let failed = failure("cannot read git's index", &cause);
            match unsupported_index(&cause) {
                Some(hint) => failed.hint(hint),
                None => failed,
            }
        };
        let mut index = self.inner.index().map_err(unreadable)?;
        index.read(false).map_err(unreadable)?;
        let mut files: Vec<(Tracked, u8)> = index
            .iter()
            .filter_map(|entry| {
                let kind = file_kind(EntryKind::of_mode(entry.mode))?;
                let path = ArticlePath::new(entry.path);
                let stage = (entry.flags >> 12) & 3;
                Some((Tracked { path, kind, id: object_id(entry.id) }, preference(stage)))
            })
            .collect();
        files
            .sort_unstable_by(|(a, a_rank), (b, b_rank)| (&a.path, a_rank).cmp(&(&b.path, b_rank)));
        files.dedup_by(|(later, _), (earlier, _)| later.path == earlier.path);
        Ok(files.into_iter().map(|(file, _)| file).collect())
    }

    /// All files of a commit, sorted by path.
    ///
    /// # Errors
    ///
    /// If the commit or one of its trees is missing, damaged or forged.
    pub fn files_at(&self, commit: ObjectId) -> Result<Vec<Tracked>, Failure> {
        let failed = || format!("cannot list the files of commit `{commit}`");
        let odb = self.inner.odb().map_err(|cause| failure(failed(), &cause))?;
        let commit = oid(commit).and_then(|id| read_commit(&odb, id));
        let commit = commit.ok_or_else(|| {
            Failure::new(failed()).because("it is missing, damaged or not a commit")
        })?;
        let mut trees = Trees::new(&odb);
        list(&mut trees, commit.tree).map_err(|cause| {
            Failure::new(failed()).because(cause).hint(
                "run `git fsck`; a partial clone lacks it until `git fetch --refetch --no-filter`",
            )
        })
    }
}

/// All files under the tree `root`, or why they cannot be listed.
fn list(trees: &mut Trees<'_>, root: Oid) -> Result<Vec<Tracked>, String> {
    let mut folders = vec![(Vec::new(), 1, root)];
    let (mut files, mut entries) = (Vec::new(), 0);
    while let Some((prefix, depth, id)) = folders.pop() {
        let tree = trees.read(id).map_err(|_| format!("its tree `{id}` is missing or damaged"))?;
        for entry in tree.entries() {
            let path = ArticlePath::new([prefix.as_slice(), entry.name].concat());
            entries += 1;
            if depth > DEPTH_MAX || entries > ENTRIES_MAX {
                return Err(format!("`{path}` lies deeper than git allows, or there is no end"));
            }
            if matches!(entry.name, b"." | b"..") || entry.name.contains(&b'/') {
                return Err(format!("`{path}` is not a name git allows"));
            }
            match file_kind(entry.kind) {
                Some(kind) => files.push(Tracked { path, kind, id: object_id(entry.id) }),
                None => folders.push(([path.as_bytes(), b"/"].concat(), depth + 1, entry.id)),
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn file_kind(kind: EntryKind) -> Option<FileKind> {
    match kind {
        EntryKind::Folder => None,
        EntryKind::File => Some(FileKind::File),
        EntryKind::Symlink => Some(FileKind::Symlink),
        EntryKind::Submodule => Some(FileKind::Submodule),
    }
}

/// Which side of a conflict is shown: merged, ours, theirs, base.
fn preference(stage: u16) -> u8 {
    match stage {
        0 => 0,
        2 => 1,
        3 => 2,
        _ => 3,
    }
}

/// The way out of the kinds of index that git writes and libgit2 does not read.
fn unsupported_index(cause: &git2::Error) -> Option<&'static str> {
    let message = cause.message();
    if message.contains("'sdir'") {
        return Some("run `git sparse-checkout reapply --no-sparse-index`");
    }
    message.contains("'link'").then_some("run `git update-index --no-split-index`")
}
