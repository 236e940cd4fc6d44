//! Both sides of every border between what history knows and what it does not.

use git2::ObjectType;
use jiff::civil::{Date, date};

use super::*;
use crate::domain::history::{HistoryTable, ObjectId};
use crate::git::blob::hash_blob;
use crate::git::oid;
use crate::git::test_repository::TestRepository;

fn day(number: i64) -> Date {
    utc_day(number * 86_400)
}

fn table(world: &TestRepository, paths: &[&[u8]]) -> HistoryTable {
    let repository = world.open();
    let head = repository.head().unwrap().unwrap();
    repository.history(head, &paths.iter().map(ArticlePath::new).collect()).unwrap()
}

/// Compares the days on which `path` came and last changed.
#[track_caller]
fn check(world: &TestRepository, path: &str, created: Option<i64>, updated: Option<i64>) {
    let history = table(world, &[path.as_bytes()]).of(&ArticlePath::new(path));
    assert_eq!((history.created, history.updated), (created.map(day), updated.map(day)));
}

#[track_caller]
fn check_completeness(world: &TestRepository, expected: Completeness) {
    assert_eq!(table(world, &[b"a.md"]).completeness, expected);
}

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
fn a_path_that_was_deleted_and_came_back_has_a_new_life() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "b")]);
    world.commit(2, &[("b.md", "b")]);
    check(&world, "b.md", Some(1), Some(1));
    world.commit(3, &[("a.md", "one"), ("b.md", "b")]);
    check(&world, "a.md", Some(3), Some(3));
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
fn what_reaches_the_border_of_a_shallow_clone_is_unknown_and_not_old() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "one")]);
    let border = world.commit(2, &[("a.md", "one"), ("b.md", "one")]);
    world.commit(3, &[("a.md", "one"), ("b.md", "two"), ("c.md", "new")]);
    world.cut_at(&[border]);
    check(&world, "a.md", None, None);
    check(&world, "b.md", None, Some(3));
    check(&world, "c.md", Some(3), Some(3));
    check_completeness(&world, Completeness::Shallow);
}

#[test]
fn a_clone_of_one_commit_knows_nothing() {
    let world = TestRepository::new();
    let only = world.commit(1, &[("a.md", "one")]);
    world.cut_at(&[only]);
    check(&world, "a.md", None, None);
    assert_eq!(world.open().completeness(), Completeness::Shallow);
}

#[test]
fn a_border_that_is_not_reached_is_none() {
    let world = TestRepository::new();
    let other = world.commit_on(&[], 1, &[("a.md", "other")]);
    world.commit_on(&[], 2, &[("a.md", "one")]);
    world.cut_at(&[other]);
    check(&world, "a.md", Some(2), Some(2));
    check_completeness(&world, Completeness::Complete);
}

#[test]
fn one_cut_branch_is_enough_to_doubt_the_beginning() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", "one")]);
    let side = world.commit_on(&[base], 2, &[("a.md", "two")]);
    let main = world.commit_on(&[], 3, &[("a.md", "three")]);
    world.commit_on(&[main, side], 4, &[("a.md", "evil")]);
    check(&world, "a.md", Some(1), Some(4));
    world.cut_at(&[side]);
    check(&world, "a.md", None, Some(4));
}

#[test]
fn a_missing_parent_is_a_border_even_if_nobody_said_so() {
    let world = TestRepository::new();
    let lost = world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "two")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "b")]);
    world.forget(lost);
    check(&world, "a.md", None, None);
    check(&world, "b.md", Some(3), Some(3));
    check_completeness(&world, Completeness::Shallow);
}

#[test]
fn a_missing_folder_is_a_border_too() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "two")]);
    world.forget(crate::git::object_id(world.tree_of(first)));
    check(&world, "a.md", None, None);
    check_completeness(&world, Completeness::Shallow);
}

#[test]
fn a_missing_text_leaves_only_the_last_change_of_its_path_unknown() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("b.md", "b")]);
    world.commit(2, &[("a.md", "two"), ("b.md", "b")]);
    world.commit(3, &[("a.md", "two"), ("b.md", "c")]);
    world.forget(hash_blob(b"one"));
    check(&world, "a.md", Some(1), None);
    check(&world, "b.md", Some(1), Some(3));
    check_completeness(&world, Completeness::Complete);
}

#[test]
fn a_text_too_large_to_read_changes_with_every_byte() {
    let world = TestRepository::new();
    let large = "a ".repeat(9 << 20);
    world.commit(1, &[("a.md", &large)]);
    world.commit(2, &[("a.md", &format!("{large} "))]);
    check(&world, "a.md", Some(1), Some(2));
}

#[test]
fn dates_that_run_backwards_do_not_change_the_order_of_events() {
    let world = TestRepository::new();
    world.commit(9, &[("a.md", "one")]);
    world.commit(2, &[("a.md", "two")]);
    world.commit(5, &[("a.md", "two"), ("b.md", "b")]);
    check(&world, "a.md", Some(9), Some(2));
}

#[test]
fn absurd_clocks_are_days_all_the_same() {
    let world = TestRepository::new();
    let raw = |seconds: &str| {
        let tree = world.commit_on(&[], 1, &[("a.md", "one")]);
        let tree = world.tree_of(tree);
        let person = "J\u{f6}rg <x> y>";
        world.raw_commit(
            format!("tree {tree}\nauthor {person} x\ncommitter {person} {seconds} +1400\n\nm\n")
                .as_bytes(),
        );
        table(&world, &[b"a.md"]).of(&ArticlePath::new("a.md")).created
    };
    assert_eq!(raw("0"), Some(date(1970, 1, 1)));
    assert_eq!(raw("-1"), Some(date(1969, 12, 31)));
    assert_eq!(raw("4102444799"), Some(date(2099, 12, 31)));
    assert_eq!(raw("9223372036854775807").map(Date::year), Some(9999));
    assert_eq!(raw("-9223372036854775808").map(Date::year), Some(-9999));
    assert_eq!(raw("never"), None);
}

#[test]
fn a_day_is_a_day_in_utc() {
    let world = TestRepository::new();
    let blob = world.inner.blob(b"one").unwrap();
    let entries: [(&[u8], u32, git2::Oid); 1] = [(b"a.md", 0o100_644, blob)];
    world.commit_entries(&[], 86_400 * 5 - 1, &entries);
    check(&world, "a.md", Some(4), Some(4));
    world.commit_entries(&[], 86_400 * 5, &entries);
    check(&world, "a.md", Some(5), Some(5));
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

#[test]
fn commits_that_lead_to_themselves_end_and_are_unknown() {
    let world = TestRepository::new();
    let first = world.commit(1, &[("a.md", "one")]);
    let second = world.commit(2, &[("a.md", "one")]);
    let third = world.commit(3, &[("a.md", "one")]);
    world.forge(first, third);
    check(&world, "a.md", None, None);
    world.forge(first, second);
    check(&world, "a.md", None, None);
    check_completeness(&world, Completeness::Shallow);
}

#[test]
fn many_merges_in_a_row_are_walked_once_whatever_their_dates() {
    let world = TestRepository::new();
    let mut tip = world.commit(1, &[("a.md", "start")]);
    for level in 0..40 {
        let text = |side: &str| format!("{level} {side}");
        let left = world.commit_on(&[tip], 100 + level, &[("a.md", &text("left"))]);
        let right = world.commit_on(&[tip], 900 - level, &[("a.md", &text("right"))]);
        tip = world.commit_on(&[left, right], 500, &[("a.md", &text("both"))]);
    }
    check(&world, "a.md", Some(1), Some(500));
}

#[test]
fn a_commit_that_is_not_there_is_a_failure() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one")]);
    let nothing = ObjectId::new(&[7; 20]).unwrap();
    let failed = world.open().history(nothing, &BTreeSet::new()).unwrap_err();
    assert!(failed.failed.contains("0707070707"), "{failed:?}");
    let tree = world.write(ObjectType::Tree, b"");
    assert!(world.open().history(tree, &BTreeSet::new()).is_err());
    let sha256 = ObjectId::new(&[7; 32]).unwrap();
    assert!(world.open().history(sha256, &BTreeSet::new()).is_err());
}
