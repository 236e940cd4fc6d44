//! How many of the articles found have which value.
//!
//! Values are counted from the dictionary of the index: for each value of a key the articles
//! that have it, of which those count that were found.

use std::collections::BTreeMap;

use tantivy::DocId;

use super::asked::Asked;
use super::collect::Found;
use super::judged::Judge;
use super::open::Damage;
use super::stack::Stack;
use super::values::{each_doc, scan};
use crate::domain::filter::{Choice, Facet, Subject};

/// Folded values, how they are written, and how many articles have them.
type Counts = BTreeMap<String, (String, usize)>;

impl Asked<'_> {
    /// Counts the values of `asked` over `hits`.
    pub(super) fn facet(
        &self,
        stack: &Stack<'_>,
        hits: &mut [Found],
        (name, subject): &(String, Subject),
        judge: Judge<'_>,
    ) -> Result<Facet, Damage> {
        let mut counts = Counts::new();
        let with = if let Subject::Field(names) = subject {
            self.count_values(stack, hits, names, &mut counts)?
        } else {
            self.each_record(stack, hits, |found, article| {
                let state = judge(stack.origin(found), &article).state.name();
                counts.entry(state.to_owned()).or_insert((state.to_owned(), 0)).1 += 1;
            })?;
            hits.len()
        };
        let mut values: Vec<(String, usize)> = counts.into_values().collect();
        values.sort_by(|(value, count), (other, others)| others.cmp(count).then(value.cmp(other)));
        Ok(Facet { name: name.clone(), values, without: hits.len() - with })
    }

    /// Counts into `counts`; how many of `hits` have a value at all.
    fn count_values(
        &self,
        stack: &Stack<'_>,
        hits: &[Found],
        names: &[String],
        counts: &mut Counts,
    ) -> Result<usize, Damage> {
        let mut with = 0;
        for (layer, view) in stack.layers.iter().enumerate() {
            for (ordinal, segment) in view.segments.iter().enumerate() {
                let mut is_found = vec![false; segment.reader.max_doc() as usize];
                let here = |hit: &&Found| {
                    hit.layer == layer && hit.address.segment_ord as usize == ordinal
                };
                for hit in hits.iter().filter(here) {
                    is_found[hit.address.doc_id as usize] = true;
                }
                if !is_found.contains(&true) {
                    continue;
                }
                // One article may say the same under our name and under its own.
                let mut pairs: Vec<(String, String, DocId)> = Vec::new();
                for name in names {
                    let mut written = Vec::new();
                    scan(segment.reader, self.fields, (name, ""), |folded, as_written, _| {
                        if !folded.is_empty() {
                            written.push((folded.to_owned(), as_written.to_owned()));
                        }
                        Ok(true)
                    })?;
                    for (folded, as_written) in written {
                        let choice = Choice::Value(folded.clone());
                        each_doc(segment.reader, self.fields, name, &choice, |doc| {
                            if is_found[doc as usize] {
                                pairs.push((folded.clone(), as_written.clone(), doc));
                            }
                        })?;
                    }
                }
                pairs.sort_unstable_by(|one, other| (&one.0, one.2).cmp(&(&other.0, other.2)));
                pairs.dedup_by(|one, other| (&one.0, one.2) == (&other.0, other.2));
                let mut docs: Vec<DocId> = pairs.iter().map(|(_, _, doc)| *doc).collect();
                docs.sort_unstable();
                docs.dedup();
                with += docs.len();
                for (folded, as_written, _) in pairs {
                    counts.entry(folded).or_insert((as_written, 0)).1 += 1;
                }
            }
        }
        Ok(with)
    }
}
