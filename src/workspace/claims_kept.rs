//! What history said last of the reviews that articles claim, as it is kept.
//!
//! Kept are answers about what is committed and that nothing was missing for, under a digest of
//! all they depend on: whatever else is asked, or asked elsewhere, is found out anew.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::claim::{Claim, Claims, Statement};
use crate::domain::history::ObjectId;
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, Signature};
use crate::fs::place;

use super::rows::{self, Day, Every, Moved, seal, unseal};

/// The file.
pub(super) const CLAIMS: &str = "claims";
/// Starts every file. The digit grows whenever the same claims are judged differently.
const MAGIC: [u8; 8] = *b"kbclaim1";

/// A digest of what an answer depends on.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    /// The commit, what is known behind it, `kb.toml` and who works here.
    pub(super) state: [u8; 32],
    /// The claims that were asked about.
    pub(super) asked: [u8; 32],
    /// How many.
    pub(super) count: usize,
}

/// An answer, and what it was made of.
pub(super) struct Found {
    pub(super) claims: Claims,
    /// Those behind [`Claims::people`], in their order.
    pub(super) signatures: Vec<Signature>,
    pub(super) mailmap: String,
    /// True if nothing was missing that could come later.
    pub(super) is_whole: bool,
}

#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    key: Key,
    #[serde(borrow)]
    rows: Vec<Row<'b>>,
    signatures: Vec<(&'b str, &'b str)>,
    mailmap: &'b str,
    is_complete: bool,
    note: Option<&'b str>,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the facts of a claim, each by itself")]
struct Row<'b> {
    path: &'b [u8],
    on: Day,
    commit: Option<&'b [u8]>,
    committed: Option<Day>,
    authored: Option<Day>,
    is_original: bool,
    previous: Option<Day>,
    is_correction: bool,
    every: Option<Every>,
    previous_every: Option<Every>,
    is_date_only: bool,
    redated_together: u32,
    has_evidence: bool,
    writers: Option<Vec<usize>>,
    drift: Option<Moved>,
}

/// The answer at `path` to what `key` stands for; `None` if there is none that can be trusted.
pub(super) fn load(path: &Path, key: &Key) -> Option<Claims> {
    of_bytes(&place::read_file(path).ok()?, key)
}

/// True if the answer at `path` holds where `key` does, and is one to more questions: it is worth
/// more than one to few.
pub(super) fn is_worth_more(path: &Path, key: &Key) -> bool {
    let bytes = place::read_file(path).ok();
    let kept = bytes.as_deref().and_then(|bytes| unseal::<Stored<'_>>(MAGIC, bytes));
    kept.is_some_and(|kept| kept.key.state == key.state && kept.key.count > key.count)
}

fn of_bytes(bytes: &[u8], key: &Key) -> Option<Claims> {
    let stored: Stored<'_> = unseal(MAGIC, bytes)?;
    if stored.key != *key {
        return None;
    }
    let signature = |(name, email): &(&str, &str)| Signature {
        name: (*name).to_owned(),
        email: (*email).to_owned(),
    };
    let people = People::new(stored.signatures.iter().map(signature), stored.mailmap);
    let rows = stored.rows.into_iter();
    let claims = rows.map(|row| Some((ArticlePath::new(row.path), claim(row, &people)?)));
    Some(Claims {
        by_path: claims.collect::<Option<_>>()?,
        people,
        is_complete: stored.is_complete,
        note: stored.note.map(str::to_owned),
    })
}

/// What was found, as it is kept.
pub(super) fn bytes(key: &Key, found: &Found) -> Vec<u8> {
    let claims = &found.claims;
    let stored = Stored {
        key: *key,
        rows: claims.by_path.iter().map(|(path, claim)| row(path, claim)).collect(),
        signatures: found.signatures.iter().map(|it| (&*it.name, &*it.email)).collect(),
        mailmap: &found.mailmap,
        is_complete: claims.is_complete,
        note: claims.note.as_deref(),
    };
    seal(MAGIC, &stored)
}

fn row<'b>(path: &'b ArticlePath, claim: &'b Claim) -> Row<'b> {
    let writers = claim.writers.as_ref();
    Row {
        path: path.as_bytes(),
        on: rows::day(claim.on),
        commit: claim.statement.commit.as_ref().map(ObjectId::as_bytes),
        committed: claim.statement.committed.map(rows::day),
        authored: claim.statement.authored.map(rows::day),
        is_original: claim.is_original,
        previous: claim.previous.map(rows::day),
        is_correction: claim.is_correction,
        every: claim.every.map(rows::every),
        previous_every: claim.previous_every.map(rows::every),
        is_date_only: claim.is_date_only,
        redated_together: claim.redated_together,
        has_evidence: claim.has_evidence,
        writers: writers.map(|writers| writers.iter().map(|it| it.number()).collect()),
        drift: claim.drift.map(rows::moved),
    }
}

/// What a row says; `None` if it cannot be, or names somebody who is none of `people`.
fn claim(row: Row<'_>, people: &People) -> Option<Claim> {
    let day = |row: Option<Day>| row.map(|it| rows::date(it).ok_or(())).transpose().ok();
    let id = |row: Option<&[u8]>| row.map(|it| rows::id(it).ok_or(())).transpose().ok();
    let writer = |number: usize| people.numbered(number).ok_or(());
    let writers = |row: Option<Vec<usize>>| {
        let writers = |row: Vec<usize>| row.into_iter().map(writer).collect::<Result<_, _>>();
        row.map(writers).transpose().ok()
    };
    Some(Claim {
        on: rows::date(row.on)?,
        statement: Statement {
            commit: id(row.commit)?,
            committed: day(row.committed)?,
            authored: day(row.authored)?,
        },
        is_original: row.is_original,
        previous: day(row.previous)?,
        is_correction: row.is_correction,
        every: row.every.map(rows::interval),
        previous_every: row.previous_every.map(rows::interval),
        is_date_only: row.is_date_only,
        redated_together: row.redated_together,
        has_evidence: row.has_evidence,
        writers: writers(row.writers)?,
        drift: row.drift.map(rows::drift),
    })
}

#[cfg(test)]
#[path = "claims_kept_tests.rs"]
mod tests;
