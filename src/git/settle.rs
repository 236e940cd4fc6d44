//! What becomes of tracks at a commit: handed to a parent, changed, moved, created or lost.

use git2::Oid;

use super::{Front, Own, State, Walk};
use crate::git::diff::Unfit;
use crate::git::table::Diff;

impl Walk<'_> {
    /// Hands the tracks of `path` to a parent that has what the commit has.
    pub(super) fn hand_over(&mut self, path: u32, parent: u32, front: &mut Front) {
        for place in 0..self.tracks_of(path).len() {
            let track = self.of_path[path as usize][place];
            if let Some(state) = front.take(track) {
                self.follow(parent, track, state);
            }
        }
    }

    /// Hands the whole front to a parent, in place if nothing waits there yet.
    pub(super) fn move_on(&mut self, parent: u32, front: Box<Front>) {
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

    pub(super) fn follow(&mut self, parent: u32, track: u32, state: State) {
        let front = self.front(parent);
        match state {
            State::Absent => return front.absent.insert(track),
            State::Present => {}
            State::Unsettled => front.unsettled.insert(track),
        }
        front.present.insert(track);
    }

    /// Judges the changes that are the commit's own, and follows them to every parent.
    pub(super) fn settle(
        &mut self,
        commit: u32,
        parents: &[u32],
        diff: &Diff,
        (own, unfit): (Vec<Own>, Option<Unfit>),
    ) {
        if own.is_empty() {
            return;
        }
        self.writers.turn_to(self.table, self.numbers[commit as usize]);
        let (added, others): (Vec<Own>, Vec<Own>) = own.into_iter().partition(|own| {
            own.state != State::Absent && self.table.olds(diff, own.place).all(|old| old.is_none())
        });
        for own in &others {
            let olds: Vec<Option<Oid>> = self.table.olds(diff, own.place).collect();
            self.record(commit, own, &olds);
            let source = self.source(commit, own, &olds);
            for (place, (parent, old)) in parents.iter().zip(&olds).enumerate() {
                let state = match old {
                    None => State::Absent,
                    Some(_) if source == Some(place) => State::Unsettled,
                    Some(_) => State::Present,
                };
                self.follow(*parent, own.track, state);
            }
        }
        for own in self.moved(commit, parents, diff, (added, unfit)) {
            self.record(commit, &own, &[]);
            self.create(commit, own);
            for parent in parents {
                self.follow(*parent, own.track, State::Absent);
            }
        }
    }

    /// The first parent whose file says the same; without one, the commit is the last change.
    ///
    /// Where a text is not there to compare, the last change stays unknown.
    fn source(&mut self, commit: u32, own: &Own, olds: &[Option<Oid>]) -> Option<usize> {
        let (State::Unsettled, Some(new)) = (own.state, self.new_text(own)) else { return None };
        if self.ignored.contains(&commit) {
            return olds.iter().position(Option::is_some);
        }
        let mut is_unknown = false;
        for (place, old) in olds.iter().enumerate() {
            match old.map(|old| self.bodies.are_equal(self.table, new, old)) {
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

    pub(super) fn new_text(&self, own: &Own) -> Option<Oid> {
        self.table.blob(self.table.own[own.place].new)
    }

    /// Follows those of `added` that were only moved; the others are left.
    fn moved(
        &mut self,
        commit: u32,
        parents: &[u32],
        diff: &Diff,
        (mut added, unfit): (Vec<Own>, Option<Unfit>),
    ) -> Vec<Own> {
        if unfit == Some(Unfit::Unreadable) && !parents.is_empty() {
            self.lose(added.iter().map(|own| own.track));
            return Vec::new();
        }
        for (place, parent) in (0..).zip(parents) {
            let mut left = Vec::with_capacity(added.len());
            for own in added {
                let path = self.table.own[own.place].path;
                match self.table.moved_from(diff, path) {
                    Some((found, source)) if found == place => {
                        self.record_move(commit, own.track, source);
                        let former = self.track(self.article(own.track), source);
                        self.follow(*parent, former, own.state);
                    }
                    _ => left.push(own),
                }
            }
            added = left;
            if self.edits.is_some() {
                added = self.moved_with_changes(commit, *parent, added);
            }
        }
        added
    }

    /// Takes down that a commit changed a file.
    fn record(&mut self, commit: u32, own: &Own, olds: &[Option<Oid>]) {
        let Some(new) = self.new_text(own) else { return self.record_gone(commit, own.track) };
        if self.edits.is_some() {
            return self.record_edit(commit, own.track, new, olds);
        }
        if !self.ignored.contains(&commit) {
            let article = self.article(own.track) as usize;
            self.known[article].count(commit, self.writers.now());
        }
    }

    fn create(&mut self, commit: u32, own: Own) {
        let article = self.article(own.track) as usize;
        self.known[article].creations.push(commit);
        if own.state == State::Unsettled {
            self.update(commit, own.track);
        }
    }

    fn update(&mut self, commit: u32, track: u32) {
        let article = self.article(track) as usize;
        self.known[article].updated = Some(commit);
    }

    /// Gives up tracks that lead to where history is not there to read.
    pub(super) fn lose(&mut self, tracks: impl Iterator<Item = u32>) {
        self.is_cut = true;
        for track in tracks {
            let article = self.article(track) as usize;
            self.known[article].is_older = true;
        }
    }

    /// Gives up what a forged graph left on its way.
    pub(super) fn lose_the_rest(&mut self) {
        for front in std::mem::take(&mut self.fronts).into_iter().flatten() {
            self.is_damaged = true;
            self.lose(front.present.iter());
        }
    }
}
