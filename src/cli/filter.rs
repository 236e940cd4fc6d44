//! Filters of the command line: a value that nothing has is a slip, not an empty answer.

use std::collections::BTreeSet;

use crate::domain::filter::{FilterValues, fold};
use crate::domain::schema::Schema;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;

use super::hint::did_you_mean;
use super::options::FilterArgs;

/// Holds every value of `filters` against what the library has or could have.
///
/// # Errors
/// A value that no article has and no vocabulary lists, with the nearest one.
pub(super) fn check(
    filters: &FilterArgs,
    schema: &Schema,
    present: &FilterValues,
) -> Result<(), Failure> {
    let vocabulary = |name: &str| -> BTreeSet<String> {
        schema
            .vocabularies
            .get(name)
            .into_iter()
            .flat_map(|values| values.keys().cloned())
            .collect()
    };
    let types: BTreeSet<String> = schema.types.keys().cloned().collect();
    check_values("type", &filters.kinds, &types, &present.kinds)?;
    check_values("topic", &filters.topics, &vocabulary("topics"), &present.topics)?;
    check_values("status", &filters.statuses, &vocabulary("status"), &BTreeSet::new())?;
    check_values("owner", &filters.owners, &BTreeSet::new(), &present.owners)?;
    if filters.licenses.is_empty() {
        return Ok(());
    }
    check_values("licence", &filters.licenses, &BTreeSet::new(), &present.licenses)
}

/// Holds each of `wanted` against the values that are `listed` or `present`.
///
/// # Errors
/// One of them is neither, with the nearest that is.
pub(super) fn check_values(
    what: &str,
    wanted: &[String],
    listed: &BTreeSet<String>,
    present: &BTreeSet<String>,
) -> Result<(), Failure> {
    let known = || listed.iter().chain(present).map(String::as_str);
    for value in wanted {
        let is_known = known().any(|name| fold(name) == fold(value));
        if !is_known {
            let failure = Failure::new(format!("no article has the {what} `{}`", sanitise(value)));
            return Err(failure.hint(hint(what, value, known())));
        }
    }
    Ok(())
}

/// How many values a hint lists at most.
const LISTED_MAX: usize = 24;

pub(super) fn hint<'k>(
    what: &str,
    value: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> String {
    // `CC BY 4.1` and `service levl` are how people say it.
    did_you_mean(&fold(value), known.clone(), || {
        let names: BTreeSet<&str> = known.collect();
        match names.len() {
            0 => format!("no article says its {what}"),
            1..=LISTED_MAX => {
                let names: Vec<_> = names.into_iter().map(sanitise).collect();
                format!("there are {}", names.join(", "))
            }
            count => format!("there are {count}; `kb list` shows the articles"),
        }
    })
}
