//! An acronym that an article uses and does not explain, once its text has been let go.

use super::text::Span;

/// Letters and where they come first; a place beyond 4 GiB of text is cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// The letters, two to six from `A` to `Z`.
    pub letters: Box<str>,
    /// Where they start.
    start: u32,
}

impl Acronym {
    /// The acronym `letters` that is written at `start`.
    #[must_use]
    pub fn new(letters: &str, start: usize) -> Self {
        Self { letters: letters.into(), start: u32::try_from(start).unwrap_or(u32::MAX) }
    }

    /// Where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        let start = self.start as usize;
        Span::new(start..start + self.letters.len())
    }
}
