//! What became of files: moved, moved on, gone, changed, or not to be told.

use super::*;
use crate::git::test_repository::{TestRepository, day};

const TEXT: &str = "one\ntwo\nthree\nfour\n";

/// What became of `path`, where `there` exist now.
fn moved(world: &TestRepository, path: &str, there: &[&str]) -> Option<Moved> {
    let head = world.open().head().unwrap().unwrap();
    let wanted = ArticlePath::new(path);
    let mut seek = |gone: &ArticlePath| if *gone == wanted { Sought::Last } else { Sought::No };
    let exists = |path: &ArticlePath| there.iter().any(|it| it.as_bytes() == path.as_bytes());
    world.open().moves(head, &mut seek, &exists).remove(&wanted)
}

#[track_caller]
fn check(world: &TestRepository, path: &str, there: &[&str], expected: Option<(&str, i64, bool)>) {
    let expected = expected.map(|(to, number, is_exact)| Moved {
        to: ArticlePath::new(to),
        on: Some(day(number)),
        is_exact,
    });
    assert_eq!(moved(world, path, there), expected);
}

#[test]
fn a_file_that_moved_is_told_with_the_day() {
    let world = TestRepository::new();
    world.commit(1, &[("a/x.md", TEXT), ("b.md", "b")]);
    world.commit(2, &[("c/y.md", TEXT), ("b.md", "b")]);
    world.commit(3, &[("c/y.md", TEXT), ("b.md", "c")]);
    check(&world, "a/x.md", &["c/y.md"], Some(("c/y.md", 2, true)));
    check(&world, "never.md", &["c/y.md"], None);
}

#[test]
fn a_file_that_moved_on_is_told_where_it_is_now() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT)]);
    world.commit(2, &[("b.md", TEXT)]);
    world.commit(3, &[("b.md", "one\ntwo\nthree\n5\n")]);
    world.commit(4, &[("c.md", "one\ntwo\nthree\n5\n")]);
    check(&world, "a.md", &["c.md"], Some(("c.md", 2, true)));
    check(&world, "b.md", &["c.md"], Some(("c.md", 4, true)));
}

#[test]
fn a_file_that_moved_and_went_is_gone() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT), ("z.md", "z")]);
    world.commit(2, &[("b.md", TEXT), ("z.md", "z")]);
    world.commit(3, &[("z.md", "z")]);
    check(&world, "a.md", &["z.md"], None);
    check(&world, "b.md", &["z.md"], None);
}

#[test]
fn a_file_that_came_back_where_it_moved_to_is_there() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT), ("z.md", "z")]);
    world.commit(2, &[("b.md", TEXT), ("z.md", "z")]);
    world.commit(3, &[("z.md", "z")]);
    world.commit(4, &[("b.md", TEXT), ("z.md", "z")]);
    check(&world, "a.md", &["b.md", "z.md"], Some(("b.md", 2, true)));
}

#[test]
fn files_that_move_in_a_circle_end() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT)]);
    world.commit(2, &[("b.md", TEXT)]);
    world.commit(3, &[("a.md", TEXT)]);
    world.commit(4, &[("b.md", TEXT)]);
    check(&world, "a.md", &["b.md"], Some(("b.md", 4, true)));
    world.commit(5, &[("c.md", "c")]);
    check(&world, "a.md", &["c.md"], None);
}

#[test]
fn another_file_at_a_former_place_is_not_taken_for_it() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT)]);
    world.commit(2, &[("b.md", TEXT)]);
    world.commit(3, &[("c.md", TEXT)]);
    world.commit(4, &[("b.md", "other\n"), ("c.md", TEXT)]);
    check(&world, "a.md", &["b.md", "c.md"], Some(("c.md", 2, true)));
}

#[test]
fn a_move_with_an_edit_is_told_if_half_of_it_stayed() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT)]);
    world.commit(2, &[("b.md", "one\ntwo\nthree\n5\n")]);
    check(&world, "a.md", &["b.md"], Some(("b.md", 2, false)));
    world.commit(3, &[("c.md", "one\n2\n3\n4\n")]);
    check(&world, "b.md", &["c.md"], None);
    check(&world, "a.md", &["c.md"], None);
}

#[test]
fn of_two_candidates_only_the_one_with_the_same_name_is_told() {
    let world = TestRepository::new();
    world.commit(1, &[("a/x.md", TEXT)]);
    world.commit(2, &[("b/y.md", TEXT), ("b/z.md", TEXT)]);
    check(&world, "a/x.md", &["b/y.md", "b/z.md"], None);
    world.commit(3, &[("a/x.md", TEXT)]);
    world.commit(4, &[("b/y.md", TEXT), ("b/x.md", TEXT)]);
    check(&world, "a/x.md", &["b/y.md", "b/x.md"], Some(("b/x.md", 4, true)));
}

#[test]
fn what_another_file_became_is_not_taken_for_a_likeness() {
    let world = TestRepository::new();
    let other = "one\ntwo\nthree\n5\n";
    world.commit(1, &[("a.md", TEXT), ("b.md", other)]);
    world.commit(2, &[("c.md", other)]);
    check(&world, "b.md", &["c.md"], Some(("c.md", 2, true)));
    check(&world, "a.md", &["c.md"], None);
}

#[test]
fn among_very_many_new_files_only_one_of_the_same_name_is_compared() {
    let changed = "one\ntwo\nthree\n5\n";
    let commit = |world: &TestRepository, others: usize, name: &str| {
        let others: Vec<String> = (1..=others).map(|number| format!("o/{number}")).collect();
        let others = others.iter().map(|path| (path.as_str(), path.as_str()));
        let all: Vec<(&str, &str)> = others.chain([(name, changed)]).collect();
        world.commit(2, &all);
    };
    for (others, name, is_told) in [
        (COMPARED_MAX - 1, "x/b.md", true),
        (COMPARED_MAX, "x/b.md", false),
        (COMPARED_MAX, "x/a.md", true),
    ] {
        let world = TestRepository::new();
        world.commit(1, &[("a.md", TEXT)]);
        commit(&world, others, name);
        check(&world, "a.md", &[name], is_told.then_some((name, 2, false)));
    }
}

#[test]
fn empty_files_are_never_told_apart() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", "")]);
    world.commit(2, &[("b.md", "")]);
    check(&world, "a.md", &["b.md"], None);
}

#[test]
fn a_move_on_a_side_branch_is_told_once_it_is_merged() {
    let world = TestRepository::new();
    let base = world.commit(1, &[("a.md", TEXT), ("m.md", "m")]);
    let side = world.commit_on(&[base], 2, &[("b.md", TEXT), ("m.md", "m")]);
    let main = world.commit_on(&[base], 3, &[("a.md", TEXT), ("m.md", "n")]);
    world.commit_on(&[main, side], 9, &[("b.md", TEXT), ("m.md", "n")]);
    check(&world, "a.md", &["b.md", "m.md"], Some(("b.md", 2, true)));
}

#[test]
fn beyond_the_border_of_a_shallow_clone_nothing_is_known() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT)]);
    let moving = world.commit(2, &[("b.md", TEXT)]);
    let after = world.commit(3, &[("b.md", TEXT), ("c.md", "c")]);
    check(&world, "a.md", &["b.md"], Some(("b.md", 2, true)));
    world.cut_at(&[moving]);
    check(&world, "a.md", &["b.md"], None);
    world.cut_at(&[after]);
    check(&world, "a.md", &["b.md"], None);
}

#[test]
fn a_text_that_this_clone_lacks_is_moved_by_its_name_and_likened_to_nothing() {
    let world = TestRepository::new();
    world.commit(1, &[("a.md", TEXT), ("x.md", "1\n2\n3\n4\n")]);
    world.commit(2, &[("b.md", TEXT), ("y.md", "1\n2\n3\n5\n")]);
    check(&world, "x.md", &["b.md", "y.md"], Some(("y.md", 2, false)));
    world.forget(hash_blob(TEXT.as_bytes()));
    world.forget(hash_blob(b"1\n2\n3\n4\n"));
    check(&world, "a.md", &["b.md", "y.md"], Some(("b.md", 2, true)));
    check(&world, "x.md", &["b.md", "y.md"], None);
}
