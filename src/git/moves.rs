//! What became of files that are no longer there: one walk back, as far as it must.
//!
//! Every commit with one parent is asked which files it took away, until all
//! that are sought were seen to go. A file that went became what the same commit
//! brought: the same bytes, or the only text that is much the same. What merges
//! and the borders of shallow clones change is not looked at.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use git2::{Odb, Oid};

use super::commit::utc_day;
use super::graph::Graph;
use super::like::{is_like, only_one};
use super::rename::exact_renames;
use super::repository::Repository;
use super::tree::{Entry, EntryKind, Trees};
use super::{hash_blob, oid};
use crate::domain::history::{Moved, ObjectId};
use crate::domain::path::ArticlePath;

/// So many entries of folders are looked at in one walk.
const ENTRIES_MAX: usize = 20_000_000;
/// So many files that went are kept.
const GONE_MAX: usize = 500_000;
/// So many bytes are read to compare texts.
const COMPARED_BYTES_MAX: usize = 256 << 20;
/// With more files than this that one commit brought, only those of the same name are compared.
const COMPARED_MAX: usize = 200;

/// What is sought among the files that went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Not this one.
    No,
    /// This one, and others.
    Yes,
    /// This one, and nothing after it.
    Last,
}

impl Repository {
    /// What became of each file that went and that `seek` says is sought, by its former path.
    ///
    /// `seek` hears of every file that went, the last to go first, and may hear of one again.
    /// A file that went after it came is followed further; `exists` says where that ends.
    /// Nothing is said of what cannot be read.
    #[must_use]
    pub fn moves(
        &self,
        from: ObjectId,
        seek: &mut dyn FnMut(&ArticlePath) -> Sought,
        exists: &dyn Fn(&ArticlePath) -> bool,
    ) -> HashMap<ArticlePath, Moved> {
        let Ok(odb) = self.inner.odb() else { return HashMap::new() };
        let graph = oid(from).and_then(|id| Graph::read(&odb, id, &self.shallow_commits()));
        let Some(graph) = graph else { return HashMap::new() };
        let trees = Trees::new(&odb);
        let (gone, steps) = (HashMap::new(), HashMap::new());
        let mut walk = Walk { odb: &odb, graph, trees, gone, steps, compared_bytes: 0 };
        let sought = walk.seek(seek);
        let moved = sought.into_iter().filter_map(|path| {
            let moved = walk.follow(&path, exists)?;
            Some((path, moved))
        });
        moved.collect()
    }
}

/// When a file went.
#[derive(Clone, Copy)]
struct Gone {
    /// How many commits had been looked at before.
    turn: usize,
    commit: u32,
    id: Oid,
}

struct Walk<'o> {
    odb: &'o Odb<'o>,
    graph: Graph,
    trees: Trees<'o>,
    /// By path, the last time it went first.
    gone: HashMap<ArticlePath, Vec<Gone>>,
    /// By commit.
    steps: HashMap<u32, Option<Rc<Step>>>,
    compared_bytes: usize,
}

/// What one commit took away and brought.
struct Step {
    /// Where files moved that did not change, by where they were.
    moved: HashMap<ArticlePath, ArticlePath>,
    /// What came and is not what any file was that went.
    new: Vec<(ArticlePath, Oid)>,
    /// What came and is what files were that went.
    same: HashSet<Oid>,
}

impl Walk<'_> {
    /// Looks at commits until nothing more is sought; the paths that were.
    fn seek(&mut self, seek: &mut dyn FnMut(&ArticlePath) -> Sought) -> Vec<ArticlePath> {
        let (mut sought, mut entries, mut count) = (Vec::new(), 0, 0);
        for (turn, commit) in self.graph.children_first().into_iter().enumerate() {
            let Some((new, old)) = self.trees_of(commit) else { continue };
            let Some(lost) = only_in(&mut self.trees, (old, new), &mut entries) else { continue };
            for (path, id) in lost {
                match seek(&path) {
                    Sought::No => {}
                    Sought::Yes => sought.push(path.clone()),
                    Sought::Last => {
                        sought.push(path.clone());
                        self.gone.entry(path).or_default().push(Gone { turn, commit, id });
                        return sought;
                    }
                }
                self.gone.entry(path).or_default().push(Gone { turn, commit, id });
                count += 1;
            }
            if entries > ENTRIES_MAX || count > GONE_MAX {
                break;
            }
        }
        sought
    }

    /// The trees of a commit and of its only parent.
    fn trees_of(&self, commit: u32) -> Option<(Oid, Oid)> {
        let [parent] = self.graph.parents(commit) else { return None };
        let is_border = self.graph.commit(commit).is_border;
        let pair = (self.graph.commit(commit).tree, self.graph.commit(*parent).tree);
        (!is_border).then_some(pair)
    }

    /// Where the file that last lay at `path` is now.
    fn follow(
        &mut self,
        path: &ArticlePath,
        exists: &dyn Fn(&ArticlePath) -> bool,
    ) -> Option<Moved> {
        let mut gone = *self.gone.get(path)?.first()?;
        let on = self.graph.commit(gone.commit).seconds.map(utc_day);
        let mut moved = Moved { to: path.clone(), on, is_exact: true };
        loop {
            let next = self.became(&moved.to, gone);
            let Some((to, is_exact)) = next else {
                return exists(&moved.to).then_some(moved).filter(|moved| moved.to != *path);
            };
            moved = Moved { to, on, is_exact: is_exact && moved.is_exact };
            let later = self
                .gone
                .get(&moved.to)
                .and_then(|gones| gones.iter().rev().find(|later| later.turn < gone.turn).copied());
            match later {
                // Every turn is nearer to now, so this ends.
                Some(later) => gone = later,
                None => return Some(moved).filter(|it| it.to != *path),
            }
        }
    }

    /// What the file at `path` became in the commit that took it away, and whether no byte of it
    /// changed.
    fn became(&mut self, path: &ArticlePath, gone: Gone) -> Option<(ArticlePath, bool)> {
        if super::object_id(gone.id) == hash_blob(b"") {
            return None;
        }
        let step = self.step(gone.commit)?;
        if let Some(came) = step.moved.get(path) {
            return Some((came.clone(), true));
        }
        if step.same.contains(&gone.id) {
            return None;
        }
        let text = self.read(gone.id)?;
        let (namesakes, others): (Vec<_>, Vec<_>) =
            step.new.iter().partition(|(came, _)| came.file_name() == path.file_name());
        let mut like = self.like(&text, &namesakes);
        if like.is_empty() && others.len() <= COMPARED_MAX {
            like = self.like(&text, &others);
        }
        only_one(path, &like).map(|came| (came, false))
    }

    /// Those of the files that came that are `text` with changes.
    fn like(&mut self, text: &[u8], came: &[&(ArticlePath, Oid)]) -> Vec<ArticlePath> {
        let mut is_changed = |id| self.read(id).is_some_and(|new| is_like(text, &new));
        let like = came.iter().filter(|(_, id)| is_changed(*id));
        like.map(|(came, _)| came.clone()).collect()
    }

    /// What a commit took away and brought, found out once.
    fn step(&mut self, commit: u32) -> Option<Rc<Step>> {
        if let Some(known) = self.steps.get(&commit) {
            return known.clone();
        }
        let step = self.look_at(commit).map(Rc::new);
        self.steps.insert(commit, step.clone());
        step
    }

    fn look_at(&mut self, commit: u32) -> Option<Step> {
        let (new, old) = self.trees_of(commit)?;
        let mut entries = 0;
        let came = only_in(&mut self.trees, (new, old), &mut entries)?;
        let lost = only_in(&mut self.trees, (old, new), &mut entries)?;
        let lost: HashSet<Oid> = lost.into_iter().map(|(_, id)| id).collect();
        let moved = exact_renames(&mut self.trees, (new, old), &lost).ok()?;
        let moved = moved.into_iter().map(|(came, from)| (from, came)).collect();
        let (same, new): (Vec<_>, Vec<_>) = came.into_iter().partition(|(_, id)| lost.contains(id));
        let same = same.into_iter().map(|(_, id)| id).collect();
        Some(Step { moved, new, same })
    }

    /// The bytes of a file, while there is room for more.
    fn read(&mut self, id: Oid) -> Option<Vec<u8>> {
        let (bytes, _) = self.odb.read_header(id).ok()?;
        self.compared_bytes = self.compared_bytes.saturating_add(bytes);
        if self.compared_bytes > COMPARED_BYTES_MAX {
            return None;
        }
        Some(self.odb.read(id).ok()?.data().to_vec())
    }
}

/// The files that the first tree has and the second has not; `None` if they cannot be read.
fn only_in(
    trees: &mut Trees<'_>,
    (having, lacking): (Oid, Oid),
    entries: &mut usize,
) -> Option<Vec<(ArticlePath, Oid)>> {
    let mut found = Vec::new();
    let mut pairs = vec![(Vec::new(), having, Some(lacking))];
    while let Some((prefix, having, lacking)) = pairs.pop() {
        let having = trees.read(having).ok()?;
        let lacking = lacking.map_or_else(|| Ok(Rc::default()), |id| trees.read(id)).ok()?;
        for (having, lacking) in having.differences(&lacking) {
            *entries += 1;
            let Some(entry) = having.filter(|_| *entries <= ENTRIES_MAX) else { continue };
            let path = [&prefix, entry.name].concat();
            if entry.is_folder() {
                let lacking = lacking.filter(Entry::is_folder).map(|folder| folder.id);
                pairs.push(([path, b"/".to_vec()].concat(), entry.id, lacking));
            } else if lacking.is_none() && entry.kind == EntryKind::File && found.len() < GONE_MAX {
                found.push((ArticlePath::new(path), entry.id));
            }
        }
    }
    Some(found)
}

#[cfg(test)]
#[path = "moves_tests.rs"]
mod tests;
