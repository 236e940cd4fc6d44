//! What became of the files that links still lead to.
//!
//! First in what changed and is not committed, or since a commit; then, if
//! that is wanted, in one walk back through history for all of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::history::{Moved, ObjectId};
use crate::domain::page::{called_alike, names, split_page};
use crate::domain::path::ArticlePath;
use crate::git::{Sought, hash_blob, is_like, only_one, pair};

use super::source::Source;
use super::{ARTICLE_BYTES_MAX, Changes, Workspace};

/// With more new files than this only those of the same name are compared.
const COMPARED_MAX: usize = 200;

/// Where to look for what became of a file.
#[derive(Clone, Copy, Debug)]
pub enum Evidence<'c> {
    /// In these changes alone, which costs little.
    Changes(&'c Changes),
    /// In what is not committed and in history.
    History,
}

impl Workspace {
    /// What became of the files that links call by the names in `missing`, by these names; of
    /// many nothing is known.
    #[must_use]
    pub fn moves(
        &self,
        missing: &BTreeSet<ArticlePath>,
        evidence: Evidence<'_>,
    ) -> BTreeMap<ArticlePath, Moved> {
        if missing.is_empty() {
            return BTreeMap::new();
        }
        let uncommitted;
        let changes = match evidence {
            Evidence::Changes(changes) => changes,
            Evidence::History => {
                uncommitted = self.changes_since(None).unwrap_or_default();
                &uncommitted
            }
        };
        let mut moves = BTreeMap::new();
        let mut wanted = Wanted::new(missing);
        let gone = changes.files.iter().filter(|(_, change)| !change.is_there);
        for (gone, change) in gone {
            for called in wanted.take(gone) {
                if let Some((came, is_exact)) =
                    change.old.and_then(|old| self.became(changes, gone, old))
                {
                    let to = called_alike(&called, gone, &came);
                    moves.insert(called, Moved { to, on: None, is_exact });
                }
            }
        }
        if let Evidence::History = evidence {
            moves.extend(self.moves_in_history(wanted, changes).unwrap_or_default());
        }
        moves
    }

    fn moves_in_history(
        &self,
        mut wanted: Wanted<'_>,
        changes: &Changes,
    ) -> Option<BTreeMap<ArticlePath, Moved>> {
        if wanted.left == 0 {
            return None;
        }
        let inside = |path: &ArticlePath| {
            path.as_bytes().strip_prefix(self.prefix.as_slice()).map(ArticlePath::new)
        };
        let mut called: HashMap<ArticlePath, Vec<ArticlePath>> = HashMap::new();
        let mut seek = |gone: &ArticlePath| {
            let taken = inside(gone).map(|gone| wanted.take(&gone)).unwrap_or_default();
            if taken.is_empty() {
                return Sought::No;
            }
            called.entry(gone.clone()).or_default().extend(taken);
            if wanted.left == 0 { Sought::Last } else { Sought::Yes }
        };
        let is_gone = |path: &ArticlePath| changes.files.get(path).is_some_and(|it| !it.is_there);
        // What the last commit still has may have moved on since.
        let exists = |path: &ArticlePath| {
            inside(path).is_some_and(|path| self.exists(&path) || is_gone(&path))
        };
        let found = {
            let repository = self.repository()?;
            let from = match &self.source {
                Source::Revision { commit: Some(commit), .. } => *commit,
                _ => repository.head().ok()??,
            };
            repository.moves(from, &mut seek, &exists)
        };
        let mut moves = BTreeMap::new();
        for (gone, moved) in found {
            let (Some(former), Some(mut to)) = (inside(&gone), inside(&moved.to)) else { continue };
            let mut is_exact = moved.is_exact;
            if let Some(old) =
                changes.files.get(&to).filter(|it| !it.is_there).and_then(|it| it.old)
            {
                let Some((came, as_it_was)) = self.became(changes, &to, old) else { continue };
                (to, is_exact) = (came, is_exact && as_it_was);
            }
            for called in called.remove(&gone).unwrap_or_default() {
                let to = called_alike(&called, &former, &to);
                moves.insert(called, Moved { to, on: moved.on, is_exact });
            }
        }
        Some(moves)
    }

    /// What the file at `gone` became, which was `old`, and whether no byte of it changed.
    fn became(
        &self,
        changes: &Changes,
        gone: &ArticlePath,
        old: ObjectId,
    ) -> Option<(ArticlePath, bool)> {
        let bytes = self.repository()?.blob_size(old).ok()? as u64;
        if bytes == 0 || bytes > ARTICLE_BYTES_MAX {
            return None;
        }
        let text = self.repository()?.blob(old).ok()?;
        let came: Vec<&ArticlePath> = came(changes).collect();
        let is_same = |path: &&&ArticlePath| {
            self.bytes(path) == Some(bytes) && self.content(path).is_some_and(|it| it == text)
        };
        let same: Vec<ArticlePath> = came.iter().filter(is_same).map(|it| (*it).clone()).collect();
        let lost = changes.files.iter().filter(|(_, it)| !it.is_there);
        if !same.is_empty() {
            let alike = lost.filter(|(_, it)| it.old == Some(old)).map(|(path, _)| path.clone());
            let pairs = pair(&same, &alike.collect::<Vec<_>>());
            return pairs.into_iter().find(|(_, from)| from == gone).map(|(came, _)| (came, true));
        }
        let lost: HashSet<ObjectId> = lost.filter_map(|(_, it)| it.old).collect();
        let is_changed = |path: &&ArticlePath| {
            let is_changed =
                |new: Vec<u8>| is_like(&text, &new) && !lost.contains(&hash_blob(&new));
            self.content(path).is_some_and(is_changed)
        };
        let (namesakes, others): (Vec<_>, Vec<_>) =
            came.into_iter().partition(|path| path.file_name() == gone.file_name());
        let mut like: Vec<ArticlePath> =
            namesakes.into_iter().filter(is_changed).cloned().collect();
        if like.is_empty() && others.len() <= COMPARED_MAX {
            like = others.into_iter().filter(is_changed).cloned().collect();
        }
        only_one(gone, &like).map(|came| (came, false))
    }
}

/// The files that are new.
fn came(changes: &Changes) -> impl Iterator<Item = &ArticlePath> {
    changes.files.iter().filter(|(_, it)| it.is_there && it.old.is_none()).map(|(path, _)| path)
}

/// The names that are sought, each until it is found.
struct Wanted<'m> {
    by_name: HashMap<&'m [u8], Vec<&'m ArticlePath>>,
    left: usize,
}

impl<'m> Wanted<'m> {
    fn new(missing: &'m BTreeSet<ArticlePath>) -> Self {
        let mut by_name: HashMap<&[u8], Vec<&ArticlePath>> = HashMap::new();
        for path in missing {
            let (page, suffix) = split_page(path.as_bytes());
            by_name.entry(path.as_bytes()).or_default().push(path);
            if !suffix.is_empty() {
                by_name.entry(page).or_default().push(path);
            }
        }
        Self { by_name, left: missing.len() }
    }

    /// What the file at `path` is called that is still sought; it is not from now on.
    fn take(&mut self, path: &ArticlePath) -> Vec<ArticlePath> {
        let mut taken: Vec<ArticlePath> = Vec::new();
        for name in names(path) {
            let found = self.by_name.remove(name).unwrap_or_default();
            taken.extend(found.into_iter().cloned());
        }
        taken.sort_unstable();
        taken.dedup();
        for called in &taken {
            let (page, _) = split_page(called.as_bytes());
            for name in [called.as_bytes(), page] {
                if let Some(others) = self.by_name.get_mut(name) {
                    others.retain(|other| *other != called);
                }
            }
        }
        self.left -= taken.len();
        taken
    }
}
