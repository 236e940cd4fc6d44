//! What people did to articles, as history tells it: the ground of credits and of the pulse.

use std::collections::HashSet;

use jiff::civil::Date;

use super::credit::Role;
use super::history::{Completeness, ObjectId};
use super::id::ArticleId;
use super::path::ArticlePath;
use super::person::Signature;
use super::untrusted::Untrusted;

/// The states of a need from which on there is an answer (`need_state` of the vocabulary).
pub const ANSWERED: [&str; 2] = ["answered", "accepted"];

/// An article whose history is asked for.
#[derive(Clone, Debug)]
pub struct Watched {
    /// Where it lies.
    pub path: ArticlePath,
    /// What it is called.
    pub id: ArticleId,
    /// What else its versions are read for.
    pub turn: Option<Turning>,
}

/// A state that an article is in now, and whose beginning is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turning {
    /// It is retired.
    Retired,
    /// It is a need with an answer.
    Answered,
}

/// Somebody who signed a commit, by their place in [`Acts::signatures`].
pub type Signer = u32;

/// A commit that changed articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActingCommit {
    /// Its id.
    pub id: ObjectId,
    /// Its day by the committer's clock, in UTC; `None` if it cannot be read.
    pub on: Option<Date>,
    /// Its day by the author's clock, in UTC; `None` if it cannot be read.
    pub written: Option<Date>,
    /// The author first, then those whom `Co-authored-by` names; nobody for what
    /// `.git-blame-ignore-revs` names.
    pub authors: Vec<Signer>,
    /// Whom its other trailers name, and those of the merge that brought it.
    pub helpers: Vec<(Role, Signer)>,
    /// What brought it to the main line, by its place in [`Acts::landings`].
    pub landing: u32,
}

/// A commit of the main line that brought changes of articles, its own or those of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Its id.
    pub id: ObjectId,
    /// Its day by the committer's clock, in UTC; `None` if it cannot be read.
    pub on: Option<Date>,
    /// True if it has several parents.
    pub is_merge: bool,
}

/// What a commit did to an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The commit, by its place in [`Acts::commits`].
    pub commit: u32,
    /// The article, by its place among those that were asked for.
    pub article: u32,
    /// What it did.
    pub deed: Deed,
}

/// See [`Act`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The article came.
    Came,
    /// Its body changed beyond white space.
    Changed,
    /// Something else changed, such as front matter.
    Touched,
    /// It states a review that no version before it stated.
    Reviewed {
        /// Who, as written; nobody where that is not said.
        by: Vec<Untrusted>,
        /// True if the commit or the article says what was looked at.
        has_evidence: bool,
        /// True if the commit changed the body, too.
        has_changed: bool,
    },
    /// It was retired, and still is.
    Retired,
    /// It was answered, and still is.
    Answered,
}

/// What people did to articles.
#[derive(Clone, Debug)]
pub struct Acts {
    /// How far back it reaches.
    pub completeness: Completeness,
    /// The commits, parents before children.
    pub commits: Vec<ActingCommit>,
    /// What brought them.
    pub landings: Vec<Landing>,
    /// What they did, in their order.
    pub acts: Vec<Act>,
    /// Everybody who signed one, the newest first.
    pub signatures: Vec<Signature>,
    /// The text of `.mailmap`.
    pub mailmap: String,
    /// How many articles have a version that is not there to read.
    pub unread: usize,
}

impl Acts {
    /// Nothing: there is no history.
    #[must_use]
    pub fn none() -> Self {
        Self {
            completeness: Completeness::None,
            commits: Vec::new(),
            landings: Vec::new(),
            acts: Vec::new(),
            signatures: Vec::new(),
            mailmap: String::new(),
            unread: 0,
        }
    }

    /// Whom articles name as their reviewers.
    pub fn reviewers(&self) -> impl Iterator<Item = &str> {
        let reviewers = self.acts.iter().filter_map(|act| match &act.deed {
            Deed::Reviewed { by, .. } => Some(by),
            _ => None,
        });
        reviewers.flatten().map(Untrusted::raw)
    }

    /// The commit that did `act`.
    #[must_use]
    pub fn commit_of(&self, act: &Act) -> &ActingCommit {
        &self.commits[act.commit as usize]
    }

    /// What brought `commit` to the main line.
    #[must_use]
    pub fn landing_of(&self, commit: &ActingCommit) -> &Landing {
        &self.landings[commit.landing as usize]
    }
}

/// From when on things count.
#[derive(Clone, Debug)]
pub enum Since {
    /// From the beginning.
    Ever,
    /// From this day on, by the committer's clock.
    Day(Date),
    /// What does not lead to a commit: all that do.
    Commit(HashSet<ObjectId>),
}

impl Since {
    /// True if `commit` counts; what has no day does only where no day is asked for.
    #[must_use]
    pub fn has(&self, commit: &ActingCommit) -> bool {
        match self {
            Self::Ever => true,
            Self::Day(day) => commit.on.is_some_and(|on| on >= *day),
            Self::Commit(before) => !before.contains(&commit.id),
        }
    }
}
