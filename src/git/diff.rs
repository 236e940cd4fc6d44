//! What one commit changed: its tree against that of its first parent, whole, and the files that
//! differ against the trees of its other parents.
//!
//! Equal folders are skipped by their id. Nothing recurses: the depth is chosen by strangers.

use std::collections::HashSet;
use std::rc::Rc;

use git2::Oid;

use super::names::{Names, ROOT};
use super::rename::exact_renames;
use super::table::{CommitTable, Rename};
use super::tree::{Entry, Trees, Unreadable};

/// So many entries of folders are looked at in one commit; a stranger's tree may name itself a
/// thousand times over. Tests do with fewer.
const ENTRIES_MAX: usize = if cfg!(test) { 1_000 } else { 1_000_000 };

/// Why the whole of a commit's changes cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// A folder is missing or malformed.
    Unreadable,
    /// There are too many of them.
    TooLarge,
}

impl From<Unreadable> for Unfit {
    fn from(_: Unreadable) -> Self {
        Self::Unreadable
    }
}

/// A file that is not the same in two trees.
struct Changed {
    path: u32,
    new: Option<Oid>,
    old: Option<Oid>,
}

/// Adds to `table` what changed between the trees of the parents and `tree`, but for the end.
///
/// With `folders`, only those are looked into, however much there is, and moves are left out: a
/// part of the truth, which must not be kept.
pub(super) fn read_diff(
    table: &mut CommitTable,
    trees: &mut Trees<'_>,
    (tree, parents): (Oid, &[Oid]),
    folders: Option<&HashSet<u32>>,
) -> Result<(), Unfit> {
    let first = parents.first().copied();
    let changed = match folders {
        Some(folders) => known_changes(&table.names, trees, (tree, first), folders, usize::MAX)?,
        None => all_changes(&mut table.names, trees, (tree, first))?,
    };
    let mut own = changed;
    // What each further parent has of these, a list a parent.
    let mut columns: Vec<Vec<Option<Oid>>> = Vec::new();
    let entries_max = if folders.is_some() { usize::MAX } else { ENTRIES_MAX };
    for (place, parent) in (1..).zip(parents.iter().skip(1)) {
        let others = if own.is_empty() {
            Vec::new()
        } else {
            let leading = table.names.folders_of(own.iter().map(|own| own.path));
            known_changes(&table.names, trees, (tree, Some(*parent)), &leading, entries_max)?
        };
        let same = keep_different(&mut own, &mut columns, others);
        table.push_run(place, &same);
    }
    if folders.is_none() {
        let renames = renames(&mut table.names, trees, (tree, parents), (&own, &columns))?;
        table.push_renames(renames);
    }
    for (row, Changed { path, new, old }) in own.into_iter().enumerate() {
        table.push_own(path, (new, old), columns.iter().map(|column| column[row]));
    }
    Ok(())
}

/// Leaves in `own` and `columns` what differs from a further parent, too, and adds what that has;
/// returns the paths of the rest.
fn keep_different(
    own: &mut Vec<Changed>,
    columns: &mut Vec<Vec<Option<Oid>>>,
    mut others: Vec<Changed>,
) -> Vec<u32> {
    others.sort_unstable_by_key(|other| other.path);
    let find = |path| others.binary_search_by_key(&path, |other| other.path).ok();
    let found: Vec<Option<usize>> = own.iter().map(|own| find(own.path)).collect();
    for column in columns.iter_mut() {
        let mut found = found.iter();
        column.retain(|_| found.next().is_some_and(Option::is_some));
    }
    columns.push(found.iter().flatten().map(|place| others[*place].old).collect());
    let mut same = Vec::new();
    let mut found = found.into_iter();
    own.retain(|own| {
        let is_different = found.next().is_some_and(|found| found.is_some());
        if !is_different {
            same.push(own.path);
        }
        is_different
    });
    same
}

/// The files of `tree` that the folders lead to, and that are known by name.
pub(super) fn files_in(
    names: &Names,
    trees: &mut Trees<'_>,
    tree: Oid,
    folders: &HashSet<u32>,
) -> Result<Vec<u32>, Unfit> {
    let files = known_changes(names, trees, (tree, None), folders, usize::MAX)?;
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// Every file that is not the same in both trees; without an old one, all are new.
///
/// A change of mode alone is no change: nobody reads it.
fn all_changes(
    names: &mut Names,
    trees: &mut Trees<'_>,
    (new, old): (Oid, Option<Oid>),
) -> Result<Vec<Changed>, Unfit> {
    let mut changes = Vec::new();
    let mut entries = 0;
    let mut pairs = vec![(ROOT, Some(new), old)];
    while let Some((folder, new, old)) = pairs.pop() {
        if new == old {
            continue;
        }
        let (new_tree, old_tree) = (read(trees, new)?, read(trees, old)?);
        for (new, old) in new_tree.differences(&old_tree) {
            entries += 1;
            if entries > ENTRIES_MAX {
                return Err(Unfit::TooLarge);
            }
            let Some(either) = new.or(old) else { continue };
            if either.is_folder() {
                let inner = names.folder_in(folder, either.name);
                pairs.push((inner, new.map(|new| new.id), old.map(|old| old.id)));
            } else if let [new, old] = [new, old].map(blob)
                && new != old
            {
                let path = names.file_in(folder, either.name);
                changes.push(Changed { path, new, old });
            }
        }
    }
    Ok(changes)
}

/// The files in `folders` that are known by name and not the same in both trees.
fn known_changes(
    names: &Names,
    trees: &mut Trees<'_>,
    (new, old): (Oid, Option<Oid>),
    folders: &HashSet<u32>,
    entries_max: usize,
) -> Result<Vec<Changed>, Unfit> {
    let mut changes = Vec::new();
    let mut entries = 0;
    let mut pairs = vec![(ROOT, Some(new), old)];
    while let Some((folder, new, old)) = pairs.pop() {
        if new == old {
            continue;
        }
        let (new_tree, old_tree) = (read(trees, new)?, read(trees, old)?);
        for (new, old) in new_tree.differences(&old_tree) {
            entries += 1;
            if entries > entries_max {
                return Err(Unfit::TooLarge);
            }
            let Some(either) = new.or(old) else { continue };
            let child = names.child(folder, either.name);
            if either.is_folder() {
                if let Some(inner) = child.folder.filter(|inner| folders.contains(inner)) {
                    pairs.push((inner, new.map(|new| new.id), old.map(|old| old.id)));
                }
            } else if let Some(path) = child.file
                && let [new, old] = [new, old].map(blob)
                && new != old
            {
                changes.push(Changed { path, new, old });
            }
        }
    }
    Ok(changes)
}

/// Which of the files that no parent has were only moved, and from where.
fn renames(
    names: &mut Names,
    trees: &mut Trees<'_>,
    (tree, parents): (Oid, &[Oid]),
    (own, columns): (&[Changed], &[Vec<Option<Oid>>]),
) -> Result<Vec<Rename>, Unfit> {
    let is_added = |(row, own): &(usize, &Changed)| {
        own.old.is_none() && columns.iter().all(|column| column[*row].is_none())
    };
    let added = own.iter().enumerate().filter(is_added);
    let mut added: Vec<(u32, Oid)> =
        added.filter_map(|(_, own)| Some((own.path, own.new?))).collect();
    let mut renames = Vec::new();
    for (place, parent) in (0..).zip(parents) {
        let mut ids: HashSet<Oid> = added.iter().map(|(_, id)| *id).collect();
        if !ids.is_empty() && parents.len() == 1 {
            // Most commits that add something take away nothing of the same bytes.
            let gone: HashSet<Oid> = own.iter().filter_map(|own| own.old).collect();
            ids.retain(|id| gone.contains(id));
        }
        if ids.is_empty() {
            continue;
        }
        let sources = exact_renames(trees, (tree, *parent), &ids)?;
        added.retain(|(path, _)| match sources.get(&names.path(*path)) {
            Some(source) => {
                let source = names.file(source.as_bytes());
                renames.push(Rename { path: *path, source, parent: place });
                false
            }
            None => true,
        });
    }
    Ok(renames)
}

fn blob(side: Option<Entry<'_>>) -> Option<Oid> {
    side.filter(Entry::is_blob).map(|side| side.id)
}

fn read(trees: &mut Trees<'_>, id: Option<Oid>) -> Result<Rc<super::tree::RawTree>, Unreadable> {
    id.map_or_else(|| Ok(Rc::default()), |id| trees.read(id))
}
