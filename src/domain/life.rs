//! The life of one article, commit by commit, as people tell it.

use jiff::civil::Date;

use super::article::Status;
use super::drift::Drift;
use super::history::ObjectId;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// Everything that happened to one article, the newest last.
#[derive(Clone, Debug)]
pub struct Life {
    /// What it is called, or was last.
    pub id: ArticleId,
    /// Its title, or its last.
    pub title: Untrusted,
    /// Where it lies, or lay last.
    pub path: ArticlePath,
    /// What happened, by commit.
    pub events: Vec<Event>,
    /// The last commit that changed its body beyond white space, and its day.
    pub updated: Option<(ObjectId, Option<Date>)>,
    /// What readers should know of the telling, a sentence each.
    pub notes: Vec<String>,
}

/// What one commit did to the article.
#[derive(Clone, Debug)]
pub struct Event {
    /// The commit; `None` for what is not committed.
    pub commit: Option<ObjectId>,
    /// Its day by the committer's clock, in UTC.
    pub on: Option<Date>,
    /// True if it brought lines of work together.
    pub is_merge: bool,
    /// Who wrote it, co-authors included.
    pub people: Vec<Writer>,
    /// What it did, the weightiest first.
    pub happenings: Vec<Happening>,
}

/// Somebody who wrote a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// As people know them.
    pub name: Untrusted,
    /// True for a machine.
    pub is_bot: bool,
}

/// One thing that a commit did to an article.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// It came.
    Came {
        /// As what.
        status: Status,
        /// True if it, or another text at its place, had been there and was removed.
        is_again: bool,
    },
    /// It moved, which may have given it another id.
    Moved {
        /// Where it lay.
        from: ArticlePath,
        /// Where it lay since.
        to: ArticlePath,
    },
    /// Its status changed.
    Status {
        /// What it was.
        from: Status,
        /// What it was since.
        to: Status,
    },
    /// It was retired.
    Retired {
        /// Why, if that was written.
        reason: Option<Untrusted>,
        /// What took its place, if that was written.
        successor: Option<Untrusted>,
    },
    /// The day of its review was set.
    Reviewed {
        /// The day.
        on: Date,
        /// The day before.
        previous: Option<Date>,
        /// Who reviewed it, as written.
        by: Vec<Untrusted>,
    },
    /// The day of its review was taken out.
    ReviewRemoved {
        /// The day that it was.
        previous: Date,
    },
    /// A reviewer found that it needs work.
    NeedsWork {
        /// What it needs, if that was written.
        note: Option<Untrusted>,
    },
    /// That it needs work was taken out.
    NeedsNoWork,
    /// It took the place of others.
    Supersedes {
        /// Those, as written.
        others: Vec<Untrusted>,
    },
    /// It took their place no more.
    SupersedesNoMore {
        /// Those, as written.
        others: Vec<Untrusted>,
    },
    /// Its body changed, in what a reader sees.
    Edited(Drift),
    /// Its body changed in nothing that a reader sees.
    Laid,
    /// Nothing but front matter changed.
    FrontMatter,
    /// It was removed.
    Removed,
}
