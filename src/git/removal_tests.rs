//! When files went, whatever the commits on the way look like.

use super::*;
use crate::git::test_repository::{TestRepository, day};

/// The last removal of `path`: its commit, the one before, and its day.
fn removal(world: &TestRepository, path: &str) -> Option<(ObjectId, ObjectId, Option<Date>)> {
    let (repository, path) = (world.open(), ArticlePath::new(path));
    let head = repository.head().unwrap().unwrap();
    let wanted = [path.clone()].into();
    let found = repository.removals(head, &wanted, &mut CommitTable::default()).remove(&path)?;
    Some((found.commit, found.parent, found.on))
}

#[test]
fn the_last_of_several_removals_is_told_and_merges_took_nothing_away() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "a"), ("b.md", "b")]);
    let gone = world.commit(2, &[("b.md", "b")]);
    let back = world.commit(3, &[("a.md", "a"), ("b.md", "b")]);
    assert_eq!(removal(&world, "a.md"), Some((gone, first, Some(day(2)))));
    let again = world.commit(4, &[("b.md", "b")]);
    let other = world.commit_on(&[back], 5, &[("a.md", "a"), ("b.md", "c")]);
    world.commit_on(&[other, again], 6, &[("b.md", "c")]);
    assert_eq!(removal(&world, "a.md"), Some((again, back, Some(day(4)))));
    assert_eq!(removal(&world, "b.md"), None);
    assert_eq!(removal(&world, "never.md"), None);
}

#[test]
fn odd_names_and_clocks_neither_hide_a_removal_nor_what_came_before() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "a"), ("b.md", "b"), ("c.md", "c")]);
    let gone = world.commit(2, &[("b.md", "b"), ("c.md", "c")]);
    let with_c = world.tree_of(gone);
    let odd = |tree: git2::Oid, parent: ObjectId| {
        let raw = format!("tree {tree}\nparent {parent}\nauthor Jo\ncommitter <>\n\nodd");
        world.raw_commit(raw.as_bytes())
    };
    let only_b = world.tree_of(world.commit_on(&[], 3, &[("b.md", "b")]));
    let odd_one = odd(with_c, gone);
    let last = odd(only_b, odd_one);
    assert_eq!(removal(&world, "a.md"), Some((gone, first, Some(day(2)))));
    assert_eq!(removal(&world, "c.md"), Some((last, odd_one, None)));
}
