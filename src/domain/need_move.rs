//! What is done where a need goes from one state to another.

use super::id::ArticleId;
use super::need::NeedState;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// A need and how far it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedNeed {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it asks.
    pub title: Untrusted,
    /// Where it was on the day.
    pub from: NeedState,
    /// Where it is now.
    pub to: NeedState,
    /// Who, until when, by what or why, in a few words, safe to show.
    pub detail: String,
    /// False if its file says all of this already.
    pub is_changed: bool,
}

/// A file that was changed, or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Where it lies.
    pub path: ArticlePath,
    /// What changes, as `git diff` writes it.
    pub diff: Vec<u8>,
}

/// What was asked for and done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveOutcome {
    /// The needs, in the order they were named.
    pub moved: Vec<MovedNeed>,
    /// The files that changed, or would.
    pub files: Vec<ChangedFile>,
    /// True if nothing was to be written.
    pub is_dry_run: bool,
    /// The commands that follow, safe to show.
    pub next: Vec<String>,
}
