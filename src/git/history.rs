//! When every article came, and when what it says last changed: one walk for all.
//!
//! Every path is followed as `git log` does: to the first parent that has the
//! same file, or to all parents if none has. What a merge brings that no parent
//! had is the merge's own change. A move without an edit is no event, and a path
//! that was deleted and came back is as old as its first life. Where history is
//! cut off, nothing is concluded: what lay there at the cut is unknown.
//!
//! What each commit changed comes from a table; only what it does not hold is
//! read, and no more commits than the paths that are wanted lead to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use git2::{Odb, Oid};

use super::bits::Bits;
use super::body::Bodies;
use super::diff::{Unfit, files_in, read_diff};
use super::graph::{Graph, index};
use super::table::{CommitTable, Diff, NONE};
use super::tree::Trees;
use crate::domain::history::{Completeness, PathHistory, Signatories};
use crate::domain::path::ArticlePath;

#[path = "edits.rs"]
mod edits;
#[path = "known.rs"]
mod known;
#[path = "settle.rs"]
mod settle;

pub(super) use edits::{Step, What, edits};
use known::{Ancestry, Known, Writers};

/// Where a walk starts, and what it is to leave out.
pub(super) struct Start<'s> {
    pub(super) from: Oid,
    pub(super) shallow: &'s HashSet<Oid>,
    /// Commits that only moved text about, by somebody's word.
    pub(super) ignored: &'s HashSet<Oid>,
    /// The text of `.mailmap`.
    pub(super) mailmap: &'s str,
}

/// What a walk found out.
pub(super) struct Walked {
    pub(super) completeness: Completeness,
    pub(super) paths: BTreeMap<ArticlePath, PathHistory>,
    pub(super) signatories: Signatories,
    /// Texts that were wanted and are not there to read.
    pub(super) missing: BTreeSet<Oid>,
    /// True if something else was not there to read, and no border says so.
    pub(super) is_damaged: bool,
}

/// Follows every path of `wanted` that the commit has back to where it came from.
///
/// `None` if the commit or its tree is not there to read.
pub(super) fn walk(
    odb: &Odb<'_>,
    start: &Start<'_>,
    wanted: &BTreeSet<ArticlePath>,
    table: &mut CommitTable,
) -> Option<Walked> {
    let (mut walk, present) = Walk::new(odb, start, wanted, table)?;
    walk.front(0).unsettled = present.clone();
    walk.writers = Writers::new((&walk.order, &walk.numbers), walk.table, start.mailmap);
    walk.run();

    let mut ancestry = Ancestry::new(&walk.graph, &walk.order);
    let known = (0..).zip(wanted).zip(&mut walk.known);
    let known = known.filter(|((article, _), _)| present.contains(*article));
    let paths = known.map(|((_, path), known)| {
        (path.clone(), known.history(&mut ancestry, &walk.writers.people))
    });
    let paths = paths.collect();
    let completeness = if walk.is_cut { Completeness::Shallow } else { Completeness::Complete };
    Some(Walked {
        completeness,
        paths,
        signatories: walk.writers.into_signatories(start.mailmap),
        missing: walk.bodies.missing,
        is_damaged: walk.is_damaged || walk.graph.is_damaged,
    })
}

/// The tracks that have been followed as far as one commit.
#[derive(Default)]
struct Front {
    /// Those whose file the commit has.
    present: Bits,
    /// Those whose file it lacks, but which may have had an earlier life.
    absent: Bits,
    /// Those of the present ones whose last change is sought, too.
    unsettled: Bits,
}

impl Front {
    /// Takes a track away; `None` if it never came here.
    fn take(&mut self, track: u32) -> Option<State> {
        if self.present.contains(track) {
            let state =
                if self.unsettled.contains(track) { State::Unsettled } else { State::Present };
            self.present.remove(track);
            self.unsettled.remove(track);
            return Some(state);
        }
        let is_absent = self.absent.contains(track);
        self.absent.remove(track);
        is_absent.then_some(State::Absent)
    }
}

/// How a track comes to a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Absent,
    Present,
    Unsettled,
}

/// An article under one of the names it ever bore.
#[derive(Clone, Copy)]
struct Track {
    article: u32,
    path: u32,
}

/// A track whose file differs from that of every parent.
#[derive(Clone, Copy)]
struct Own {
    track: u32,
    state: State,
    /// The change, by its place in the table.
    place: usize,
}

struct Walk<'o> {
    odb: &'o Odb<'o>,
    graph: Graph,
    /// The commits, children before parents.
    order: Vec<u32>,
    table: &'o mut CommitTable,
    /// The numbers of the commits in the table.
    numbers: Vec<u32>,
    trees: Trees<'o>,
    bodies: Bodies<'o>,
    tracks: Vec<Track>,
    /// By path.
    of_path: Vec<Vec<u32>>,
    /// By commit; nothing is kept for commits that are done.
    fronts: Vec<Option<Box<Front>>>,
    /// By article.
    known: Vec<Known>,
    /// The commits whose changes are none of substance.
    ignored: HashSet<u32>,
    writers: Writers,
    /// `None` where nobody asked for them.
    edits: Option<Vec<Step>>,
    /// How many bytes were read to find them.
    compared_bytes: usize,
    is_cut: bool,
    is_damaged: bool,
}

impl<'o> Walk<'o> {
    /// A walk that has not begun, and the tracks that its first commit has.
    fn new(
        odb: &'o Odb<'o>,
        start: &Start<'_>,
        wanted: &BTreeSet<ArticlePath>,
        table: &'o mut CommitTable,
    ) -> Option<(Self, Bits)> {
        let graph = Graph::read_with(start.from, start.shallow, &mut |id| table.commit(odb, id))?;
        let ignored = (0_u32..).take(graph.len()).filter(|number| {
            !start.ignored.is_empty() && start.ignored.contains(&graph.commit(*number).id)
        });
        let mut walk = Self {
            fronts: std::iter::repeat_with(|| None).take(graph.len()).collect(),
            known: std::iter::repeat_with(Known::default).take(wanted.len()).collect(),
            ignored: ignored.collect(),
            order: graph.children_first(),
            numbers: Vec::new(),
            writers: Writers::default(),
            tracks: Vec::new(),
            of_path: Vec::new(),
            edits: None,
            compared_bytes: 0,
            is_cut: false,
            is_damaged: false,
            bodies: Bodies::new(odb),
            trees: Trees::new(odb),
            odb,
            graph,
            table,
        };
        walk.numbers = (0..walk.graph.len())
            .map(|commit| walk.table.number(walk.graph.commit(index(commit)).id))
            .collect();
        for (article, path) in (0..).zip(wanted) {
            let path = walk.table.names.file(path.as_bytes());
            walk.track(article, path);
        }
        let folders = walk.table.names.folders_of(walk.tracks.iter().map(|track| track.path));
        let tree = walk.graph.commit(0).tree;
        let files = files_in(&walk.table.names, &mut walk.trees, tree, &folders).ok()?;
        let tracks = files.into_iter().flat_map(|file| walk.tracks_of(file).iter().copied());
        let present: Bits = tracks.collect();
        walk.front(0).present = present.clone();
        Some((walk, present))
    }

    /// The track of `article` under the name `path`, new or known.
    fn track(&mut self, article: u32, path: u32) -> u32 {
        let place = path as usize;
        if place >= self.of_path.len() {
            self.of_path.resize_with(place + 1, Vec::new);
        }
        let tracks = &mut self.of_path[place];
        let known = tracks.iter().find(|track| self.tracks[**track as usize].article == article);
        if let Some(track) = known {
            return *track;
        }
        let track = u32::try_from(self.tracks.len()).expect("there are fewer tracks than changes");
        tracks.push(track);
        self.tracks.push(Track { article, path });
        track
    }

    fn tracks_of(&self, path: u32) -> &[u32] {
        self.of_path.get(path as usize).map_or(&[], Vec::as_slice)
    }

    fn article(&self, track: u32) -> u32 {
        self.tracks[track as usize].article
    }

    fn run(&mut self) {
        for place in 0..self.order.len() {
            self.step(self.order[place]);
        }
        self.lose_the_rest();
    }

    fn front(&mut self, commit: u32) -> &mut Front {
        self.fronts[commit as usize].get_or_insert_default()
    }

    /// Moves every track that has come to `commit` on to its parents, or ends it here.
    fn step(&mut self, commit: u32) {
        let is_border = self.graph.commit(commit).is_border;
        self.is_cut |= is_border;
        let Some(mut front) = self.fronts[commit as usize].take() else { return };
        if is_border {
            return self.lose(front.present.iter());
        }
        if front.present.is_empty() && front.absent.is_empty() {
            return;
        }
        let parents = self.graph.parents(commit).to_vec();
        let Some((diff, unfit)) = self.diff(commit, &parents) else {
            self.is_damaged = true;
            return self.lose(front.present.iter());
        };
        for run in diff.runs.clone() {
            let (parent, places) = self.table.run(&diff, run);
            for place in places {
                self.hand_over(self.table.follows[place], parents[parent as usize], &mut front);
            }
        }
        let own = self.own(&diff, &mut front);
        if let Some(first) = parents.first() {
            self.move_on(*first, front);
        }
        self.settle(commit, &parents, &diff, (own, unfit));
        if unfit.is_some() {
            self.table.drop_diff(true);
        }
    }

    /// What `commit` changed; with why, if that is not the whole of it.
    fn diff(&mut self, commit: u32, parents: &[u32]) -> Option<(Diff, Option<Unfit>)> {
        if let Some(diff) = self.table.diff_of(self.numbers[commit as usize]) {
            return Some((diff, None));
        }
        let Commits { tree, parents, number } = self.commits(commit, parents);
        let counts = self.table.names.counts();
        let unfit = match read_diff(self.table, &mut self.trees, (tree, &parents), None) {
            Ok(()) => {
                let diff = self.table.end_diff();
                self.table.keep_diff(number);
                return Some((diff, None));
            }
            Err(unfit) => unfit,
        };
        self.table.drop_diff(false);
        self.table.names.forget_since(counts);
        self.is_damaged |= unfit == Unfit::Unreadable;
        let folders = self.table.names.folders_of(self.tracks.iter().map(|track| track.path));
        let pair = (tree, parents.as_slice());
        if read_diff(self.table, &mut self.trees, pair, Some(&folders)).is_err() {
            self.table.drop_diff(false);
            return None;
        }
        Some((self.table.end_diff(), Some(unfit)))
    }

    fn commits(&self, commit: u32, parents: &[u32]) -> Commits {
        let (tree, number) = (self.graph.commit(commit).tree, self.numbers[commit as usize]);
        let parents = parents.iter().map(|parent| self.graph.commit(*parent).tree).collect();
        Commits { tree, parents, number }
    }

    /// The tracks that differ from every parent.
    fn own(&self, diff: &Diff, front: &mut Front) -> Vec<Own> {
        let mut own = Vec::new();
        for place in diff.own.clone() {
            let change = self.table.own[place];
            for track in self.tracks_of(change.path) {
                // Only forged commits have a file that they lack.
                let is_there = change.new != NONE;
                let is_expected = front.present.contains(*track) == is_there;
                if let Some(state) = is_expected.then(|| front.take(*track)).flatten() {
                    own.push(Own { track: *track, state, place });
                }
            }
        }
        own
    }
}

/// The trees of a commit and of its parents, and the commit's number in the table.
struct Commits {
    tree: Oid,
    parents: Vec<Oid>,
    number: u32,
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod history_tests;
