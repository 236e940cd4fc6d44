//! Tells what each version of an article did, held against those that it was made from.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::domain::article::{Metadata, Status};
use crate::domain::drift::Drift;
use crate::domain::front_matter::body;
use crate::domain::history::ObjectId;
use crate::domain::life::{Event, Happening, Writer};
use crate::domain::past::{Commit, Deed, Past, Turn, Version};
use crate::domain::untrusted::Untrusted;

/// What one version said.
pub struct Said {
    /// Its whole text.
    pub text: String,
    /// Its front matter.
    pub meta: Metadata,
    /// A digest of its body, the same for all that differ in white space alone.
    pub says: [u8; 16],
}

/// What is known of one article.
pub struct Telling<'a> {
    /// The commits, and who wrote them.
    pub past: &'a Past,
    /// Its versions, the oldest first.
    pub versions: &'a [Version],
    /// What else happened to it, in their order.
    pub turns: &'a [Turn],
    /// What each of them said; `None` for one that cannot be read.
    pub said: &'a [Option<Said>],
    /// How far the body of the second text moved from that of the first.
    pub drift: fn(&str, &str) -> Drift,
}

impl Telling<'_> {
    /// What happened, in the order of the commits, the newest last.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::with_capacity(self.versions.len() + self.turns.len());
        let mut turns = self.turns.iter().peekable();
        for (number, version) in self.versions.iter().enumerate() {
            let mut event = self.event(self.past.commit_of(version));
            while let Some(turn) = turns.next_if(|turn| turn.versions <= number) {
                if turn.commit == version.commit {
                    event.happenings.push(happening(&turn.deed));
                } else {
                    events.push(self.turn(turn));
                }
            }
            event.happenings.extend(self.happenings(number));
            events.push(event);
        }
        events.extend(turns.map(|turn| self.turn(turn)));
        events
    }

    /// The last commit that changed the body beyond white space, and its day: looked for as that
    /// of all articles is, along the first line of work that says the same, and past commits that
    /// only moved text about.
    #[must_use]
    pub fn updated(&self) -> Option<(ObjectId, Option<Date>)> {
        let is_committed = |version: &Version| self.past.commit_of(version).id.is_some();
        let mut number = self.versions.iter().rposition(is_committed)?;
        loop {
            let version = &self.versions[number];
            let now = self.said[number].as_ref()?;
            let same = |before: &&usize| {
                self.past.ignored.contains(&version.commit)
                    || self.said[**before].as_ref().is_some_and(|old| old.says == now.says)
            };
            // What came again is as old as its last coming.
            match version.before.iter().filter(|_| !version.is_new).find(same) {
                Some(before) if *before < number => number = *before,
                _ => break,
            }
        }
        let commit = self.past.commit_of(&self.versions[number]);
        commit.id.map(|id| (id, commit.on))
    }

    /// What made no version of its own.
    fn turn(&self, turn: &Turn) -> Event {
        let happenings = vec![happening(&turn.deed)];
        Event { happenings, ..self.event(&self.past.commits[turn.commit]) }
    }

    fn event(&self, commit: &Commit) -> Event {
        let writer = |id| {
            let person = self.past.people.of(id);
            Writer { name: person.name.clone(), is_bot: person.is_bot }
        };
        Event {
            commit: commit.id,
            on: commit.on,
            is_merge: commit.is_merge,
            people: commit.authors.iter().copied().map(writer).collect(),
            happenings: Vec::new(),
        }
    }

    /// What one version did; nothing where it, or what it was made from, cannot be read.
    fn happenings(&self, number: usize) -> Vec<Happening> {
        let version = &self.versions[number];
        if version.is_new {
            let is_before = |turn: &Turn| turn.deed == Deed::Gone && turn.versions <= number;
            let is_again = self.turns.iter().any(is_before);
            let new = self.said[number].as_ref();
            return new.map(|new| came(&new.meta, is_again)).unwrap_or_default();
        }
        let olds = version.before.iter().map(|before| self.said[*before].as_ref());
        match (self.said[number].as_ref(), olds.collect::<Option<Vec<&Said>>>()) {
            (Some(new), Some(olds)) => self.changes(&olds, new),
            _ => Vec::new(),
        }
    }

    /// What a version did that was made from `olds`: what a merge took over from one of them is
    /// not its doing.
    fn changes(&self, olds: &[&Said], new: &Said) -> Vec<Happening> {
        let meta = &new.meta;
        let mut happenings = Vec::new();
        let from = olds[0].meta.status;
        if olds.iter().all(|old| old.meta.status != meta.status) {
            happenings.push(match meta.status {
                Status::Retired => Happening::Retired {
                    reason: meta.retired_reason.clone(),
                    successor: meta.superseded_by.as_ref().map(|it| it.value.clone()),
                },
                to => Happening::Status { from, to },
            });
        }
        if olds.iter().all(|old| reviewed_on(&old.meta) != reviewed_on(meta)) {
            let previous = olds.iter().filter_map(|old| reviewed_on(&old.meta)).max();
            let removed = previous.map(|previous| Happening::ReviewRemoved { previous });
            happenings.extend(review(meta, previous).or(removed));
        }
        happenings.extend(needs_work(olds, meta));
        happenings.extend(supersedes(olds, meta));
        let drifts = olds.iter().map(|old| (self.drift)(&old.text, &new.text));
        let least = drifts.min_by_key(|drift| (drift.changed_words, drift.is_any()));
        let is_laid = |old: &&Said| body(old.text.as_bytes()) != body(new.text.as_bytes());
        match least.filter(|drift| drift.is_any()) {
            Some(drift) => happenings.push(Happening::Edited(drift)),
            None if olds.iter().all(is_laid) => happenings.push(Happening::Laid),
            None if happenings.is_empty() => happenings.push(Happening::FrontMatter),
            None => {}
        }
        happenings
    }
}

/// What the first version of a life did.
fn came(meta: &Metadata, is_again: bool) -> Vec<Happening> {
    let came = Happening::Came { status: meta.status, is_again };
    std::iter::once(came).chain(review(meta, None)).chain(needs_work(&[], meta)).collect()
}

fn reviewed_on(meta: &Metadata) -> Option<Date> {
    meta.review.on.as_ref().map(|on| on.value)
}

fn review(meta: &Metadata, previous: Option<Date>) -> Option<Happening> {
    let on = reviewed_on(meta)?;
    Some(Happening::Reviewed { on, previous, by: meta.review.by.clone() })
}

/// What a reviewer found, if none of `olds` says the same.
fn needs_work(olds: &[&Said], meta: &Metadata) -> Option<Happening> {
    let now = meta.needs_work.as_ref().map(|it| &it.note);
    let before = |old: &&Said| old.meta.needs_work.as_ref().map(|it| &it.note) == now;
    if olds.iter().any(before) {
        return None;
    }
    match now {
        Some(note) => Some(Happening::NeedsWork { note: note.clone() }),
        None => (!olds.is_empty()).then_some(Happening::NeedsNoWork),
    }
}

/// Whose place it took since all of `olds`, and whose no more.
fn supersedes(olds: &[&Said], meta: &Metadata) -> Vec<Happening> {
    let others = |meta: &Metadata| -> BTreeSet<Untrusted> {
        meta.supersedes.iter().map(|other| other.value.clone()).collect()
    };
    let (now, olds) = (others(meta), olds.iter().map(|old| others(&old.meta)));
    let olds: Vec<BTreeSet<Untrusted>> = olds.collect();
    let Some((first, rest)) = olds.split_first() else { return Vec::new() };
    let is_new = |other: &&Untrusted| olds.iter().all(|old| !old.contains(*other));
    let is_gone =
        |other: &&Untrusted| !now.contains(*other) && rest.iter().all(|old| old.contains(*other));
    let added: Vec<Untrusted> = now.iter().filter(is_new).cloned().collect();
    let gone: Vec<Untrusted> = first.iter().filter(is_gone).cloned().collect();
    let added = (!added.is_empty()).then_some(Happening::Supersedes { others: added });
    let gone = (!gone.is_empty()).then_some(Happening::SupersedesNoMore { others: gone });
    added.into_iter().chain(gone).collect()
}

fn happening(deed: &Deed) -> Happening {
    match deed {
        Deed::Moved { from, to } => Happening::Moved { from: from.clone(), to: to.clone() },
        Deed::Gone => Happening::Removed,
    }
}
