//! Conditions on articles, as they are asked for and as they are compared.
//!
//! A value is compared in lower case and with hyphens for spaces, because people
//! type `service level` for `service-level`. Days, months and years are texts that
//! begin alike, so that one comparison serves them all; numbers are compared as
//! numbers where both sides are some.

use std::collections::BTreeSet;

/// The values that articles have, by filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterValues {
    /// Types.
    pub kinds: BTreeSet<String>,
    /// Topics.
    pub topics: BTreeSet<String>,
    /// Owners.
    pub owners: BTreeSet<String>,
    /// Licences: whole expressions.
    pub licenses: BTreeSet<String>,
}

/// A condition: articles have one of the values, or none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// As it was asked for, to speak of it: `topic:incident,change`.
    pub written: String,
    /// What of an article is looked at.
    pub subject: Subject,
    /// What it may be.
    pub choices: Vec<Choice>,
    /// True if no article with such a value is wanted.
    pub is_excluded: bool,
}

impl Filter {
    /// That articles have `value` under `key`, one of our names.
    #[must_use]
    pub fn field(key: &str, value: &str) -> Self {
        Self {
            written: format!("{key}:{value}"),
            subject: Subject::Field(vec![key.to_owned()]),
            choices: vec![Choice::Value(fold(value))],
            is_excluded: false,
        }
    }
}

/// What of an article a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A field of its front matter, by the names that it goes by: ours, and theirs where
    /// `kb.toml` maps some. In lower case, nested ones with points.
    Field(Vec<String>),
    /// Its path from the root of the library.
    Path,
    /// Its freshness, as it is judged.
    State,
    /// The day it must be looked at next, as it is judged.
    Due,
    /// How many words it has.
    Words,
    /// How many minutes it takes to read.
    Minutes,
}

impl Subject {
    /// True if only the record of an article tells, not a value that it was indexed with.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        !matches!(self, Self::Field(_) | Self::Path)
    }
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This one, [folded](fold).
    Value(String),
    /// Any between two, both included and both folded; without one, open on that side.
    Range(Option<String>, Option<String>),
    /// Any at all.
    Any,
}

impl Choice {
    /// Understands what was typed: `A`, `A..B`, `A..` or `..B`. A year or a month stands for all
    /// its days. In quotation marks it is one value, whatever it is.
    #[must_use]
    pub fn of(text: &str, is_quoted: bool) -> Self {
        let open = |side: &str| Some(fold(side)).filter(|side| !side.is_empty());
        if let Some((from, to)) = text.split_once("..").filter(|_| !is_quoted) {
            return Self::Range(open(from), open(to.trim_start_matches('.')));
        }
        let value = fold(text);
        if is_span_of_days(&value) && !is_quoted {
            return Self::Range(Some(value.clone()), Some(value));
        }
        Self::Value(value)
    }

    /// True if the [folded](fold) `value` is meant.
    #[must_use]
    pub fn means(&self, value: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Value(wanted) => wanted == value,
            Self::Range(from, to) => is_between(value, from.as_deref(), to.as_deref()),
        }
    }
}

/// True for `2026` and `2026-01`.
fn is_span_of_days(text: &str) -> bool {
    let is_form = |form: &[u8]| {
        text.len() == form.len()
            && text.bytes().zip(form).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                sign => byte == *sign,
            })
    };
    is_form(b"0000") || is_form(b"0000-00")
}

fn is_between(value: &str, from: Option<&str>, to: Option<&str>) -> bool {
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let bounds = (from.map(number), to.map(number));
    if let (Some(value), (None | Some(Some(_)), None | Some(Some(_)))) = (number(value), bounds) {
        return bounds.0.flatten().is_none_or(|from| from <= value)
            && bounds.1.flatten().is_none_or(|to| value <= to);
    }
    // `2026-01` ends with the last day that begins like it.
    from.is_none_or(|from| from <= value)
        && to.is_none_or(|to| value <= to || value.starts_with(to))
}

/// A value as it is compared: in lower case, with one hyphen for what separates its words.
#[must_use]
pub fn fold(value: &str) -> String {
    let mut folded = String::with_capacity(value.len());
    let mut is_apart = false;
    for letter in value.trim().chars() {
        if letter.is_whitespace() || letter == '_' {
            is_apart = true;
            continue;
        }
        if std::mem::take(&mut is_apart) {
            folded.push('-');
        }
        folded.extend(letter.to_lowercase());
    }
    folded
}

/// What the articles found are put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// How well they answer; by path where no word is asked for.
    #[default]
    Score,
    /// Their titles, from A.
    Title,
    /// Their paths, from A.
    Path,
    /// The day of their last review, the latest first.
    Reviewed,
    /// The day they must be looked at next, the earliest first.
    Due,
    /// Their length, the shortest first.
    Words,
}

impl Order {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Title => "title",
            Self::Path => "path",
            Self::Reviewed => "reviewed",
            Self::Due => "due",
            Self::Words => "words",
        }
    }
}

/// How many of the articles found have which value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facet {
    /// The field, as it was asked for.
    pub name: String,
    /// Values and how many articles have each: the most first, then by name.
    pub values: Vec<(String, usize)>,
    /// How many of the articles found have none.
    pub without: usize,
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;
