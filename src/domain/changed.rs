//! What became of articles since a commit or a day.

use jiff::civil::Date;

use super::article::Article;
use super::history::ObjectId;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It lies elsewhere, and perhaps says something else too.
    Moved,
    /// It went out of use.
    Retired,
    /// It has gone.
    Deleted,
}

impl Fate {
    /// Every fate, in the order of an article's life.
    pub const ALL: [Self; 5] =
        [Self::Added, Self::Changed, Self::Moved, Self::Retired, Self::Deleted];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Retired => "retired",
            Self::Deleted => "deleted",
        }
    }
}

/// An article that is not as it was.
#[derive(Clone, Debug)]
pub struct ChangedArticle {
    /// What became of it.
    pub fate: Fate,
    /// The article as it is; as it was, if it has gone. Read no further than its title.
    pub article: Article,
    /// What it was called and where it lay, if that is not as it was.
    pub was: Option<(ArticleId, ArticlePath)>,
    /// The article that takes its place, by id, if it is out of use and one is named.
    pub successor: Option<Untrusted>,
    /// False if nothing but its front matter or its place changed.
    pub is_body_changed: bool,
}

/// What is compared with.
#[derive(Clone, Debug)]
pub struct Since {
    /// The commit, branch, tag or day as asked for.
    pub asked: Untrusted,
    /// The commit that is compared with; `None` if nothing is as old.
    pub commit: Option<ObjectId>,
    /// Its day, in UTC, if its clock can be read.
    pub on: Option<Date>,
}
