//! What tells of a person or opens something, in words that are about to be written down.

/// A value that should not be written for all to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToMask {
    /// Its first characters: never the whole.
    pub shown: String,
    /// What it is, as in `an e-mail address`.
    pub what: &'static str,
    /// What to write in its place.
    pub way_out: &'static str,
}
