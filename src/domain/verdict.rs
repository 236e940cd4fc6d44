//! What a person found who looked at an article, before it is written down.

use jiff::civil::Date;

use super::review::Interval;

/// A look at one article, as it is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRecord {
    /// The day of it.
    pub on: Date,
    /// Who looked, as front matter names them.
    pub by: String,
    /// What they say of it.
    pub verdict: Verdict,
    /// How often it is to be reviewed from now on; `None` leaves that as it is.
    pub every: Option<Interval>,
    /// The digest of the body they looked at; `None` where none is made.
    pub body: Option<String>,
}

/// What a reviewer says of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands, as far as these things were looked at.
    Stands {
        /// What was looked at, in the words of the vocabulary; at least one.
        checked: Vec<String>,
        /// What readers or the next reviewer should know.
        note: Option<String>,
    },
    /// It cannot be relied on before something is done.
    NeedsWork {
        /// What that is.
        note: String,
    },
}

impl Verdict {
    /// True if the article can be relied on.
    #[must_use]
    pub fn stands(&self) -> bool {
        matches!(self, Self::Stands { .. })
    }
}
