//! Whether one text is another with changes, as git tells a rename with an edit.
//!
//! Counted as git counts: the bytes of the lines that both have, whatever their
//! order, must be half of the longer text.

use std::collections::HashMap;

use super::rename::pair;
use crate::domain::path::ArticlePath;

/// So much of the longer text must be in both: the default of `git diff -M`
/// (<https://git-scm.com/docs/git-diff#Documentation/git-diff.txt--Mn>).
const SHARED_PERCENT_MIN: usize = 50;

/// Longer lines are compared in pieces of so many bytes, as git's `diffcore-delta.c` does: a
/// paragraph on one line is not another for one word.
const PIECE_BYTES_MAX: usize = 64;

/// True if half of the longer text is lines, or pieces of them, that are in both.
#[must_use]
pub fn is_like(one: &[u8], other: &[u8]) -> bool {
    let longer = one.len().max(other.len());
    let can_be = one.len().min(other.len()) * 100 >= longer * SHARED_PERCENT_MIN;
    can_be && longer > 0 && shared_bytes(one, other) * 100 >= longer * SHARED_PERCENT_MIN
}

fn shared_bytes(one: &[u8], other: &[u8]) -> usize {
    let lines = |text| {
        let lines = <[u8]>::split_inclusive(text, |byte| *byte == b'\n');
        lines.flat_map(|line| line.chunks(PIECE_BYTES_MAX))
    };
    let mut left: HashMap<&[u8], usize> = HashMap::new();
    for line in lines(one) {
        *left.entry(line).or_default() += 1;
    }
    let shared = lines(other).filter(|line| match left.get_mut(line) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    shared.map(<[u8]>::len).sum()
}

/// Which of the files that came the file at `gone` became: the only one, or the only one of its
/// name.
#[must_use]
pub fn only_one(gone: &ArticlePath, came: &[ArticlePath]) -> Option<ArticlePath> {
    pair(came, std::slice::from_ref(gone)).into_iter().next().map(|(came, _)| came)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_longer_text_is_enough_and_less_is_not() {
        assert!(is_like(b"a\nb\n", b"a\nc\n"));
        assert!(is_like(b"a\nb\n", b"c\na\n"));
        assert!(!is_like(b"a\nb\n", b"a\nc\nd\n"));
        assert!(!is_like(b"a\n", b"a\na\na\n"));
        assert!(!is_like(b"a\na\n", b"b\nb\n"));
        assert!(!is_like(b"", b"a\n"));
        assert!(!is_like(b"", b""));
    }

    #[test]
    fn a_long_line_with_another_end_is_alike_as_far_as_it_is_the_same() {
        let line = |same: usize, end: u8| [vec![b'a'; same], vec![end; 128 - same]].concat();
        assert!(is_like(&line(64, b'b'), &line(64, b'c')));
        assert!(!is_like(&line(63, b'b'), &line(63, b'c')));
    }

    #[test]
    fn of_several_only_the_one_with_the_same_name_is_taken() {
        let only = |came: &[&str]| {
            only_one(
                &ArticlePath::new("a/x.md"),
                &came.iter().map(ArticlePath::new).collect::<Vec<_>>(),
            )
        };
        assert_eq!(only(&["b/y.md"]), Some(ArticlePath::new("b/y.md")));
        assert_eq!(only(&["b/y.md", "b/x.md"]), Some(ArticlePath::new("b/x.md")));
        assert_eq!(only(&["b/y.md", "b/z.md"]), None);
        assert_eq!(only(&["b/x.md", "c/x.md"]), None);
        assert_eq!(only(&[]), None);
    }
}
