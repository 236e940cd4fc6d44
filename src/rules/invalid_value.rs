//! KB109: a value that its field does not have.
//!
//! Words outside a vocabulary, unknown types, intervals nobody can count with,
//! addresses that are none, lists and texts beyond their limit. Dates are
//! KB110's, licences KB201's.

use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::node::{Node, Value};
use crate::domain::review::Interval;
use crate::domain::schema::Kind;
use crate::domain::suggest::nearest;
use crate::domain::text::Lines;

use super::context::{ArticleContext, LibraryContext};
use super::fields::{Known, known};
use super::report::{Report, quote, quote_all};
use super::{Check, Rule};

/// The most values that are listed in full.
const LISTED_MAX: usize = 12;
/// The most values that are listed where nothing is near: without them nobody can go on.
const LISTED_ALONE_MAX: usize = 30;
/// So many letters must a word have that two values are compared by.
const SHARED_LETTERS_MIN: usize = 4;
/// How many values are shown of a longer list.
const SAMPLE: usize = 5;

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB109",
        name: "invalid-value",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A value is not among those its field may have, or beyond its limit.",
        doc: include_str!("invalid_value.md"),
    },
    draft: Level::Warning,
    check: Check::Both(check, check_crosswalk),
};

fn check(context: &ArticleContext<'_>, report: &mut Report<'_>) {
    for known in known(context) {
        check_limits(context, &known, report);
        let value = &known.entry.value;
        match (&known.field.kind, value.as_sequence()) {
            (Kind::List(item), Some(values)) => {
                for value in values {
                    check_one(context, &known, item, value, report);
                }
            }
            (kind, _) => check_one(context, &known, kind, value, report),
        }
    }
}

fn check_limits(context: &ArticleContext<'_>, known: &Known<'_>, report: &mut Report<'_>) {
    let (field, value) = (known.field, &known.entry.value);
    let (count, most, unit) = match (&value.value, field.items_max, field.words_max) {
        (Value::Sequence(items), Some(most), _) => (items.len(), most, "entries"),
        (Value::Scalar { text, .. }, _, Some(most)) => {
            (text.split_whitespace().count(), most, "words")
        }
        _ => return,
    };
    if count > most {
        let name = quote(known.name());
        let message = format!("{name} has {count} {unit}, and may have {most}");
        let place = context.place(value.span);
        let found = report.about(context.article, place, context.written(value.span), message);
        found.help(match unit {
            "words" => "keep the answer, and move the rest into the body",
            _ => "keep the ones that a reader would look under",
        });
    }
}

fn check_one(
    context: &ArticleContext<'_>,
    known: &Known<'_>,
    kind: &Kind,
    value: &Node,
    report: &mut Report<'_>,
) {
    let Some(text) = value.as_text().filter(|_| !value.is_empty()).map(str::trim) else {
        return;
    };
    let schema = context.around.schema;
    let name = quote(known.name());
    let (message, help) = match kind {
        Kind::OneOf(vocabulary) => {
            let values = schema.vocabularies.get(vocabulary);
            let Some(values) = values.filter(|values| !values.contains_key(text)) else {
                return;
            };
            let values = values.keys().map(String::as_str).collect();
            (format!("{} is not a value of {name}", quote(text)), Help::Values(values))
        }
        Kind::Type if !schema.types.contains_key(text) => {
            let types = schema.types.keys().map(String::as_str).collect();
            (format!("{} is not a type of article", quote(text)), Help::Values(types))
        }
        Kind::Interval => {
            let Err(way_out) = Interval::parse(text) else {
                return;
            };
            (format!("{} of {name} is not an interval", quote(text)), Help::Says(way_out))
        }
        Kind::Url if !is_web_address(text) => {
            let way_out = "write the whole address, from `https://` on".to_owned();
            (format!("{} of {name} is not a web address", quote(text)), Help::Says(way_out))
        }
        _ => return,
    };
    let place = context.place(value.span);
    let found = report.about(context.article, place.clone(), text, message);
    match help {
        Help::Says(way_out) => {
            found.help(way_out);
        }
        Help::Values(values) => suggest(found, text, &values, &place),
    }
}

/// A topic of the crosswalk that no article may have finds none.
fn check_crosswalk(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let Some(crosswalk) = context.around.crosswalk else { return };
    let Some(known) = context.around.schema.vocabularies.get("topics") else { return };
    let lines = Lines::new(crosswalk.text.as_bytes());
    for (topic, span) in crosswalk.topics.iter().filter(|(topic, _)| !known.contains_key(topic)) {
        let place = Place { path: crosswalk.path.clone(), region: Some(lines.region(*span)) };
        let message = format!("{} is not a value of `topics`, so it finds nothing", quote(topic));
        let values = known.keys().map(String::as_str);
        let meant = nearest(topic, values, strsim::damerau_levenshtein);
        let add = || "add it to the vocabulary with its test, or remove it here".to_owned();
        let help = meant.map_or_else(add, |meant| format!("did you mean {}?", quote(meant)));
        report.elsewhere(place, topic, message).help(help);
    }
}

/// The way out: words, or the values of which one is right.
enum Help<'v> {
    Says(String),
    Values(Vec<&'v str>),
}

/// The nearest value first, then all of them, if a person can still read them.
fn suggest(found: &mut Finding, written: &str, values: &[&str], place: &Place) {
    // Word processors turn quotes into others that YAML takes for letters.
    let bare = written.trim_matches(['“', '”', '‘', '’', '„']);
    let near = nearest(bare, values.iter().copied(), strsim::damerau_levenshtein);
    let nearest = near.or_else(|| shares_a_word(bare, values));
    let is_short = values.len() <= LISTED_MAX;
    let listed = if is_short {
        format!("the values are {}", quote_all(values, "and"))
    } else {
        let sample = values[..SAMPLE].iter().map(|value| quote(value)).collect::<Vec<_>>();
        format!("there are {}: {}, …", values.len(), sample.join(", "))
    };
    let Some(nearest) = nearest else {
        let is_readable = values.len() <= LISTED_ALONE_MAX;
        let all = || format!("the {} values are {}", values.len(), quote_all(values, "and"));
        found.help(if is_readable && !is_short { all() } else { listed });
        return;
    };
    let rest = if is_short { format!(" {listed}") } else { String::new() };
    found.help(format!("did you mean {}?{rest}", quote(nearest)));
    let differs_in_case = nearest.eq_ignore_ascii_case(written);
    let kind = if differs_in_case { FixKind::Safe } else { FixKind::Offered };
    found.replace(kind, format!("write {}", quote(nearest)), place, nearest);
}

/// The value that has the longest word of `written`, if only one has it.
fn shares_a_word<'v>(written: &str, values: &[&'v str]) -> Option<&'v str> {
    let words = |text: &'v str| text.split(['-', '_', ' ']);
    let lower = written.to_lowercase();
    let longest = |value: &'v str| {
        let shared = words(value).filter(|word| lower.split(['-', '_', ' ']).any(|it| it == *word));
        shared.map(str::len).max().filter(|length| *length >= SHARED_LETTERS_MIN)
    };
    let best = values.iter().filter_map(|value| longest(value)).max()?;
    let mut found = values.iter().copied().filter(|value| longest(value) == Some(best));
    found.next().filter(|_| found.next().is_none())
}

fn is_web_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let is_one_word = !text.contains(char::is_whitespace);
    let starts = |host: &str| host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    is_one_word && host.is_some_and(starts)
}

#[cfg(test)]
#[path = "invalid_value_tests.rs"]
mod tests;
