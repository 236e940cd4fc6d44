//! What telling the people of an article needs of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::acts::{ANSWERED, Turning, Watched};
use crate::domain::article::{Article, Metadata, Status, Written};
use crate::domain::article_names::{ArticleNames, Named};
use crate::domain::contributor::Contributor;
use crate::domain::id::ArticleId;
use crate::domain::path::ArticlePath;
use crate::domain::source::Relation;
use crate::domain::untrusted::Untrusted;

/// The type of article that is a question (`schemas/types/need.yaml`).
const NEED: &str = "need";

/// What telling the people of an article needs of it.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is called.
    pub id: ArticleId,
    pub(super) path: ArticlePath,
    pub(super) topics: Vec<Untrusted>,
    pub(super) aliases: Vec<Written<Untrusted>>,
    pub(super) authors: Vec<Untrusted>,
    pub(super) contributors: Vec<Contributor>,
    pub(super) answers: Vec<Untrusted>,
    pub(super) answered_by: Vec<Untrusted>,
    pub(super) claimed_by: Option<Untrusted>,
    pub(super) adopted: Option<Adopted>,
    pub(super) is_need: bool,
    pub(super) is_translated: bool,
    pub(super) turn: Option<Turning>,
}

impl Card {
    /// What counts of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let meta = &article.meta;
        let values = |all: &[Written<Untrusted>]| all.iter().map(|it| it.value.clone()).collect();
        let is_need = article.kind() == Some(NEED);
        let answered_by: Vec<Untrusted> = values(&meta.answered_by);
        let turn = match meta.status {
            Status::Retired => Some(Turning::Retired),
            _ if is_need && is_answered(meta, &answered_by) => Some(Turning::Answered),
            _ => None,
        };
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            topics: meta.topics.clone(),
            aliases: meta.aliases.clone(),
            authors: meta.authors.clone(),
            contributors: meta.contributors.clone(),
            answers: values(&meta.answers),
            answered_by,
            claimed_by: None,
            adopted: None,
            is_need,
            is_translated: meta.sources.iter().any(|it| it.relation == Relation::Translated),
            turn,
        }
    }

    /// The same, taken on by somebody, as it is written.
    #[must_use]
    pub fn claimed_by(self, claimed_by: Option<Untrusted>) -> Self {
        Self { claimed_by, ..self }
    }

    /// The same, taken over from elsewhere.
    #[must_use]
    pub fn adopted(self, adopted: Option<Adopted>) -> Self {
        Self { adopted, ..self }
    }

    /// True of a question.
    #[must_use]
    pub fn is_need(&self) -> bool {
        self.is_need
    }

    /// What to ask history about it.
    #[must_use]
    pub fn watched(&self) -> Watched {
        Watched { path: self.path.clone(), id: self.id.clone(), turn: self.turn }
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &ArticlePath {
        &self.path
    }

    pub(super) fn is_retired(&self) -> bool {
        self.turn == Some(Turning::Retired)
    }

    /// Whom it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let contributors = self.contributors.iter().map(|it| &it.person);
        self.authors.iter().chain(contributors).chain(&self.claimed_by).map(Untrusted::raw)
    }
}

/// That an article was brought in from elsewhere, where others had written it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The day it came there; `None` if nobody knows.
    pub created: Option<Date>,
}

/// True of a need that says so, or names what answers it.
fn is_answered(meta: &Metadata, answered_by: &[Untrusted]) -> bool {
    let state = meta.state.as_ref().map(|state| state.raw().to_lowercase());
    !answered_by.is_empty() || state.is_some_and(|state| ANSWERED.contains(&state.as_str()))
}

/// The articles that answer each need; either may name the other.
pub(super) fn answers(cards: &[Card]) -> BTreeMap<usize, BTreeSet<usize>> {
    let names = ArticleNames::of(cards.iter().map(|card| Named {
        id: &card.id,
        path: &card.path,
        aliases: &card.aliases,
    }));
    let mut answers: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (place, card) in cards.iter().enumerate() {
        let find = |name: &Untrusted| names.find_from(&card.path, name.raw());
        if card.is_need {
            let articles = card.answered_by.iter().filter_map(find);
            let articles = articles.filter(|it| !cards[*it].is_need);
            articles.for_each(|it| _ = answers.entry(place).or_default().insert(it));
        } else {
            let needs = card.answers.iter().filter_map(find).filter(|it| cards[*it].is_need);
            needs.for_each(|it| _ = answers.entry(it).or_default().insert(place));
        }
    }
    answers
}

#[cfg(test)]
#[path = "credits_card_tests.rs"]
mod tests;
