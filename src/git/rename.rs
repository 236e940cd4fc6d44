//! Finds files that a commit moved without touching a byte.
//!
//! Only exact moves count: a file of the same bytes went and one came, and
//! there is one way to pair them. Likeness is not measured: it reads every
//! blob, which partial clones lack, and it is a guess.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use git2::Oid;

use super::tree::{Entry, EntryKind, RawTree, Trees, Unreadable};
use crate::domain::path::ArticlePath;

/// So many entries are looked at in one commit; a stranger's tree may name
/// itself a thousand times over.
const ENTRIES_MAX: usize = 1_000_000;

/// Which paths of some contents one commit took away and brought.
#[derive(Default)]
struct Moved {
    gone: Vec<ArticlePath>,
    came: Vec<ArticlePath>,
}

/// Where each of the files in `added` lay in the tree `old`, by its path in `new`.
///
/// A commit that touches more than a million entries moves nothing.
pub(super) fn exact_renames(
    trees: &mut Trees<'_>,
    (new, old): (Oid, Oid),
    added: &HashSet<Oid>,
) -> Result<HashMap<ArticlePath, ArticlePath>, Unreadable> {
    let mut moved: HashMap<Oid, Moved> = HashMap::new();
    let mut pairs = vec![(Vec::new(), Some(new), Some(old))];
    let mut entries = 0;
    while let Some((prefix, new, old)) = pairs.pop() {
        let (new, old) = (read(trees, new)?, read(trees, old)?);
        for (new, old) in new.differences(&old) {
            entries += 1;
            if entries > ENTRIES_MAX {
                return Ok(HashMap::new());
            }
            let inner = [new, old].map(|side| side.filter(Entry::is_folder).map(|side| side.id));
            if let Some(folder) = new.or(old).filter(|_| inner != [None, None]) {
                pairs.push(([&prefix, folder.name, b"/"].concat(), inner[0], inner[1]));
            }
            let [new, old] = [new, old].map(|side| side.filter(is_file));
            if let Some(new) = new.filter(|new| old.is_none() && added.contains(&new.id)) {
                moved.entry(new.id).or_default().came.push(path(&prefix, &new));
            }
            if let Some(old) = old.filter(|old| new.is_none() && added.contains(&old.id)) {
                moved.entry(old.id).or_default().gone.push(path(&prefix, &old));
            }
        }
    }
    Ok(moved.values().flat_map(|moved| pair(&moved.came, &moved.gone)).collect())
}

/// Pairs files that came with files that went and are like them: the only two, or the only two
/// of one file name. What came is the first of each pair.
#[must_use]
pub fn pair(came: &[ArticlePath], gone: &[ArticlePath]) -> Vec<(ArticlePath, ArticlePath)> {
    if let ([came], [gone]) = (came, gone) {
        return vec![(came.clone(), gone.clone())];
    }
    let (came, gone) = (by_name(came), by_name(gone));
    let pairs =
        came.into_iter().filter_map(|(name, came)| match (&came[..], &gone.get(name)?[..]) {
            ([came], [gone]) => Some(((*came).clone(), (*gone).clone())),
            _ => None,
        });
    pairs.collect()
}

fn by_name(paths: &[ArticlePath]) -> HashMap<&[u8], Vec<&ArticlePath>> {
    let mut named: HashMap<&[u8], Vec<&ArticlePath>> = HashMap::new();
    for path in paths {
        named.entry(path.file_name()).or_default().push(path);
    }
    named
}

fn is_file(entry: &Entry<'_>) -> bool {
    entry.kind == EntryKind::File
}

fn path(prefix: &[u8], entry: &Entry<'_>) -> ArticlePath {
    ArticlePath::new([prefix, entry.name].concat())
}

fn read(trees: &mut Trees<'_>, id: Option<Oid>) -> Result<Rc<RawTree>, Unreadable> {
    id.map_or_else(|| Ok(Rc::default()), |id| trees.read(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(came: &[&str], gone: &[&str], expected: &[(&str, &str)]) {
        let paths = |paths: &[&str]| paths.iter().map(ArticlePath::new).collect();
        let (came, gone): (Vec<_>, Vec<_>) = (paths(came), paths(gone));
        let mut pairs = pair(&came, &gone);
        pairs.sort();
        let expected: Vec<_> =
            expected.iter().map(|(a, b)| (ArticlePath::new(a), ArticlePath::new(b))).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn the_only_two_are_a_pair_whatever_they_are_called() {
        check(&["b/new.md"], &["a/old.md"], &[("b/new.md", "a/old.md")]);
        check(&["b/new.md"], &[], &[]);
    }

    #[test]
    fn of_several_only_equal_names_are_a_pair() {
        let came = ["b/x.md", "b/y.md", "b/z.md"];
        check(&came, &["a/x.md", "a/y.md"], &[("b/x.md", "a/x.md"), ("b/y.md", "a/y.md")]);
        check(&["b/x.md", "c/x.md"], &["a/x.md"], &[]);
        check(&["b/x.md"], &["a/p.md", "a/q.md"], &[]);
    }
}
