//! Credits that versions of an article gave, and whether two are of one person or work.

use std::collections::HashMap;

use crate::domain::front_matter::body;
use crate::domain::past::Stated;
use crate::domain::people::People;
use crate::domain::person::Signature;
use crate::domain::reviewer::Reviewer;
use crate::domain::source::SourceReference;

/// More authors or sources than this are not compared.
pub(super) const CREDITS_MAX: usize = 300;
/// So many letters two spellings of a name have in common, at the start of a word; our own
/// choice: fewer are common to names of different people, more are not in many short ones.
const SHARED_LETTERS: usize = 4;

/// An author, or a source that text was taken from.
#[derive(Clone)]
pub(super) enum Credit<'s> {
    /// A person or an organisation.
    Author(Signature),
    /// A work.
    Source(&'s SourceReference),
}

impl<'s> Credit<'s> {
    /// What `before` credits and `after` does not, in any spelling or under any name in `people`.
    pub(super) fn removed(
        before: &'s Stated,
        after: &Stated,
        people: Option<&People>,
    ) -> Vec<Self> {
        let authors = authors(before).map(Self::Author);
        let sources = before.sources.iter().filter(|source| source.relation.takes_text());
        let all = authors.chain(sources.map(Self::Source));
        all.filter(|credit| !credit.name().is_empty())
            .filter(|credit| !credit.is_given_in(after, people))
            .collect()
    }

    /// What it is called.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Author(person) if person.name.is_empty() => &person.email,
            Self::Author(person) => &person.name,
            Self::Source(source) => names(source).next().unwrap_or_default(),
        }
    }

    /// True if `stated` gives it, or has somebody of almost that name.
    pub(super) fn is_given_in(&self, stated: &Stated, people: Option<&People>) -> bool {
        match self {
            Self::Author(person) => {
                let id = |person: &Signature| Some(people?.known_as(&person.name)?.0);
                let own = id(person);
                let is_own = |other: &Signature| own.is_some() && own == id(other);
                authors(stated).any(|other| is_one_person(person, &other) || is_own(&other))
            }
            Self::Source(source) => stated.sources.iter().any(|other| is_one_work(source, other)),
        }
    }

    /// True if `text` names it anywhere, as in a section with thanks.
    pub(super) fn is_named_in(&self, text: &str, people: Option<&People>) -> bool {
        let is_in = |name: &str| name.len() >= SHARED_LETTERS && text.contains(name);
        match self {
            Self::Author(person) => {
                let own = Reviewer::new(person, people);
                let mut names = own.iter().flat_map(Reviewer::signatures);
                names.any(|it| is_in(&it.name) || is_in(&it.email))
            }
            Self::Source(source) => names(source).any(|name| text.contains(name)),
        }
    }
}

/// The authors of an article, also where one text lists them.
fn authors(stated: &Stated) -> impl Iterator<Item = Signature> {
    let authors = stated.authors.iter().flat_map(|author| Signature::read_list(author.raw()));
    authors.filter(|person| !is_no_name(&person.name)).take(CREDITS_MAX)
}

/// True for what stands at the end of a list: `...`, `and others`, `et al`.
fn is_no_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let has_letters = lower.is_empty() || lower.contains(char::is_alphabetic);
    !has_letters || ["others", "et al", "et al."].iter().any(|rest| lower.ends_with(rest))
}

fn names(source: &SourceReference) -> impl Iterator<Item = &str> {
    let [url, article] = [&source.url, &source.article]
        .map(|written| written.as_ref().map(|written| written.value.raw()));
    let title = Some(source.title.raw()).filter(|title| !title.is_empty());
    [title, url, article].into_iter().flatten()
}

fn is_one_work(one: &SourceReference, other: &SourceReference) -> bool {
    let plain = |name: &str| {
        let name = name.to_lowercase();
        let name = name.split_once("://").map_or(&*name, |(_, rest)| rest);
        name.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    let others: Vec<String> = names(other).map(plain).collect();
    names(one).any(|name| others.contains(&plain(name)))
}

/// True for one person in two spellings, as in `J. Doe` and `Jane Doe`: better silent than wrong.
fn is_one_person(one: &Signature, other: &Signature) -> bool {
    if one.is_alike(other) {
        return true;
    }
    // Those of one organisation share what follows the `@`.
    let starts = |signature: &Signature| {
        let local = signature.email.split('@').next().unwrap_or_default();
        let name = if signature.name.is_empty() { local } else { &signature.name };
        let lower = name.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        let starts = words.filter_map(|word| {
            let end = word.char_indices().nth(SHARED_LETTERS - 1)?;
            Some(word[..end.0 + end.1.len_utf8()].to_owned())
        });
        starts.collect::<Vec<_>>()
    };
    let (one, other) = (starts(one), starts(other));
    one.iter().any(|start| other.contains(start))
}

/// How much of the words of `old` is in `new` too, in percent, whatever their order.
pub(super) fn kept_percent(old: &str, new: &str) -> usize {
    let words = |text| {
        let words = <[u8]>::split(body(text), u8::is_ascii_whitespace);
        words.filter(|word| !word.is_empty())
    };
    let mut left: HashMap<&[u8], usize> = HashMap::new();
    words(new.as_bytes()).for_each(|word| *left.entry(word).or_default() += 1);
    let (mut all, mut kept) = (0, 0);
    for word in words(old.as_bytes()) {
        all += 1;
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            kept += 1;
        }
    }
    (kept * 100_usize).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
#[path = "credits_tests.rs"]
mod tests;
