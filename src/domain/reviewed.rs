//! What a reviewer is shown of an article, and what became of their review.

use super::article::{Review, Status};
use super::drift::Drift;
use super::id::ArticleId;
use super::outcome::StaleArticle;
use super::path::ArticlePath;
use super::review::Interval;
use super::review_after::ReviewAfter;
use super::source::SourceReference;
use super::untrusted::Untrusted;
use super::verdict::ReviewRecord;
use jiff::civil::Date;

/// What a reviewer should know of an article before they say anything of it.
#[derive(Debug)]
pub struct Dossier {
    /// Its title.
    pub title: Untrusted,
    /// Its state and why it has it.
    pub state: StaleArticle,
    /// The day that is judged by.
    pub today: Date,
    /// What its authors mean it to be.
    pub status: Status,
    /// The names of its authors.
    pub authors: Vec<Untrusted>,
    /// Words of its body.
    pub words: u32,
    /// The last review.
    pub last: Review,
    /// What the last reviewer wanted known.
    pub note: Option<Untrusted>,
    /// What somebody found that it needs, with day and name as written.
    pub needs_work: Option<Untrusted>,
    /// Statements of it that hold until a day.
    pub statements: Vec<ReviewAfter>,
    /// What it rests on.
    pub sources: Vec<SourceReference>,
    /// What rests on it.
    pub dependants: Vec<Dependant>,
    /// What changed.
    pub since: Since,
}

/// What became of the body since the last review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// No review is recorded.
    NeverReviewed,
    /// It cannot be told, and why.
    Unknown(String),
    /// No byte of it changed.
    Unchanged,
    /// It changed.
    Changed {
        /// The change as `git diff` writes it.
        diff: Vec<u8>,
        /// How far it moved.
        drift: Drift,
    },
}

/// An article that leans on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependant {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// What binds it.
    pub lean: Lean,
}

/// How one article leans on another, what binds most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lean {
    /// It holds text of it.
    Derived,
    /// It sends its readers on to it.
    Superseded,
    /// It rests on what it says.
    Cites,
    /// It links to it.
    Links,
}

/// What `kb review` did.
#[derive(Clone, Debug)]
pub struct ReviewOutcome {
    /// The day it is.
    pub today: Date,
    /// Who reviewed, as front matter names them.
    pub by: Untrusted,
    /// What became of each article, in the order they were named.
    pub articles: Vec<ReviewedArticle>,
    /// The commands that follow.
    pub next: Vec<String>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}

/// What became of the review of one article.
#[derive(Clone, Debug)]
pub struct ReviewedArticle {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What became of it.
    pub end: End,
    /// What was found; `None` if nobody was asked any more.
    pub record: Option<ReviewRecord>,
    /// How often it is reviewed from now on, if anything says so.
    pub every: Option<Interval>,
    /// Our names of what its front matter has no place for.
    pub left_out: Vec<&'static str>,
    /// What the reviewer should know, a sentence each.
    pub notes: Vec<String>,
}

impl ReviewedArticle {
    /// The day the next review is due, if this one stands and dates can tell.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        let record = self.record.as_ref().filter(|record| record.verdict.stands())?;
        self.every?.after(record.on)
    }
}

/// What became of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It is in the file.
    Written,
    /// It would be in the file: the change, as `git diff` writes it.
    Proposed(Vec<u8>),
    /// The file said so already.
    Unchanged,
    /// The reviewer left it for later.
    Skipped,
    /// It is not to be recorded.
    Refused(Refusal),
    /// It could not be written.
    Failed(Refusal),
}

/// Why something was not done, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: String,
    /// What to try.
    pub hint: Option<String>,
}
