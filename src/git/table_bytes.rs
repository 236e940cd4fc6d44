//! The table as bytes, to be kept in a file, and back.
//!
//! Lists of plain numbers, so that a million changes are read in milliseconds. Bytes that were
//! damaged, cut short or written by another version are no table: it is made anew.

use git2::Oid;
use serde::{Deserialize, Serialize};

use super::{CommitTable, Ends, Header, NONE, Own, Rename, Run};
use crate::domain::person::Signature;
use crate::git::ID_BYTES;
use crate::git::names::Names;

/// Starts every table. The digit grows whenever commits, trees, moves, bodies or signatures are
/// read differently, or written differently here.
const MAGIC: &[u8; 8] = b"kbcommi1";
/// Larger ones are not kept.
const BYTES_MAX: usize = 512 << 20;

/// Seconds, author, ends of parents and of co-authors, diff.
type StoredHeader = (Option<i64>, u32, u32, u32, Option<u32>);

#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    /// Another version of this tool may read texts differently.
    version: &'b str,
    /// Parent and name of each folder but the root; folder and name of each file.
    folders: Vec<(u32, &'b [u8])>,
    files: Vec<(u32, &'b [u8])>,
    signatures: Vec<(&'b str, &'b str)>,
    /// Ids of commits and of their trees, in turn.
    ids: &'b [u8],
    headers: Vec<StoredHeader>,
    parents: &'b [u8],
    co_authors: Vec<u32>,
    blobs: &'b [u8],
    /// What follows is numbers of 4 bytes, the lowest first.
    diffs: &'b [u8],
    own: &'b [u8],
    others: &'b [u8],
    runs: &'b [u8],
    follows: &'b [u8],
    renames: &'b [u8],
    /// Ids of texts and hashes of their bodies.
    bodies: &'b [u8],
}

impl CommitTable {
    /// The table as bytes; `None` if they would be too many to be kept.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let ids: Vec<u8> = self
            .headers
            .iter()
            .flat_map(|it| [it.id.as_bytes(), it.tree.as_bytes()])
            .collect::<Vec<_>>()
            .concat();
        let header = |it: &Header| {
            let diff = Some(it.diff).filter(|diff| *diff != NONE);
            (it.seconds, it.author, it.parents_end, it.co_authors_end, diff)
        };
        let mut bodies: Vec<_> = self.bodies.iter().collect();
        bodies.sort_unstable();
        let bodies = bodies.into_iter().flat_map(|(id, hash)| [id.as_bytes(), hash]);
        let ends = |it: &Ends| [it.own, it.others, it.runs, it.follows, it.renames];
        let stored = Stored {
            version: env!("CARGO_PKG_VERSION"),
            folders: self.names.folders().collect(),
            files: self.names.files().collect(),
            signatures: self.signatures.iter().map(|it| (&*it.name, &*it.email)).collect(),
            ids: &ids,
            headers: self.headers.iter().map(header).collect(),
            parents: &raw_ids(&self.parents),
            co_authors: self.co_authors.clone(),
            blobs: &raw_ids(&self.blobs),
            diffs: &raw(self.diffs.iter().map(ends)),
            own: &raw(self.own.iter().map(|it| [it.path, it.new, it.old])),
            others: &raw(self.others.iter().map(|it| [*it])),
            runs: &raw(self.runs.iter().map(|it| [it.parent, it.end])),
            follows: &raw(self.follows.iter().map(|it| [*it])),
            renames: &raw(self.renames.iter().map(|it| [it.path, it.source, it.parent])),
            bodies: &bodies.collect::<Vec<_>>().concat(),
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&[0; 12]);
        let mut bytes = postcard::to_extend(&stored, bytes).ok()?;
        if bytes.len() > BYTES_MAX {
            return None;
        }
        let length = (bytes.len() as u64).to_le_bytes();
        let checksum = crc32fast::hash(&bytes[20..]).to_le_bytes();
        bytes[8..16].copy_from_slice(&length);
        bytes[16..20].copy_from_slice(&checksum);
        Some(bytes)
    }

    /// The table that [`CommitTable::to_bytes`] made `bytes` of; `None` if in any doubt.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let (checksum, body) = rest.split_first_chunk::<4>()?;
        if u64::from_le_bytes(*length) != bytes.len() as u64
            || u32::from_le_bytes(*checksum) != crc32fast::hash(body)
        {
            return None;
        }
        let stored: Stored<'_> = postcard::from_bytes(body).ok()?;
        let table = Self::of(&stored)?;
        (stored.version == env!("CARGO_PKG_VERSION") && table.is_sound()).then_some(table)
    }

    fn of(stored: &Stored<'_>) -> Option<Self> {
        let mut table = Self { names: names(stored)?, ..Self::default() };
        for (name, email) in &stored.signatures {
            let signature = Signature { name: (*name).to_owned(), email: (*email).to_owned() };
            table.signature_number(signature);
        }
        let ids = ids(stored.ids)?;
        let (pairs, rest) = ids.as_chunks::<2>();
        if pairs.len() != stored.headers.len() || !rest.is_empty() {
            return None;
        }
        table.numbers.reserve(pairs.len());
        for ([id, tree], header) in pairs.iter().zip(&stored.headers) {
            let (seconds, author, parents_end, co_authors_end, diff) = *header;
            table.push_header(Header {
                id: *id,
                tree: *tree,
                seconds,
                author,
                parents_end,
                co_authors_end,
                diff: diff.unwrap_or(NONE),
            });
        }
        table.parents = self::ids(stored.parents)?;
        table.co_authors.clone_from(&stored.co_authors);
        table.blobs = self::ids(stored.blobs)?;
        let ends = |[own, others, runs, follows, renames]: [u32; 5]| Ends {
            own,
            others,
            runs,
            follows,
            renames,
        };
        table.diffs = numbers(stored.diffs)?.map(ends).collect();
        table.own = numbers(stored.own)?.map(|[path, new, old]| Own { path, new, old }).collect();
        table.others = numbers(stored.others)?.map(|[it]| it).collect();
        table.runs = numbers(stored.runs)?.map(|[parent, end]| Run { parent, end }).collect();
        table.follows = numbers(stored.follows)?.map(|[it]| it).collect();
        let rename = |[path, source, parent]: [u32; 3]| Rename { path, source, parent };
        table.renames = numbers(stored.renames)?.map(rename).collect();
        let (bodies, rest) = stored.bodies.as_chunks::<{ ID_BYTES + 16 }>();
        let body = |body: &[u8; ID_BYTES + 16]| {
            let (id, hash) = body.split_at(ID_BYTES);
            Some((Oid::from_bytes(id).ok()?, *hash.first_chunk()?))
        };
        table.bodies = bodies.iter().map(body).collect::<Option<_>>()?;
        rest.is_empty().then_some(table)
    }

    /// True if every number leads to something.
    fn is_sound(&self) -> bool {
        let (_, files) = self.names.counts();
        let is_file = |path: u32| path < files;
        let is_blob = |blob: u32| blob == NONE || (blob as usize) < self.blobs.len();
        let is_signature = |number: u32| (number as usize) < self.signatures.len();
        let ends = [
            rises(self.headers.iter().map(|it| it.parents_end), self.parents.len()),
            rises(self.headers.iter().map(|it| it.co_authors_end), self.co_authors.len()),
            rises(self.diffs.iter().map(|it| it.own), self.own.len()),
            rises(self.diffs.iter().map(|it| it.others), self.others.len()),
            rises(self.diffs.iter().map(|it| it.runs), self.runs.len()),
            rises(self.diffs.iter().map(|it| it.follows), self.follows.len()),
            rises(self.diffs.iter().map(|it| it.renames), self.renames.len()),
            rises(self.runs.iter().map(|it| it.end), self.follows.len()),
        ];
        ends == [true; 8]
            && self.numbers.len() == self.headers.len()
            && self.headers.iter().all(|it| is_signature(it.author))
            && self.co_authors.iter().all(|it| is_signature(*it))
            && self.own.iter().all(|it| is_file(it.path) && is_blob(it.new) && is_blob(it.old))
            && self.others.iter().all(|it| is_blob(*it))
            && self.follows.iter().all(|it| is_file(*it))
            && self.renames.iter().all(|it| is_file(it.path) && is_file(it.source))
            && (0..self.len()).all(|number| self.is_diff_sound(number))
    }

    /// True if the diff of a commit says something of each of its parents and of no other.
    fn is_diff_sound(&self, number: usize) -> bool {
        let header = self.headers[number];
        if header.diff == NONE {
            return true;
        }
        if header.diff as usize >= self.diffs.len() {
            return false;
        }
        let number = u32::try_from(number).unwrap_or(NONE);
        let parents = self.parents_of(number).len();
        let diff = self.diff(header.diff as usize);
        diff.others.len() == diff.own.len() * parents.saturating_sub(1)
            && diff.runs.clone().all(|run| (self.runs[run].parent as usize) < parents)
            && diff
                .runs
                .last()
                .is_none_or(|run| self.runs[run].end == self.diffs[header.diff as usize].follows)
            && self.renames[diff.renames].iter().all(|it| (it.parent as usize) < parents)
    }
}

/// True if `ends` never fall, and the last one is the length.
fn rises(ends: impl Iterator<Item = u32>, length: usize) -> bool {
    let mut before = 0;
    let is_rising = ends.map(|end| (end >= before, before = end)).all(|(rises, ())| rises);
    is_rising && before as usize == length
}

fn names(stored: &Stored<'_>) -> Option<Names> {
    let mut names = Names::default();
    for (number, (parent, name)) in (1..).zip(&stored.folders) {
        if *parent >= number || names.folder_in(*parent, name) != number {
            return None;
        }
    }
    let (folders, _) = names.counts();
    for (number, (folder, name)) in (0..).zip(&stored.files) {
        if *folder >= folders || names.file_in(*folder, name) != number {
            return None;
        }
    }
    Some(names)
}

fn raw_ids(ids: &[Oid]) -> Vec<u8> {
    let mut raw = Vec::with_capacity(ids.len() * ID_BYTES);
    for id in ids {
        raw.extend_from_slice(id.as_bytes());
    }
    raw
}

fn ids(raw: &[u8]) -> Option<Vec<Oid>> {
    let (ids, rest) = raw.as_chunks::<ID_BYTES>();
    let ids = ids.iter().map(|id| Oid::from_bytes(id).ok()).collect();
    if rest.is_empty() { ids } else { None }
}

fn raw<const N: usize>(rows: impl Iterator<Item = [u32; N]>) -> Vec<u8> {
    let mut raw = Vec::with_capacity(rows.size_hint().0 * N * 4);
    rows.flatten().for_each(|number| raw.extend_from_slice(&number.to_le_bytes()));
    raw
}

fn numbers<const N: usize>(raw: &[u8]) -> Option<impl Iterator<Item = [u32; N]>> {
    let (numbers, rest) = raw.as_chunks::<4>();
    let (rows, odd) = numbers.as_chunks::<N>();
    let row = |row: &[[u8; 4]; N]| row.map(u32::from_le_bytes);
    (rest.is_empty() && odd.is_empty()).then(|| rows.iter().map(row))
}
