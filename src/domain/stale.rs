//! Which articles need somebody, and what settles each, as values.

use jiff::civil::Date;

use super::claim::Claim;
use super::freshness::{Freshness, Judgement, Reason};
use super::history::Completeness;
use super::id::ArticleId;
use super::path::ArticlePath;
use super::review::Interval;
use super::skipped::Skipped;
use super::untrusted::Untrusted;

/// The freshness of one article.
#[derive(Debug)]
pub struct StaleArticle {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// Its topics.
    pub topics: Vec<Untrusted>,
    /// The events that make it due, by id.
    pub depends_on: Vec<Untrusted>,
    /// State, day and reasons.
    pub judgement: Judgement,
    /// The day of the last review.
    pub reviewed: Option<Date>,
    /// How often it is to be reviewed.
    pub every: Option<Interval>,
    /// The known end of its usefulness.
    pub retire_on: Option<Date>,
    /// The day it came.
    pub created: Option<Date>,
    /// The day of its last substantive change.
    pub updated: Option<Date>,
    /// What history knows of the review it claims.
    pub claim: Option<Claim>,
}

impl StaleArticle {
    /// The next day that somebody must act on: a look, or its retirement.
    #[must_use]
    pub fn next_day(&self) -> Option<Date> {
        self.judgement.due.into_iter().chain(self.retire_on).min()
    }

    /// What settles it.
    ///
    /// A look comes before everything that somebody could regret: of 537 articles that a bot
    /// declared stagnant for want of a change, 119 came back. Only where the end was written
    /// down, a day or a successor, retiring is what is left to do.
    #[must_use]
    pub fn settle(&self, today: Date) -> Settle {
        let ended = self.judgement.reasons.iter().find_map(|reason| match reason {
            Reason::Superseded(by) => Some(Settle::RetireFor(by.clone())),
            Reason::RetireOn(day) if *day <= today => Some(Settle::Retire),
            _ => None,
        });
        let read = || if self.judgement.needs_somebody() { Settle::Review } else { Settle::Show };
        ended.unwrap_or_else(read)
    }
}

/// The one thing that settles what an article is listed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settle {
    /// Review it.
    Review,
    /// Retire it: its day has come.
    Retire,
    /// Retire it in favour of the article with this id.
    RetireFor(Untrusted),
    /// Nothing: read it.
    Show,
}

/// What articles that need somebody are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaleBy {
    /// Their state, most urgent first.
    #[default]
    State,
    /// Who looks after them.
    Owner,
    /// Their topics; an article with several stands under each.
    Topic,
}

/// An event that somebody asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedEvent {
    /// Its id in `events.yaml`.
    pub id: Untrusted,
    /// Its day; `None` while nobody knows it.
    pub on: Option<Date>,
}

/// What was asked of `kb stale`, as far as it shows in the answer.
#[derive(Clone, Debug, Default)]
pub struct StaleAsk {
    /// The states; none: whatever needs somebody.
    pub states: Vec<Freshness>,
    /// What the articles are put together by.
    pub by: StaleBy,
    /// The event that they all depend on.
    pub event: Option<AskedEvent>,
    /// True if only so many were chosen, best first.
    pub is_budget: bool,
}

/// What `kb stale` found out.
#[derive(Debug)]
pub struct StaleOutcome {
    /// The day it holds for.
    pub today: Date,
    /// How much history there was to read.
    pub history: Completeness,
    /// Every article asked for, most urgent first.
    pub articles: Vec<StaleArticle>,
    /// What was asked.
    pub ask: StaleAsk,
    /// How many need somebody or were asked for, before a budget chose among them.
    pub needy: usize,
    /// How many articles were judged in all, by state.
    pub counts: Vec<(Freshness, usize)>,
    /// What was not looked at.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about the run, a sentence each.
    pub notes: Vec<String>,
}
