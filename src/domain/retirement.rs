//! What is found and done where an article is retired.

use jiff::civil::Date;

use super::article::Article;
use super::finding::Place;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// Something in another article that leads to the one that is retired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// Where it is written.
    pub place: Place,
    /// The field of front matter it stands in; `None` for a link in the body.
    pub field: Option<&'static str>,
    /// What is written.
    pub written: Untrusted,
    /// True if what is written stands letter by letter at its place.
    pub is_as_written: bool,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of something that leads to a retired article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is led on to the successor.
    Redirected {
        /// What is written then.
        to: String,
        /// True if it leads to the page alone, because the successor has no such heading.
        has_lost_anchor: bool,
    },
    /// It stays as it is.
    Kept(Kept),
}

/// Why something stays that leads to a retired article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is no article to lead it to.
    NoSuccessor,
    /// What took the place of an article may name it.
    InSuccessor,
    /// Retired articles stay as they were.
    InRetired,
    /// It says where something comes from, and that does not change.
    Statement,
    /// It is written in a way that only a person can change.
    ByHand,
    /// The file cannot be edited; why.
    NotEditable(String),
}

impl Kept {
    /// The stable word for it in output.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoSuccessor => "no_successor",
            Self::InSuccessor => "in_successor",
            Self::InRetired => "in_retired",
            Self::Statement => "statement",
            Self::ByHand => "by_hand",
            Self::NotEditable(_) => "not_editable",
        }
    }
}

/// An article that others are sent on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What it is called.
    pub id: ArticleId,
    /// Its title.
    pub title: Untrusted,
    /// Where it lies.
    pub path: ArticlePath,
}

impl Pointer {
    /// The pointer to `article`.
    #[must_use]
    pub fn to(article: &Article) -> Self {
        let path = article.path.clone();
        Self { id: article.id.clone(), title: article.title(), path }
    }
}

/// What a retired article says first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tombstone {
    /// Since when, if that is written.
    pub on: Option<Date>,
    /// Why, if that is written.
    pub reason: Option<Untrusted>,
    /// What else readers should know.
    pub note: Option<Untrusted>,
    /// What is to be read in its place.
    pub successor: Successor,
}

/// What readers of a retired article are sent on to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Successor {
    /// An article in use.
    InUse(Pointer),
    /// What is written leads to no article in use: an address elsewhere, another retired
    /// article, or nothing.
    Written(Untrusted),
    /// Nothing is named.
    #[default]
    None,
}

/// What `kb retire` did, or would do.
#[derive(Clone, Debug)]
pub struct Retirement {
    /// The article.
    pub article: Pointer,
    /// The day.
    pub on: Date,
    /// Why.
    pub reason: String,
    /// What readers should know besides.
    pub note: Option<Untrusted>,
    /// Where readers are sent on to.
    pub successor: Option<Pointer>,
    /// The retired articles that were asked for and lead there, in their order.
    pub passed: Vec<ArticleId>,
    /// True if it was retired in just this way before.
    pub was_retired: bool,
    /// What leads to it, by path and place.
    pub inbound: Vec<Inbound>,
    /// True if what can be redirected is.
    pub redirects: bool,
    /// The files that are changed, in the order they are written.
    pub files: Vec<ArticlePath>,
    /// True if nothing was written.
    pub is_dry_run: bool,
}

impl Retirement {
    /// How many of the links and references are led on.
    #[must_use]
    pub fn redirectable(&self) -> usize {
        self.inbound.iter().filter(|it| matches!(it.fate, Fate::Redirected { .. })).count()
    }
}
