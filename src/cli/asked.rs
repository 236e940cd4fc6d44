//! What was typed behind `kb search`, held against what the library knows.
//!
//! `key:value` is a filter where the key is one of the front matter of the articles, or one
//! that is computed, and plain words otherwise: an address or a time of day is found as it
//! stands. A value that no article has is a slip and told: as a failure with a flag, and with a
//! note in a query, which no string can make fail.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::filter::{Choice, Filter, Subject, fold};
use crate::domain::freshness::Freshness;
use crate::domain::query_token::{Piece, Typed, tokens};
use crate::domain::review::parse_date;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::index::fold_value;

use super::asked_keys::{Keys, TEXT, canonical};
use super::filter::check_values;
use super::options::FilterArgs;

/// Filters beyond this are not read: no question has so many.
const FILTERS_MAX: usize = 32;
/// How many values of a filter are read.
const CHOICES_MAX: usize = 64;
/// A query, understood.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// What was typed, without the filters.
    pub(super) text: String,
    /// What articles must be.
    pub(super) filters: Vec<Filter>,
    /// What to tell of how it was understood, a sentence each.
    pub(super) notes: Vec<String>,
}

impl Keys<'_> {
    /// Understands the words of the command line and its flags.
    ///
    /// # Errors
    /// A value of a flag that no article has and none could have, with the nearest.
    pub(super) fn understand(
        &self,
        words: &[String],
        flags: &FilterArgs,
    ) -> Result<Asked, Failure> {
        let mut asked = Asked::default();
        self.add_flags(flags, &mut asked)?;
        let typed = words.iter().map(|word| self.requoted(word)).collect::<Result<Vec<_>, _>>()?;
        let typed = typed.join(" ");
        if !typed.contains(':') {
            asked.text = typed;
            return Ok(asked);
        }
        let mut left_out: Vec<Range<usize>> = Vec::new();
        let mut not: Option<Range<usize>> = None;
        for token in tokens(&typed) {
            let before = not.take();
            match token.piece {
                Piece::Not => not = Some(token.range),
                Piece::Keyed { key, values } if asked.filters.len() < FILTERS_MAX => {
                    let written = &typed[token.range.clone()];
                    let filter = self.filter(key, &values, written, &mut asked.notes);
                    let filter = filter.unwrap_or_else(|slip| {
                        asked.notes.push(told(&slip));
                        Some(met_by_none(key, written))
                    });
                    let Some(mut filter) = filter else { continue };
                    filter.is_excluded = before.is_some();
                    if filter.is_excluded {
                        filter.written = format!("NOT {}", filter.written);
                    }
                    left_out.extend(before);
                    left_out.push(token.range);
                    add(&mut asked.filters, filter);
                }
                _ => {}
            }
        }
        asked.text = without(&typed, &left_out);
        Ok(asked)
    }

    /// `word` with the marks that a shell took off `key:"two words"`, where that is a value.
    fn requoted(&self, word: &str) -> Result<String, Failure> {
        let is_one = word.contains(char::is_whitespace) && !word.contains('"');
        if let (true, Some((key, value))) = (is_one, word.split_once(':'))
            && let Some(Subject::Field(names)) = self.subject(key)?
            && self.has(&names, &Choice::of(value, true))?
        {
            return Ok(format!("{key}:\"{value}\""));
        }
        Ok(word.to_owned())
    }

    fn add_flags(&self, flags: &FilterArgs, asked: &mut Asked) -> Result<(), Failure> {
        let flags = [
            ("type", "type", &flags.kinds),
            ("topic", "topics", &flags.topics),
            ("status", "status", &flags.statuses),
            ("owner", "owner", &flags.owners),
            ("license", "license", &flags.licenses),
        ];
        for (flag, key, values) in flags.into_iter().filter(|(_, _, values)| !values.is_empty()) {
            let names = self.names(key);
            let choices: Vec<Choice> =
                values.iter().map(|value| Choice::Value(fold(value))).collect();
            for (choice, value) in choices.iter().zip(values) {
                self.check(key, &names, choice, value)?;
            }
            let values = values.iter().map(|value| format!("--{flag} {value}"));
            let written = values.collect::<Vec<_>>().join(" ");
            let subject = Subject::Field(names);
            add(&mut asked.filters, Filter { written, subject, choices, is_excluded: false });
        }
        Ok(())
    }

    /// The filter that was typed; `None`, perhaps with a note, where it is words.
    fn filter(
        &self,
        key: &str,
        values: &[Typed<'_>],
        written: &str,
        notes: &mut Vec<String>,
    ) -> Result<Option<Filter>, Failure> {
        if TEXT.contains(&key.to_lowercase().as_str()) {
            return Ok(None);
        }
        let values = &values[..values.len().min(CHOICES_MAX)];
        let written = written.trim_end_matches(',').to_owned();
        let filter = |subject, choices| Filter { written, subject, choices, is_excluded: false };
        if key.eq_ignore_ascii_case("has") && !self.is_written("has")? {
            let names = values.iter().map(|value| self.present(value.text));
            let names = names.collect::<Result<Vec<_>, _>>()?.concat();
            return Ok(Some(filter(Subject::Field(names), vec![Choice::Any])));
        }
        // Articles may write a state of their own, as needs do: what the values are decides.
        let is_own_state = key.eq_ignore_ascii_case("state")
            && !values.iter().all(|value| is_state(value.text))
            && self.is_written("state")?;
        let subject = if is_own_state {
            Some(Subject::Field(self.names("state")))
        } else {
            self.subject(key)?
        };
        let Some(subject) = subject else {
            notes.extend(self.near(key)?);
            return Ok(None);
        };
        if let Subject::Field(names) = &subject
            && let Some(note) = self.note_on(key, names)?
        {
            notes.push(note);
            if !self.has_values(names)? {
                return Ok(None);
            }
        }
        let choices = values.iter().map(|value| self.choice(key, &subject, *value));
        let choices = choices.collect::<Result<Vec<_>, _>>()?;
        Ok(Some(filter(subject, choices)))
    }

    fn choice(&self, key: &str, subject: &Subject, typed: Typed<'_>) -> Result<Choice, Failure> {
        let Typed { text, is_quoted } = typed;
        match subject {
            Subject::Path => return Ok(Choice::Value(text.to_owned())),
            Subject::State => {
                let states: BTreeSet<String> =
                    Freshness::ALL.iter().map(|state| state.name().to_owned()).collect();
                check_values("state", &[text.to_owned()], &states, &states)?;
            }
            _ => {}
        }
        let dates = self.dates();
        let choice = match Choice::of(text, is_quoted) {
            Choice::Value(_) => Choice::Value(fold_value(text, dates)),
            Choice::Range(from, to) => {
                let side = |side: Option<String>| side.map(|side| fold_value(&side, dates));
                Choice::Range(side(from), side(to))
            }
            Choice::Any => Choice::Any,
        };
        if let Subject::Field(names) = subject {
            let is_day = key.eq_ignore_ascii_case("reviewed");
            if is_day {
                check_form(key, text, &choice, is_part_of_day, "a day, month or year")?;
            } else {
                self.check(&canonical(key), names, &choice, text)?;
            }
        } else if *subject == Subject::Due {
            check_form(key, text, &choice, is_part_of_day, "a day, month or year")?;
        } else if matches!(subject, Subject::Words | Subject::Minutes) {
            let is_number = |side: &str| side.parse::<u32>().is_ok();
            check_form(key, text, &choice, is_number, "a number")?;
        }
        Ok(choice)
    }
}

/// True if a review can be in a state of this name.
fn is_state(name: &str) -> bool {
    Freshness::ALL.iter().any(|state| state.name() == fold(name))
}

/// Adds `filter`: values of one key are choices, refusals stand alone.
fn add(filters: &mut Vec<Filter>, filter: Filter) {
    let is_value = |filter: &Filter| !filter.is_excluded && !filter.choices.contains(&Choice::Any);
    let same = filters
        .iter_mut()
        .find(|other| is_value(other) && is_value(&filter) && other.subject == filter.subject);
    match same {
        Some(same) => {
            same.written = format!("{} {}", same.written, filter.written);
            same.choices.extend(filter.choices);
            same.choices.truncate(CHOICES_MAX);
        }
        None => filters.push(filter),
    }
}

/// `text` with a space for each of `ranges`, which are in order.
fn without(text: &str, ranges: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        rest.push_str(&text[at..range.start]);
        rest.push(' ');
        at = range.end;
    }
    rest.push_str(&text[at..]);
    rest.trim().to_owned()
}

/// `2026`, `2026-01` or `2026-01-31`, if the calendar has it.
fn is_part_of_day(text: &str) -> bool {
    let rest = match text.len() {
        4 => "-01-01",
        7 => "-01",
        _ => "",
    };
    parse_date(&format!("{text}{rest}")).is_ok()
}

/// What to tell where a state is asked for: some are told by history and other articles alone.
pub(super) fn note_on_state(filters: &[Filter], facets: &[(String, Subject)]) -> Option<String> {
    let asked = filters.iter().find(|filter| filter.subject == Subject::State);
    let is_counted = facets.iter().any(|(_, subject)| *subject == Subject::State);
    let flags = asked.iter().flat_map(|filter| &filter.choices).filter_map(|choice| match choice {
        Choice::Value(state) => Some(format!(" --state {state}")),
        _ => None,
    });
    (asked.is_some() || is_counted).then(|| {
        format!(
            "a search asks neither history nor other articles, which can change a state, such as \
             to `retirement`; `kb stale{}` asks them",
            flags.collect::<String>()
        )
    })
}

/// Holds the sides of `choice` against the form that values of `key` have.
fn check_form(
    key: &str,
    typed: &str,
    choice: &Choice,
    is_sound: impl Fn(&str) -> bool,
    form: &str,
) -> Result<(), Failure> {
    let sides = match choice {
        Choice::Value(value) => [Some(value), None],
        Choice::Range(from, to) => [from.as_ref(), to.as_ref()],
        Choice::Any => [None, None],
    };
    if sides.into_iter().flatten().all(|side| is_sound(side)) {
        return Ok(());
    }
    let key = sanitise(key);
    Err(Failure::new(format!("cannot filter by `{key}:{}`", sanitise(typed)))
        .because(format!("it is not {form}"))
        .hint(format!("write `{key}:A..B`, `{key}:..B` or `{key}:A..`, with {form} for A and B")))
}

/// What is said of a value that nothing has.
fn told(slip: &Failure) -> String {
    let more = slip.because.iter().chain(&slip.hint);
    more.fold(slip.failed.clone(), |told, more| format!("{told}; {more}"))
}

/// The filter that stands for a value that nothing has.
fn met_by_none(key: &str, written: &str) -> Filter {
    Filter {
        written: written.to_owned(),
        subject: Subject::Field(vec![key.to_lowercase()]),
        choices: vec![Choice::Value(fold(written))],
        is_excluded: false,
    }
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
