//! Which of the names looked for differ between two trees.
//!
//! Equal folders are skipped by their id, and only folders that lead to a
//! wanted name are entered. Nothing recurses: the depth is chosen by strangers.

use std::collections::HashSet;

use git2::Oid;

use super::bits::Bits;
use super::names::{Names, ROOT};
use super::tree::{Entry, RawTree, Trees, Unreadable};

/// A file that is in the new tree and is not the same in the old one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) track: u32,
    pub(super) new: Oid,
    /// `None` if the old tree has no such file.
    pub(super) old: Option<Oid>,
}

/// Which names are compared.
pub(super) struct Scope<'s> {
    /// The tracks that matter.
    pub(super) tracks: &'s Bits,
    /// The folders to enter; `None` enters every folder with a name in it.
    pub(super) folders: Option<&'s HashSet<u32>>,
}

/// Compares the trees `new` and `old`; without an `old` one, all is new.
///
/// A change of mode alone is no change: nobody reads it.
pub(super) fn changes(
    names: &Names,
    trees: &mut Trees<'_>,
    (new, old): (Oid, Option<Oid>),
    scope: &Scope<'_>,
) -> Result<Vec<Change>, Unreadable> {
    let mut changes = Vec::new();
    let mut pairs = vec![(ROOT, new, old)];
    while let Some((folder, new, old)) = pairs.pop() {
        if old == Some(new) {
            continue;
        }
        let new_tree = trees.read(new)?;
        let old_tree = old.map_or(Ok(std::rc::Rc::new(RawTree::default())), |id| trees.read(id))?;
        for (new, old) in new_tree.differences(&old_tree) {
            let Some(new) = new else { continue };
            let Some(child) = names.child(folder, new.name) else { continue };
            if let Some(inner) = child.folder.filter(|_| new.is_folder()) {
                if scope.folders.is_none_or(|folders| folders.contains(&inner)) {
                    pairs.push((inner, new.id, old.filter(Entry::is_folder).map(|old| old.id)));
                }
            } else if new.is_blob() {
                let old = old.filter(Entry::is_blob).map(|old| old.id);
                let tracks = child.tracks.iter().filter(|track| scope.tracks.contains(**track));
                let tracks = tracks.filter(|_| old != Some(new.id));
                changes.extend(tracks.map(|track| Change { track: *track, new: new.id, old }));
            }
        }
    }
    Ok(changes)
}
