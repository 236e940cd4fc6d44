//! An author's order not to report something.

use super::text::Span;

/// One rule that an article asks to hold back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rule as it is written; `None` if the order cannot be understood.
    pub rule: Option<Box<str>>,
    /// Where the rule is named; the whole order, if it cannot be understood.
    pub span: Span,
    /// Findings that start in here are meant; `None` for the whole article.
    pub scope: Option<Span>,
    /// What can go when nothing is held back.
    pub removal: Span,
    /// True if the author says why.
    pub has_reason: bool,
}
