//! What answers which needs, and which commit made it so.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::acts::{Act, ActingCommit, Acts, Deed};

use super::credits_card::{Card, answers};

/// A need and what answers it.
pub(super) struct Answering<'q> {
    /// The need, by its place among the cards.
    pub(super) need: usize,
    /// The articles, likewise.
    pub(super) articles: BTreeSet<usize>,
    /// The commit that said so in the need; else the one that brought the first of the articles.
    pub(super) commit: Option<&'q ActingCommit>,
}

/// The commits that did something to articles, the first for each, by card.
pub(super) fn first<'q>(
    acts: &'q Acts,
    watched: &[usize],
    is_wanted: fn(&Deed) -> bool,
) -> BTreeMap<usize, &'q ActingCommit> {
    let wanted = acts.acts.iter().rev().filter(move |act| is_wanted(&act.deed));
    let by_card = |act: &'q Act| (watched[act.article as usize], acts.commit_of(act));
    wanted.map(by_card).collect()
}

/// The needs among `watched` that have an answer.
pub(super) fn answering<'q>(
    cards: &[Card],
    watched: &[usize],
    acts: &'q Acts,
    came: &BTreeMap<usize, &'q ActingCommit>,
) -> Vec<Answering<'q>> {
    let asked: BTreeSet<usize> = watched.iter().copied().collect();
    let answered = first(acts, watched, |deed| *deed == Deed::Answered);
    let of_need = answers(cards).into_iter().filter(|(need, _)| asked.contains(need));
    let answering = of_need.map(|(need, articles)| {
        let brought = articles.iter().filter_map(|card| came.get(card).copied());
        let brought = brought.min_by_key(|commit| commit.on);
        Answering { need, commit: answered.get(&need).copied().or(brought), articles }
    });
    answering.collect()
}
