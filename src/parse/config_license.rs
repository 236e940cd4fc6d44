//! `[license]` of `kb.toml`: which licences a library takes.

use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::domain::license_policy::{LicensePolicy, PathLicenses, Placed};
use crate::domain::settings::HistoryChecks;
use crate::domain::text::Span;

/// The table as it is written.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct LicenseTable {
    #[serde(default)]
    allow: Vec<Spanned<String>>,
    #[serde(default)]
    allow_code: Vec<Spanned<String>>,
    #[serde(default)]
    allow_with: Vec<Spanned<String>>,
    #[serde(default)]
    exception: Vec<Exception>,
    #[serde(default)]
    noncommercial: bool,
    #[serde(default)]
    history: bool,
    consent_words: Option<u32>,
    sign_off_since: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    path: Spanned<String>,
    allow: Vec<Spanned<String>>,
    reason: String,
    until: Option<Spanned<Value>>,
}

/// What `table` says.
///
/// # Errors
/// An exception without a reason, or with an end that is no day.
pub(super) fn policy(table: LicenseTable) -> Result<LicensePolicy, String> {
    Ok(LicensePolicy {
        allow: placed_all(table.allow),
        allow_code: placed_all(table.allow_code),
        allow_with: placed_all(table.allow_with),
        exceptions: table.exception.into_iter().map(exception).collect::<Result<_, _>>()?,
        is_noncommercial: table.noncommercial,
    })
}

/// What `table` asks of history.
///
/// # Errors
/// A day that is none.
pub(super) fn history(table: &LicenseTable) -> Result<HistoryChecks, String> {
    let words = table.consent_words.and_then(|words| usize::try_from(words).ok());
    let since = table.sign_off_since.as_ref().map(|written| {
        day(written).ok_or_else(|| {
            format!(
                "`license.sign_off_since` is `{}`, which is no day: write it like `2027-01-31`",
                text(written)
            )
        })
    });
    Ok(HistoryChecks {
        asks_licenses: table.history,
        asks_reviews: false,
        consent_words: words.unwrap_or(HistoryChecks::DEFAULT.consent_words),
        sign_off_since: since.transpose()?,
    })
}

fn exception(written: Exception) -> Result<PathLicenses, String> {
    let path = written.path.get_ref();
    if written.reason.trim().is_empty() {
        return Err(format!("the `license.exception` for `{path}` gives no `reason`"));
    }
    let until = written.until.as_ref().map(|until| {
        let span = Some(Span::new(until.span()));
        let day = day(until.get_ref()).ok_or_else(|| {
            format!(
                "the `license.exception` for `{path}` holds until `{}`, which is no day: \
                 write it like `2027-01-31`",
                text(until.get_ref())
            )
        });
        day.map(|value| Placed { value, span })
    });
    Ok(PathLicenses {
        until: until.transpose()?,
        glob: placed(written.path),
        allow: placed_all(written.allow),
        reason: written.reason,
    })
}

/// A day, as a date of TOML or as text.
fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Datetime(written) if written.time.is_none() => text(value).parse().ok(),
        Value::String(written) if written.len() == "2027-01-31".len() => written.parse().ok(),
        _ => None,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(written) => written.clone(),
        Value::Datetime(written) => written.to_string(),
        other => other.type_str().to_owned(),
    }
}

fn placed(written: Spanned<String>) -> Placed<String> {
    let span = Some(Span::new(written.span()));
    Placed { value: written.into_inner(), span }
}

fn placed_all(written: Vec<Spanned<String>>) -> Vec<Placed<String>> {
    written.into_iter().map(placed).collect()
}
