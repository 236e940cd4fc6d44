//! What `kb needs` lists: questions that wait for somebody, the most painful first.

use jiff::civil::Date;

use super::id::ArticleId;
use super::need::{Need, NeedState};
use super::outcome::Skipped;
use super::pain::Pain;
use super::untrusted::Untrusted;

/// A need as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedNeed {
    /// The need.
    pub need: Need,
    /// How much it hurts how many, with the needs that ask the same.
    pub pain: Pain,
    /// How far it has come on the day.
    pub state: NeedState,
    /// True if somebody claimed it until a day that is over.
    pub is_claim_expired: bool,
    /// The needs that ask the same, which are not listed themselves.
    pub same: Vec<ArticleId>,
}

/// What was asked for and found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsOutcome {
    /// The day.
    pub today: Date,
    /// The states that were asked for; those that wait for somebody where none was.
    pub states: Vec<NeedState>,
    /// The topics that were asked for.
    pub topics: Vec<Untrusted>,
    /// The needs, most painful first.
    pub listed: Vec<ListedNeed>,
    /// How many more there are of what was asked for.
    pub more: usize,
    /// How many needs the library has in each state on the day, whatever was asked for; those that
    /// ask the same count once.
    pub counts: Vec<(NeedState, usize)>,
    /// True if any need has votes with evidence.
    pub has_votes: bool,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
}

impl NeedsOutcome {
    /// True if what waits for somebody was asked for, and nothing else.
    #[must_use]
    pub fn is_waiting_list(&self) -> bool {
        !self.states.is_empty() && self.states.iter().all(|state| state.is_waiting())
    }
}
