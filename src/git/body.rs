//! Whether two versions of an article say the same thing.
//!
//! What they say is the body: what follows the front matter, with every run of
//! white space counted as one space. A new review date or a re-wrapped
//! paragraph is not news. Nothing is parsed: a heading, a link and a line of
//! code are bytes here.

use std::collections::BTreeSet;

use git2::{Odb, OdbLookupFlags, Oid};
use sha2::{Digest, Sha256};

use super::table::CommitTable;
use crate::domain::front_matter::body;

/// Half of a SHA-256: strangers choose the texts, so a weaker sum could be made to agree.
pub type BodyHash = [u8; 16];

/// What is larger is not read: any other bytes count as another body.
const BYTES_MAX: usize = 16 << 20;

/// Hashes bodies, each blob at most once.
pub(super) struct Bodies<'o> {
    odb: &'o Odb<'o>,
    /// What is not there to read, and was asked for.
    pub(super) missing: BTreeSet<Oid>,
    folded: Vec<u8>,
}

impl<'o> Bodies<'o> {
    pub(super) fn new(odb: &'o Odb<'o>) -> Self {
        Self { odb, missing: BTreeSet::new(), folded: Vec::new() }
    }

    /// True if two versions have one body; `None` if either is not there to read.
    pub(super) fn are_equal(
        &mut self,
        table: &mut CommitTable,
        one: Oid,
        other: Oid,
    ) -> Option<bool> {
        Some(self.hash(table, one)? == self.hash(table, other)?)
    }

    fn hash(&mut self, table: &mut CommitTable, id: Oid) -> Option<BodyHash> {
        if let Some(known) = table.bodies.get(&id) {
            return Some(*known);
        }
        // Without a look for new packs, which a clone without texts would cost at each of them.
        if self.missing.contains(&id) || !self.odb.exists_ext(id, OdbLookupFlags::NO_REFRESH) {
            self.missing.insert(id);
            return None;
        }
        let Ok(hash) = self.read_and_hash(id) else {
            self.missing.insert(id);
            return None;
        };
        table.keep_body(id, hash);
        Some(hash)
    }

    fn read_and_hash(&mut self, id: Oid) -> Result<BodyHash, git2::Error> {
        let (bytes, _) = self.odb.read_header(id)?;
        if bytes > BYTES_MAX {
            return Ok(half(id.as_bytes()));
        }
        let blob = self.odb.read(id)?;
        Ok(body_hash(blob.data(), &mut self.folded))
    }
}

/// The hash of what an article of these bytes says: two that say the same have one. `folded` is
/// memory to work in.
#[must_use]
pub fn body_hash(bytes: &[u8], folded: &mut Vec<u8>) -> BodyHash {
    fold(body(bytes), folded);
    half(&Sha256::digest(folded))
}

/// The first bytes of a longer hash.
fn half(hash: &[u8]) -> BodyHash {
    *hash.first_chunk().expect("object ids and SHA-256 have 20 bytes and more")
}

/// Writes the words of `text` into `folded`, one space apart.
fn fold(text: &[u8], folded: &mut Vec<u8>) {
    folded.clear();
    for word in text.split(|byte| matches!(byte, b' ' | b'\t'..=b'\r')) {
        if !word.is_empty() {
            folded.extend_from_slice(word);
            folded.push(b' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_parts_words_and_is_nothing_else() {
        let words = |text: &str| {
            let mut folded = Vec::new();
            fold(text.as_bytes(), &mut folded);
            folded
        };
        assert_eq!(words("a b\nc"), words(" a\t\r\n\u{b}b  c\n\n"));
        assert_ne!(words("a b"), words("ab"));
        assert_ne!(words("a"), words("A"));
    }
}
