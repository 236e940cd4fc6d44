//! What counts as an article's beginning and as its last change.

use super::*;
use crate::git::oid;
use crate::git::test_repository::{TestRepository, check, check_completeness, day, table};

#[test]
fn an_article_comes_with_its_first_commit_and_changes_with_its_last() {
    let world = TestRepository::new();
    world.commit(1, &[("x.md", "x")]);
    world.commit(2, &[("x.md", "x"), ("kb/a/a.md", "one")]);
    world.commit(3, &[("x.md", "x"), ("kb/a/a.md", "two")]);
    world.commit(4, &[("x.md", "y"), ("kb/a/a.md", "two")]);
    check(&world, "kb/a/a.md", Some(2), Some(3));
    check(&world, "x.md", Some(1), Some(4));
    check_completeness(&world, Completeness::Complete);
}

#[test]
fn what_the_commit_does_not_have_is_not_in_the_table() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "a"), ("gone.md", "g"), ("kb/a.md", "k")]);
    world.commit(2, &[("a.md", "a"), ("kb/a.md", "k")]);
    let table = table(&world, &[b"a.md", b"gone.md", b"never.md", b"kb", b"kb/a.md/x.md"]);
    assert_eq!(table.paths.keys().map(ToString::to_string).collect::<Vec<_>>(), ["a.md"]);
    assert_eq!(table.commit, world.open().head().unwrap());
}

#[test]
fn new_front_matter_is_no_change_and_a_new_body_is() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "---\nreviewed: 1\n---\nBody\n")]);
    world.commit(2, &[("a.md", "---\nreviewed: 2\n---\nBody\n")]);
    check(&world, "a.md", Some(1), Some(1));
    world.commit(3, &[("a.md", "---\nreviewed: 2\n---\nBody!\n")]);
    check(&world, "a.md", Some(1), Some(3));
}

#[test]
fn front_matter_that_dots_close_is_front_matter_too() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "---\nreviewed: 1\n...\nBody\n")]);
    world.commit(2, &[("a.md", "---\nreviewed: 2\n...\nBody\n")]);
    check(&world, "a.md", Some(1), Some(1));
}

#[test]
fn white_space_is_no_change_and_parted_words_are() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one two three\n")]);
    world.commit(2, &[("a.md", "one\r\n\r\n  two\tthree")]);
    check(&world, "a.md", Some(1), Some(1));
    world.commit(3, &[("a.md", "one two th ree")]);
    check(&world, "a.md", Some(1), Some(3));
}

#[test]
fn a_move_neither_creates_nor_changes() {
    let world = TestRepository::new();
    world.commit(1, &[("kb/a.md", "one")]);
    world.commit(2, &[("kb/a.md", "two")]);
    world.commit(3, &[("new/b.md", "two")]);
    check(&world, "new/b.md", Some(1), Some(2));
    world.commit(4, &[("new/b.md", "three")]);
    world.commit(5, &[("c.md", "three")]);
    world.commit(6, &[("kb/a.md", "three")]);
    check(&world, "kb/a.md", Some(1), Some(4));
}

#[test]
fn a_move_with_an_edit_in_one_commit_is_a_new_article() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one two three four five six")]);
    world.commit(2, &[("b.md", "one two three four five seven")]);
    check(&world, "b.md", Some(2), Some(2));
}

#[test]
fn a_copy_is_a_new_article() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "one"), ("b.md", "one")]);
    check(&world, "b.md", Some(2), Some(2));
}

#[test]
fn equal_files_that_move_together_are_told_apart_by_name_or_not_at_all() {
    let world = TestRepository::new();
    world.commit(1, &[("a/x.md", "stub"), ("a/y.md", "stub")]);
    world.commit(2, &[("b/x.md", "stub"), ("b/y.md", "stub")]);
    check(&world, "b/x.md", Some(1), Some(1));
    world.commit(3, &[("c/p.md", "stub"), ("c/q.md", "stub")]);
    check(&world, "c/p.md", Some(3), Some(3));
}

#[test]
fn articles_that_swap_names_take_on_each_others_text() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "one"), ("b.md", "two")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "one")]);
    check(&world, "a.md", Some(1), Some(3));
    check(&world, "b.md", Some(2), Some(3));
}

#[test]
fn a_side_branch_keeps_its_days_when_it_is_merged() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one"), ("b.md", "one")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "two"), ("b.md", "one"), ("c.md", "c")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "one"), ("b.md", "two")]);
    world.commit_on(&[main, side], 9, &[("a.md", "two"), ("b.md", "two"), ("c.md", "c")]);
    check(&world, "a.md", Some(1), Some(2));
    check(&world, "b.md", Some(1), Some(3));
    check(&world, "c.md", Some(2), Some(2));
}

#[test]
fn an_edit_that_a_merge_dropped_never_happened() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one"), ("b.md", "b")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "two"), ("b.md", "b")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "one"), ("b.md", "c")]);
    world.commit_on(&[main, side], 4, &[("a.md", "one"), ("b.md", "c")]);
    check(&world, "a.md", Some(1), Some(1));
}

#[test]
fn what_no_parent_had_is_the_merges_own_change() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "two")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "three")]);
    world.commit_on(&[main, side], 4, &[("a.md", "evil"), ("b.md", "new")]);
    check(&world, "a.md", Some(1), Some(4));
    check(&world, "b.md", Some(4), Some(4));
}

#[test]
fn a_merge_that_only_joins_front_matter_follows_the_body() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "---\na: 1\n---\none")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "---\na: 1\n---\ntwo")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "---\na: 2\n---\none")]);
    world.commit_on(&[main, side], 4, &[("a.md", "---\na: 2\n---\ntwo")]);
    check(&world, "a.md", Some(1), Some(2));
}

#[test]
fn an_article_created_on_two_branches_came_with_the_earlier() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("x.md", "x")]);
    let side = world.commit_on(&[base], 2, &[("x.md", "x"), ("a.md", "one")]);
    let main = world.commit_on(&[base], 3, &[("x.md", "x"), ("a.md", "two")]);
    world.commit_on(&[main, side], 4, &[("x.md", "x"), ("a.md", "both")]);
    check(&world, "a.md", Some(2), Some(4));
}

#[test]
fn an_article_moved_on_one_branch_and_edited_on_the_other_is_followed() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let side = world.commit_on(&[base], 2, &[("b.md", "one")]);
    let main = world.commit_on(&[base], 3, &[("a.md", "two")]);
    world.commit_on(&[main, side], 4, &[("b.md", "two")]);
    check(&world, "b.md", Some(1), Some(4));
}

#[test]
fn a_merge_of_three_is_compared_with_each() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "1"), ("b.md", "1"), ("c.md", "1")]);
    let sides = [
        world.commit_on(&[base], 2, &[("a.md", "2"), ("b.md", "1"), ("c.md", "1")]),
        world.commit_on(&[base], 3, &[("a.md", "1"), ("b.md", "2"), ("c.md", "1")]),
        world.commit_on(&[base], 4, &[("a.md", "1"), ("b.md", "1"), ("c.md", "2")]),
    ];
    world.commit_on(&sides, 5, &[("a.md", "2"), ("b.md", "2"), ("c.md", "2")]);
    check(&world, "a.md", Some(1), Some(2));
    check(&world, "b.md", Some(1), Some(3));
    check(&world, "c.md", Some(1), Some(4));
}

#[test]
fn a_revert_is_a_change_of_its_own() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "two")]);
    world.commit(3, &[("a.md", "one")]);
    check(&world, "a.md", Some(1), Some(3));
}

#[test]
fn a_path_that_was_deleted_and_came_back_is_as_old_as_its_first_life() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "b")]);
    world.commit(2, &[("b.md", "b")]);
    check(&world, "b.md", Some(1), Some(1));
    world.commit(3, &[("a.md", "one"), ("b.md", "b")]);
    check(&world, "a.md", Some(1), Some(3));
    world.commit(4, &[]);
    world.commit(5, &[("a.md", "one")]);
    world.commit(6, &[("a.md", "two")]);
    check(&world, "a.md", Some(1), Some(6));
}

#[test]
fn a_life_that_only_another_line_of_work_had_is_not_its_own() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("x.md", "x")]);
    let lived = world.commit_on(&[base], 2, &[("x.md", "x"), ("a.md", "old")]);
    let main = world.commit_on(&[base], 3, &[("x.md", "y")]);
    let merge = world.commit_on(&[main, lived], 4, &[("x.md", "y")]);
    world.commit_on(&[merge], 5, &[("x.md", "y"), ("a.md", "new")]);
    check(&world, "a.md", Some(5), Some(5));
}

#[test]
fn a_file_in_the_place_of_a_folder_or_a_submodule_is_new() {
    let world = TestRepository::new();
    let blob = world.inner.blob(b"one").unwrap();
    let module = oid(world.commit(1, &[("a.md/x.md", "x")])).unwrap();
    let first = world.commit_entries(
        &[],
        86_400,
        &[
            (b"a.md/x.md", 0o100_644, blob),
            (b"b.md", 0o160_000, module),
            (b"c.md", 0o120_000, blob),
        ],
    );
    world.commit_entries(
        &[first],
        2 * 86_400,
        &[(b"a.md", 0o100_644, blob), (b"b.md", 0o100_644, blob), (b"c.md", 0o100_755, blob)],
    );
    check(&world, "b.md", Some(2), Some(2));
    check(&world, "c.md", Some(1), Some(1));
    let module_now = world.open().head().unwrap().unwrap();
    world.commit_entries(&[module_now], 3 * 86_400, &[(b"b.md", 0o160_000, module)]);
    assert_eq!(table(&world, &[b"b.md"]).paths.len(), 0);
}

#[test]
fn a_name_that_is_not_utf8_has_a_history() {
    let world = TestRepository::new();
    let path: &[u8] = b"kb/caf\xe9.md";
    let [one, two] = [b"one", b"two"].map(|text| world.inner.blob(text).unwrap());
    let first = world.commit_entries(&[], 86_400, &[(path, 0o100_644, one)]);
    world.commit_entries(&[first], 2 * 86_400, &[(path, 0o100_644, two)]);
    let history = table(&world, &[path]).of(&ArticlePath::new(path));
    assert_eq!((history.created, history.updated), (Some(day(1)), Some(day(2))));
}
