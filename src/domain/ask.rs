//! What became of a question: answered already, asked already, written down, or led elsewhere.

use super::found::Hit;
use super::gap::AskedNeed;
use super::id::ArticleId;
use super::issue_link::IssueLink;
use super::outcome::SearchedLibrary;
use super::path::ArticlePath;
use super::question::Prompt;
use super::to_mask::ToMask;
use super::untrusted::Untrusted;

/// A need that asks something like it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikeNeed {
    /// The need.
    pub need: AskedNeed,
    /// How alike the questions are by their words, in percent; see `docs/needs.md`.
    pub percent: u8,
    /// How often it was asked; at least once, by whoever wrote it down.
    pub times_asked: u32,
    /// True if they are so much alike that somebody should choose before another is written.
    pub is_close: bool,
    /// True if they are so much alike that they are taken for one.
    pub is_same: bool,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskEnd {
    /// Nothing, since something answers or asks the same: the commands that go on all the same.
    Found {
        /// Writes it down although something is there.
        anyway: String,
        /// Counts it with the need that asks the same.
        join: Option<String>,
        /// Shows what settled a need that asks the same, if nothing can be joined.
        read: Option<String>,
    },
    /// A need was written, or would be.
    Written(WrittenNeed),
    /// A need that asks the same counts one more, or would.
    Joined(JoinedNeed),
    /// An address where it can be asked.
    Linked(IssueLink),
    /// Whoever asked broke off; nothing was written.
    Left,
}

/// A need that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenNeed {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it says.
    pub text: String,
    /// What nobody said, so that its place still shows the template's hint.
    pub unsaid: Vec<Prompt>,
    /// The commands that follow, safe to show; none where nothing was written.
    pub next: Vec<String>,
}

/// A need that was asked once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedNeed {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// How often it was asked, with this time.
    pub times_asked: u32,
    /// How many addresses of where it was asked were added.
    pub links_added: usize,
    /// False if every address was there already, so that this time is counted already.
    pub is_changed: bool,
    /// What changes, as a unified diff.
    pub diff: Vec<u8>,
    /// The commands that follow, safe to show; none where nothing was written.
    pub next: Vec<String>,
}

/// What `kb ask` found and did.
#[derive(Debug)]
pub struct AskOutcome {
    /// What was asked.
    pub question: Untrusted,
    /// True if an article answers.
    pub is_answered: bool,
    /// The sections that answer, or are nearest; no needs among them.
    pub hits: Vec<Hit>,
    /// Needs that ask something like it, the most alike first.
    pub needs: Vec<LikeNeed>,
    /// What should be masked in what was said, with what it was said to; `None`: the question.
    pub to_mask: Vec<(Option<Prompt>, ToMask)>,
    /// What was done.
    pub end: AskEnd,
    /// True if nothing was to be written.
    pub is_dry_run: bool,
    /// What was searched.
    pub libraries: Vec<SearchedLibrary>,
}
