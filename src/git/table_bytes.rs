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
/// How many bytes come before what the checksum is of: what starts it, length, checksum.
const HEAD_BYTES: usize = 8 + 8 + 4;

/// Seconds, author, ends of parents and of co-authors, diff.
type StoredHeader = (Option<i64>, u32, u32, u32, Option<u32>);

/// What comes first; lists of ids and of numbers of 4 bytes follow.
#[derive(Serialize, Deserialize)]
struct Stored<'b> {
    /// Another version of this tool may read texts differently.
    version: &'b str,
    /// Parent and name of each folder but the root; folder and name of each file.
    folders: Vec<(u32, &'b [u8])>,
    files: Vec<(u32, &'b [u8])>,
    signatures: Vec<(&'b str, &'b str)>,
    headers: Vec<StoredHeader>,
    co_authors: Vec<u32>,
    /// How many there are of each list that follows.
    lengths: [u32; 9],
}

impl CommitTable {
    /// The table as bytes; `None` if they would be too many to be kept.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let header = |it: &Header| {
            let diff = Some(it.diff).filter(|diff| *diff != NONE);
            (it.seconds, it.author, it.parents_end, it.co_authors_end, diff)
        };
        let lengths = self.lengths();
        let stored = Stored {
            version: env!("CARGO_PKG_VERSION"),
            folders: self.names.folders().collect(),
            files: self.names.files().collect(),
            signatures: self.signatures.iter().map(|it| (&*it.name, &*it.email)).collect(),
            headers: self.headers.iter().map(header).collect(),
            co_authors: self.co_authors.clone(),
            lengths: lengths.map(super::count),
        };
        let head = postcard::to_allocvec(&stored).ok()?;
        drop(stored);
        let sizes = [ID_BYTES, ID_BYTES, 20, 12, 4, 8, 4, 12, ID_BYTES + 16];
        let lists: usize = lengths.iter().zip(sizes).map(|(length, size)| length * size).sum();
        let size = HEAD_BYTES + head.len() + 2 * ID_BYTES * self.len() + lists;
        if size > BYTES_MAX {
            return None;
        }
        let mut bytes = Vec::with_capacity(size);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&(size as u64).to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&head);
        self.put_lists(&mut bytes);
        let checksum = crc32fast::hash(&bytes[HEAD_BYTES..]).to_le_bytes();
        bytes[HEAD_BYTES - 4..HEAD_BYTES].copy_from_slice(&checksum);
        (bytes.len() == size).then_some(bytes)
    }

    fn lengths(&self) -> [usize; 9] {
        [
            self.parents.len(),
            self.blobs.len(),
            self.diffs.len(),
            self.own.len(),
            self.others.len(),
            self.runs.len(),
            self.follows.len(),
            self.renames.len(),
            self.bodies.len(),
        ]
    }

    fn put_lists(&self, bytes: &mut Vec<u8>) {
        for header in &self.headers {
            bytes.extend_from_slice(header.id.as_bytes());
            bytes.extend_from_slice(header.tree.as_bytes());
        }
        for id in self.parents.iter().chain(&self.blobs) {
            bytes.extend_from_slice(id.as_bytes());
        }
        for it in &self.diffs {
            put(bytes, [it.own, it.others, it.runs, it.follows, it.renames]);
        }
        for it in &self.own {
            put(bytes, [it.path, it.new, it.old]);
        }
        for it in &self.others {
            put(bytes, [*it]);
        }
        for it in &self.runs {
            put(bytes, [it.parent, it.end]);
        }
        for it in &self.follows {
            put(bytes, [*it]);
        }
        for it in &self.renames {
            put(bytes, [it.path, it.source, it.parent]);
        }
        let mut bodies: Vec<_> = self.bodies.iter().collect();
        bodies.sort_unstable();
        for (id, hash) in bodies {
            bytes.extend_from_slice(id.as_bytes());
            bytes.extend_from_slice(hash);
        }
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
        let (stored, lists) = postcard::take_from_bytes::<Stored<'_>>(body).ok()?;
        if stored.version != env!("CARGO_PKG_VERSION") {
            return None;
        }
        Self::of(&stored, lists).filter(Self::is_sound)
    }

    fn of(stored: &Stored<'_>, mut lists: &[u8]) -> Option<Self> {
        let mut table = Self { names: names(stored)?, ..Self::default() };
        for (name, email) in &stored.signatures {
            let signature = Signature { name: (*name).to_owned(), email: (*email).to_owned() };
            table.signature_number(signature);
        }
        let lists = &mut lists;
        table.take_headers(&stored.headers, lists)?;
        table.co_authors.clone_from(&stored.co_authors);
        let [parents, blobs, diffs, own, others, runs, follows, renames, bodies] = stored.lengths;
        table.parents = ids(lists, parents)?;
        table.blobs = ids(lists, blobs)?;
        let ends = |[own, others, runs, follows, renames]: [u32; 5]| Ends {
            own,
            others,
            runs,
            follows,
            renames,
        };
        table.diffs = take::<20>(lists, diffs)?.iter().map(numbers).map(ends).collect();
        let change = |[path, new, old]: [u32; 3]| Own { path, new, old };
        table.own = take::<12>(lists, own)?.iter().map(numbers).map(change).collect();
        let one = |[number]: [u32; 1]| number;
        table.others = take::<4>(lists, others)?.iter().map(numbers).map(one).collect();
        let run = |[parent, end]: [u32; 2]| Run { parent, end };
        table.runs = take::<8>(lists, runs)?.iter().map(numbers).map(run).collect();
        table.follows = take::<4>(lists, follows)?.iter().map(numbers).map(one).collect();
        let rename = |[path, source, parent]: [u32; 3]| Rename { path, source, parent };
        table.renames = take::<12>(lists, renames)?.iter().map(numbers).map(rename).collect();
        let body = |body: &[u8; ID_BYTES + 16]| {
            let (id, hash) = body.split_at(ID_BYTES);
            Some((Oid::from_bytes(id).ok()?, *hash.first_chunk()?))
        };
        let bodies = take::<{ ID_BYTES + 16 }>(lists, bodies)?;
        table.bodies = bodies.iter().map(body).collect::<Option<_>>()?;
        lists.is_empty().then_some(table)
    }

    fn take_headers(&mut self, headers: &[StoredHeader], lists: &mut &[u8]) -> Option<()> {
        let ids = take::<{ 2 * ID_BYTES }>(lists, super::count(headers.len()))?;
        self.numbers.reserve(ids.len());
        for (ids, header) in ids.iter().zip(headers) {
            let (id, tree) = ids.split_at(ID_BYTES);
            let (seconds, author, parents_end, co_authors_end, diff) = *header;
            self.push_header(Header {
                id: Oid::from_bytes(id).ok()?,
                tree: Oid::from_bytes(tree).ok()?,
                seconds,
                author,
                parents_end,
                co_authors_end,
                diff: diff.unwrap_or(NONE),
            });
        }
        Some(())
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
    stored.files.iter().try_for_each(|(folder, name)| names.restore(*folder, name))?;
    Some(names)
}

fn put<const N: usize>(bytes: &mut Vec<u8>, numbers: [u32; N]) {
    bytes.extend_from_slice(numbers.map(u32::to_le_bytes).as_flattened());
}

/// Takes a list of so many things of `N` bytes off the front.
fn take<'b, const N: usize>(lists: &mut &'b [u8], count: u32) -> Option<&'b [[u8; N]]> {
    let (list, rest) = lists.split_at_checked((count as usize).checked_mul(N)?)?;
    *lists = rest;
    Some(list.as_chunks::<N>().0)
}

fn ids(lists: &mut &[u8], count: u32) -> Option<Vec<Oid>> {
    let ids = take::<ID_BYTES>(lists, count)?;
    ids.iter().map(|id| Oid::from_bytes(id).ok()).collect()
}

fn numbers<const N: usize, const BYTES: usize>(raw: &[u8; BYTES]) -> [u32; N] {
    let mut numbers = [0; N];
    for (number, raw) in numbers.iter_mut().zip(raw.as_chunks::<4>().0) {
        *number = u32::from_le_bytes(*raw);
    }
    numbers
}
