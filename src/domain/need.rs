//! A practitioner's open question: how far it has come, whom it hurts, who answers it.
//!
//! What stands in front matter is a claim of whoever wrote it; what follows from it and from the
//! day is computed here, and never stored.

use jiff::civil::Date;

use super::article::{Article, Metadata, Status, Written};
use super::id::ArticleId;
use super::pain::PainPart;
use super::path::ArticlePath;
use super::untrusted::Untrusted;

/// The type of article that asks, by its name in `schemas/types`.
pub const KIND: &str = "need";
/// How long a claim holds where nobody says, in days.
pub const CLAIM_DAYS: i32 = 30;

/// How far a question has come, in the order of its life; the words are those of the vocabulary
/// `need_state`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedState {
    /// Written down as it was said; also where nothing, or nothing known, is written.
    #[default]
    Raw,
    /// Somebody asked back, and the question is clear.
    Clarified,
    /// Clear, and nobody is working on it.
    Open,
    /// Somebody is working on it until a named day.
    Claimed,
    /// There are articles that answer it.
    Answered,
    /// Who asked, or a steward for them, says that the answer helps.
    Accepted,
    /// It will not be answered, and the article says why.
    Declined,
}

impl NeedState {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Raw,
        Self::Clarified,
        Self::Open,
        Self::Claimed,
        Self::Answered,
        Self::Accepted,
        Self::Declined,
    ];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Clarified => "clarified",
            Self::Open => "open",
            Self::Claimed => "claimed",
            Self::Answered => "answered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    /// The state that `written` means, whatever its case and blanks around; `None` if none.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        let written = written.trim();
        Self::ALL.into_iter().find(|state| state.name().eq_ignore_ascii_case(written))
    }

    /// True if the question waits for somebody: nobody works on it and nothing answers it.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        matches!(self, Self::Raw | Self::Clarified | Self::Open)
    }

    /// True if nobody has to do anything any more.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Accepted | Self::Declined)
    }

    /// True if a need may go from this state straight to `to`.
    ///
    /// An answer may be found at once, and one that does not help opens the question again. What
    /// is accepted or declined is settled: a new question is a new need.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        use NeedState::{Accepted, Answered, Claimed, Clarified, Declined, Open, Raw};
        match self {
            Raw => matches!(to, Clarified | Open | Claimed | Answered | Declined),
            Clarified => matches!(to, Open | Claimed | Answered | Declined),
            Open => matches!(to, Claimed | Answered | Declined),
            Claimed => matches!(to, Open | Answered | Declined),
            Answered => matches!(to, Open | Accepted | Declined),
            Accepted | Declined => false,
        }
    }
}

/// Votes that came from a survey or from the export of an issue tracker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteRecord {
    /// The survey or tracker, by the name it was imported under.
    pub source: Untrusted,
    /// Which of its rows: its id or address there.
    pub row: Untrusted,
    /// How many votes that row brought.
    pub votes: u32,
}

impl VoteRecord {
    /// True if it says which row of what brought votes.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        let is_said = |text: &Untrusted| !text.raw().trim().is_empty();
        self.votes > 0 && is_said(&self.source) && is_said(&self.row)
    }
}

/// What the front matter of a need says beside its state and what answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// Who asks: kind, sector and size, never a name.
    pub asked_by: Option<Untrusted>,
    /// 1 annoyance, 2 costs time, 3 hurts users, 4 stops us; absent if another number is written.
    pub severity: Option<u32>,
    /// How many people voted for it, as written.
    pub votes: Option<Written<u32>>,
    /// How often it was asked, as written.
    pub times_asked: Option<u32>,
    /// Where it was asked: addresses.
    pub evidence_links: Vec<Untrusted>,
    /// Which votes came from where.
    pub votes_from: Vec<VoteRecord>,
    /// Who is working on it.
    pub claimed_by: Option<Untrusted>,
    /// The last day of the claim.
    pub claimed_until: Option<Written<Date>>,
    /// Who accepted the answer: asker or steward.
    pub accepted_by: Option<Untrusted>,
    /// Why it will not be answered.
    pub declined_reason: Option<Untrusted>,
    /// The need that asks the same, whose votes these are too.
    pub same_as: Option<Written<Untrusted>>,
}

impl Demand {
    /// True if somebody can look up who voted: threads on the web are linked, or a row of a survey
    /// that brought votes is named.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.evidence_links.iter().any(|link| is_web_address(link.raw()))
            || self.votes_from.iter().any(VoteRecord::is_evidence)
    }

    /// The votes as written, whether or not anything speaks for them.
    #[must_use]
    pub fn written_votes(&self) -> u32 {
        self.votes.as_ref().map_or(0, |votes| votes.value)
    }

    /// The votes that count: without evidence none does.
    #[must_use]
    pub fn counted_votes(&self) -> u32 {
        if self.has_evidence() { self.written_votes() } else { 0 }
    }
}

/// A question of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// What it asks.
    pub title: Untrusted,
    /// The question in short; empty if it has none.
    pub summary: Untrusted,
    /// The topics it belongs to.
    pub topics: Vec<Untrusted>,
    /// The ways in which people ask it.
    pub questions: Vec<Untrusted>,
    /// Draft or active: retired needs ask nothing any more.
    pub status: Status,
    /// How far it has come, as written.
    pub state: NeedState,
    /// The articles that answer it, by id.
    pub answered_by: Vec<Untrusted>,
    /// Whom it hurts, and who works on it.
    pub demand: Demand,
}

impl Need {
    /// The need that `article` is; `None` if it is none, or retired.
    #[must_use]
    pub fn of(article: &Article) -> Option<Self> {
        let meta = &article.meta;
        if article.kind() != Some(KIND) || meta.status == Status::Retired {
            return None;
        }
        Some(Self {
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title(),
            summary: meta.summary.clone().unwrap_or_default(),
            topics: meta.topics.clone(),
            questions: meta.questions.clone(),
            status: meta.status,
            state: written_state(meta),
            answered_by: meta.answered_by.iter().map(|it| it.value.clone()).collect(),
            demand: meta.demand.as_deref().cloned().unwrap_or_default(),
        })
    }

    /// How far it has come on `today`: a claim that ran out leaves it open.
    #[must_use]
    pub fn state_on(&self, today: Date) -> NeedState {
        if self.is_claim_expired(today) { NeedState::Open } else { self.state }
    }

    /// True if somebody claimed it until a day before `today`.
    #[must_use]
    pub fn is_claim_expired(&self, today: Date) -> bool {
        let until = self.demand.claimed_until.as_ref();
        self.state == NeedState::Claimed && until.is_some_and(|until| until.value < today)
    }

    /// What it adds to the pain: how much it hurts, and how many.
    ///
    /// Whoever wrote it down asked it once, so that is the least.
    #[must_use]
    pub fn pain(&self) -> PainPart {
        PainPart {
            severity: self.demand.severity,
            votes: self.demand.counted_votes(),
            asked: self.demand.times_asked.unwrap_or(1).max(1),
            votes_without_evidence: self.demand.written_votes() - self.demand.counted_votes(),
        }
    }
}

/// True if `article` is a need, and is not retired.
#[must_use]
pub fn is_need_in_use(article: &Article) -> bool {
    article.kind() == Some(KIND) && article.meta.status != Status::Retired
}

/// True if `address` leads to a page of the web: `http` or `https`, and a host.
#[must_use]
pub fn is_web_address(address: &str) -> bool {
    let address = address.trim();
    let behind = |scheme: &str| {
        let start = address.get(..scheme.len()).filter(|it| it.eq_ignore_ascii_case(scheme));
        start.map(|_| &address[scheme.len()..])
    };
    behind("https://").or_else(|| behind("http://")).is_some_and(|rest| {
        rest.starts_with(|it: char| it.is_alphanumeric() || it == '[')
            && !rest.contains(|it: char| it.is_whitespace() || it.is_control())
    })
}

/// How far the need that says `meta` has come, as written.
#[must_use]
pub fn written_state(meta: &Metadata) -> NeedState {
    meta.state.as_ref().and_then(|state| NeedState::read(state.raw())).unwrap_or_default()
}

#[cfg(test)]
#[path = "need_tests.rs"]
mod tests;
