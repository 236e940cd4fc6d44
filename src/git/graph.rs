//! The commits that lead to one commit, each read once, children before parents.
//!
//! The order is that of the graph and never of the clocks: dates are written
//! by strangers, and a walk by date can be made to visit a commit without end.

use std::collections::{HashMap, HashSet};

use git2::{ObjectType, Odb, Oid};

use super::commit::RawCommit;

/// One commit of the graph.
pub(super) struct Commit {
    pub(super) id: Oid,
    pub(super) tree: Oid,
    /// The committer's clock; `None` if it cannot be read.
    pub(super) seconds: Option<i64>,
    /// True if what came before is not there to read.
    pub(super) is_border: bool,
    first_parent: u32,
    parent_count: u32,
}

/// The commits that lead to one commit, which has the number 0.
#[derive(Default)]
pub(super) struct Graph {
    commits: Vec<Commit>,
    parents: Vec<u32>,
    /// True if a commit is missing although nobody said so.
    pub(super) is_damaged: bool,
}

impl Graph {
    /// Reads everything that leads to `from`; `None` if `from` is not there.
    ///
    /// The commits of `shallow` have no parents here. A parent that is missing
    /// for any other reason makes its child a border, too.
    pub(super) fn read(odb: &Odb<'_>, from: Oid, shallow: &HashSet<Oid>) -> Option<Self> {
        Self::read_with(from, shallow, &mut |id| read_commit(odb, id))
    }

    /// Like [`Graph::read`], with the commits that `read` finds.
    pub(super) fn read_with(
        from: Oid,
        shallow: &HashSet<Oid>,
        read: &mut dyn FnMut(Oid) -> Option<RawCommit>,
    ) -> Option<Self> {
        let mut graph = Self::default();
        let mut ids = vec![from];
        let mut numbers = HashMap::from([(from, 0)]);
        let mut missing = HashSet::new();
        while let Some(id) = ids.get(graph.commits.len()).copied() {
            let number = index(graph.commits.len());
            let first_parent = index(graph.parents.len());
            let is_border = shallow.contains(&id);
            let raw = read(id);
            if raw.is_none() {
                missing.insert(number);
            }
            let raw = raw.unwrap_or(RawCommit { tree: id, parents: Vec::new(), seconds: None });
            for parent in raw.parents.into_iter().filter(|_| !is_border) {
                let next = index(ids.len());
                let number = *numbers.entry(parent).or_insert(next);
                if number == next {
                    ids.push(parent);
                }
                graph.parents.push(number);
            }
            let parent_count = index(graph.parents.len()) - first_parent;
            let (tree, seconds) = (raw.tree, raw.seconds);
            graph.commits.push(Commit { id, tree, seconds, is_border, first_parent, parent_count });
        }
        for number in 0..index(graph.commits.len()) {
            if graph.parents(number).iter().any(|parent| missing.contains(parent)) {
                graph.commits[number as usize].is_border = true;
                graph.is_damaged = true;
            }
        }
        (!missing.contains(&0)).then_some(graph)
    }

    /// The commit with this number.
    pub(super) fn commit(&self, number: u32) -> &Commit {
        &self.commits[number as usize]
    }

    /// How many commits there are.
    pub(super) fn len(&self) -> usize {
        self.commits.len()
    }

    /// The numbers of a commit's parents, in its order.
    pub(super) fn parents(&self, number: u32) -> &[u32] {
        let commit = self.commit(number);
        let first = commit.first_parent as usize;
        &self.parents[first..first + commit.parent_count as usize]
    }

    /// All numbers, every child before its parents, one line of work at a time.
    ///
    /// Commits that lead to themselves, which only forged objects do, are left out.
    pub(super) fn children_first(&self) -> Vec<u32> {
        let mut children = vec![0_u32; self.commits.len()];
        for parent in &self.parents {
            children[*parent as usize] += 1;
        }
        let mut order = Vec::with_capacity(self.commits.len());
        let mut ready: Vec<u32> = if children[0] == 0 { vec![0] } else { Vec::new() };
        while let Some(number) = ready.pop() {
            order.push(number);
            for parent in self.parents(number) {
                children[*parent as usize] -= 1;
                if children[*parent as usize] == 0 {
                    ready.push(*parent);
                }
            }
        }
        order
    }
}

/// Reads a commit without libgit2's own parser, which refuses odd names and clocks.
pub(super) fn read_commit(odb: &Odb<'_>, id: Oid) -> Option<RawCommit> {
    RawCommit::parse(&read_raw_commit(odb, id)?)
}

/// The bytes of a commit.
pub(super) fn read_raw_commit(odb: &Odb<'_>, id: Oid) -> Option<Vec<u8>> {
    let object = odb.read(id).ok()?;
    (object.kind() == ObjectType::Commit).then(|| object.data().to_vec())
}

/// So many commits, as the number of one.
pub(super) fn index(count: usize) -> u32 {
    u32::try_from(count).expect("four thousand million commits do not fit into memory")
}
