//! Every change of every article, from the same walk that dates them.
//!
//! Nothing is asked of bodies here: a change is what git calls one. A move without an edit is
//! none, one with an edit is a change, and a merge has one of its own only where it differs from
//! all its parents.

use std::collections::{BTreeSet, HashMap, HashSet};

use git2::{Odb, Oid};

use super::{Front, Own, State, Walk};
use crate::domain::history::Completeness;
use crate::domain::path::ArticlePath;
use crate::git::bits::Bits;
use crate::git::compare::{Change, Scope, changes};
use crate::git::graph::Graph;
use crate::git::like::{is_like, only_one};
use crate::git::moves::{COMPARED_BYTES_MAX, COMPARED_MAX, only_in};

/// A change of one article that is a commit's own.
pub(in crate::git) struct Edit {
    /// Its place among the paths that were asked for.
    pub(in crate::git) article: u32,
    pub(in crate::git) commit: u32,
    pub(in crate::git) new: Oid,
    /// What the parents have; the same may be there twice.
    pub(in crate::git) olds: Vec<Oid>,
}

/// Every change of every path of `wanted` that `from` has, children before parents.
///
/// `None` if the commit or its tree is not there to read.
pub(in crate::git) fn edits(
    odb: &Odb<'_>,
    from: Oid,
    shallow: &HashSet<Oid>,
    wanted: &BTreeSet<ArticlePath>,
) -> Option<(Vec<Edit>, Graph, Completeness)> {
    let (mut walk, _) = Walk::new(odb, from, shallow, wanted)?;
    walk.edits = Some(Vec::new());
    walk.run();
    let completeness = if walk.is_cut { Completeness::Shallow } else { Completeness::Complete };
    Some((walk.edits.unwrap_or_default(), walk.graph, completeness))
}

impl Walk<'_> {
    /// Records a change, where somebody asked for changes.
    pub(super) fn record(&mut self, commit: u32, own: &Own) {
        let (Some(edits), Some(new)) = (&mut self.edits, own.new) else { return };
        let article = self.names.of(own.track).article;
        let olds = own.olds.iter().flatten().copied().collect();
        edits.push(Edit { article, commit, new, olds });
    }

    /// Follows those of `added` that were moved and changed since `parent`; the others are left.
    ///
    /// As the fix of broken links does: of the files that went, the only one that is much the
    /// same, or the only one of its name.
    pub(super) fn moved_with_changes(
        &mut self,
        commit: u32,
        parent: u32,
        added: Vec<Own>,
    ) -> Vec<Own> {
        let pair = (self.graph.commit(parent).tree, self.graph.commit(commit).tree);
        let gone = if added.is_empty() { None } else { only_in(&mut self.trees, pair, &mut 0) };
        let Some(gone) = gone.filter(|gone| !gone.is_empty()) else { return added };
        let mut texts: HashMap<Oid, Option<Vec<u8>>> = HashMap::new();
        let mut left = Vec::new();
        for own in added {
            let track = self.names.of(own.track);
            let (article, path) = (track.article, track.path.clone());
            let Some(source) =
                own.new.and_then(|new| self.source_of(&path, new, &gone, &mut texts))
            else {
                left.push(own);
                continue;
            };
            let (former, old) = source;
            self.record(commit, &Own { olds: vec![Some(old)], ..own });
            let former = self.names.track(article, &former);
            self.follow(parent, former, State::Present);
        }
        left
    }

    /// The file among those that went which the one that came at `path` was.
    fn source_of(
        &mut self,
        path: &ArticlePath,
        new: Oid,
        gone: &[(ArticlePath, Oid)],
        texts: &mut HashMap<Oid, Option<Vec<u8>>>,
    ) -> Option<(ArticlePath, Oid)> {
        let text = self.text(new)?;
        let mut is_like = |id: Oid| {
            let old = texts.entry(id).or_insert_with(|| self.text(id));
            old.as_ref().is_some_and(|old| is_like(old, &text))
        };
        let (namesakes, others): (Vec<_>, Vec<_>) =
            gone.iter().partition(|(old, _)| old.file_name() == path.file_name());
        let mut like: Vec<_> = namesakes.into_iter().filter(|(_, id)| is_like(*id)).collect();
        if like.is_empty() && others.len() <= COMPARED_MAX {
            like = others.into_iter().filter(|(_, id)| is_like(*id)).collect();
        }
        let paths: Vec<ArticlePath> = like.iter().map(|(old, _)| old.clone()).collect();
        let former = only_one(path, &paths)?;
        like.into_iter().find(|(old, _)| *old == former).cloned()
    }

    /// The bytes of a file, while there is room for more.
    fn text(&mut self, id: Oid) -> Option<Vec<u8>> {
        let (bytes, _) = self.odb.read_header(id).ok()?;
        self.compared_bytes = self.compared_bytes.saturating_add(bytes);
        if self.compared_bytes > COMPARED_BYTES_MAX {
            return None;
        }
        Some(self.odb.read(id).ok()?.data().to_vec())
    }

    /// Records what the first of all commits brought.
    pub(super) fn record_root(&mut self, commit: u32, front: &Front) {
        if self.edits.is_none() {
            return;
        }
        let (tree, absent) = (self.graph.commit(commit).tree, Bits::default());
        let scope = Scope { present: &front.present, absent: &absent, folders: None };
        match changes(&self.names, &mut self.trees, (tree, None), &scope) {
            Ok(brought) => brought.into_iter().for_each(|Change { track, new, .. }| {
                self.record(commit, &Own { track, is_unsettled: false, new, olds: Vec::new() });
            }),
            Err(_) => self.lose(front.present.iter()),
        }
    }
}
