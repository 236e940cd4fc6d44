//! The pulse of a library: merges, reviews, answers and people in a stretch of days.
//!
//! What history does not reach is unknown and never counted as nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::domain::acts::{Act, ActingCommit, Acts, Deed};
use crate::domain::history::Completeness;
use crate::domain::people::PartyKind;
use crate::domain::pulse::{Beats, Part, Practitioners, Pulse, Stretch, Waits};
use crate::domain::review::days_between;
use crate::domain::roster::{Called, Roster, Who};

use super::answering::{answering, first};
use super::credits_card::Card;

/// What is known and asked.
pub struct Heard<'q> {
    /// Every article of the library.
    pub cards: &'q [Card],
    /// Those that are asked about, as they were [`Acts`] asked for: places among the cards.
    pub watched: &'q [usize],
    /// What history tells of these.
    pub acts: &'q Acts,
    /// Who is who.
    pub roster: &'q Roster<'q>,
    /// The days that are told.
    pub days: Stretch,
    /// How many articles were due before today.
    pub overdue: usize,
}

impl Heard<'_> {
    /// The pulse.
    #[must_use]
    pub fn pulse(&self) -> Pulse {
        let waits = self.waits();
        let before = self.days.before();
        let first = self.acts.commits.iter().filter_map(|commit| commit.on).min();
        // A stretch that history does not fill is no measure of the next.
        let reaches = self.acts.completeness == Completeness::Complete
            && first.is_some_and(|first| first <= before.from);
        Pulse {
            days: self.days,
            now: self.beats(self.days, &waits),
            before: reaches.then(|| self.beats(before, &waits)),
            overdue: self.overdue,
            practitioners: self.practitioners(),
        }
    }

    fn beats(&self, days: Stretch, waits: &[(Date, u32)]) -> Beats {
        let has = |day: Option<Date>| day.is_some_and(|day| days.has(day));
        let landings = self.acts.landings.iter().filter(|landing| has(landing.on));
        let acts = self.acts.acts.iter().filter(|act| has(self.acts.commit_of(act).on));
        let acts: Vec<&Act> = acts.collect();
        let answers = waits.iter().filter(|(day, _)| days.has(*day)).map(|(_, wait)| *wait);
        Beats {
            merges: landings.clone().count(),
            branches: landings.filter(|landing| landing.is_merge).count(),
            reviews: acts.iter().filter(|act| is_shown_review(&act.deed)).count(),
            answers: Waits::new(answers.collect()),
            branch_days: self.branch_days(days),
            people: self.people(&acts),
        }
    }

    /// The days on which needs were answered, and how long they had been open.
    fn waits(&self) -> Vec<(Date, u32)> {
        let came = first(self.acts, self.watched, |deed| *deed == Deed::Came);
        let answers = answering(self.cards, self.watched, self.acts, &came);
        let wait = answers.iter().filter_map(|answer| {
            let on = answer.commit?.on?;
            // What was there before anybody asked answered at once.
            let days = days_between(came.get(&answer.need)?.on?, on).max(0);
            Some((on, u32::try_from(days).ok()?))
        });
        wait.collect()
    }

    /// How long branches took that were merged on `days`.
    fn branch_days(&self, days: Stretch) -> Waits {
        let mut begun: BTreeMap<u32, Date> = BTreeMap::new();
        for commit in &self.acts.commits {
            let landing = self.acts.landing_of(commit);
            let is_branch = landing.is_merge && landing.id != commit.id;
            if let (Some(written), true) = (commit.written.or(commit.on), is_branch) {
                let first = begun.entry(commit.landing).or_insert(written);
                *first = written.min(*first);
            }
        }
        let wait = begun.into_iter().filter_map(|(landing, first)| {
            let on = self.acts.landings[landing as usize].on.filter(|on| days.has(*on))?;
            u32::try_from(days_between(first, on).max(0)).ok()
        });
        Waits::new(wait.collect())
    }

    fn people(&self, acts: &[&Act]) -> usize {
        let mut people: BTreeSet<Who> = BTreeSet::new();
        for act in acts {
            match &act.deed {
                Deed::Came | Deed::Changed | Deed::Retired => {
                    people.extend(self.authors(self.acts.commit_of(act)));
                }
                Deed::Reviewed { by, .. } if is_shown_review(&act.deed) => {
                    let named = by.iter().filter_map(|name| self.roster.written(name));
                    people.extend(named);
                    if by.is_empty() {
                        people.extend(self.authors(self.acts.commit_of(act)));
                    }
                }
                Deed::Reviewed { .. } | Deed::Touched | Deed::Answered => {}
            }
        }
        people.retain(|who| self.roster.called(who) != Called::Bot);
        people.len()
    }

    fn authors(&self, commit: &ActingCommit) -> Vec<Who> {
        let authors = commit.authors.iter();
        let signature = |signer: &u32| &self.acts.signatures[*signer as usize];
        authors.filter_map(|signer| self.roster.signer(signature(signer))).collect()
    }

    /// Who writes what is in use; `None` where nobody is called a practitioner.
    fn practitioners(&self) -> Option<Practitioners> {
        let kind = |who: &Who| self.roster.party(who).map(|party| party.kind);
        if !self.roster.has_any(PartyKind::Practitioner) {
            return None;
        }
        let mut found = Practitioners::default();
        let mut authors: BTreeSet<Who> = BTreeSet::new();
        for card in self.watched.iter().map(|card| &self.cards[*card]) {
            let wrote = card.authors.iter().filter_map(|name| self.roster.written(name));
            let wrote: Vec<Who> = wrote.collect();
            if wrote.is_empty() || card.is_need || card.is_retired() {
                continue;
            }
            let is_theirs = wrote.iter().any(|who| kind(who) == Some(PartyKind::Practitioner));
            found.articles.whole += 1;
            found.articles.of += usize::from(is_theirs);
            authors.extend(wrote);
        }
        let is_practitioner = |who: &&Who| kind(who) == Some(PartyKind::Practitioner);
        let of = authors.iter().filter(is_practitioner).count();
        found.authors = Part { of, whole: authors.len() };
        found.unlisted = authors.iter().filter(|who| kind(who).is_none()).count();
        Some(found)
    }
}

/// True of a review with something to show for it.
pub(super) fn is_shown_review(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Reviewed { by, has_evidence, has_changed }
            if *has_evidence || (*has_changed && !by.is_empty())
    )
}
