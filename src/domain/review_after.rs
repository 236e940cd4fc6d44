//! Statements that are known to hold until a day only.

use jiff::civil::Date;

use super::text::Span;
use super::untrusted::Untrusted;

/// What the comment says that gives a statement its day: `<!-- kb: review-after DAY why -->`.
pub const ORDER: &str = "review-after";

/// A statement of a body that must be looked at again from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAfter {
    /// The day.
    pub on: Date,
    /// The line of the file that says so, from 1.
    pub line: u32,
    /// Where it is said.
    pub span: Span,
    /// What is to be looked at, in the author's words; may be empty.
    pub why: Untrusted,
}

/// True if `text` may have such a statement: whoever has none need not read the body to know.
#[must_use]
pub fn may_expire(text: &str) -> bool {
    text.contains(ORDER)
}
