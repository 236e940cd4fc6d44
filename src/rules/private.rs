//! What a text that comes from elsewhere tells of people, machines and accounts.
//!
//! The shapes are those of KB804 and KB805. What is added has shapes too weak for a finding and
//! good enough for a question: passwords behind a word for them, numbers of tickets and of
//! accounts, and the names of those who are known to have written there. No value
//! leaves this module, only places.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Date;

use crate::domain::node::Node;
use crate::domain::private::{Private, PrivateKind};
use crate::domain::text::Span;

use super::personal_data::{self, Kind};
use super::personal_words::is_role;
use super::private_numbers;
use super::private_passwords;
use super::secret_shapes;

/// Names that are looked for in texts.
#[derive(Default)]
pub struct Names {
    found: Option<AhoCorasick>,
}

/// The most names that are looked for: those who wrote most come first.
const NAMES_MAX: usize = 5_000;
/// Words in the names of what signs commits and is nobody, beside those of roles.
const MACHINES: [&str; 6] = ["actions", "automation", "dependabot", "github", "gitlab", "renovate"];
/// The least letters of a name of two words: `Al Li` may be anything.
const LETTERS_LEAST: usize = 7;

impl Names {
    /// Those of `names` that are telling: at least two words, each with a capital.
    #[must_use]
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let telling = names.into_iter().map(str::trim).filter(|name| is_telling(name));
        let telling: BTreeSet<&str> = telling.take(NAMES_MAX).collect();
        let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&telling);
        Self { found: built.ok().filter(|_| !telling.is_empty()) }
    }
}

fn is_telling(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_word = |c: char| c.is_alphabetic() || ".-'’ ".contains(c);
    // `GitHub Actions`, `Release Team` and `Build Bot` sign commits, too.
    let is_machine = |word: &&str| {
        let word = word.to_lowercase();
        is_role(&word) || MACHINES.contains(&word.as_str())
    };
    let is_person = !words.iter().any(is_machine);
    is_person
        && words.len() >= 2
        && words.iter().all(starts)
        && name.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS_LEAST
        && name.chars().all(is_word)
}

/// Everything of `text` in order; nothing overlaps. What `front`, its front matter, says of whose
/// work it is does not count: who writes a name or an address there wants to be found.
#[must_use]
pub fn find(text: &str, front: Option<&Node>, names: &[&Names], today: Date) -> Vec<Private> {
    let mut found: Vec<Private> = secret_shapes::find(text, today)
        .into_iter()
        .map(|secret| Private { span: secret.span, kind: PrivateKind::Secret })
        .collect();
    let personal = personal_data::find(text).into_iter();
    found.extend(personal.map(|(span, kind)| Private { span, kind: kind_of(kind) }));
    private_numbers::find(text, &mut found);
    private_passwords::find(text, &mut found);
    for automaton in names.iter().filter_map(|names| names.found.as_ref()) {
        let matches = automaton.find_iter(text).map(|it| Span::new(it.range()));
        let whole = matches.filter(|span| is_whole(text, *span));
        found.extend(whole.map(|span| Private { span, kind: PrivateKind::Name }));
    }
    found.retain(|it| !personal_data::says_whose(front, it.span));
    // A secret that holds an address is a secret.
    found.sort_by_key(|it| (it.span.start, it.kind, it.span.end));
    let mut end = 0;
    found.retain(|it| {
        let is_apart = it.span.start >= end;
        end = if is_apart { it.span.end } else { end };
        is_apart
    });
    found
}

fn is_whole(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn kind_of(kind: Kind) -> PrivateKind {
    match kind {
        Kind::Mail => PrivateKind::Mail,
        Kind::Phone => PrivateKind::Phone,
        Kind::Account => PrivateKind::BankAccount,
        Kind::Ipv4 | Kind::Ipv6 => PrivateKind::IpAddress,
        Kind::Host => PrivateKind::Host,
    }
}

#[cfg(test)]
#[path = "private_tests.rs"]
mod tests;
