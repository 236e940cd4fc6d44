//! When every article came, and when what it says last changed: one walk for all.
//!
//! Every path is followed as `git log` does: to the first parent that has the
//! same file, or to all parents if none has. What a merge brings that no parent
//! had is the merge's own change. A move without an edit is no event, and a path
//! that was deleted and came back is as old as its first life. Where history is
//! cut off, nothing is concluded: what lay there at the cut is unknown.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use git2::{Odb, Oid};

use super::bits::Bits;
use super::body::Bodies;
use super::commit::utc_day;
use super::compare::{Change, Scope, changes};
use super::graph::Graph;
use super::names::Names;
use super::rename::exact_renames;
use super::tree::Trees;
use crate::domain::history::{Completeness, PathHistory};
use crate::domain::path::ArticlePath;

#[path = "edits.rs"]
mod edits;

pub(super) use edits::{Edit, edits};

/// What a walk found out.
pub(super) struct Walked {
    pub(super) completeness: Completeness,
    pub(super) paths: BTreeMap<ArticlePath, PathHistory>,
}

/// Follows every path of `wanted` that `from` has back to where it came from.
///
/// `None` if the commit or its tree is not there to read.
pub(super) fn walk(
    odb: &Odb<'_>,
    from: Oid,
    shallow: &HashSet<Oid>,
    wanted: &BTreeSet<ArticlePath>,
) -> Option<Walked> {
    let (mut walk, present) = Walk::new(odb, from, shallow, wanted)?;
    walk.front(0).unsettled = present.clone();
    walk.run();

    let known = (0..).zip(wanted).zip(&walk.known);
    let known = known.filter(|((article, _), _)| present.contains(*article));
    let paths = known.map(|((_, path), known)| (path.clone(), known.to_history())).collect();
    let completeness = if walk.is_cut { Completeness::Shallow } else { Completeness::Complete };
    Some(Walked { completeness, paths })
}

/// What is known of one article so far.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The earliest of the commits that created it.
    created: Option<i64>,
    /// True if it may be older than that.
    is_older: bool,
    updated: Option<i64>,
}

impl Known {
    fn to_history(self) -> PathHistory {
        PathHistory {
            created: self.created.filter(|_| !self.is_older).map(utc_day),
            updated: self.updated.map(utc_day),
        }
    }
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

/// How a track comes to a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Absent,
    Present,
    Unsettled,
}

/// A track whose file differs from that of every parent looked at.
struct Own {
    track: u32,
    is_unsettled: bool,
    /// What the commit has.
    new: Option<Oid>,
    /// What each parent has.
    olds: Vec<Option<Oid>>,
}

impl Own {
    fn state(&self) -> State {
        match (self.new, self.is_unsettled) {
            (None, _) => State::Absent,
            (Some(_), false) => State::Present,
            (Some(_), true) => State::Unsettled,
        }
    }
}

struct Walk<'o> {
    odb: &'o Odb<'o>,
    graph: Graph,
    names: Names,
    trees: Trees<'o>,
    bodies: Bodies<'o>,
    /// By commit; nothing is kept for commits that are done.
    fronts: Vec<Option<Box<Front>>>,
    /// By article.
    known: Vec<Known>,
    /// `None` where nobody asked for them.
    edits: Option<Vec<Edit>>,
    /// How many bytes were read to find them.
    compared_bytes: usize,
    is_cut: bool,
}

impl<'o> Walk<'o> {
    /// A walk from `from` that has not begun, and the tracks that `from` has.
    fn new(
        odb: &'o Odb<'o>,
        from: Oid,
        shallow: &HashSet<Oid>,
        wanted: &BTreeSet<ArticlePath>,
    ) -> Option<(Self, Bits)> {
        let graph = Graph::read(odb, from, shallow)?;
        let names = Names::new(wanted);
        let mut trees = Trees::new(odb);
        let (tracks, none) = ((0..names.len()).collect(), Bits::default());
        let scope = Scope { present: &tracks, absent: &none, folders: None };
        let present = changes(&names, &mut trees, (graph.commit(0).tree, None), &scope).ok()?;
        let present: Bits = present.into_iter().map(|change| change.track).collect();
        let mut walk = Self {
            fronts: std::iter::repeat_with(|| None).take(graph.len()).collect(),
            known: vec![Known::default(); wanted.len()],
            edits: None,
            compared_bytes: 0,
            is_cut: false,
            bodies: Bodies::new(odb),
            odb,
            graph,
            names,
            trees,
        };
        walk.front(0).present = present.clone();
        Some((walk, present))
    }

    fn run(&mut self) {
        for commit in self.graph.children_first() {
            self.step(commit);
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
        let parents = self.graph.parents(commit).to_vec();
        let Some((first, others)) = parents.split_first() else {
            for track in front.present.iter() {
                self.create(commit, track, front.unsettled.contains(track));
            }
            return self.record_root(commit, &front);
        };

        let scope = Scope { present: &front.present, absent: &front.absent, folders: None };
        let Some(changes) = self.changes(commit, *first, &scope) else {
            return self.lose(front.present.iter());
        };
        let mut own = Vec::with_capacity(changes.len());
        for Change { track, new, old } in changes {
            let is_unsettled = front.unsettled.contains(track);
            front.present.remove(track);
            front.absent.remove(track);
            front.unsettled.remove(track);
            own.push(Own { track, is_unsettled, new, olds: vec![old] });
        }
        self.move_on(*first, front);
        for parent in others {
            own = self.compare_with_other(commit, *parent, own);
        }
        self.settle(commit, &parents, own);
    }

    /// Hands the whole front to a parent, in place if nothing waits there yet.
    fn move_on(&mut self, parent: u32, front: Box<Front>) {
        if front.present.is_empty() && front.absent.is_empty() {
            return;
        }
        match &mut self.fronts[parent as usize] {
            Some(waiting) => {
                waiting.present.add_all(&front.present);
                waiting.absent.add_all(&front.absent);
                waiting.unsettled.add_all(&front.unsettled);
            }
            nothing => *nothing = Some(front),
        }
    }

    fn follow(&mut self, parent: u32, track: u32, state: State) {
        let front = self.front(parent);
        match state {
            State::Absent => return front.absent.insert(track),
            State::Present => {}
            State::Unsettled => front.unsettled.insert(track),
        }
        front.present.insert(track);
    }

    fn changes(&mut self, commit: u32, parent: u32, scope: &Scope<'_>) -> Option<Vec<Change>> {
        let pair = (self.graph.commit(commit).tree, Some(self.graph.commit(parent).tree));
        changes(&self.names, &mut self.trees, pair, scope).ok()
    }

    /// Hands what a further parent has unchanged to it; what is left is still the merge's own.
    fn compare_with_other(&mut self, commit: u32, parent: u32, own: Vec<Own>) -> Vec<Own> {
        if own.is_empty() {
            return own;
        }
        let folders = self.names.folders_of(own.iter().map(|own| own.track));
        let (present, absent): (Vec<&Own>, Vec<&Own>) =
            own.iter().partition(|own| own.new.is_some());
        let [present, absent] =
            [present, absent].map(|own| own.iter().map(|own| own.track).collect::<Bits>());
        let scope = Scope { present: &present, absent: &absent, folders: Some(&folders) };
        let Some(mut changes) = self.changes(commit, parent, &scope) else {
            self.lose(present.iter());
            return Vec::new();
        };
        changes.sort_unstable_by_key(|change| change.track);
        let mut still_own = Vec::with_capacity(changes.len());
        for mut file in own {
            match changes.binary_search_by_key(&file.track, |change| change.track) {
                Ok(place) => {
                    file.olds.push(changes[place].old);
                    still_own.push(file);
                }
                Err(_) => self.follow(parent, file.track, file.state()),
            }
        }
        still_own
    }

    /// Judges the changes that are the commit's own, and follows them to every parent.
    fn settle(&mut self, commit: u32, parents: &[u32], own: Vec<Own>) {
        let (added, others): (Vec<Own>, Vec<Own>) = own
            .into_iter()
            .partition(|own| own.new.is_some() && own.olds.iter().all(Option::is_none));
        for own in &others {
            self.record(commit, own);
            let source = if own.is_unsettled { self.source(commit, own) } else { None };
            for (place, (parent, old)) in parents.iter().zip(&own.olds).enumerate() {
                let state = match old {
                    None => State::Absent,
                    Some(_) if source == Some(place) => State::Unsettled,
                    Some(_) => State::Present,
                };
                self.follow(*parent, own.track, state);
            }
        }
        let added = parents.iter().fold(added, |added, parent| self.moved(commit, *parent, added));
        for own in added {
            self.record(commit, &own);
            self.create(commit, own.track, own.is_unsettled);
            for parent in parents {
                self.follow(*parent, own.track, State::Absent);
            }
        }
    }

    /// The first parent whose file says the same; without one, the commit is the last change.
    ///
    /// Where a text is not there to compare, the last change stays unknown.
    fn source(&mut self, commit: u32, own: &Own) -> Option<usize> {
        let mut is_unknown = false;
        for (place, old) in own.olds.iter().enumerate() {
            match own.new.zip(*old).map(|(new, old)| self.bodies.are_equal(new, old)) {
                Some(Some(true)) => return Some(place),
                Some(None) => is_unknown = true,
                Some(Some(false)) | None => {}
            }
        }
        if !is_unknown {
            self.update(commit, own.track);
        }
        None
    }

    /// Follows those of `added` that were only moved since `parent`; the others are left.
    fn moved(&mut self, commit: u32, parent: u32, added: Vec<Own>) -> Vec<Own> {
        if added.is_empty() {
            return added;
        }
        let pair = (self.graph.commit(commit).tree, self.graph.commit(parent).tree);
        let ids = added.iter().filter_map(|own| own.new).collect();
        let Ok(sources) = exact_renames(&mut self.trees, pair, &ids) else {
            self.lose(added.iter().map(|own| own.track));
            return Vec::new();
        };
        let mut left = Vec::new();
        for own in added {
            let track = self.names.of(own.track);
            match sources.get(&track.path) {
                Some(source) => {
                    let former = self.names.track(track.article, source);
                    self.follow(parent, former, own.state());
                }
                None => left.push(own),
            }
        }
        if self.edits.is_some() { self.moved_with_changes(commit, parent, left) } else { left }
    }

    fn create(&mut self, commit: u32, track: u32, is_unsettled: bool) {
        let seconds = self.graph.commit(commit).seconds;
        let known = &mut self.known[self.names.of(track).article as usize];
        known.is_older |= seconds.is_none();
        known.created = known.created.into_iter().chain(seconds).min();
        if is_unsettled {
            self.update(commit, track);
        }
    }

    fn update(&mut self, commit: u32, track: u32) {
        let article = self.names.of(track).article as usize;
        self.known[article].updated = self.graph.commit(commit).seconds;
    }

    /// Gives up tracks that lead to where history is not there to read.
    fn lose(&mut self, tracks: impl Iterator<Item = u32>) {
        self.is_cut = true;
        for track in tracks {
            self.known[self.names.of(track).article as usize].is_older = true;
        }
    }

    /// Gives up what a forged graph left on its way.
    fn lose_the_rest(&mut self) {
        for front in std::mem::take(&mut self.fronts).into_iter().flatten() {
            self.lose(front.present.iter());
        }
    }
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod history_tests;
