//! Where history ends, is damaged or lies about its dates: what is known, and what is not.

use std::collections::BTreeSet;

use git2::{ObjectType, Oid};
use jiff::civil::{Date, date};

use super::*;
use crate::domain::history::{Completeness, ObjectId};
use crate::domain::path::ArticlePath;
use crate::git::test_repository::{TestRepository, check, check_completeness, table};

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
fn a_path_that_came_after_the_border_is_dated_whatever_lies_behind() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "one"), ("x.md", "x")]);
    let border = world.commit(2, &[("x.md", "x")]);
    world.commit(3, &[("a.md", "one"), ("x.md", "x")]);
    check(&world, "a.md", Some(1), Some(3));
    world.cut_at(&[border]);
    check(&world, "a.md", Some(3), Some(3));
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
    world.forget(object_id(world.tree_of(first)));
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
    let entries: [(&[u8], u32, Oid); 1] = [(b"a.md", 0o100_644, blob)];
    world.commit_entries(&[], 86_400 * 5 - 1, &entries);
    check(&world, "a.md", Some(4), Some(4));
    world.commit_entries(&[], 86_400 * 5, &entries);
    check(&world, "a.md", Some(5), Some(5));
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
    let history = |commit| {
        let dated = world.open().history(commit, &BTreeSet::new(), &mut CommitTable::default());
        dated.map(|dated| dated.table)
    };
    let nothing = ObjectId::new(&[7; 20]).unwrap();
    let failed = history(nothing).unwrap_err();
    assert!(failed.failed.contains("0707070707"), "{failed:?}");
    let tree = world.write(ObjectType::Tree, b"");
    assert!(history(tree).is_err());
    let sha256 = ObjectId::new(&[7; 32]).unwrap();
    assert!(history(sha256).is_err());
}
