//! How much a question hurts how many: the order in which needs are listed.
//!
//! The seed of this library asks to find what is "causing the most pain for the most people". So
//! the pain of a need is, over it and every need that asks the same,
//!
//! > Σ severity × (votes + times asked)
//!
//! where only votes count that somebody can look up, and severity is 1 (annoyance) to 4 (stops
//! us), or 1 where nobody says.
//!
//! Its limits are those of every score of this kind, as of the risk priority number of failure
//! mode analysis (Bowles 2003, "An assessment of RPN prioritization in a failure modes effects
//! and criticality analysis"): severity is an order and no amount, so that twice 2 is not 4 in
//! any world; who votes and asks is counted twice; and whoever cannot speak up counts nothing.
//! It puts a list in order, and its parts are shown so that readers can disagree.

/// How severe a need is where nobody says: the least.
pub const SEVERITY_UNSAID: u32 = 1;
/// The most severe: it stops us.
pub const SEVERITY_MAX: u32 = 4;

/// What one need adds to the pain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PainPart {
    /// 1 to 4; `None` if nobody says.
    pub severity: Option<u32>,
    /// Votes with evidence.
    pub votes: u32,
    /// How often it was asked, 1 at least.
    pub asked: u32,
    /// Votes that nothing speaks for: they are shown and count nothing.
    pub votes_without_evidence: u32,
}

impl PainPart {
    /// Severity × (votes + times asked).
    #[must_use]
    pub fn points(&self) -> u64 {
        let severity = self.severity.unwrap_or(SEVERITY_UNSAID);
        u64::from(severity) * (u64::from(self.votes) + u64::from(self.asked))
    }
}

/// The pain of a need with all that ask the same: its own part first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pain {
    /// A part for each need.
    pub parts: Vec<PainPart>,
}

impl Pain {
    /// The sum over all parts.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.parts.iter().map(PainPart::points).fold(0, u64::saturating_add)
    }

    /// Votes with evidence, over all parts.
    #[must_use]
    pub fn votes(&self) -> u64 {
        self.parts.iter().map(|part| u64::from(part.votes)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(severity: Option<u32>, votes: u32, asked: u32) -> PainPart {
        PainPart { severity, votes, asked, votes_without_evidence: 9 }
    }

    #[test]
    fn pain_is_severity_times_people_summed_over_all_who_ask_the_same() {
        assert_eq!(part(Some(3), 14, 31).points(), 135);
        assert_eq!(part(None, 2, 1).points(), 3);
        let pain = Pain { parts: vec![part(Some(3), 14, 31), part(Some(1), 0, 1)] };
        assert_eq!((pain.points(), pain.votes()), (136, 14));
    }

    #[test]
    fn the_largest_numbers_that_can_be_written_do_not_overflow() {
        let most = part(Some(SEVERITY_MAX), u32::MAX, u32::MAX);
        assert_eq!(most.points(), 4 * 2 * u64::from(u32::MAX));
        assert!(Pain { parts: vec![most; 100] }.points() > most.points());
    }
}
