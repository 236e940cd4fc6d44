//! How many words two texts have in common, in order: the longest common subsequence.
//!
//! A share of changed words is worth something only if it is that of the closest match, so
//! neither a heuristic nor a clock may cut the search short. The row of the table that finds the
//! longest subsequence is kept as bits (Hyyrö, "Bit-parallel LCS-length computation revisited",
//! 2004): 64 cells a step, the same number of steps whatever the words are. The crates at hand
//! find a script of edits, either the shortest without a bound on the work or another within one.

use std::collections::HashMap;

/// The most cells of the table that are looked at: 131,072 words against as many, 0.3 s.
const CELLS_MAX: usize = 1 << 34;

/// How many words of `one` have a partner in `other`, so that the partners stand in one order.
///
/// Beyond [`CELLS_MAX`], apart from what both start and end with, words are paired in any order:
/// then they are as many or more.
#[must_use]
pub(super) fn count(one: &[&str], other: &[&str]) -> usize {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let ends = one.iter().rev().zip(other.iter().rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    let is_within = one.len().checked_mul(other.len()).is_some_and(|cells| cells <= CELLS_MAX);
    start + end + if is_within { in_order(one, other) } else { in_any_order(one, other) }
}

fn in_order(one: &[&str], other: &[&str]) -> usize {
    /// Which words of a block of 64 are the same.
    type Places = Vec<(usize, u64)>;
    let mut places: HashMap<&str, Places> = HashMap::new();
    for (at, word) in one.iter().enumerate() {
        let (block, bit) = (at / 64, 1 << (at % 64));
        let known = places.entry(word).or_default();
        match known.last_mut() {
            Some((last, bits)) if *last == block => *bits |= bit,
            _ => known.push((block, bit)),
        }
    }
    // A bit is 0 where the subsequence grows by the word of its place.
    let mut row = vec![u64::MAX; one.len().div_ceil(64)];
    for known in other.iter().filter_map(|word| places.get(word)) {
        let mut known = known.iter().copied().peekable();
        let first = known.peek().map_or(row.len(), |(block, _)| *block);
        let mut carry = false;
        for (block, cells) in row.iter_mut().enumerate().skip(first) {
            let same = known.next_if(|(next, _)| *next == block).map_or(0, |(_, bits)| bits);
            let (sum, is_over) = cells.overflowing_add(*cells & same);
            let (sum, is_over_too) = sum.overflowing_add(u64::from(carry));
            carry = is_over || is_over_too;
            *cells = sum | (*cells & !same);
        }
    }
    // The bits beyond the last word stay 1.
    row.iter().map(|cells| cells.count_zeros() as usize).sum()
}

fn in_any_order(one: &[&str], other: &[&str]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *left.entry(word).or_default() += 1;
    }
    let is_there = |word: &&&str| match left.get_mut(**word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    other.iter().filter(is_there).count()
}

#[cfg(test)]
#[path = "common_words_tests.rs"]
mod tests;
