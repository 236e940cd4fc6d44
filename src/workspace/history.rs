//! What history knows of a library's articles, and what is kept of it between runs.
//!
//! Files that can all be lost at any time: what each commit changed, which all work trees of a
//! repository share because it is true of the commit wherever one stands; the answer of last
//! time, which holds as long as nothing new was committed; what versions say of their reviews;
//! and what that came to for the claims of articles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use crate::domain::history::{Completeness, HistoryTable, ObjectId};
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs::{place, write};
use crate::git::{CommitTable, Repository};

use super::Workspace;
use super::acts_kept::ACTS;
use super::answer::Answer;
use super::claims_kept::CLAIMS;
use super::facts::FACTS;

/// What each commit changed.
const COMMITS: &str = "commits";
/// What was answered last.
const ANSWER: &str = "history";

impl Workspace {
    /// What history knows of `paths`, from one walk.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn history(&self, paths: &[ArticlePath]) -> Result<HistoryTable, Failure> {
        let commit = self.commit();
        let (Some(repository), Some(commit)) = (self.repository(), commit) else {
            return Ok(HistoryTable::none());
        };
        let wanted: BTreeSet<ArticlePath> = paths.iter().map(|path| self.whole(path)).collect();
        let key = repository.history_key(commit);
        let folder = kept_in(repository.git_dir());
        let kept = folder.as_deref().and_then(|folder| Answer::load(&folder.join(ANSWER)));
        let kept = kept.filter(|answer| answer.key == key && repository.lacks_all(&answer.missing));
        let mut table = match kept {
            Some(answer) if answer.asked.is_superset(&wanted) => answer.table,
            kept => {
                let dated = self.with_commits(&repository, commit, |commits| {
                    repository.history(commit, &wanted, commits)
                })?;
                // An answer to many questions is worth more than one to few.
                let is_worth_it = kept.is_none_or(|kept| kept.asked.len() <= wanted.len());
                if let (Some(folder), Some(missing), true) = (folder, dated.missing, is_worth_it) {
                    let bytes = Answer::bytes(&key, &missing, &wanted, &dated.table);
                    write::keep(&folder, ANSWER, &bytes);
                }
                dated.table
            }
        };
        self.inside(&mut table, &wanted);
        Ok(table)
    }

    /// Like [`Workspace::history`], for a library that is somebody else's: nothing of it is kept,
    /// so that nothing is written where it lies.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub fn history_once(&self, paths: &[ArticlePath]) -> Result<HistoryTable, Failure> {
        let commit = self.commit();
        let (Some(repository), Some(commit)) = (self.repository(), commit) else {
            return Ok(HistoryTable::none());
        };
        let wanted: BTreeSet<ArticlePath> = paths.iter().map(|path| self.whole(path)).collect();
        let dated = repository.history(commit, &wanted, &mut CommitTable::default())?;
        let mut table = dated.table;
        self.inside(&mut table, &wanted);
        Ok(table)
    }

    /// Leaves in `table` what is known of `wanted`, by the paths from the root of the library.
    fn inside(&self, table: &mut HistoryTable, wanted: &BTreeSet<ArticlePath>) {
        let known = std::mem::take(&mut table.paths);
        let known = known.into_iter().filter(|(path, _)| wanted.contains(path));
        let inside = known.filter_map(|(path, history)| {
            let inside = path.as_bytes().strip_prefix(self.prefix.as_slice())?;
            Some((ArticlePath::new(inside), history))
        });
        table.paths = inside.collect();
    }

    /// How much history there is to read.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        self.repository().map_or(Completeness::None, |repository| repository.completeness())
    }

    /// Forgets what is kept of history, so that it is read anew.
    pub fn forget_history(&self) {
        *self.commits.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let Some(repository) = self.repository() else { return };
        let kept = [
            (repository.git_dir(), ANSWER),
            (repository.git_dir(), FACTS),
            (repository.git_dir(), CLAIMS),
            (repository.git_dir(), ACTS),
            (repository.common_dir(), COMMITS),
        ];
        for (folder, name) in kept {
            if let Some(folder) = kept_in(folder) {
                place::forget(&folder.join(name));
            }
        }
    }

    /// Gives `work` what is known of commits, and keeps what it adds.
    ///
    /// Read once in a run. Where two processes write at once, one table is lost; each is whole,
    /// and what the other knew is read again.
    pub(super) fn with_commits<T>(
        &self,
        repository: &Repository,
        commit: ObjectId,
        work: impl FnOnce(&mut CommitTable) -> T,
    ) -> T {
        let folder = kept_in(repository.common_dir());
        let read = || {
            let bytes = folder.as_deref().and_then(|it| place::read_file(&it.join(COMMITS)).ok());
            bytes.and_then(|bytes| CommitTable::from_bytes(&bytes)).unwrap_or_default()
        };
        let mut held = self.commits.lock().unwrap_or_else(PoisonError::into_inner);
        // What a walk that panicked left half done is not held.
        let mut commits = held.take().unwrap_or_else(read);
        let found = work(&mut commits);
        if let Some(folder) = folder.filter(|_| commits.has_grown()) {
            repository.tidy(&mut commits, commit);
            if let Some(bytes) = commits.to_bytes() {
                write::keep(&folder, COMMITS, &bytes);
            }
            commits.set_kept();
        }
        *held = Some(commits);
        found
    }

    /// The path of an article in its repository.
    pub(super) fn whole(&self, path: &ArticlePath) -> ArticlePath {
        ArticlePath::new([self.prefix.as_slice(), path.as_bytes()].concat())
    }
}

/// The folder for what is kept, in a git directory.
pub(super) fn kept_in(git_dir: &Path) -> Option<PathBuf> {
    // A link could lead anywhere, and what lies there is not ours to overwrite.
    Some(git_dir.join("kb")).filter(|folder| !place::is_link(folder))
}
