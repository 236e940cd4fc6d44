//! What to mask in words that somebody types, before they are written into a file.
//!
//! Finds what KB804 and KB805 find in articles, so that nobody is told afterwards what could have
//! been said before. It tells, and never stands in the way.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::domain::to_mask::ToMask;

use super::masked::mask;
use super::{personal_data, secret_shapes};

/// What of `text` should be masked, each value once, in order; `today` tells keys that ran out.
#[must_use]
pub fn to_mask(text: &str, today: Date) -> Vec<ToMask> {
    let personal = personal_data::find(text).into_iter();
    let personal = personal.map(|(span, kind)| (span, kind.name(), kind.way_out()));
    let secrets = secret_shapes::find(text, today).into_iter();
    let secrets = secrets.map(|secret| {
        (secret.span, secret.what, "make it void where it was issued, then write a placeholder")
    });
    let mut found: Vec<_> = personal.chain(secrets).collect();
    found.sort_by_key(|(span, ..)| *span);
    let mut told: HashSet<&str> = HashSet::new();
    let mut values = Vec::new();
    for (span, what, way_out) in found {
        let value = text.get(span.range()).unwrap_or_default();
        if told.insert(value) {
            values.push(ToMask { shown: mask(value), what, way_out });
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn each_value_is_told_once_and_never_whole() {
        let text =
            "Ask jane.roe@northbridge.gov or call +49 30 901820-17; jane.roe@northbridge.gov.";
        let found = to_mask(text, date(2026, 11, 23));
        let shown: Vec<(&str, &str)> = found.iter().map(|it| (&*it.shown, it.what)).collect();
        assert_eq!(shown, [("jane…", "an e-mail address"), ("+49 …", "a telephone number")]);
        assert_eq!(to_mask("Write to name@example.org.", date(2026, 11, 23)), []);
    }
}
