//! The answer of last time to what history knows, as it is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::history::{
    Completeness, HistoryTable, ObjectId, PathHistory, Signatories, Writer,
};
use crate::domain::path::ArticlePath;
use crate::domain::person::{PersonId, Signature};
use crate::fs::place;

/// Starts every answer. The digit grows whenever the same history is answered differently.
const MAGIC: &[u8; 8] = b"kbhisto1";

/// What was asked and answered, and what that depends on.
pub(super) struct Answer {
    /// A digest of what the answer depends on.
    pub(super) key: [u8; 32],
    /// Texts that were not there to read: if one is now, more can be said.
    pub(super) missing: Vec<ObjectId>,
    /// The paths that were asked for.
    pub(super) asked: BTreeSet<ArticlePath>,
    pub(super) table: HistoryTable,
}

#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    key: [u8; 32],
    commit: Option<&'b [u8]>,
    is_complete: bool,
    missing: Vec<&'b [u8]>,
    /// The paths that were asked for and that the commit does not have.
    absent: Vec<&'b [u8]>,
    #[serde(borrow)]
    rows: Vec<Row<'b>>,
    signatures: Vec<(&'b str, &'b str)>,
    mailmap: &'b str,
}

/// Year, month, day.
type Day = (i16, i8, i8);

#[derive(Serialize, Deserialize)]
struct Row<'b> {
    path: &'b [u8],
    created: Option<Day>,
    updated: Option<Day>,
    first: Option<&'b [u8]>,
    last: Option<&'b [u8]>,
    last_of_substance: Option<&'b [u8]>,
    commits: u32,
    is_whole: bool,
    /// Numbers of people, and of their commits.
    writers: Vec<(u32, u32)>,
    machines: Vec<(u32, u32)>,
}

impl Answer {
    /// Reads the answer at `path`; `None` if there is none that can be trusted.
    pub(super) fn load(path: &Path) -> Option<Self> {
        let bytes = place::read_file(path).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (checksum, body) = rest.split_first_chunk::<4>()?;
        if crc32fast::hash(body) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let stored: Stored<'_> = postcard::from_bytes(body).ok()?;
        let people = u32::try_from(stored.signatures.len()).ok()?;
        let rows =
            stored.rows.iter().map(|row| Some((ArticlePath::new(row.path), history(row, people)?)));
        let paths: BTreeMap<ArticlePath, PathHistory> = rows.collect::<Option<_>>()?;
        let absent = stored.absent.iter().map(ArticlePath::new);
        let signatures = stored.signatures.iter().map(|(name, email)| Signature {
            name: (*name).to_owned(),
            email: (*email).to_owned(),
        });
        Some(Self {
            key: stored.key,
            missing: stored.missing.iter().map(|id| ObjectId::new(id)).collect::<Option<_>>()?,
            asked: paths.keys().cloned().chain(absent).collect(),
            table: HistoryTable {
                commit: Some(ObjectId::new(stored.commit?)?),
                completeness: if stored.is_complete {
                    Completeness::Complete
                } else {
                    Completeness::Shallow
                },
                paths,
                signatories: Signatories::new(signatures.collect(), stored.mailmap),
            },
        })
    }

    /// The answer `table` to what was `asked`, as it is kept.
    pub(super) fn bytes(
        key: &[u8; 32],
        missing: &[ObjectId],
        asked: &BTreeSet<ArticlePath>,
        table: &HistoryTable,
    ) -> Vec<u8> {
        let absent = asked.iter().filter(|path| !table.paths.contains_key(path));
        let signatures = table.signatories.signatures().iter();
        let stored = Stored {
            key: *key,
            commit: table.commit.as_ref().map(ObjectId::as_bytes),
            is_complete: table.completeness == Completeness::Complete,
            missing: missing.iter().map(ObjectId::as_bytes).collect(),
            absent: absent.map(ArticlePath::as_bytes).collect(),
            rows: table.paths.iter().map(|(path, known)| row(path, known)).collect(),
            signatures: signatures.map(|it| (&*it.name, &*it.email)).collect(),
            mailmap: table.signatories.mailmap(),
        };
        let body = postcard::to_allocvec(&stored).expect("plain lists of bytes can be encoded");
        let checksum = crc32fast::hash(&body).to_le_bytes();
        [MAGIC.as_slice(), &checksum, &body].concat()
    }
}

fn row<'b>(path: &'b ArticlePath, known: &'b PathHistory) -> Row<'b> {
    let day = |date: Date| (date.year(), date.month(), date.day());
    let number = |writer: &Writer| u32::try_from(writer.person.number()).unwrap_or(u32::MAX);
    let writers = |writers: &[Writer]| writers.iter().map(|it| (number(it), it.commits)).collect();
    Row {
        path: path.as_bytes(),
        created: known.created.map(day),
        updated: known.updated.map(day),
        first: known.first.as_ref().map(ObjectId::as_bytes),
        last: known.last.as_ref().map(ObjectId::as_bytes),
        last_of_substance: known.last_of_substance.as_ref().map(ObjectId::as_bytes),
        commits: known.commits,
        is_whole: known.is_whole,
        writers: writers(&known.writers),
        machines: writers(&known.machines),
    }
}

/// What a row says; `None` if it cannot be, or names somebody beyond the number of `people`.
fn history(row: &Row<'_>, people: u32) -> Option<PathHistory> {
    let day = |day: Option<Day>| match day {
        Some((year, month, day)) => Date::new(year, month, day).ok().map(Some),
        None => Some(None),
    };
    let id = |id: Option<&[u8]>| match id {
        Some(id) => ObjectId::new(id).map(Some),
        None => Some(None),
    };
    let writer = |(person, commits): &(u32, u32)| {
        let person =
            PersonId::of_number(usize::try_from(*person).ok().filter(|_| *person < people)?);
        Some(Writer { person, commits: *commits })
    };
    let writers = |writers: &[(u32, u32)]| writers.iter().map(writer).collect::<Option<_>>();
    Some(PathHistory {
        created: day(row.created)?,
        updated: day(row.updated)?,
        first: id(row.first)?,
        last: id(row.last)?,
        last_of_substance: id(row.last_of_substance)?,
        commits: row.commits,
        is_whole: row.is_whole,
        writers: writers(&row.writers)?,
        machines: writers(&row.machines)?,
    })
}
