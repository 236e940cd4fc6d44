//! What the library lacks, and what nobody asked for.

use jiff::civil::Date;

use super::id::ArticleId;
use super::need::NeedState;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// By what gaps are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dimension {
    /// What articles are about.
    #[default]
    Topic,
    /// Whom they are written for.
    Audience,
    /// How many people the organisation has.
    Size,
    /// How far its service management has come.
    Maturity,
}

impl Dimension {
    /// The name of its vocabulary, in the singular.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Audience => "audience",
            Self::Size => "size",
            Self::Maturity => "maturity",
        }
    }

    /// The name of its vocabulary.
    #[must_use]
    pub fn vocabulary(self) -> &'static str {
        if self == Self::Topic { "topics" } else { self.name() }
    }
}

/// What an answer is worth to whoever asks today, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// No article has the name.
    Missing,
    /// It is retired, and nothing in use takes its place.
    Retired,
    /// It is not finished.
    Draft,
    /// Nobody reviewed it.
    Unreviewed,
    /// Its review has run out, or it is due to be retired.
    Overdue,
    /// It is in use and reviewed.
    Live,
}

impl Standing {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Retired => "retired",
            Self::Draft => "draft",
            Self::Unreviewed => "unreviewed",
            Self::Overdue => "overdue",
            Self::Live => "live",
        }
    }
}

/// A topic, or another value, and how far articles cover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The value.
    pub value: Untrusted,
    /// Articles in use that are no needs, reviewed or not.
    pub in_use: usize,
    /// Those of them that are reviewed, and whose review has not run out.
    pub live: usize,
    /// Articles that are not finished.
    pub drafts: usize,
    /// Needs without a live answer.
    pub needs: usize,
    /// Their pain together.
    pub pain: u64,
}

/// A need without a live answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncoveredNeed {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it asks.
    pub title: Untrusted,
    /// How far it has come on the day.
    pub state: NeedState,
    /// Its pain, with that of the needs that ask the same.
    pub pain: u64,
    /// What answers it, as it is called, and what that is worth, the best first.
    pub answers: Vec<(Untrusted, Standing)>,
}

/// What `kb needs --gaps` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapsOutcome {
    /// The day.
    pub today: Date,
    /// By what.
    pub by: Dimension,
    /// Every value of it that no live article covers, the most painful first.
    pub gaps: Vec<Covered>,
    /// How many values there are.
    pub values: usize,
    /// How many articles in use say nothing of it.
    pub unsaid: usize,
    /// Needs without a live answer, the most painful first.
    pub needs: Vec<UncoveredNeed>,
    /// How many more such needs there are.
    pub more: usize,
}

/// An article that nobody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnaskedArticle {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it is called by people.
    pub title: Untrusted,
    /// What it is about.
    pub topics: Vec<Untrusted>,
}

/// What `kb needs --surplus` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurplusOutcome {
    /// The articles, by path.
    pub unasked: Vec<UnaskedArticle>,
    /// How many more there are.
    pub more: usize,
    /// How many articles in use were looked at.
    pub articles: usize,
    /// How many judged queries there are.
    pub queries: usize,
}
