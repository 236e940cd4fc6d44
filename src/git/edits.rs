//! Every change of every article, from the same walk that dates them.
//!
//! Nothing is asked of bodies here: a change is what git calls one. A move without an edit is
//! none, and a merge has one of its own only where it differs from all its parents.

use std::collections::{BTreeSet, HashSet};

use git2::{Odb, Oid};

use super::{Front, Own, Walk};
use crate::domain::history::Completeness;
use crate::domain::path::ArticlePath;
use crate::git::bits::Bits;
use crate::git::compare::{Change, Scope, changes};
use crate::git::graph::Graph;

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
