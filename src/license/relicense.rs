//! Whether what was written under one licence may stay in an article under another.
//!
//! The same matrix as for sources, read for those who wrote the article: what they gave under
//! the licence of then is a source of what the article is now. Licences of long ago are read as
//! generously as people wrote them; what cannot be read is not judged.

use std::collections::HashMap;

use super::alias::{Reading, reading};
use super::expression::{Expression, parse};
use super::matrix::{Terms, Use, Verdict, judge};
use super::meaning::meaning;
use super::mention::mentions;
use super::terms;

/// A longer text is no licence that anybody wrote, in bytes.
const BYTES_MAX: usize = 1_024;

/// What an article said of its licence once; a list offers each of its items.
pub struct Grant {
    /// For each item, what it may mean.
    items: Vec<Vec<Expression>>,
}

/// What the matrix says of a change of the licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The licence before that decides.
    pub from: String,
    /// The licence since that decides.
    pub to: String,
    /// What the matrix says of the two.
    pub verdict: Verdict,
}

impl Grant {
    /// Reads what was written; `None` if that was nothing, or nothing that is understood.
    pub fn read<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let items: Vec<Vec<Expression>> = texts.into_iter().map(meanings).collect();
        let is_clear = !items.is_empty() && items.iter().all(|meanings| !meanings.is_empty());
        is_clear.then_some(Self { items })
    }

    /// True if it means `other`, or may mean it.
    #[must_use]
    pub fn may_mean(&self, other: &Expression) -> bool {
        if let [only] = self.items.as_slice() {
            return only.iter().any(|one| meaning(one) == meaning(other));
        }
        let Some(choices) = choices(other) else { return false };
        let ids: Vec<Vec<String>> = self
            .items
            .iter()
            .map(|item| item.iter().filter_map(choices_of_one).collect())
            .collect();
        let is_among = |item: &Vec<String>| item.iter().any(|id| choices.contains(id));
        let is_meant = |choice: &String| ids.iter().any(|item| item.contains(choice));
        ids.iter().all(is_among) && choices.iter().all(is_meant)
    }

    /// What the matrix says of a change to `to`: the best of what it may mean.
    ///
    /// Of what was offered the best counts and of what bound the worst. What is offered now is
    /// offered in each of its licences, each of which may rest on another of then; and where
    /// several bind now, the others are those of others' parts.
    #[must_use]
    pub fn change_to(&self, to: &Expression) -> Option<Change> {
        let mut cells: HashMap<(String, String), Verdict> = HashMap::new();
        let better = |a: Change, b: Change| if b.verdict < a.verdict { b } else { a };
        let worse = |a: Change, b: Change| if b.verdict > a.verdict { b } else { a };
        let column = |to: &str| {
            let mut cell = |from: &str| {
                let key = (from.to_owned(), to.to_owned());
                let verdict = *cells.entry(key).or_insert_with(|| verdict(from, to));
                Change { from: from.to_owned(), to: to.to_owned(), verdict }
            };
            let all = self.items.iter().flatten();
            let changes = all.map(|from| from.fold(&mut cell, better, worse));
            changes.min_by_key(|change| change.verdict)
        };
        let both = |join: &dyn Fn(Change, Change) -> Change,
                    a: Option<Change>,
                    b: Option<Change>| { Some(join(a?, b?)) };
        to.fold(column, |a, b| both(&worse, a, b), |a, b| both(&better, a, b))
    }
}

/// The one licence that `text` names for an article of now, written well or not quite.
#[must_use]
pub fn current(text: &str) -> Option<Expression> {
    let mut meanings = meanings(text);
    if meanings.len() == 1 { meanings.pop() } else { None }
}

/// What `text` may mean, likeliest first; more than where something is written now, because
/// nobody can be asked to write what is past another way.
fn meanings(text: &str) -> Vec<Expression> {
    if text.len() > BYTES_MAX {
        return Vec::new();
    }
    let found = terms::meanings(text);
    if !found.is_empty() {
        return found;
    }
    let texts = match reading(text) {
        Reading::TextAndCode(text, code) => {
            vec![format!("{text} AND {code}"), format!("{text} OR {code}"), text]
        }
        Reading::PublicDomain => ["CC0-1.0", "CC-PDM-1.0", "Unlicense"].map(str::to_owned).into(),
        _ => Vec::new(),
    };
    texts.iter().filter_map(|text| parse(text).ok()).collect()
}

/// The licences of which readers may choose; `None` if several bind at once.
fn choices(expression: &Expression) -> Option<Vec<String>> {
    let or = |one: Option<Vec<String>>, other: Option<Vec<String>>| {
        let mut all = one?;
        all.extend(other?);
        Some(all)
    };
    expression.fold(|id| Some(vec![id.to_owned()]), or, |_, _| None)
}

fn choices_of_one(expression: &Expression) -> Option<String> {
    choices(expression).filter(|ids| ids.len() == 1)?.pop()
}

fn verdict(from: &str, to: &str) -> Verdict {
    if from == to {
        return Verdict::Ok;
    }
    match (parse(from), parse(to)) {
        (Ok(from), Ok(to)) => judge(&from, &to, Terms::of(Use::Adaptation)).cell.verdict,
        _ => Verdict::Review,
    }
}

/// True if `text` names the licence `id`.
#[must_use]
pub fn is_named(text: &str, id: &str) -> bool {
    mentions(text).iter().any(|mention| mention.ids.iter().any(|named| named == id))
}

#[cfg(test)]
#[path = "relicense_tests.rs"]
mod tests;
