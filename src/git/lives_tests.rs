//! Tests of the versions that articles went through.

use super::*;
use crate::git::hash_blob;
use crate::git::test_repository::TestRepository;

/// The texts of `a.md`, each with the texts it was made from.
#[track_caller]
fn check(world: &TestRepository, expected: &[(&str, &[&str])]) {
    let lives = lives(world);
    let found: Vec<(ObjectId, Vec<ObjectId>)> =
        lives.texts.iter().map(|text| (text.blob, text.before.clone())).collect();
    let blob = |text: &&str| hash_blob(text.as_bytes());
    let expected: Vec<_> = expected
        .iter()
        .map(|(text, before)| (blob(text), before.iter().map(blob).collect::<Vec<_>>()))
        .collect();
    assert_eq!(found, expected);
}

fn lives(world: &TestRepository) -> Lives {
    let repository = world.open();
    let head = repository.head().unwrap().unwrap();
    let wanted = [ArticlePath::new("a.md")].into();
    repository.lives(head, &wanted, &mut CommitTable::default()).unwrap()
}

#[test]
fn every_change_is_a_version_and_commits_that_leave_it_alone_are_none() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "one"), ("b.md", "other")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "other")]);
    check(&world, &[("one", &[]), ("two", &["one"])]);
    assert_eq!(lives(&world).commits.len(), 2);
}

#[test]
fn a_move_without_an_edit_is_followed_and_is_no_version() {
    let world = TestRepository::new();
    world.commit(1, &[("old.md", "one"), ("b.md", "x")]);
    world.commit(2, &[("a.md", "one"), ("b.md", "x")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "x")]);
    check(&world, &[("one", &[]), ("two", &["one"])]);
}

#[test]
fn a_merge_is_a_version_only_where_it_differs_from_all_its_parents() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let left = world.commit_on(&[base], 2, &[("a.md", "left")]);
    let right = world.commit_on(&[base], 3, &[("a.md", "right")]);
    world.commit_on(&[left, right], 4, &[("a.md", "right")]);
    check(&world, &[("one", &[]), ("right", &["one"])]);
    let merge = world.commit_on(&[left, right], 5, &[("a.md", "both")]);
    let found = lives(&world);
    assert_eq!(found.texts.len(), 4);
    let last = found.texts.last().unwrap();
    assert_eq!(last.before, [hash_blob(b"left"), hash_blob(b"right")]);
    assert!(found.commits[last.commit].is_merge && found.commits[last.commit].id == merge);
}

#[test]
fn a_life_before_a_deletion_is_known_too() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "x")]);
    world.commit(2, &[("b.md", "x")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "x")]);
    check(&world, &[("one", &[]), ("two", &[])]);
}

#[test]
fn where_history_is_cut_off_it_is_not_complete() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    assert_eq!(lives(&world).completeness, Completeness::Complete);
    let cut = world.commit(2, &[("a.md", "two")]);
    world.cut_at(&[cut]);
    assert_eq!(lives(&world).completeness, Completeness::Shallow);
}

#[test]
fn the_mailmap_is_that_of_the_commit() {
    let world = TestRepository::new();
    let none = world.commit(1, &[("a.md", "one")]);
    let some = world.commit(2, &[("a.md", "one"), (".mailmap", "Jo Doe <jo@example.org>\n")]);
    assert_eq!(world.open().mailmap(none), "");
    assert_eq!(world.open().mailmap(some), "Jo Doe <jo@example.org>\n");
}

#[test]
fn a_move_with_changes_is_a_version_made_from_what_was_there() {
    let world = TestRepository::new();
    let (old, new) = ("one\ntwo\nthree\n", "one\ntwo\n3\n");
    world.commit(1, &[("kb/old.md", old), ("b.md", "other\n")]);
    world.commit(2, &[("a.md", new), ("b.md", "other\n")]);
    check(&world, &[(old, &[]), (new, &[old])]);
}

#[test]
fn what_came_while_nothing_like_it_went_is_new() {
    let world = TestRepository::new();
    world.commit(1, &[("old.md", "one\ntwo\n"), ("b.md", "one\n2\n")]);
    world.commit(2, &[("a.md", "1\ntwo\n3\n4\n"), ("b.md", "one\n2\n")]);
    check(&world, &[("1\ntwo\n3\n4\n", &[])]);
}

#[test]
fn a_note_that_is_left_behind_does_not_hide_where_a_text_came_from() {
    let world = TestRepository::new();
    world.commit(1, &[("kb/old.md", "one\ntwo\n")]);
    world.commit(2, &[("kb/old.md", "moved\n"), ("a.md", "one\ntwo\n")]);
    check(&world, &[("one\ntwo\n", &[])]);
    let world = TestRepository::new();
    world.commit(1, &[("kb/old.md", "one\ntwo\n")]);
    world.commit(2, &[("kb/old.md", "moved\n"), ("a.md", "one\n2\n")]);
    check(&world, &[("one\ntwo\n", &[]), ("one\n2\n", &["one\ntwo\n"])]);
}
