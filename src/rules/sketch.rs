//! Sketches of bodies: what tells most of them apart without keeping them.

/// Bodies of fewer words say too little to be copies of one another.
const WORDS_MIN: usize = 20;
/// Bytes at each end of a body that tell most bodies apart.
const END_BYTES: usize = 512;

/// The start and the factor of FNV-1a, 64 bits.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A hash of how `body` begins and ends, white space left out; `None` if it says too little to
/// be a copy.
pub(super) fn ends(body: &str) -> Option<u64> {
    body.split_ascii_whitespace().nth(WORDS_MIN - 1)?;
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let solid = || body.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let front = solid().take(END_BYTES).fold(START, fold);
    Some(solid().rev().take(END_BYTES).fold(front, fold))
}

/// A hash of the whole `body`, white space folded.
pub(super) fn whole(body: &str) -> u64 {
    body.split_ascii_whitespace().fold(START, |hash, word| {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        word.bytes().fold(fold(hash, b' '), fold)
    })
}

/// True if two bodies are the same but for white space.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one.split_ascii_whitespace().eq(other.split_ascii_whitespace())
}
