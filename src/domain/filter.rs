//! What one can filter articles by, as the articles of a library have it.

use std::collections::BTreeSet;

/// The values that articles have, by filter; where they come from an index, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterValues {
    /// Types.
    pub kinds: BTreeSet<String>,
    /// Topics.
    pub topics: BTreeSet<String>,
    /// Owners.
    pub owners: BTreeSet<String>,
    /// Licences: whole expressions; from an index also each licence of them.
    pub licenses: BTreeSet<String>,
}
