//! What single versions say of their reviews, kept between runs.
//!
//! Each fact follows from the ids of what it is about, from this version of the tool and from
//! `kb.toml`, wherever a branch points: what a text states, how far one text moved from another,
//! how many articles a commit re-dated. What could not be read is no fact and is never kept.

use std::collections::HashMap;
use std::path::Path;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::claim::{StatedDay, StatedReview};
use crate::domain::drift::Drift;
use crate::domain::history::ObjectId;
use crate::domain::untrusted::Untrusted;
use crate::fs::{place, write};
use crate::git::BodyHash;

use super::rows::{self, Day, Every, Moved, seal, unseal};

/// The file.
pub(super) const FACTS: &str = "versions";
/// Starts every file. The digit grows whenever the same versions are read differently.
const MAGIC: [u8; 8] = *b"kbversi1";
/// Larger ones are not kept.
const BYTES_MAX: usize = 256 << 20;
/// Kept anew once so many facts of a hundred are new: finding out a few again costs less than
/// writing all of them.
const PERCENT_NEW: usize = 2;

/// What one version says.
pub(super) struct Said {
    pub(super) review: StatedReview,
    pub(super) body: BodyHash,
}

/// What is known of versions, whoever asks.
#[derive(Default)]
pub(super) struct Facts {
    said: HashMap<ObjectId, Rc<Said>>,
    drifts: HashMap<(ObjectId, ObjectId), Drift>,
    /// How many articles a commit gave another day and no other word.
    redated: HashMap<ObjectId, u32>,
    /// How many of them were not there when they were loaded.
    added: usize,
}

#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    key: [u8; 32],
    #[serde(borrow)]
    said: Vec<SaidRow<'b>>,
    #[serde(borrow)]
    drifts: Vec<(&'b [u8], &'b [u8], Moved)>,
    #[serde(borrow)]
    redated: Vec<(&'b [u8], u32)>,
}

#[derive(Serialize, Deserialize)]
enum On {
    Illegible,
    None,
    Invalid,
    Day(Day),
}

#[derive(Serialize, Deserialize)]
struct SaidRow<'b> {
    blob: &'b [u8],
    body: BodyHash,
    on: On,
    every: Option<Every>,
    note: Option<&'b str>,
    #[serde(borrow)]
    by: Vec<&'b str>,
    #[serde(borrow)]
    checked: Vec<&'b str>,
}

impl Facts {
    /// Reads what is kept in `folder` under `key`; nothing if there is nothing to be trusted.
    pub(super) fn load(folder: &Path, key: &[u8; 32]) -> Self {
        let bytes = place::read_file(&folder.join(FACTS)).ok();
        bytes.and_then(|bytes| Self::from_bytes(&bytes, key)).unwrap_or_default()
    }

    fn from_bytes(bytes: &[u8], key: &[u8; 32]) -> Option<Self> {
        let stored: Stored<'_> = unseal(MAGIC, bytes)?;
        if stored.key != *key {
            return None;
        }
        let said = stored.said.iter().map(|row| Some((rows::id(row.blob)?, Rc::new(said(row)?))));
        let drifts = stored
            .drifts
            .iter()
            .map(|(old, new, drift)| Some(((rows::id(old)?, rows::id(new)?), rows::drift(*drift))));
        let redated = stored.redated.iter().map(|(id, count)| Some((rows::id(id)?, *count)));
        Some(Self {
            said: said.collect::<Option<_>>()?,
            drifts: drifts.collect::<Option<_>>()?,
            redated: redated.collect::<Option<_>>()?,
            added: 0,
        })
    }

    /// Keeps them in `folder` under `key`, if enough of them are new.
    pub(super) fn keep(&self, folder: &Path, key: &[u8; 32]) {
        let held = self.said.len() + self.drifts.len() + self.redated.len();
        if self.added <= held * PERCENT_NEW / 100 {
            return;
        }
        let bytes = self.to_bytes(key);
        if bytes.len() <= BYTES_MAX {
            write::keep(folder, FACTS, &bytes);
        }
    }

    fn to_bytes(&self, key: &[u8; 32]) -> Vec<u8> {
        let mut stored = Stored {
            key: *key,
            said: self.said.iter().map(|(blob, said)| said_row(blob, said)).collect(),
            drifts: Vec::with_capacity(self.drifts.len()),
            redated: self.redated.iter().map(|(id, count)| (id.as_bytes(), *count)).collect(),
        };
        let drifts = self.drifts.iter();
        stored.drifts.extend(
            drifts.map(|((old, new), it)| (old.as_bytes(), new.as_bytes(), rows::moved(*it))),
        );
        stored.said.sort_unstable_by_key(|row| row.blob);
        stored.drifts.sort_unstable();
        stored.redated.sort_unstable();
        seal(MAGIC, &stored)
    }

    pub(super) fn said(&self, blob: ObjectId) -> Option<Rc<Said>> {
        self.said.get(&blob).cloned()
    }

    pub(super) fn add_said(&mut self, blob: ObjectId, said: Rc<Said>) {
        self.added += usize::from(self.said.insert(blob, said).is_none());
    }

    pub(super) fn drift(&self, old: ObjectId, new: ObjectId) -> Option<Drift> {
        self.drifts.get(&(old, new)).copied()
    }

    pub(super) fn add_drift(&mut self, old: ObjectId, new: ObjectId, drift: Drift) {
        self.added += usize::from(self.drifts.insert((old, new), drift).is_none());
    }

    pub(super) fn redated(&self, commit: ObjectId) -> Option<u32> {
        self.redated.get(&commit).copied()
    }

    pub(super) fn add_redated(&mut self, commit: ObjectId, count: u32) {
        self.added += usize::from(self.redated.insert(commit, count).is_none());
    }
}

fn said_row<'b>(blob: &'b ObjectId, said: &'b Said) -> SaidRow<'b> {
    let review = &said.review;
    SaidRow {
        blob: blob.as_bytes(),
        body: said.body,
        on: match review.on {
            StatedDay::Illegible => On::Illegible,
            StatedDay::None => On::None,
            StatedDay::Invalid => On::Invalid,
            StatedDay::On(date) => On::Day(rows::day(date)),
        },
        every: review.every.map(rows::every),
        note: review.note.as_ref().map(Untrusted::raw),
        by: review.by.iter().map(Untrusted::raw).collect(),
        checked: review.checked.iter().map(Untrusted::raw).collect(),
    }
}

fn said(row: &SaidRow<'_>) -> Option<Said> {
    let on = match row.on {
        On::Illegible => StatedDay::Illegible,
        On::None => StatedDay::None,
        On::Invalid => StatedDay::Invalid,
        On::Day(day) => StatedDay::On(rows::date(day)?),
    };
    let every = row.every.map(rows::interval);
    let note = row.note.map(Untrusted::new);
    let texts = |raw: &[&str]| raw.iter().map(|text| Untrusted::new(*text)).collect();
    let (by, checked) = (texts(&row.by), texts(&row.checked));
    let review = StatedReview { on, every, note, by, checked };
    Some(Said { review, body: row.body })
}

#[cfg(test)]
#[path = "facts_tests.rs"]
mod tests;
