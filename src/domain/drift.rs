//! How far the body of an article moved from the one that was reviewed.
//!
//! Two texts are compared and nothing between them: dates, merges and moves on the way cannot
//! make an unchanged article look changed.

/// From this share of changed words on, an article has changed since its review, in per cent.
///
/// Of 462 dated pages in six repositories of the British government 110 have some change in the
/// body since their review, and 20 have one of this size: what is below it is mostly layout.
pub const CHANGED_PERCENT: u32 = 10;

/// From this share of changed words on, a review says as good as nothing of the text, in per
/// cent: less than half of what was read is still there.
pub const REWRITTEN_PERCENT: u32 = 50;

/// What differs between a reviewed body and another one, after both were normalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or not, each by itself")]
pub struct Drift {
    /// How many words the longer of the two has; 0 if the bodies have the same bytes, because
    /// nobody counts then.
    pub words: u32,
    /// How many of these have no partner in the other, in order.
    pub changed_words: u32,
    /// True if a block of code says something else.
    pub has_changed_code: bool,
    /// True if a number came, went, changed or passed another one; so does a sign of quantity.
    pub has_changed_numbers: bool,
    /// True if a word that binds or frees came, went, changed or passed another one: must, may,
    /// not and their like.
    pub has_changed_modals: bool,
    /// True if a heading came, went, changed or passed another one.
    pub has_changed_headings: bool,
}

impl Drift {
    /// The share of changed words, from 0 to 100, rounded down: a border is reached, not neared.
    #[must_use]
    pub fn percent(self) -> u32 {
        let changed = u64::from(self.changed_words) * 100;
        let percent = changed.checked_div(u64::from(self.words)).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }

    /// True if something differs that matters more than its share of the words.
    #[must_use]
    pub fn is_changed_beside_words(self) -> bool {
        self.has_changed_code
            || self.has_changed_numbers
            || self.has_changed_modals
            || self.has_changed_headings
    }

    /// What differs that matters more than its share of the words, in the words of every output,
    /// what may do most harm first.
    #[must_use]
    pub fn kinds(self) -> Vec<&'static str> {
        let kinds = [
            (self.has_changed_code, "code"),
            (self.has_changed_numbers, "numbers"),
            (self.has_changed_modals, "binding words (must, not, …)"),
            (self.has_changed_headings, "headings"),
        ];
        kinds.into_iter().filter(|(is_so, _)| *is_so).map(|(_, kind)| kind).collect()
    }

    /// True if a word, a number, a heading or a line of code differs.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.changed_words > 0 || self.is_changed_beside_words()
    }

    /// True if the article has changed since its review ([`CHANGED_PERCENT`]).
    #[must_use]
    pub fn is_changed(self) -> bool {
        self.percent() >= CHANGED_PERCENT
    }

    /// True if the review is as good as none ([`REWRITTEN_PERCENT`]).
    #[must_use]
    pub fn is_rewritten(self) -> bool {
        self.percent() >= REWRITTEN_PERCENT
    }
}

/// What a change did to an article that has a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// How far it moved the body.
    pub drift: Drift,
    /// True if it states another review too.
    pub is_reviewed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(changed_words: u32, words: u32, expected: (u32, bool, bool)) {
        let drift = Drift { words, changed_words, ..Drift::default() };
        assert_eq!((drift.percent(), drift.is_changed(), drift.is_rewritten()), expected);
    }

    #[test]
    fn borders_are_reached_and_not_neared() {
        check(0, 0, (0, false, false));
        check(99, 1_000, (9, false, false));
        check(100, 1_000, (10, true, false));
        check(499, 1_000, (49, true, false));
        check(500, 1_000, (50, true, true));
        check(u32::MAX, u32::MAX, (100, true, true));
    }

    #[test]
    fn kinds_are_those_that_changed() {
        assert_eq!(Drift::default().kinds(), Vec::<&str>::new());
        let both =
            Drift { has_changed_headings: true, has_changed_modals: true, ..Drift::default() };
        assert_eq!(both.kinds(), ["binding words (must, not, …)", "headings"]);
    }

    #[test]
    fn a_number_alone_is_a_difference_and_no_word_is() {
        assert!(!Drift::default().is_any());
        assert!(Drift { has_changed_numbers: true, ..Drift::default() }.is_any());
        assert!(Drift { words: 9, changed_words: 1, ..Drift::default() }.is_any());
    }
}
