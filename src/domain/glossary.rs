//! The names of one thing, and what was searched for because of another name.

use super::untrusted::Untrusted;

/// A name in a query, and what was searched for besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// As it was typed.
    pub from: Untrusted,
    /// What was searched for: other names of it, or topics.
    pub to: Vec<Sense>,
    /// True if it stands for several things, and nobody can tell which was meant.
    pub is_ambiguous: bool,
}

/// One thing that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sense {
    /// Its other name, or what a framework calls the topic.
    pub name: Untrusted,
    /// The topic whose articles were searched for; `None` where the name itself was.
    pub topic: Option<Untrusted>,
    /// The article that defines it, by its id without the library.
    pub article: Option<Untrusted>,
    /// The library of that article, by its place among those that were searched.
    pub origin: usize,
}

/// What the name at `asked` among the `names` of one defined term means: the other names, sense
/// by sense.
///
/// An article that defines several terms at once (`incident and service request`) gives them
/// all as names, and no two of them mean the same; nor do two full names that one abbreviation
/// stands for. There only an abbreviation and what it stands for are names of one thing.
#[must_use]
pub fn senses_of<'n>(names: &[&'n str], asked: usize) -> Vec<Vec<&'n str>> {
    let Some(name) = names.get(asked) else { return Vec::new() };
    let others = || names.iter().enumerate().filter(|(at, _)| *at != asked).map(|(_, it)| *it);
    let written_out: Vec<&str> = others().filter(|full| abbreviates(name, full)).collect();
    let short: Vec<&str> = others().filter(|short| abbreviates(short, name)).collect();
    if written_out.len() > 1 {
        return written_out.into_iter().map(|full| vec![full]).collect();
    }
    let is_shared = |short: &&str| names.iter().filter(|it| abbreviates(short, it)).count() > 1;
    let lists_terms = names.first().is_some_and(|term| lists(term, &names[1..]));
    let one_sense = if lists_terms || short.iter().any(is_shared) {
        [written_out, short].concat()
    } else {
        others().collect()
    };
    if one_sense.is_empty() { Vec::new() } else { vec![one_sense] }
}

/// True if `term` lists terms and one of them stands among `names`.
fn lists(term: &str, names: &[&str]) -> bool {
    let lower = term.to_lowercase();
    let spaced = lower.replace([',', ';', '/', '&'], " and ");
    let parts: Vec<&str> = spaced
        .split(" and ")
        .flat_map(|part| part.split(" or "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.len() > 1 && names.iter().any(|name| parts.contains(&name.to_lowercase().trim()))
}

/// True if `short` consists of the first letters of `full`, its small words counted or not.
#[must_use]
pub fn abbreviates(short: &str, full: &str) -> bool {
    let short = short.trim().to_lowercase();
    let words = || {
        let words = full.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase)
    };
    let firsts = |word: String| word.chars().next();
    let is_large = |word: &String| !SMALL.contains(&word.as_str());
    let all: String = words().filter_map(firsts).collect();
    let large: String = words().filter(is_large).filter_map(firsts).collect();
    all.chars().count() > 1 && (short == all || short == large)
}

/// Words that abbreviations leave out.
const SMALL: [&str; 9] = ["a", "an", "and", "for", "in", "of", "on", "the", "to"];

#[cfg(test)]
#[path = "glossary_tests.rs"]
mod tests;
