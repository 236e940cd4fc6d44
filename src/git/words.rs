//! Which version of a text each of its words came with.
//!
//! As `git blame`, but by words: whoever wraps a paragraph anew has written none of it. A word
//! that was there in any of the versions before belongs to whoever brought it there; a passage
//! that only moved keeps its writers too.

use std::collections::HashMap;
use std::ops::Range;

use git2::{DiffOptions, Patch};

use crate::domain::front_matter::body;

/// A passage that many words of which stood elsewhere before was moved, not written.
const MOVED_WORDS_MIN: usize = 8;

/// One version with its words, one a line, and the version that each came with.
struct Words {
    lines: Vec<u8>,
    origins: Vec<u32>,
}

impl Words {
    fn of(text: &[u8], origin: u32) -> Self {
        let mut lines = Vec::with_capacity(text.len());
        let mut count = 0;
        for word in words(body(text)) {
            lines.extend_from_slice(word);
            lines.push(b'\n');
            count += 1;
        }
        Self { lines, origins: vec![origin; count] }
    }

    fn words(&self) -> Vec<&[u8]> {
        self.lines.split(|byte| *byte == b'\n').take(self.origins.len()).collect()
    }

    /// Takes the origins of all words that `old` has too, where nobody else was found for them.
    fn inherit(&mut self, old: &Self, own: u32) -> Option<()> {
        let changed = changed(&old.lines, &self.lines)?;
        let (mut old_at, mut new_at) = (0, 0);
        let ends = [(old.origins.len()..old.origins.len(), self.origins.len()..self.origins.len())];
        for (gone, came) in changed.iter().cloned().chain(ends) {
            let same = old.origins.get(old_at..gone.start)?;
            let place = self.origins.get_mut(new_at..came.start)?;
            for (origin, known) in place.iter_mut().zip(same) {
                if *origin == own {
                    *origin = *known;
                }
            }
            (old_at, new_at) = (gone.end, came.end);
        }
        let moved = moved(&old.words(), &self.words(), &changed);
        for (new, old_at) in moved {
            if self.origins[new] == own {
                self.origins[new] = old.origins[old_at];
            }
        }
        Some(())
    }
}

/// How many words of the last version came with each version.
///
/// `before` lists, for each version, the earlier ones that it was made from; `read` gives their
/// bytes. `None` if one of them cannot be read.
pub fn words_by_version(
    before: &[&[usize]],
    read: &mut dyn FnMut(usize) -> Option<Vec<u8>>,
) -> Option<Vec<usize>> {
    let mut last_use: Vec<usize> = (0..before.len()).collect();
    for (version, olds) in before.iter().enumerate() {
        olds.iter().for_each(|old| last_use[*old] = version);
    }
    let mut known: HashMap<usize, Words> = HashMap::new();
    for (version, olds) in before.iter().enumerate() {
        let own = u32::try_from(version).ok()?;
        let mut words = Words::of(&read(version)?, own);
        for old in olds.iter().filter(|old| **old < version) {
            words.inherit(known.get(old)?, own)?;
        }
        known.insert(version, words);
        known.retain(|old, _| last_use[*old] > version || *old + 1 == before.len());
    }
    let last = known.remove(&before.len().checked_sub(1)?)?;
    let mut counts = vec![0; before.len()];
    for (word, origin) in last.words().into_iter().zip(&last.origins) {
        counts[*origin as usize] += usize::from(is_word(word));
    }
    Some(counts)
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// True for what has a letter or a digit; any letter beyond ASCII is one.
fn is_word(word: &[u8]) -> bool {
    word.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

/// Which lines went and which came in their place, counted from 0.
fn changed(old: &[u8], new: &[u8]) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut options = DiffOptions::new();
    options.context_lines(0).force_text(true);
    let patch = Patch::from_buffers(old, None, new, None, Some(&mut options)).ok()?;
    let range = |start: u32, lines: u32| {
        // Where no line is, the start is that of the line before.
        let start = start as usize - usize::from(lines > 0);
        start..start + lines as usize
    };
    let hunk = |index| {
        let (hunk, _) = patch.hunk(index).ok()?;
        let old = range(hunk.old_start(), hunk.old_lines());
        Some((old, range(hunk.new_start(), hunk.new_lines())))
    };
    (0..patch.num_hunks()).map(hunk).collect()
}

/// The words of passages that went in one place and came in another: where each is, and was.
fn moved(
    old: &[&[u8]],
    new: &[&[u8]],
    changed: &[(Range<usize>, Range<usize>)],
) -> Vec<(usize, usize)> {
    let mut went: HashMap<&[&[u8]], usize> = HashMap::new();
    for (gone, _) in changed {
        let passages = old[gone.clone()].windows(MOVED_WORDS_MIN).zip(gone.start..);
        passages.for_each(|(passage, at)| _ = went.entry(passage).or_insert(at));
    }
    let mut moved = Vec::new();
    if went.is_empty() {
        return moved;
    }
    for (_, came) in changed {
        let mut known_to = came.start;
        for (passage, at) in new[came.clone()].windows(MOVED_WORDS_MIN).zip(came.start..) {
            let Some(was) = went.get(passage) else { continue };
            for offset in known_to.saturating_sub(at)..MOVED_WORDS_MIN {
                moved.push((at + offset, was + offset));
            }
            known_to = at + MOVED_WORDS_MIN;
        }
    }
    moved
}

#[cfg(test)]
#[path = "words_tests.rs"]
mod tests;
