//! Which commit a day means.

use super::*;
use crate::git::test_repository::TestRepository;

fn day(number: i64) -> Date {
    utc_day(number * 86_400)
}

#[test]
fn a_day_means_its_last_commit_or_the_last_before_it() {
    let world = TestRepository::new();
    let first = world.commit(5, &[("a.md", "1")]);
    let second = world.commit(10, &[("a.md", "2")]);
    let third = world.commit(10, &[("a.md", "3")]);
    let repository = world.open();
    let at = |number| repository.at_end_of(day(number), third).ok();
    assert_eq!(at(4), None);
    assert_eq!(at(5), Some((first, day(5))));
    assert_eq!(at(9), Some((first, day(5))));
    assert_eq!(at(10), Some((third, day(10))));
    assert_eq!(at(99), Some((third, day(10))));
    assert_eq!(repository.at_end_of(day(10), second).ok(), Some((second, day(10))));
}

#[test]
fn what_others_did_counts_from_its_merge_on() {
    let world = TestRepository::new();
    let first = world.commit(5, &[("a.md", "1")]);
    let side = world.commit_on(&[first], 6, &[("a.md", "1"), ("b.md", "1")]);
    let main = world.commit_on(&[first], 7, &[("a.md", "2")]);
    let merge = world.commit_on(&[main, side], 9, &[("a.md", "2"), ("b.md", "1")]);
    let repository = world.open();
    let at = |number| repository.at_end_of(day(number), merge).map(|(commit, _)| commit).ok();
    assert_eq!((at(6), at(8), at(9)), (Some(first), Some(main), Some(merge)));
}

#[test]
fn the_graph_decides_where_clocks_run_backwards() {
    let world = TestRepository::new();
    world.commit(20, &[("a.md", "1")]);
    let second = world.commit(10, &[("a.md", "2")]);
    let third = world.commit(30, &[("a.md", "3")]);
    let repository = world.open();
    assert_eq!(repository.at_end_of(day(25), third).ok(), Some((second, day(10))));
}

#[test]
fn what_came_before_a_day_ends_with_the_day_before_it() {
    let world = TestRepository::new();
    let first = world.commit(5, &[("a.md", "1")]);
    let second = world.commit(10, &[("a.md", "2")]);
    let repository = world.open();
    let before = |number| repository.before(day(number), second).expect("it can be read");
    assert_eq!(before(4), None);
    assert_eq!(before(5), None);
    assert_eq!(before(6), Some(first));
    assert_eq!(before(10), Some(first));
    assert_eq!(before(11), Some(second));
    assert_eq!(repository.before(Date::MIN, second), Ok(None));
}
