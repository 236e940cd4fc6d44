//! A repository for tests: commits are built from their whole list of files, on fixed days.
#![expect(clippy::disallowed_methods, reason = "tests build and damage repositories by hand")]

use std::path::{Path, PathBuf};

use git2::{IndexEntry, IndexTime, ObjectType, Oid, RepositoryInitOptions, Signature, Time};
use jiff::civil::Date;
use tempfile::TempDir;

use super::commit::utc_day;
use super::{CommitTable, Repository, object_id, oid};
use crate::domain::history::{Completeness, HistoryTable, ObjectId};
use crate::domain::path::ArticlePath;

const SECONDS_A_DAY: i64 = 86_400;

pub(super) struct TestRepository {
    folder: TempDir,
    pub(super) inner: git2::Repository,
}

impl TestRepository {
    pub(super) fn new() -> Self {
        Self::init(false)
    }

    pub(super) fn bare() -> Self {
        Self::init(true)
    }

    fn init(is_bare: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = RepositoryInitOptions::new();
        options.bare(is_bare).initial_head("main").external_template(false);
        let inner = git2::Repository::init_opts(folder.path(), &options).unwrap();
        Self { folder, inner }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Opens it as the tool does.
    pub(super) fn open(&self) -> Repository {
        Repository::discover(self.path()).unwrap().unwrap()
    }

    /// Commits exactly `files` on top of what is checked out.
    pub(super) fn commit(&self, day: i64, files: &[(&str, &str)]) -> ObjectId {
        let head = self.inner.head().ok().map(|head| object_id(head.target().unwrap()));
        self.commit_on(&head.into_iter().collect::<Vec<_>>(), day, files)
    }

    /// Commits exactly `files` on top of `parents`, and checks that out.
    pub(super) fn commit_on(
        &self,
        parents: &[ObjectId],
        day: i64,
        files: &[(&str, &str)],
    ) -> ObjectId {
        let entries: Vec<(&[u8], u32, Oid)> = files
            .iter()
            .map(|(path, text)| {
                (path.as_bytes(), 0o100_644, self.inner.blob(text.as_bytes()).unwrap())
            })
            .collect();
        self.commit_entries(parents, day * SECONDS_A_DAY, &entries)
    }

    /// Commits exactly `entries`: path, mode and id.
    pub(super) fn commit_entries(
        &self,
        parents: &[ObjectId],
        seconds: i64,
        entries: &[(&[u8], u32, Oid)],
    ) -> ObjectId {
        let tree = self.inner.find_tree(self.tree(entries)).unwrap();
        let parents: Vec<git2::Commit<'_>> =
            parents.iter().map(|id| self.inner.find_commit(oid(*id).unwrap()).unwrap()).collect();
        let author = Signature::new("A", "a@example.org", &Time::new(7, 0)).unwrap();
        let committer = Signature::new("C", "c@example.org", &Time::new(seconds, 60)).unwrap();
        let parents: Vec<&git2::Commit<'_>> = parents.iter().collect();
        let id = self.inner.commit(None, &author, &committer, "test", &tree, &parents).unwrap();
        self.check_out(id);
        object_id(id)
    }

    fn tree(&self, entries: &[(&[u8], u32, Oid)]) -> Oid {
        let mut index = git2::Index::new().unwrap();
        for (path, mode, id) in entries {
            index.add(&index_entry(path, *mode, *id)).unwrap();
        }
        index.write_tree_to(&self.inner).unwrap()
    }

    /// Commits exactly `files` on top of what is checked out, written by `author`, with `message`.
    pub(super) fn commit_by(
        &self,
        author: &str,
        message: &str,
        files: &[(&str, &str)],
    ) -> ObjectId {
        let blob = |text: &str| self.inner.blob(text.as_bytes()).unwrap();
        let entries: Vec<(&[u8], u32, Oid)> =
            files.iter().map(|(path, text)| (path.as_bytes(), 0o100_644, blob(text))).collect();
        let tree = self.tree(&entries);
        let head = self.inner.head().ok().and_then(|head| head.target());
        let parent = head.map(|head| format!("parent {head}\n")).unwrap_or_default();
        let committer = "GitHub <noreply@github.com> 86400 +0000";
        self.raw_commit(
            format!(
                "tree {tree}\n{parent}author {author} 0 +0000\n\
                 committer {committer}\n\n{message}"
            )
            .as_bytes(),
        )
    }

    /// Writes a commit word for word, and checks it out.
    pub(super) fn raw_commit(&self, raw: &[u8]) -> ObjectId {
        let id = self.write(ObjectType::Commit, raw);
        self.check_out(oid(id).unwrap());
        id
    }

    /// Writes any object word for word.
    pub(super) fn write(&self, kind: ObjectType, raw: &[u8]) -> ObjectId {
        object_id(self.inner.odb().unwrap().write(kind, raw).unwrap())
    }

    fn check_out(&self, id: Oid) {
        self.inner.reference("refs/heads/main", id, true, "test").unwrap();
    }

    /// The tree of a commit, in hexadecimal.
    pub(super) fn tree_of(&self, commit: ObjectId) -> Oid {
        self.inner.find_commit(oid(commit).unwrap()).unwrap().tree_id()
    }

    /// Makes the clone shallow: `commits` lose their parents; of none, whole again.
    pub(super) fn cut_at(&self, commits: &[ObjectId]) {
        if commits.is_empty() {
            return std::fs::remove_file(self.inner.commondir().join("shallow")).unwrap();
        }
        let lines: Vec<String> = commits.iter().map(ToString::to_string).collect();
        std::fs::write(self.inner.commondir().join("shallow"), lines.join("\n") + "\n").unwrap();
    }

    /// Takes an object away, as a partial clone does.
    pub(super) fn forget(&self, id: ObjectId) {
        std::fs::remove_file(self.object_file(id)).unwrap();
    }

    /// Takes an object away; what it was.
    pub(super) fn take(&self, id: ObjectId) -> Vec<u8> {
        let bytes = std::fs::read(self.object_file(id)).unwrap();
        self.forget(id);
        bytes
    }

    /// Gives back what was taken away.
    pub(super) fn give_back(&self, id: ObjectId, bytes: &[u8]) {
        std::fs::write(self.object_file(id), bytes).unwrap();
    }

    /// Overwrites an object with something that is none.
    pub(super) fn damage(&self, id: ObjectId) {
        self.forget(id);
        std::fs::write(self.object_file(id), "not zlib").unwrap();
    }

    /// Puts one object in the place of another, as only forgers do.
    pub(super) fn forge(&self, id: ObjectId, other: ObjectId) {
        let bytes = std::fs::read(self.object_file(other)).unwrap();
        self.forget(id);
        std::fs::write(self.object_file(id), bytes).unwrap();
    }

    /// Writes a file below the root.
    pub(super) fn put(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path().join(path).parent().unwrap()).unwrap();
        std::fs::write(self.path().join(path), text).unwrap();
    }

    fn object_file(&self, id: ObjectId) -> PathBuf {
        let hexadecimal = id.to_string();
        let (folder, file) = hexadecimal.split_at(2);
        self.inner.commondir().join("objects").join(folder).join(file)
    }
}

/// The day with this number, counted from 1970.
pub(super) fn day(number: i64) -> Date {
    utc_day(number * SECONDS_A_DAY)
}

/// What history knows of `paths` as of what is checked out.
pub(super) fn table(world: &TestRepository, paths: &[&[u8]]) -> HistoryTable {
    let repository = world.open();
    let head = repository.head().unwrap().unwrap();
    let wanted = paths.iter().map(ArticlePath::new).collect();
    repository.history(head, &wanted, &mut CommitTable::default()).unwrap().table
}

/// Compares the days on which `path` came and last changed.
#[track_caller]
pub(super) fn check(
    world: &TestRepository,
    path: &str,
    created: Option<i64>,
    updated: Option<i64>,
) {
    let history = table(world, &[path.as_bytes()]).of(&ArticlePath::new(path));
    assert_eq!((history.created, history.updated), (created.map(day), updated.map(day)));
}

#[track_caller]
pub(super) fn check_completeness(world: &TestRepository, expected: Completeness) {
    assert_eq!(table(world, &[b"a.md"]).completeness, expected);
}

pub(super) fn index_entry(path: &[u8], mode: u32, id: Oid) -> IndexEntry {
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.to_vec(),
    }
}
