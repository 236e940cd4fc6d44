//! What history told last of what people did, as it is kept.
//!
//! Only a whole answer is kept, under a digest of all that it depends on; whatever is in doubt is
//! found out anew.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::acts::{Act, ActingCommit, Acts, Deed, Landing, Turning, Watched};
use crate::domain::credit::Role;
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::person::Signature;
use crate::domain::untrusted::Untrusted;

use super::rows::{self, Day, seal, unseal};

/// The file.
pub(super) const ACTS: &str = "acts";
/// Starts every file. The digit grows whenever the same history is told differently.
const MAGIC: [u8; 8] = *b"kbacts02";
/// Larger ones are not kept.
const BYTES_MAX: usize = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    key: [u8; 32],
    #[serde(borrow)]
    commits: Vec<CommitRow<'b>>,
    #[serde(borrow)]
    landings: Vec<(&'b [u8], Option<Day>, bool)>,
    #[serde(borrow)]
    acts: Vec<(u32, u32, DeedRow<'b>)>,
    #[serde(borrow)]
    signatures: Vec<(&'b str, &'b str)>,
    mailmap: &'b str,
}

#[derive(Serialize, Deserialize)]
struct CommitRow<'b> {
    id: &'b [u8],
    on: Option<Day>,
    written: Option<Day>,
    authors: Vec<u32>,
    helpers: Vec<(u8, u32)>,
    landing: u32,
}

#[derive(Serialize, Deserialize)]
enum DeedRow<'b> {
    Came,
    Changed,
    Touched,
    Reviewed(#[serde(borrow)] Vec<&'b str>, bool, bool),
    Retired,
    Answered,
}

/// The digest of what an answer about `watched` depends on; `state` is that of the rest.
pub(super) fn key(state: &[[u8; 32]; 2], watched: &[Watched]) -> [u8; 32] {
    let turn = |turn| match turn {
        None => 0_u8,
        Some(Turning::Retired) => 1,
        Some(Turning::Answered) => 2,
    };
    let asked = watched.iter().map(|it| (it.path.as_bytes(), it.id.raw(), turn(it.turn)));
    let asked: Vec<_> = asked.collect();
    let bytes = postcard::to_allocvec(&asked).expect("plain lists can be encoded");
    let mut key = Sha256::new();
    for part in state {
        key.update(part);
    }
    key.update(bytes);
    key.finalize().into()
}

/// `acts` as they are kept under `key`; `None` if they are no whole answer, or too large.
pub(super) fn bytes(acts: &Acts, key: [u8; 32]) -> Option<Vec<u8>> {
    if acts.completeness != Completeness::Complete || acts.unread > 0 {
        return None;
    }
    let number = |role: &Role| Role::ALL.iter().position(|it| it == role);
    let number = |role: &Role| number(role).and_then(|number| u8::try_from(number).ok());
    let commit = |commit: &'_ ActingCommit| {
        let helpers = commit.helpers.iter().map(|(role, signer)| Some((number(role)?, *signer)));
        Some((commit.authors.clone(), helpers.collect::<Option<Vec<_>>>()?))
    };
    let mut commits = Vec::with_capacity(acts.commits.len());
    for it in &acts.commits {
        let (authors, helpers) = commit(it)?;
        commits.push(CommitRow {
            id: it.id.as_bytes(),
            on: it.on.map(rows::day),
            written: it.written.map(rows::day),
            authors,
            helpers,
            landing: it.landing,
        });
    }
    let landings = acts.landings.iter();
    let stored = Stored {
        key,
        commits,
        landings: landings
            .map(|it| (it.id.as_bytes(), it.on.map(rows::day), it.is_merge))
            .collect(),
        acts: acts.acts.iter().map(|it| (it.commit, it.article, deed_row(&it.deed))).collect(),
        signatures: acts.signatures.iter().map(|it| (&*it.name, &*it.email)).collect(),
        mailmap: &acts.mailmap,
    };
    Some(seal(MAGIC, &stored)).filter(|bytes| bytes.len() <= BYTES_MAX)
}

fn deed_row(deed: &Deed) -> DeedRow<'_> {
    match deed {
        Deed::Came => DeedRow::Came,
        Deed::Changed => DeedRow::Changed,
        Deed::Touched => DeedRow::Touched,
        Deed::Reviewed { by, has_evidence, has_changed } => {
            let by = by.iter().map(Untrusted::raw).collect();
            DeedRow::Reviewed(by, *has_evidence, *has_changed)
        }
        Deed::Retired => DeedRow::Retired,
        Deed::Answered => DeedRow::Answered,
    }
}

/// What `bytes` keep under `key` about so many `watched` articles; `None` if in any doubt.
pub(super) fn of_bytes(bytes: &[u8], key: [u8; 32], watched: usize) -> Option<Acts> {
    let stored: Stored<'_> = unseal(MAGIC, bytes)?;
    if stored.key != key {
        return None;
    }
    let signatures = stored.signatures.iter();
    let signatures: Vec<Signature> = signatures
        .map(|(name, email)| Signature { name: (*name).to_owned(), email: (*email).to_owned() })
        .collect();
    let landings = stored.landings.iter().map(|(id, on, is_merge)| {
        Some(Landing { id: ObjectId::new(id)?, on: day(*on)?, is_merge: *is_merge })
    });
    let landings = landings.collect::<Option<Vec<_>>>()?;
    let commits = stored.commits.into_iter().map(commit);
    let commits = commits.collect::<Option<Vec<ActingCommit>>>()?;
    let acts = stored.acts.into_iter().map(|(commit, article, row)| Act {
        commit,
        article,
        deed: deed(row),
    });
    let acts: Vec<Act> = acts.collect();
    let has = |number: u32, count: usize| usize::try_from(number).is_ok_and(|it| it < count);
    let is_sound = acts.iter().all(|it| has(it.commit, commits.len()) && has(it.article, watched))
        && commits.iter().all(|commit| {
            let helpers = commit.helpers.iter().map(|(_, signer)| signer);
            has(commit.landing, landings.len())
                && commit.authors.iter().chain(helpers).all(|it| has(*it, signatures.len()))
        });
    is_sound.then(|| Acts {
        completeness: Completeness::Complete,
        commits,
        landings,
        acts,
        signatures,
        mailmap: stored.mailmap.to_owned(),
        unread: 0,
    })
}

fn commit(row: CommitRow<'_>) -> Option<ActingCommit> {
    let helper = |(role, signer): &(u8, u32)| Some((*Role::ALL.get(usize::from(*role))?, *signer));
    Some(ActingCommit {
        id: ObjectId::new(row.id)?,
        on: day(row.on)?,
        written: day(row.written)?,
        helpers: row.helpers.iter().map(helper).collect::<Option<_>>()?,
        authors: row.authors,
        landing: row.landing,
    })
}

fn deed(row: DeedRow<'_>) -> Deed {
    match row {
        DeedRow::Came => Deed::Came,
        DeedRow::Changed => Deed::Changed,
        DeedRow::Touched => Deed::Touched,
        DeedRow::Reviewed(by, has_evidence, has_changed) => {
            let by = by.into_iter().map(Untrusted::new).collect();
            Deed::Reviewed { by, has_evidence, has_changed }
        }
        DeedRow::Retired => Deed::Retired,
        DeedRow::Answered => Deed::Answered,
    }
}

/// A day or none; `None` if there is no such day.
#[expect(clippy::option_option, reason = "no day is a fact, and a day that is none is a doubt")]
fn day(row: Option<Day>) -> Option<Option<jiff::civil::Date>> {
    row.map(|day| rows::date(day).ok_or(())).transpose().ok()
}

#[cfg(test)]
#[path = "acts_kept_tests.rs"]
mod tests;
