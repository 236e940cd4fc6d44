//! The longest common subsequence, held against the table it is read off.

use proptest::prelude::*;

use super::*;

/// The textbook's table, cell by cell (Wagner and Fischer, 1974).
fn by_table(one: &[&str], other: &[&str]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, their) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == their { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

#[track_caller]
fn check(one: &str, other: &str, expected: usize) {
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.split_whitespace().collect(), other.split_whitespace().collect());
    assert_eq!(count(&one, &other), expected);
    assert_eq!(count(&other, &one), expected);
}

#[test]
fn partners_stand_in_one_order() {
    check("", "", 0);
    check("a", "", 0);
    check("a b c", "a b c", 3);
    check("a b c d", "a x c d", 3);
    check("a b c d", "c d a b", 2);
    check("a a a", "a a", 2);
}

#[test]
fn without_order_a_moved_passage_has_all_its_partners() {
    assert_eq!(in_any_order(&["a", "b", "b"], &["b", "a", "c", "b", "b"]), 3);
}

#[test]
fn what_is_too_much_to_put_in_order_is_counted_without() {
    let long: Vec<String> = (0..140_000).map(|number| number.to_string()).collect();
    let one: Vec<&str> = long.iter().map(String::as_str).collect();
    let other: Vec<&str> = one.iter().rev().copied().collect();
    assert_eq!(count(&one, &other), one.len());
    assert_eq!(count(&one[..100], &other[other.len() - 100..]), 1);
}

proptest! {
    #[test]
    fn bits_say_what_the_table_says(
        one in proptest::collection::vec("[a-e]", 0..200),
        other in proptest::collection::vec("[a-f]", 0..200),
    ) {
        let one: Vec<&str> = one.iter().map(String::as_str).collect();
        let other: Vec<&str> = other.iter().map(String::as_str).collect();
        prop_assert_eq!(count(&one, &other), by_table(&one, &other));
    }
}
