//! Indexes laid over one another, counted as if they were one.
//!
//! What has changed since the last commit is searched in a second index, and
//! hidden in the first. Scores are only comparable if both count words over
//! both; and they only equal those of a fresh index if what is hidden or
//! deleted does not count at all. Several libraries are searched as one in the same way.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::collect::Found;
use super::fields::Fields;
use super::open::{Damage, Index};
use crate::domain::path::ArticlePath;

/// An index, and what of it does not hold any more.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'l> {
    /// The index.
    pub index: &'l Index,
    /// Articles to leave out: gone, or newer in another layer.
    pub hidden: &'l HashSet<ArticlePath>,
    /// The number of the library it is of, from 0: [`Hit::origin`].
    ///
    /// [`Hit::origin`]: super::Hit::origin
    pub origin: usize,
    /// What the score of its articles is multiplied by: above 0, and 1 for as it is.
    pub prior: f32,
}

impl<'l> Layer<'l> {
    /// `index` without the articles `hidden`, in a search of one library.
    #[must_use]
    pub fn new(index: &'l Index, hidden: &'l HashSet<ArticlePath>) -> Self {
        Self { index, hidden, origin: 0, prior: 1.0 }
    }

    /// The same as part of the library of number `origin`, whose scores count `prior` times.
    #[must_use]
    pub fn of(self, origin: usize, prior: f32) -> Self {
        Self { origin, prior, ..self }
    }
}

/// The layers of one search.
pub(super) struct Stack<'l> {
    pub(super) layers: Vec<View<'l>>,
    /// How many words there are in a field, once it was asked.
    tokens: Mutex<HashMap<Field, u64>>,
}

/// One layer.
pub(super) struct View<'l> {
    pub(super) index: &'l Index,
    pub(super) segments: Vec<Segment<'l>>,
    pub(super) origin: usize,
    pub(super) prior: f32,
}

/// One segment of a layer.
pub(super) struct Segment<'l> {
    pub(super) reader: &'l SegmentReader,
    /// Deleted or hidden articles, in order.
    pub(super) gone: Vec<DocId>,
}

impl<'l> Stack<'l> {
    pub(super) fn new(layers: &[Layer<'l>]) -> Result<Self, Damage> {
        let view = |layer: &Layer<'l>| {
            let readers = layer.index.searcher.segment_readers();
            let segments = readers.iter().map(|reader| Segment::new(reader, layer));
            let segments = segments.collect::<Result<_, _>>()?;
            let Layer { index, origin, prior, .. } = *layer;
            Ok(View { index, segments, origin, prior })
        };
        let layers = layers.iter().map(view).collect::<Result<_, Damage>>()?;
        Ok(Self { layers, tokens: Mutex::default() })
    }

    pub(super) fn segments(&self) -> impl Iterator<Item = &Segment<'l>> {
        self.layers.iter().flat_map(|layer| &layer.segments)
    }

    /// How many articles there are.
    pub(super) fn articles(&self) -> u64 {
        self.segments().map(Segment::articles).sum()
    }

    /// How many articles contain `term`.
    pub(super) fn articles_with(&self, term: &Term) -> Result<u64, Damage> {
        self.segments().map(|segment| segment.articles_with(term)).sum()
    }

    /// True if any article, even a deleted one, has a term in `field`.
    pub(super) fn has_terms(&self, field: Field) -> Result<bool, Damage> {
        for segment in self.segments() {
            if segment.reader.inverted_index(field)?.terms().num_terms() > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The number of the library that `found` comes from.
    pub(super) fn origin(&self, found: &Found) -> usize {
        self.layers[found.layer].origin
    }

    pub(super) fn fields(&self) -> Option<&Fields> {
        self.layers.first().map(|layer| &layer.index.fields)
    }
}

impl<'l> Segment<'l> {
    fn new(reader: &'l SegmentReader, layer: &Layer<'_>) -> Result<Self, Damage> {
        let mut gone: Vec<DocId> = Vec::new();
        if let Some(alive) = reader.alive_bitset() {
            gone.extend((0..reader.max_doc()).filter(|doc| alive.is_deleted(*doc)));
        }
        for path in layer.hidden {
            let term = Term::from_field_bytes(layer.index.fields.path, path.as_bytes());
            gone.extend(docs_with(reader, &term)?);
        }
        gone.sort_unstable();
        gone.dedup();
        Ok(Self { reader, gone })
    }

    fn articles(&self) -> u64 {
        u64::from(self.reader.max_doc()).saturating_sub(self.gone.len() as u64)
    }

    fn articles_with(&self, term: &Term) -> Result<u64, Damage> {
        let inverted = self.reader.inverted_index(term.field())?;
        let Some(info) = inverted.get_term_info(term)? else {
            return Ok(0);
        };
        if self.gone.is_empty() {
            return Ok(u64::from(info.doc_freq));
        }
        let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        let mut left = u64::from(info.doc_freq);
        for doc in &self.gone {
            if postings.doc() < *doc {
                postings.seek(*doc);
            }
            match postings.doc() {
                TERMINATED => break,
                found if found == *doc => left = left.saturating_sub(1),
                _ => {}
            }
        }
        Ok(left)
    }

    /// How many words the articles have in `field`, by the lengths that are kept of each.
    ///
    /// Those are rounded, and so are the lengths that articles are scored by; the exact total that
    /// an index has too cannot be told from what is left of it once articles are gone.
    fn tokens(&self, field: Field) -> tantivy::Result<u64> {
        let Some(lengths) = self.reader.fieldnorms_readers().get_field(field)? else {
            return Ok(self.reader.inverted_index(field)?.total_num_tokens());
        };
        let length = |doc: DocId| u64::from(lengths.fieldnorm(doc));
        let all: u64 = (0..self.reader.max_doc()).map(length).sum();
        let gone: u64 = self.gone.iter().map(|doc| length(*doc)).sum();
        Ok(all.saturating_sub(gone))
    }
}

/// True if `postings`, which are at or before `doc`, have it.
pub(super) fn has(postings: &mut impl DocSet, doc: DocId) -> bool {
    postings.doc() == doc || (postings.doc() < doc && postings.seek(doc) == doc)
}

/// The articles of a segment with `term`, deleted ones included.
pub(super) fn docs_with(reader: &SegmentReader, term: &Term) -> Result<Vec<DocId>, Damage> {
    let inverted = reader.inverted_index(term.field())?;
    let mut docs = Vec::new();
    if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
    }
    Ok(docs)
}

impl Bm25StatisticsProvider for Stack<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        // It is asked once for each word.
        let mut known = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tokens) = known.get(&field) {
            return Ok(*tokens);
        }
        let tokens =
            self.segments().map(|segment| segment.tokens(field)).sum::<Result<u64, _>>()?;
        known.insert(field, tokens);
        Ok(tokens)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.articles())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.articles_with(term)
            .map_err(|damage| tantivy::TantivyError::InternalError(damage.to_string()))
    }
}
