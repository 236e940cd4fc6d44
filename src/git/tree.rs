//! Reads raw tree objects, and keeps the few that are about to be read again.
//!
//! libgit2's own trees and diffs cost several times what the bytes do. A tree
//! is checked once, when it is read; one that is malformed is unreadable as a
//! whole, so that nothing is ever concluded from half a folder.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use git2::{ObjectType, Odb, Oid};

use super::ID_BYTES;

/// Half of what is kept: each tree is new in one commit and old in the next,
/// and a larger cache was measured to be slower.
const GENERATION_BYTES: usize = 4 << 20;

/// A tree that is missing (partial clone) or malformed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    File,
    Symlink,
    Submodule,
}

impl EntryKind {
    /// The kind by the type bits of a mode; unknown types are files, as in git.
    pub(super) fn of_mode(mode: u32) -> Self {
        match mode & 0o170_000 {
            0o040_000 => Self::Folder,
            0o120_000 => Self::Symlink,
            0o160_000 => Self::Submodule,
            _ => Self::File,
        }
    }
}

/// One entry of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    pub(super) kind: EntryKind,
    pub(super) name: &'t [u8],
    pub(super) id: Oid,
}

impl Entry<'_> {
    /// True for what has content of its own in this repository.
    pub(super) fn is_blob(&self) -> bool {
        matches!(self.kind, EntryKind::File | EntryKind::Symlink)
    }

    pub(super) fn is_folder(&self) -> bool {
        self.kind == EntryKind::Folder
    }

    /// Git's order: a folder sorts as if its name ended in `/`.
    fn order(&self, other: &Self) -> Ordering {
        let slash = |entry: &Self| entry.is_folder().then_some(b'/');
        let mine = self.name.iter().copied().chain(slash(self));
        mine.cmp(other.name.iter().copied().chain(slash(other)))
    }
}

/// The bytes of a tree and where its entries start.
#[derive(Debug, Default)]
pub(super) struct RawTree {
    bytes: Box<[u8]>,
    /// One offset an entry, and the length at the end.
    starts: Box<[u32]>,
}

impl RawTree {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut starts = vec![0];
        let mut rest = bytes;
        while !rest.is_empty() {
            let name_end = first_zero(rest).ok_or(Unreadable)?;
            split_mode(&rest[..name_end]).ok_or(Unreadable)?;
            rest = rest.get(name_end + 1 + ID_BYTES..).ok_or(Unreadable)?;
            let start = bytes.len() - rest.len();
            starts.push(u32::try_from(start).map_err(|_| Unreadable)?);
        }
        Ok(Self { bytes: bytes.into(), starts: starts.into() })
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn entry(&self, index: usize) -> Entry<'_> {
        let (start, end) = (self.starts[index] as usize, self.starts[index + 1] as usize);
        let (head, id) = self.bytes[start..end].split_at(end - start - ID_BYTES);
        let (mode, name) = split_mode(&head[..head.len() - 1]).expect("checked when it was parsed");
        let id = Oid::from_bytes(id).expect("split at the length of an id");
        Entry { kind: EntryKind::of_mode(mode), name, id }
    }

    /// All entries, in the order of the tree.
    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        (0..self.len()).map(|index| self.entry(index))
    }

    /// What is different in `old`: entries of one name and of like kind side by side.
    pub(super) fn differences<'t>(&'t self, old: &'t Self) -> Differences<'t> {
        Differences { new: self, old, new_index: 0, old_index: 0 }
    }
}

/// Splits `100644 name`; `None` without an octal mode or a name.
fn split_mode(head: &[u8]) -> Option<(u32, &[u8])> {
    let space = head.iter().take(7).position(|byte| *byte == b' ')?;
    let name = &head[space + 1..];
    if space == 0 || name.is_empty() {
        return None;
    }
    let mode = head[..space].iter().try_fold(0, |mode, digit| {
        matches!(digit, b'0'..=b'7').then(|| mode * 8 + u32::from(digit - b'0'))
    })?;
    Some((mode, name))
}

/// Where the first zero byte is, eight bytes at a time: trees are mostly names.
fn first_zero(bytes: &[u8]) -> Option<usize> {
    const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (number, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let zeros = word.wrapping_sub(LOW) & !word & HIGH;
        if zeros != 0 {
            return Some(number * 8 + (zeros.trailing_zeros() / 8) as usize);
        }
    }
    let place = rest.iter().position(|byte| *byte == 0)?;
    Some(chunks.len() * 8 + place)
}

/// Walks two trees in step and passes over what they share.
pub(super) struct Differences<'t> {
    new: &'t RawTree,
    old: &'t RawTree,
    new_index: usize,
    old_index: usize,
}

impl Differences<'_> {
    /// Skips the entries that are byte for byte the same on both sides.
    fn skip_equal(&mut self) {
        let (new_start, old_start) = (self.start(true), self.start(false));
        let (new, old) = (&self.new.bytes[new_start..], &self.old.bytes[old_start..]);
        let same = new_start + common_prefix(new, old);
        let ends = &self.new.starts[self.new_index..];
        let entries = ends.partition_point(|start| *start as usize <= same).saturating_sub(1);
        self.new_index += entries;
        self.old_index += entries;
    }

    fn start(&self, of_new: bool) -> usize {
        let (tree, index) =
            if of_new { (self.new, self.new_index) } else { (self.old, self.old_index) };
        tree.starts.get(index).map_or(0, |start| *start as usize)
    }
}

impl<'t> Iterator for Differences<'t> {
    type Item = (Option<Entry<'t>>, Option<Entry<'t>>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_equal();
        let new = (self.new_index < self.new.len()).then(|| self.new.entry(self.new_index));
        let old = (self.old_index < self.old.len()).then(|| self.old.entry(self.old_index));
        let order = match (&new, &old) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(new), Some(old)) => new.order(old),
        };
        self.new_index += usize::from(order.is_le());
        self.old_index += usize::from(order.is_ge());
        Some((new.filter(|_| order.is_le()), old.filter(|_| order.is_ge())))
    }
}

/// How many bytes two strings share at their start.
fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 32;
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP));
    let same = STEP * steps.take_while(|(a, b)| a == b).count();
    same + a[same..].iter().zip(&b[same..]).take_while(|(a, b)| a == b).count()
}

/// Reads trees; those read lately are kept, in two generations.
pub(super) struct Trees<'o> {
    odb: &'o Odb<'o>,
    young: HashMap<Oid, Rc<RawTree>>,
    old: HashMap<Oid, Rc<RawTree>>,
    young_bytes: usize,
}

impl<'o> Trees<'o> {
    pub(super) fn new(odb: &'o Odb<'o>) -> Self {
        Self { odb, young: HashMap::new(), old: HashMap::new(), young_bytes: 0 }
    }

    /// The tree named `id`.
    pub(super) fn read(&mut self, id: Oid) -> Result<Rc<RawTree>, Unreadable> {
        if let Some(tree) = self.young.get(&id) {
            return Ok(Rc::clone(tree));
        }
        let tree = match self.old.remove(&id) {
            Some(tree) => tree,
            None => Rc::new(self.read_raw(id)?),
        };
        self.young_bytes += tree.bytes.len() + tree.starts.len() * size_of::<u32>();
        self.young.insert(id, Rc::clone(&tree));
        if self.young_bytes > GENERATION_BYTES {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        Ok(tree)
    }

    fn read_raw(&self, id: Oid) -> Result<RawTree, Unreadable> {
        let object = self.odb.read(id).map_err(|_| Unreadable)?;
        if object.kind() != ObjectType::Tree {
            return Err(Unreadable);
        }
        RawTree::parse(object.data())
    }
}

#[cfg(test)]
mod tests {
    use super::EntryKind::{File, Folder, Submodule, Symlink};
    use super::*;

    fn tree(entries: &[(&str, &str, u8)]) -> RawTree {
        let mut raw = Vec::new();
        for (mode, name, id) in entries {
            raw.extend_from_slice(format!("{mode} {name}\0").as_bytes());
            raw.extend_from_slice(&[*id; ID_BYTES]);
        }
        RawTree::parse(&raw).unwrap()
    }

    #[track_caller]
    fn check(new: &RawTree, old: &RawTree, expected: &[&str]) {
        let show = |entry: Option<Entry<'_>>| {
            entry.map_or("-".to_owned(), |entry| String::from_utf8_lossy(entry.name).into_owned())
        };
        let differences = new.differences(old).map(|(new, old)| [show(new), show(old)].join(" "));
        assert_eq!(differences.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_what_differs_is_seen() {
        let old = tree(&[("100644", "a", 1), ("40000", "b", 2), ("100644", "c", 3)]);
        check(&old, &old, &[]);
        check(&tree(&[("100644", "a", 1), ("40000", "b", 9), ("100644", "c", 3)]), &old, &["b b"]);
        check(&tree(&[("100644", "b0", 1), ("100644", "c", 3)]), &old, &["- a", "- b", "b0 -"]);
        check(&RawTree::default(), &old, &["- a", "- b", "- c"]);
        check(&old, &RawTree::default(), &["a -", "b -", "c -"]);
        check(&tree(&[]), &tree(&[]), &[]);
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_two_things() {
        let file = tree(&[("100644", "a", 1), ("100644", "a-b", 2)]);
        let folder = tree(&[("100644", "a-b", 2), ("40000", "a", 1)]);
        check(&folder, &file, &["- a", "a -"]);
    }

    #[test]
    fn every_kind_is_told_apart_by_its_mode() {
        let tree = tree(&[
            ("100755", "a", 1),
            ("120000", "b", 1),
            ("160000", "c", 1),
            ("40000", "d", 1),
            ("040000", "e", 1),
        ]);
        let kinds: Vec<EntryKind> = tree.entries().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [File, Symlink, Submodule, Folder, Folder]);
    }

    #[test]
    fn a_malformed_tree_is_unreadable_as_a_whole() {
        let id = [7; ID_BYTES];
        for head in ["100644 a", "100644\0", " a\0", "1008 a\0", "100644 \0"] {
            let raw = [head.as_bytes(), &id].concat();
            assert_eq!(RawTree::parse(&raw).err(), Some(Unreadable), "{head}");
        }
        assert!(RawTree::parse(&[b"100644 a\0".as_slice(), &id[1..]].concat()).is_err());
        assert!(RawTree::parse(&[b"100644 a\0".as_slice(), &id].concat()).is_ok());
    }

    #[test]
    fn shared_starts_are_measured_across_steps() {
        let long = vec![7; 100];
        let mut other = long.clone();
        other[70] = 8;
        assert_eq!(common_prefix(&long, &other), 70);
        assert_eq!(common_prefix(&long, &long[..33]), 33);
        assert_eq!(common_prefix(&[], &long), 0);
    }
}
