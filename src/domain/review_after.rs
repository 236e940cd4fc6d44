//! Statements that are known to hold until a day only.

use jiff::civil::Date;

use super::untrusted::Untrusted;

/// A statement of a body that must be looked at again from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewAfter {
    /// The day.
    pub on: Date,
    /// The line of the file that it stands on, from 1.
    pub line: u32,
    /// What is to be looked at, in the author's words; may be empty.
    pub why: Untrusted,
}
