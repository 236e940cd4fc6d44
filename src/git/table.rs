//! What each commit is and what it changed: read once, kept, and never asked of git again.
//!
//! Everything here follows from the id of a commit or of a text alone, whatever is checked out,
//! wanted or configured: a branch that is switched, rewritten or reset finds its commits here,
//! and a commit that nobody reaches any more does no harm. Every file counts, whatever it is
//! called, because `kb.toml` may call any file an article and an article may once have been any
//! file. What a shallow or partial clone cannot tell is never put here.

use std::collections::HashMap;
use std::ops::Range;

use git2::{Odb, Oid};

use super::body::BodyHash;
use super::commit::RawCommit;
use super::graph::read_raw_commit;
use super::names::Names;
use super::signed::Signed;
use crate::domain::person::Signature;

#[path = "table_bytes.rs"]
mod bytes;
#[path = "table_keep.rs"]
mod keep;

/// The number that stands for none.
pub(super) const NONE: u32 = u32::MAX;

/// A file that is not in a commit as it is in any parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) path: u32,
    /// Its text, by number; [`NONE`] if it is not there.
    pub(super) new: u32,
    /// What the first parent has.
    pub(super) old: u32,
}

/// The end of a run of files that differ from the first parent, and are as in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The place of that parent among all.
    pub(super) parent: u32,
    pub(super) end: u32,
}

/// A file that came and was only moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rename {
    pub(super) path: u32,
    /// Where it was.
    pub(super) source: u32,
    /// In which parent, by its place among all.
    pub(super) parent: u32,
}

/// Where the lists end that make up one diff; they start where the one before ends.
#[derive(Clone, Copy, Default)]
struct Ends {
    own: u32,
    others: u32,
    runs: u32,
    follows: u32,
    renames: u32,
}

/// What one commit changed: places in the lists of the table.
#[derive(Clone)]
pub(super) struct Diff {
    pub(super) own: Range<usize>,
    others: Range<usize>,
    pub(super) runs: Range<usize>,
    follows: usize,
    renames: Range<usize>,
}

#[derive(Clone, Copy)]
struct Header {
    id: Oid,
    tree: Oid,
    seconds: Option<i64>,
    author: u32,
    parents_end: u32,
    co_authors_end: u32,
    /// The number of its diff, or [`NONE`].
    diff: u32,
}

/// What is known of commits, whichever they are.
#[derive(Default)]
pub struct CommitTable {
    pub(super) names: Names,
    numbers: HashMap<Oid, u32>,
    headers: Vec<Header>,
    parents: Vec<Oid>,
    co_authors: Vec<u32>,
    signatures: Vec<Signature>,
    signature_numbers: HashMap<Signature, u32>,
    blobs: Vec<Oid>,
    /// The numbers of texts that were seen last at each path: a text may have several numbers,
    /// but what a commit brought is mostly what the next one changed.
    last_blobs: Vec<[u32; 2]>,
    diffs: Vec<Ends>,
    pub(super) own: Vec<Own>,
    /// For each own file of a merge, what the further parents have.
    others: Vec<u32>,
    pub(super) runs: Vec<Run>,
    pub(super) follows: Vec<u32>,
    renames: Vec<Rename>,
    pub(super) bodies: HashMap<Oid, BodyHash>,
    /// How many things it holds that it did not hold when it was loaded.
    added: usize,
}

/// A table is kept anew once so many things of a hundred are new: reading a few commits again
/// costs less than writing all of them.
const PERCENT_NEW: usize = 2;

impl CommitTable {
    /// True if it holds so much that it did not hold when it was loaded that it should be kept.
    #[must_use]
    pub fn has_grown(&self) -> bool {
        let held = self.headers.len() + self.diffs.len() + self.bodies.len();
        self.added > held * PERCENT_NEW / 100
    }

    /// Nothing that it holds is new any more: it was kept.
    pub fn set_kept(&mut self) {
        self.added = 0;
    }

    /// How many commits it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.headers.len()
    }

    /// True if it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty()
    }

    /// The number of a commit; [`NONE`] for one that is not held.
    pub(super) fn number(&self, id: Oid) -> u32 {
        self.numbers.get(&id).copied().unwrap_or(NONE)
    }

    /// A commit that is held, or read and held from now on; `None` if it is not there.
    pub(super) fn commit(&mut self, odb: &Odb<'_>, id: Oid) -> Option<RawCommit> {
        if let Some(number) = self.numbers.get(&id) {
            let header = self.headers[*number as usize];
            let parents = self.parents_of(*number).to_vec();
            return Some(RawCommit { tree: header.tree, parents, seconds: header.seconds });
        }
        let raw = read_raw_commit(odb, id)?;
        let commit = RawCommit::parse(&raw)?;
        let signed = Signed::parse(&raw);
        let author = self.signature_number(signed.author);
        for co_author in signed.co_authors {
            let number = self.signature_number(co_author);
            self.co_authors.push(number);
        }
        self.parents.extend(&commit.parents);
        self.push_header(Header {
            id,
            tree: commit.tree,
            seconds: commit.seconds,
            author,
            parents_end: count(self.parents.len()),
            co_authors_end: count(self.co_authors.len()),
            diff: NONE,
        });
        self.added += 1;
        Some(commit)
    }

    fn push_header(&mut self, header: Header) {
        self.numbers.insert(header.id, count(self.headers.len()));
        self.headers.push(header);
    }

    fn parents_of(&self, number: u32) -> &[Oid] {
        let start = self.before(number, |header| header.parents_end);
        &self.parents[start..self.headers[number as usize].parents_end as usize]
    }

    fn before(&self, number: u32, end: impl Fn(&Header) -> u32) -> usize {
        let before = (number as usize).checked_sub(1);
        before.map_or(0, |before| end(&self.headers[before]) as usize)
    }

    /// Who wrote a commit, by the numbers of their signatures: the author first.
    pub(super) fn signed_by(&self, number: u32) -> impl Iterator<Item = u32> {
        let header = &self.headers[number as usize];
        let start = self.before(number, |header| header.co_authors_end);
        let co_authors = &self.co_authors[start..header.co_authors_end as usize];
        std::iter::once(header.author).chain(co_authors.iter().copied())
    }

    pub(super) fn signature(&self, number: u32) -> &Signature {
        &self.signatures[number as usize]
    }

    pub(super) fn signatures_count(&self) -> usize {
        self.signatures.len()
    }

    /// True if [`CommitTable::number`] gave the number of a commit.
    pub(super) fn holds(&self, number: u32) -> bool {
        (number as usize) < self.headers.len()
    }

    fn signature_number(&mut self, signature: Signature) -> u32 {
        if let Some(number) = self.signature_numbers.get(&signature) {
            return *number;
        }
        let number = count(self.signatures.len());
        self.signature_numbers.insert(signature.clone(), number);
        self.signatures.push(signature);
        number
    }

    /// The text with this number; `None` for [`NONE`].
    pub(super) fn blob(&self, number: u32) -> Option<Oid> {
        self.blobs.get(number as usize).copied()
    }

    fn blob_number(&mut self, path: u32, id: Option<Oid>) -> u32 {
        let Some(id) = id else { return NONE };
        let place = path as usize;
        if place >= self.last_blobs.len() {
            self.last_blobs.resize(place + 1, [NONE; 2]);
        }
        let last = self.last_blobs[place];
        if let Some(number) = last.into_iter().find(|number| self.blob(*number) == Some(id)) {
            return number;
        }
        let number = count(self.blobs.len());
        self.blobs.push(id);
        self.last_blobs[place] = [number, last[0]];
        number
    }

    /// What a commit changed, if that is held.
    pub(super) fn diff_of(&self, number: u32) -> Option<Diff> {
        let diff = self.headers.get(number as usize)?.diff;
        (diff != NONE).then(|| self.diff(diff as usize))
    }

    fn diff(&self, diff: usize) -> Diff {
        let start = diff.checked_sub(1).map_or(Ends::default(), |before| self.diffs[before]);
        let end = self.diffs[diff];
        let range = |start, end| start as usize..end as usize;
        Diff {
            own: range(start.own, end.own),
            others: range(start.others, end.others),
            runs: range(start.runs, end.runs),
            follows: start.follows as usize,
            renames: range(start.renames, end.renames),
        }
    }

    /// The files that are as in a further parent: its place, and their paths as places.
    pub(super) fn run(&self, diff: &Diff, run: usize) -> (u32, Range<usize>) {
        let Run { parent, end } = self.runs[run];
        let start =
            if run == diff.runs.start { diff.follows } else { self.runs[run - 1].end as usize };
        (parent, start..end as usize)
    }

    /// What each parent has of the file at `place`: its text, or nothing.
    pub(super) fn olds(&self, diff: &Diff, place: usize) -> impl Iterator<Item = Option<Oid>> {
        let others = diff.others.len() / diff.own.len().max(1);
        let start = diff.others.start + (place - diff.own.start) * others;
        let others = &self.others[start..start + others];
        let olds = std::iter::once(self.own[place].old).chain(others.iter().copied());
        olds.map(|number| self.blob(number))
    }

    /// Where a file that came was before: in which parent, and at which path.
    pub(super) fn moved_from(&self, diff: &Diff, path: u32) -> Option<(u32, u32)> {
        let renames = &self.renames[diff.renames.clone()];
        let place = renames.binary_search_by_key(&path, |rename| rename.path).ok()?;
        Some((renames[place].parent, renames[place].source))
    }

    /// Adds a file that is in no parent as it is here: what the parents have of it, the first
    /// parent first.
    pub(super) fn push_own(
        &mut self,
        path: u32,
        (new, old): (Option<Oid>, Option<Oid>),
        others: impl Iterator<Item = Option<Oid>>,
    ) {
        let (new, old) = (self.blob_number(path, new), self.blob_number(path, old));
        self.own.push(Own { path, new, old });
        for other in others {
            let number = self.blob_number(path, other);
            self.others.push(number);
        }
    }

    /// Adds files that are as in the parent at this place.
    pub(super) fn push_run(&mut self, parent: u32, paths: &[u32]) {
        if !paths.is_empty() {
            self.follows.extend_from_slice(paths);
            self.runs.push(Run { parent, end: count(self.follows.len()) });
        }
    }

    pub(super) fn push_renames(&mut self, mut renames: Vec<Rename>) {
        renames.sort_unstable_by_key(|rename| rename.path);
        self.renames.append(&mut renames);
    }

    /// Makes a diff of what was added since the one before.
    pub(super) fn end_diff(&mut self) -> Diff {
        self.diffs.push(Ends {
            own: count(self.own.len()),
            others: count(self.others.len()),
            runs: count(self.runs.len()),
            follows: count(self.follows.len()),
            renames: count(self.renames.len()),
        });
        self.diff(self.diffs.len() - 1)
    }

    /// Holds the last diff as that of a commit from now on.
    pub(super) fn keep_diff(&mut self, number: u32) {
        self.headers[number as usize].diff = count(self.diffs.len() - 1);
        self.added += 1;
    }

    /// Takes back the last diff, or what there is of it.
    pub(super) fn drop_diff(&mut self, is_ended: bool) {
        if is_ended {
            self.diffs.pop();
        }
        let ends = self.diffs.last().copied().unwrap_or_default();
        self.own.truncate(ends.own as usize);
        self.others.truncate(ends.others as usize);
        self.runs.truncate(ends.runs as usize);
        self.follows.truncate(ends.follows as usize);
        self.renames.truncate(ends.renames as usize);
    }

    /// Holds what two versions were found to say.
    pub(super) fn keep_body(&mut self, id: Oid, hash: BodyHash) {
        self.added += usize::from(self.bodies.insert(id, hash).is_none());
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).ok().filter(|length| *length != NONE).expect(
        "four thousand million of anything do not fit into the memory of a process like this",
    )
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
