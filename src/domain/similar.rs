//! Needs that seem to ask the same, and questions of the log brought together.

use jiff::civil::Date;

use super::id::ArticleId;
use super::need::{Need, NeedState};
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// A need, as it is named beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedNeed {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it asks.
    pub title: Untrusted,
    /// How far it has come on the day.
    pub state: NeedState,
}

impl NamedNeed {
    /// What is named of `need` on `today`.
    #[must_use]
    pub fn of(need: &Need, today: Date) -> Self {
        Self {
            id: need.id.clone(),
            path: need.path.clone(),
            title: need.title.clone(),
            state: need.state_on(today),
        }
    }
}

/// What `kb needs --similar` found.
#[derive(Clone, Debug, PartialEq)]
pub struct SimilarOutcome {
    /// What was held against the needs; `None` where they were held against one another.
    pub asked: Option<Untrusted>,
    /// The needs like it, the nearest first, each with how alike, from 0 to 1.
    pub found: Vec<(NamedNeed, f32)>,
    /// Pairs that seem to ask the same, the most alike first; the first of each hurts more.
    pub pairs: Vec<(NamedNeed, NamedNeed, f32)>,
    /// How many more pairs there are.
    pub more: usize,
    /// How many needs were looked at.
    pub needs: usize,
}

/// Questions of the log that seem to ask the same.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedCluster {
    /// How often they were asked.
    pub times: usize,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How they were asked, the most frequent first, with how often.
    pub wordings: Vec<(Untrusted, usize)>,
    /// The need that asks it already, or perhaps does.
    pub need: Option<NamedNeed>,
    /// How alike its words are, from 0 to 1; `None` where only the log names it.
    pub alike: Option<f32>,
    /// The command that raises the need where it surely asks the same, else that writes a new one;
    /// safe to show.
    pub command: String,
    /// The command that raises the need that perhaps asks the same; safe to show.
    pub or: Option<String>,
}

/// What `kb needs --from-log` found.
#[derive(Clone, Debug, PartialEq)]
pub struct FromLogOutcome {
    /// Where the log lies, safe to show; `None` where it cannot be.
    pub log: Option<String>,
    /// True if questions are kept at present.
    pub is_on: bool,
    /// How many questions it holds.
    pub questions: usize,
    /// How many of its lines cannot be read, or say nothing.
    pub unread: usize,
    /// What was asked, most often first.
    pub clusters: Vec<AskedCluster>,
    /// How many more clusters there are.
    pub more: usize,
}
