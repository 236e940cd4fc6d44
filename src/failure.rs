//! Why the tool cannot work: what we could not do, why, and what to try.
//!
//! A failure is about the tool's surroundings; what is wrong with an article
//! is a finding and never ends up here.

use std::fmt;

/// What could not be done, with its cause and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What could not be done: lower case, no full stop, names in backticks.
    pub failed: String,
    /// Why.
    pub because: Option<String>,
    /// What to try.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure that says what could not be done.
    pub fn new(failed: impl Into<String>) -> Self {
        Self { failed: failed.into(), because: None, hint: None }
    }

    /// Adds the cause.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.because = Some(cause.to_string());
        self
    }

    /// Adds what to try.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
