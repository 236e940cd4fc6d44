//! Runs of twelve words, and the few of them that stand for all.
//!
//! Shingles as in Broder: "On the resemblance and containment of documents"
//! (1997), sampled by winnowing (Schleimer, Wilkerson, Aiken: "Winnowing: Local
//! Algorithms for Document Fingerprinting", SIGMOD 2003), which finds every
//! passage of `RUN + window - 1` words that two texts share.

use super::sketch::{Word, mix};

/// How many words a run has: fewer meet by chance, more miss what was touched up.
pub(super) const RUN: usize = 12;

/// What the hash of a word weighs more than that of the next one; any odd number will do.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of each run of [`RUN`] words, in order; none for fewer words.
///
/// Each follows from the one before (Karp and Rabin 1987), so that long runs cost no more than
/// short ones.
pub(super) fn runs(words: &[Word]) -> Vec<u64> {
    let oldest = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = 0_u64;
    let mut runs = Vec::with_capacity((words.len() + 1).saturating_sub(RUN));
    for (index, word) in words.iter().enumerate() {
        rolling = rolling.wrapping_mul(BASE).wrapping_add(word.hash);
        if let Some(before) = index.checked_sub(RUN) {
            rolling = rolling.wrapping_sub(words[before].hash.wrapping_mul(oldest));
        }
        if index + 1 >= RUN {
            runs.push(mix(rolling));
        }
    }
    runs
}

/// The places of the runs that are kept: in each `window` of neighbours the one with the least
/// hash; one of all, if there are fewer.
pub(super) fn winnowed(runs: &[u64], window: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(runs.len() * 2 / (window + 1) + 1);
    let mut least = 0;
    for end in 0..runs.len() {
        let start = (end + 1).saturating_sub(window);
        if least < start {
            let rightmost = (start..=end).rev().min_by_key(|at| runs[*at]);
            least = rightmost.unwrap_or(end);
        } else if runs[end] < runs[least] {
            // Of equals the first stays, so that a text that repeats itself keeps few.
            least = end;
        }
        if end + 1 >= window.min(runs.len()) && kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept
}

#[cfg(test)]
#[path = "shingles_tests.rs"]
mod tests;
