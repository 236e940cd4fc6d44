//! Tests of who brought which words.

use super::*;

/// Versions in one line of work, and how many words of the last came with each.
#[track_caller]
fn check(versions: &[&str], expected: &[usize]) {
    let before: Vec<Vec<usize>> =
        (0..versions.len()).map(|number| number.checked_sub(1).into_iter().collect()).collect();
    check_graph(versions, &before, expected);
}

#[track_caller]
fn check_graph(versions: &[&str], before: &[Vec<usize>], expected: &[usize]) {
    let before: Vec<&[usize]> = before.iter().map(Vec::as_slice).collect();
    let mut read = |version: usize| Some(versions[version].as_bytes().to_vec());
    assert_eq!(words_by_version(&before, &mut read).as_deref(), Some(expected));
}

#[test]
fn a_word_belongs_to_the_version_that_brought_it() {
    check(&["one two three"], &[3]);
    check(&["one two", "one two three"], &[2, 1]);
    check(&["one two", "zero one two"], &[2, 1]);
    check(&["one two three", "one 2 three", "one 2"], &[1, 1, 0]);
    check(&["one two", ""], &[0, 0]);
    check(&["", "one two"], &[0, 2]);
}

#[test]
fn wrapping_and_front_matter_bring_no_words_and_nor_do_marks() {
    check(&["one two three four", "one two\nthree\n\nfour"], &[4, 0]);
    check(&["---\na: 1\n---\none", "---\na: 1 2 3\n---\none\n"], &[1, 0]);
    check(&["one", "one * — two -- 3"], &[1, 3]);
}

#[test]
fn a_passage_that_moved_keeps_its_writer_from_eight_words_on() {
    let (long, other) = ("a b c d e f g h", "1 2 3 4 5 6 7 8 9 10");
    check(&[&format!("{long} {other}"), &format!("{other} {long}")], &[18, 0]);
    let (short, other) = ("a b c d e f g", "1 2 3 4 5 6 7 8 9 10");
    check(&[&format!("{short} {other}"), &format!("{other} {short}")], &[10, 7]);
}

#[test]
fn a_merge_has_the_words_of_all_it_was_made_from() {
    let versions = ["one two", "zero one two", "one two three", "zero one two three four"];
    check_graph(&versions, &[vec![], vec![0], vec![0], vec![1, 2]], &[2, 1, 1, 1]);
}

#[test]
fn words_that_come_back_belong_to_who_brings_them_unless_the_version_is_the_same() {
    check(&["one two", "one", "one two"], &[1, 0, 1]);
}

#[test]
fn what_cannot_be_read_is_unknown() {
    assert_eq!(words_by_version(&[&[], &[0]], &mut |_| None), None);
    assert_eq!(words_by_version(&[], &mut |_| Some(Vec::new())), None);
}

#[test]
fn repetition_without_end_is_read_in_time() {
    let (one, other) = ("a b ".repeat(50_000), "b a ".repeat(50_000));
    let texts = [one.clone().into_bytes(), other.into_bytes(), one.into_bytes()];
    let counts = words_by_version(&[&[], &[0], &[1]], &mut |version| Some(texts[version].clone()));
    assert_eq!(counts.map(|counts| counts.iter().sum::<usize>()), Some(100_000));
}
