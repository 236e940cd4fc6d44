//! What to try, where a name was mistyped.

use crate::domain::suggest::nearest;
use crate::domain::untrusted::sanitise;

/// The nearest of `names` as a question; what `otherwise` says where none is near.
pub(super) fn did_you_mean<'n>(
    written: &str,
    names: impl IntoIterator<Item = &'n str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(written, names, strsim::damerau_levenshtein)
        .map_or_else(otherwise, |name| format!("did you mean `{}`?", sanitise(name)))
}
