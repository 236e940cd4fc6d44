//! What tantivy hands over, match by match, before anything is ranked.
//!
//! All matches are kept, not only the best: they are counted, and where many
//! are equally good their paths decide, which no search engine knows.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::gate::{Gate, Standing};

/// A matching article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) score: Score,
    pub(super) layer: usize,
    pub(super) address: DocAddress,
}

impl Found {
    /// What articles are ordered by: the score without its last digits.
    ///
    /// Sums of fractions differ in them with the order in which articles were
    /// indexed, which must not decide between two that are equally good.
    pub(super) fn rank(&self) -> u32 {
        (self.score.max(0.0).to_bits() + 0x80) >> 8
    }
}

/// What one layer found.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) hits: Vec<Found>,
    /// Those that are only counted.
    pub(super) retired: Vec<Found>,
}

/// Collects every match that its gate lets through.
pub(super) struct Collect {
    pub(super) layer: usize,
    /// What every score of the layer is multiplied by.
    pub(super) prior: Score,
    /// One for each segment.
    pub(super) gates: Vec<Gate>,
}

/// Collects the matches of one segment.
pub(super) struct CollectSegment {
    layer: usize,
    prior: Score,
    segment: SegmentOrdinal,
    gate: Gate,
    tally: Tally,
}

impl Collector for Collect {
    type Fruit = Tally;
    type Child = CollectSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<CollectSegment> {
        let gate = self.gates[segment as usize].clone();
        let Self { layer, prior, .. } = *self;
        Ok(CollectSegment { layer, prior, segment, gate, tally: Tally::default() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Tally>) -> tantivy::Result<Tally> {
        let mut all = Tally::default();
        for tally in fruits {
            all.hits.extend(tally.hits);
            all.retired.extend(tally.retired);
        }
        Ok(all)
    }
}

impl SegmentCollector for CollectSegment {
    type Fruit = Tally;

    fn collect(&mut self, doc: DocId, score: Score) {
        let address = DocAddress::new(self.segment, doc);
        // Times 1 leaves every bit of a score as it is.
        let found = Found { score: score * self.prior, layer: self.layer, address };
        match self.gate.standing(doc) {
            Standing::Out => {}
            Standing::Retired => self.tally.retired.push(found),
            Standing::In => self.tally.hits.push(found),
        }
    }

    fn harvest(self) -> Tally {
        self.tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digits_of_a_score_do_not_decide() {
        let found = |score: f32| Found { score, layer: 0, address: DocAddress::new(0, 0) };
        assert_eq!(found(7.250_001).rank(), found(7.25).rank());
        assert!(found(7.26).rank() > found(7.25).rank());
        assert!(found(0.1).rank() > found(0.0).rank());
        assert_eq!(found(-1.0).rank(), found(0.0).rank());
    }
}
