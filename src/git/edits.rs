//! Every change of every article, from the same walk that dates them.
//!
//! Nothing is asked of bodies here: a change is what git calls one. A move without an edit is
//! none, one with an edit is a change, and a merge has one of its own only where it differs from
//! all its parents. Moves are told apart from changes, each with its commit.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use git2::{Odb, Oid};

use super::{Own, Start, State, Walk};
use crate::domain::history::Completeness;
use crate::domain::past::Deed;
use crate::domain::path::ArticlePath;
use crate::git::graph::Graph;
use crate::git::like::{is_like, only_one};
use crate::git::table::CommitTable;
use crate::git::tree::{Entry, EntryKind, Trees, Unreadable};

/// What a commit did to one article.
pub(in crate::git) struct Step {
    /// Its place among the paths that were asked for.
    pub(in crate::git) article: u32,
    pub(in crate::git) commit: u32,
    pub(in crate::git) what: What,
}

/// See [`Step`].
pub(in crate::git) enum What {
    /// A change that is the commit's own.
    Edit {
        new: Oid,
        /// What the parents have; the same may be there twice.
        olds: Vec<Oid>,
    },
    /// What is no change of the text; it stands behind the edit of its commit.
    Turn(Deed),
}

/// Every change of every path of `wanted` that the commit has, children before parents.
///
/// The graph is damaged if anything was not there to read and no border says so. `None` if the
/// commit or its tree is not there to read.
pub(in crate::git) fn edits(
    odb: &Odb<'_>,
    start: &Start<'_>,
    wanted: &BTreeSet<ArticlePath>,
    table: &mut CommitTable,
) -> Option<(Vec<Step>, Graph, Completeness)> {
    let (mut walk, _) = Walk::new(odb, start, wanted, table)?;
    walk.edits = Some(Vec::new());
    walk.run();
    let completeness = if walk.is_cut { Completeness::Shallow } else { Completeness::Complete };
    walk.graph.is_damaged |= walk.is_damaged;
    Some((walk.edits.unwrap_or_default(), walk.graph, completeness))
}

impl Walk<'_> {
    /// Records a change, where somebody asked for changes.
    pub(super) fn record_edit(&mut self, commit: u32, track: u32, new: Oid, olds: &[Option<Oid>]) {
        let olds = olds.iter().flatten().copied().collect();
        self.record_step(commit, track, What::Edit { new, olds });
    }

    /// Records that the file of `track` lay at `from` before, where somebody asked for changes.
    pub(super) fn record_move(&mut self, commit: u32, track: u32, from: u32) {
        if self.edits.is_some() {
            let to = self.tracks[track as usize].path;
            let [from, to] = [from, to].map(|path| self.table.names.path(path));
            self.record_step(commit, track, What::Turn(Deed::Moved { from, to }));
        }
    }

    /// Records that the file of `track`, which came again, went here.
    pub(super) fn record_gone(&mut self, commit: u32, track: u32) {
        if self.edits.is_some() {
            self.record_step(commit, track, What::Turn(Deed::Gone));
        }
    }

    fn record_step(&mut self, commit: u32, track: u32, what: What) {
        let article = self.article(track);
        self.edits.get_or_insert_default().push(Step { article, commit, what });
    }

    /// Follows those of `added` whose text stood elsewhere in `parent`; the others are left.
    ///
    /// Looked at are the files that the same commit took away or changed: one that moves and is
    /// edited at once, leaves a note behind, or is split keeps its writers.
    pub(super) fn moved_with_changes(
        &mut self,
        commit: u32,
        parent: u32,
        added: Vec<Own>,
    ) -> Vec<Own> {
        let pair = (self.graph.commit(parent).tree, self.graph.commit(commit).tree);
        if added.is_empty() {
            return added;
        }
        let old = replaced(&mut self.trees, pair);
        self.is_damaged |= old.is_err();
        let Ok(old @ [_, ..]) = old.as_deref() else { return added };
        let mut texts = Texts { odb: self.odb, known: HashMap::new() };
        let mut left = Vec::new();
        for own in added {
            let (Some(new), article) = (self.new_text(&own), self.article(own.track)) else {
                continue;
            };
            let path = self.table.names.path(self.table.own[own.place].path);
            let found = source(&path, new, old, &mut texts, &mut self.compared_bytes);
            let Some((former, id)) = found else {
                left.push(own);
                continue;
            };
            if id != new {
                self.record_edit(commit, own.track, new, &[Some(id)]);
            }
            let former = self.table.names.file(former.as_bytes());
            self.record_move(commit, own.track, former);
            let former = self.track(article, former);
            self.follow(parent, former, State::Present);
        }
        self.is_damaged |= texts.known.values().any(Option::is_none);
        left
    }
}

/// So many files of one commit are looked at.
const REPLACED_MAX: usize = 100_000;
/// With more files than this that one commit took away or changed, only those of the same name
/// are compared.
const COMPARED_MAX: usize = 200;
/// So many bytes are compared in one walk.
const COMPARED_BYTES_MAX: usize = 256 << 20;

/// Texts of files, each read once.
struct Texts<'o> {
    odb: &'o Odb<'o>,
    known: HashMap<Oid, Option<Vec<u8>>>,
}

impl Texts<'_> {
    fn read(&mut self, id: Oid) -> Option<&[u8]> {
        let odb = self.odb;
        let read = || Some(odb.read(id).ok()?.data().to_vec());
        self.known.entry(id).or_insert_with(read).as_deref()
    }
}

/// What the file that came at `path` was: one of `old` with the same bytes, or the only one that
/// is much the same, or the only one of its name.
fn source(
    path: &ArticlePath,
    new: Oid,
    old: &[(ArticlePath, Oid)],
    texts: &mut Texts<'_>,
    compared_bytes: &mut usize,
) -> Option<(ArticlePath, Oid)> {
    let pick = |found: &[&(ArticlePath, Oid)]| {
        let paths: Vec<ArticlePath> = found.iter().map(|(path, _)| path.clone()).collect();
        let former = only_one(path, &paths)?;
        found.iter().find(|(old, _)| *old == former).map(|found| (*found).clone())
    };
    let same: Vec<_> = old.iter().filter(|(_, id)| *id == new).collect();
    if !same.is_empty() {
        return pick(&same);
    }
    let text = texts.read(new)?.to_vec();
    let mut is_changed = |id: Oid| {
        let Some(old) = texts.read(id) else { return false };
        *compared_bytes = compared_bytes.saturating_add(old.len() + text.len());
        *compared_bytes <= COMPARED_BYTES_MAX && is_like(old, &text)
    };
    let (namesakes, others): (Vec<_>, Vec<_>) =
        old.iter().partition(|(old, _)| old.file_name() == path.file_name());
    let mut like: Vec<_> = namesakes.into_iter().filter(|(_, id)| is_changed(*id)).collect();
    if like.is_empty() && others.len() <= COMPARED_MAX {
        like = others.into_iter().filter(|(_, id)| is_changed(*id)).collect();
    }
    pick(&like)
}

/// The files of the tree `old` that `new` has not, or not as they were; none if there are too
/// many.
fn replaced(
    trees: &mut Trees<'_>,
    (old, new): (Oid, Oid),
) -> Result<Vec<(ArticlePath, Oid)>, Unreadable> {
    let mut found = Vec::new();
    let mut pairs = vec![(Vec::new(), old, Some(new))];
    let mut entries = 0;
    while let Some((prefix, old, new)) = pairs.pop() {
        let old = trees.read(old)?;
        let new = new.map_or_else(|| Ok(Rc::default()), |id| trees.read(id))?;
        for (old, new) in old.differences(&new) {
            entries += 1;
            if entries > REPLACED_MAX {
                return Ok(Vec::new());
            }
            let Some(entry) = old else { continue };
            let path = [&prefix, entry.name].concat();
            if entry.is_folder() {
                let new = new.filter(Entry::is_folder).map(|folder| folder.id);
                pairs.push(([path, b"/".to_vec()].concat(), entry.id, new));
            } else if entry.kind == EntryKind::File && new.is_none_or(|new| new.id != entry.id) {
                found.push((ArticlePath::new(path), entry.id));
            }
        }
    }
    Ok(found)
}
