//! Which of the names looked for differ between two trees.
//!
//! Equal folders are skipped by their id, and only folders that lead to a
//! wanted name are entered. Nothing recurses: the depth is chosen by strangers.

use std::collections::HashSet;
use std::rc::Rc;

use git2::Oid;

use super::bits::Bits;
use super::names::{Names, ROOT};
use super::tree::{Entry, Trees, Unreadable};

/// A file that is not the same in both trees.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) track: u32,
    /// `None` if the new tree has no such file.
    pub(super) new: Option<Oid>,
    /// `None` if the old tree has no such file.
    pub(super) old: Option<Oid>,
}

/// Which names are compared.
pub(super) struct Scope<'s> {
    /// The tracks of files that the new tree has.
    pub(super) present: &'s Bits,
    /// The tracks of files that the new tree lacks.
    pub(super) absent: &'s Bits,
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
    let is_absence_sought = !scope.absent.is_empty();
    let mut changes = Vec::new();
    let mut pairs = vec![(ROOT, Some(new), old)];
    while let Some((folder, new, old)) = pairs.pop() {
        if new == old {
            continue;
        }
        let [new, old] =
            [new, old].map(|id| id.map_or_else(|| Ok(Rc::default()), |id| trees.read(id)));
        let (new_tree, old_tree) = (new?, old?);
        for (new, old) in new_tree.differences(&old_tree) {
            let Some(either) = new.or(old).filter(|_| new.is_some() || is_absence_sought) else {
                continue;
            };
            let Some(child) = names.child(folder, either.name) else { continue };
            if let Some(inner) = child.folder.filter(|_| either.is_folder()) {
                if scope.folders.is_none_or(|folders| folders.contains(&inner)) {
                    pairs.push((inner, new.map(|new| new.id), old.map(|old| old.id)));
                }
                continue;
            }
            let [new, old] = [new, old].map(|side| side.filter(Entry::is_blob).map(|side| side.id));
            let sought = if new.is_some() { scope.present } else { scope.absent };
            let tracks = child.tracks.iter().filter(|track| sought.contains(**track));
            let tracks = tracks.filter(|_| new != old);
            changes.extend(tracks.map(|track| Change { track: *track, new, old }));
        }
    }
    Ok(changes)
}
