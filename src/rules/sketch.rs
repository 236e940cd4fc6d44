//! Sketches of bodies: one pass over the bytes, nothing allocated per word.
//!
//! One-permutation `MinHash` (Li, Owen, Zhang: "One Permutation Hashing", NIPS
//! 2012) over runs of words (Broder: "On the resemblance and containment of
//! documents", 1997); bins that stay empty borrow from others as in
//! Shrivastava: "Optimal Densification for Fast and Accurate Minwise Hashing",
//! ICML 2017.

use crate::domain::sketch::{BINS, Prose};
use crate::domain::text::Span;

/// How many words a run has.
pub(super) const RUN: usize = 5;
/// Prose of fewer runs has too little in common with anything to be compared: 60 words.
const RUNS_MIN: u32 = 56;
/// Bodies of fewer words say too little to be copies of one another.
const WORDS_MIN: usize = 20;
/// Bytes at each end of a body that tell most bodies apart.
const END_BYTES: usize = 512;

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A word of prose; case is folded in ASCII only.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// A hash of its letters.
    pub(super) hash: u64,
    /// Where it stands.
    pub(super) span: Span,
}

/// The words of a body outside fences.
///
/// Fences are told by their lines alone, so that a text that is read again need not be parsed.
pub(super) struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The mark of the fence that is open, and how often it stands.
    fence: Option<(u8, usize)>,
}

impl<'a> Words<'a> {
    /// The words of `text` within `body`.
    pub(super) fn new(text: &'a str, body: Span) -> Self {
        let bytes = &text.as_bytes()[..body.end.min(text.len())];
        let mut words = Self { bytes, at: body.start, fence: None };
        words.begin_line();
        words
    }

    /// Goes past the lines from here on that are fences or within one.
    fn begin_line(&mut self) {
        while self.at < self.bytes.len() {
            let line = &self.bytes[self.at..];
            let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            let inner = &line[indent..];
            let mark = inner.first().copied().filter(|mark| matches!(mark, b'`' | b'~'));
            let marks = inner.iter().take_while(|byte| Some(**byte) == mark).count();
            match (self.fence, mark) {
                (None, Some(mark)) if marks >= 3 => self.fence = Some((mark, marks)),
                (None, _) => return,
                (Some((open, least)), Some(mark)) if mark == open && marks >= least => {
                    self.fence = None;
                }
                (Some(_), _) => {}
            }
            let rest = indent + marks;
            let end = line[rest..].iter().position(|byte| *byte == b'\n');
            self.at += end.map_or(line.len(), |end| rest + end + 1);
        }
    }

    /// Goes to the next byte of a word.
    fn skip(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| !is_letter(**byte)) {
            self.at += 1;
            if *byte == b'\n' {
                self.begin_line();
            }
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        self.skip();
        let start = self.at;
        let mut hash = START;
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| is_letter(**byte)) {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
            self.at += 1;
        }
        (self.at > start).then(|| Word { hash, span: Span::new(start..self.at) })
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// Spreads the bits of `hash` (the finaliser of `MurmurHash3`).
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Hands out the hash of each run of [`RUN`] words, as they come.
pub(super) fn runs(words: impl Iterator<Item = Word>) -> impl Iterator<Item = u64> {
    let mut last = [0_u64; RUN];
    words.enumerate().filter_map(move |(index, word)| {
        last.rotate_left(1);
        last[RUN - 1] = word.hash;
        let fold = |hash: u64, word: &u64| (hash ^ word).wrapping_mul(PRIME).rotate_left(23);
        (index + 1 >= RUN).then(|| mix(last.iter().fold(START, fold)))
    })
}

/// The prose of `text` within `body`; `None` if there is too little of it.
pub(super) fn prose(text: &str, body: Span) -> Option<Box<Prose>> {
    let mut bins = [u32::MAX; BINS];
    let mut count = 0_u32;
    for hash in runs(Words::new(text, body)) {
        let bin = ((hash >> 32) * BINS as u64) >> 32;
        let least = &mut bins[usize::try_from(bin).unwrap_or_default()];
        // `u32::MAX` marks an empty bin.
        *least = (*least).min(u32::try_from(hash & 0xffff_fffe).unwrap_or_default());
        count = count.saturating_add(1);
    }
    (count >= RUNS_MIN).then(|| Box::new(Prose { runs: count, bins: densified(&bins) }))
}

/// Every empty bin takes the value of one that is not, chosen by its own number alone.
fn densified(bins: &[u32; BINS]) -> [u32; BINS] {
    let mut dense = *bins;
    for (index, bin) in dense.iter_mut().enumerate().filter(|(_, bin)| **bin == u32::MAX) {
        let tries = (1..1_000_u64).map(|again| mix(((index as u64) << 32) | again) % BINS as u64);
        let mut found = tries.map(|other| bins[usize::try_from(other).unwrap_or_default()]);
        *bin = found.find(|value| *value != u32::MAX).unwrap_or(u32::MAX);
    }
    dense
}

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
