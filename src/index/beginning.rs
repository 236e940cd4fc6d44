//! Which words of the library begin so, whatever happened to the index.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::schema::Field;

use super::open::Damage;
use super::stack::Stack;

/// How many words of the vocabulary are looked at for a beginning, in each part of an index: two
/// letters begin fewer in most libraries.
const SCANNED_MAX: usize = 20_000;

impl Stack<'_> {
    /// Of the words in `field` that begin with `beginning`, the `kept` that are in most articles,
    /// with in how many; of equals, the first by letters. Deleted and hidden articles have none.
    pub(super) fn words_from(
        &self,
        field: Field,
        beginning: &str,
        kept: usize,
    ) -> Result<Vec<(String, u64)>, Damage> {
        let mut found: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for segment in self.segments() {
            let inverted = segment.reader.inverted_index(field)?;
            let mut terms = inverted.terms().range().ge(beginning).into_stream()?;
            let mut left = SCANNED_MAX;
            while left > 0 && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                left -= 1;
                *found.entry(terms.key().to_vec()).or_default() +=
                    u64::from(terms.value().doc_freq);
            }
        }
        // What is deleted counts in there, so that no word is in more articles than it says.
        let mut found: Vec<(Vec<u8>, u64)> = found.into_iter().collect();
        found.sort_by(|(_, with), (_, others)| others.cmp(with));
        let mut best: Vec<(String, u64)> = Vec::new();
        for (word, at_most) in found {
            if best.len() == kept && best.last().is_some_and(|(_, with)| *with > at_most) {
                break;
            }
            let word = String::from_utf8_lossy(&word).into_owned();
            let with = self.articles_with(&Term::from_field_text(field, &word))?;
            if with > 0 {
                let is_before = |it: &(String, u64)| it.1 > with || (it.1 == with && it.0 < word);
                best.insert(best.partition_point(is_before), (word, with));
                best.truncate(kept);
            }
        }
        Ok(best)
    }
}

#[cfg(test)]
#[path = "beginning_tests.rs"]
mod tests;
