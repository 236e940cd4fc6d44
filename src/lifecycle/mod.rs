//! Which articles need somebody: front matter and history brought together.
//!
//! Proposes and accuses nobody: what history does not reach is unknown, and
//! what is unknown never makes an article look old.

mod answering;
pub mod budget;
pub mod coverage;
pub mod credits;
mod credits_card;
pub mod life;
pub mod next;
pub mod pulse;
pub mod report;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::{Article, Status, Written};
use crate::domain::article_names::{ArticleNames, Named};
use crate::domain::background::Background;
use crate::domain::claim::{Claim, Reviewed};
use crate::domain::history::{Completeness, HistoryTable};
use crate::domain::id::ArticleId;
use crate::domain::outcome::StaleArticle;
use crate::domain::path::ArticlePath;
use crate::domain::review::{Evidence, Freshness, Judgement, judge};
use crate::domain::successor::steps;
use crate::domain::untrusted::Untrusted;

/// What judging an article needs of it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// Who looks after it, as written.
    pub owner: Option<Untrusted>,
    /// Its topics.
    pub topics: Vec<Untrusted>,
    /// What its authors mean it to be.
    pub status: Status,
    /// The events that make it due, by id.
    pub depends_on: Vec<Untrusted>,
    /// The article that takes its place.
    pub superseded_by: Option<Untrusted>,
    /// Its former ids.
    pub aliases: Vec<Written<Untrusted>>,
    /// The review that it claims.
    pub reviewed: Option<Reviewed>,
    /// What it says itself about review.
    pub evidence: Evidence,
}

impl Fact {
    /// The facts of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let meta = &article.meta;
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            owner: meta.owner.clone(),
            topics: meta.topics.clone(),
            status: meta.status,
            depends_on: meta.depends_on.clone(),
            superseded_by: meta.superseded_by.as_ref().map(|id| id.value.clone()),
            aliases: meta.aliases.clone(),
            reviewed: Reviewed::of(article),
            evidence: article.evidence_of_review(),
        }
    }
}

/// What is known besides what the articles say.
pub struct Known<'k> {
    /// When they came and changed.
    pub history: &'k HistoryTable,
    /// What history says of the reviews they claim.
    pub claims: BTreeMap<ArticlePath, Claim>,
    /// The events and the people of the library.
    pub background: Background<'k>,
}

/// Judges every article as of `today`, most urgent first.
#[must_use]
pub fn assess(facts: Vec<Fact>, mut known: Known<'_>, today: Date) -> Vec<StaleArticle> {
    let successors = successors(&facts);
    let judged = facts.into_iter().zip(successors).map(|(fact, successor)| {
        let history = known.history.of(&fact.path);
        let mut evidence = Evidence {
            successor,
            created: history.created,
            updated: history.updated,
            claim: known.claims.remove(&fact.path),
            ..fact.evidence
        };
        known.background.complete(&mut evidence, &fact.depends_on, fact.owner.as_ref());
        StaleArticle {
            judgement: judge(&evidence, today),
            id: fact.id,
            path: fact.path,
            owner: fact.owner.map(|owner| known.background.owner(owner)),
            topics: fact.topics,
            depends_on: fact.depends_on,
            reviewed: evidence.reviewed,
            every: evidence.every,
            retire_on: evidence.retire_on,
            created: history.created,
            updated: history.updated,
            claim: evidence.claim,
        }
    });
    let mut articles: Vec<StaleArticle> = judged.collect();
    articles.sort_by(|a, b| urgency(a).cmp(&urgency(b)));
    articles
}

/// The judgement of each article by what files and `history` tell; what git says of reviews is
/// not asked, because it takes a walk through every version.
#[must_use]
pub fn judge_files(
    articles: &[Article],
    history: &HistoryTable,
    background: Background<'_>,
    today: Date,
) -> BTreeMap<ArticlePath, Judgement> {
    let facts = articles.iter().map(Fact::of).collect();
    let judged = assess(facts, Known { history, claims: BTreeMap::new(), background }, today);
    judged.into_iter().map(|it| (it.path, it.judgement)).collect()
}

/// For each article that is active itself, the active one that takes its place.
fn successors<'f>(facts: &'f [Fact]) -> Vec<Option<Untrusted>> {
    if facts.iter().all(|fact| fact.superseded_by.is_none()) {
        return vec![None; facts.len()];
    }
    let names = ArticleNames::of(facts.iter().map(|fact| Named {
        id: &fact.id,
        path: &fact.path,
        aliases: &fact.aliases,
    }));
    let next = |fact: &'f Fact| {
        let name = fact.superseded_by.as_ref()?;
        names.find_from(&fact.path, name.raw()).map(|index| &facts[index])
    };
    let last = |fact: &'f Fact| {
        let living = steps(fact, next).find(|it| it.status != Status::Retired);
        let living = living.filter(|it| it.status == Status::Active && it.path != fact.path);
        living.map(|it| Untrusted::from(it.id.raw()))
    };
    let is_active = |fact: &Fact| fact.status == Status::Active;
    facts.iter().map(|fact| if is_active(fact) { last(fact) } else { None }).collect()
}

/// State first, then the longest overdue, then the soonest due.
fn urgency(article: &StaleArticle) -> (Freshness, Reverse<u32>, Option<Date>, &ArticlePath) {
    let judgement = &article.judgement;
    (judgement.state, Reverse(judgement.days_overdue), judgement.due, &article.path)
}

/// How many articles are in each state, every state named.
#[must_use]
pub fn counts(articles: &[StaleArticle]) -> Vec<(Freshness, usize)> {
    let count = |state| articles.iter().filter(|article| article.judgement.state == state).count();
    Freshness::ALL.into_iter().map(|state| (state, count(state))).collect()
}

/// What to say where history is not whole, with the line that mends it.
#[must_use]
pub fn note(completeness: Completeness) -> Option<&'static str> {
    match completeness {
        Completeness::Complete => None,
        Completeness::Shallow => Some(
            "this clone is shallow, so when older articles came and changed is unknown; \
             run `git fetch --unshallow`",
        ),
        Completeness::None => {
            Some("there is no git history here, so when articles came and changed is unknown")
        }
    }
}

#[cfg(test)]
#[path = "lifecycle_tests.rs"]
mod tests;
