//! Many words and names, looked for in one pass over a text.
//!
//! One automaton knows the first word of each; what follows is only compared where that stands.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use crate::domain::text::Span;

/// Letters of a name up to which it may be another word in another case: `IT`, `SAP`, `Jira`.
const EXACT_LETTERS_MAX: usize = 4;

/// The most words that are looked for; what a library has more is left out.
const PHRASES_MAX: usize = 20_000;

/// One word or several, and whose it is.
#[derive(Debug)]
struct Phrase {
    /// As written, each white space one blank.
    text: String,
    owner: u32,
    /// How much its case matters.
    case: Case,
}

/// How much the case of a phrase matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Not at all: several words, and what is written small.
    Any,
    /// Some letter must be large: of 21 uses of one-word names in the EIPs, the only two that
    /// were none said `parity`, not `Parity`.
    Capital,
    /// It must be the same.
    Exact,
}

impl Case {
    fn of(text: &str) -> Self {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let is_name = !text.contains(' ') && text.contains(char::is_uppercase);
        match letters {
            ..=EXACT_LETTERS_MAX => Self::Exact,
            _ if is_name => Self::Capital,
            _ => Self::Any,
        }
    }
}

/// Words ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    /// Finds the first words.
    starts: Option<AhoCorasick>,
    /// For each first word the phrases that begin with it, by owner.
    by_start: Vec<Vec<usize>>,
}

/// Where a phrase was found, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    /// Where it stands.
    pub(super) span: Span,
    /// Whose it is.
    pub(super) owner: u32,
    /// Which it is, for [`Phrases::text`].
    phrase: usize,
}

impl Phrases {
    /// Each with its owner; what has no letter or digit in it is left out.
    pub(super) fn new<'p>(written: impl IntoIterator<Item = (u32, &'p str)>) -> Self {
        let mut all: Vec<Phrase> = Vec::new();
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (owner, written) in written.into_iter().take(PHRASES_MAX) {
            let text = written.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            let first = text.split([' ', '-']).find(|word| !word.is_empty()).unwrap_or(&text);
            // The automaton knows both cases of ASCII only.
            let mut forms = vec![first.to_owned(), first.to_lowercase(), first.to_uppercase()];
            for form in &mut forms {
                form.make_ascii_lowercase();
            }
            forms.sort_unstable();
            forms.dedup();
            for form in forms {
                by_word.entry(form).or_default().push(all.len());
            }
            all.push(Phrase { case: Case::of(&text), text, owner });
        }
        let (words, mut by_start): (Vec<String>, Vec<Vec<usize>>) = by_word.into_iter().unzip();
        for phrases in &mut by_start {
            phrases.sort_by_key(|index| all[*index].owner);
        }
        let builder = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
        let starts = builder.ok().filter(|_| !all.is_empty());
        Self { all, starts, by_start }
    }

    /// What is used, as it was given.
    pub(super) fn text(&self, it: Use) -> &str {
        &self.all[it.phrase].text
    }

    /// Every use in `text` of what `owners` have, in order: at each place the longest.
    pub(super) fn find(&self, text: &str, owners: &[u32]) -> Vec<Use> {
        let Some(starts) = &self.starts else { return Vec::new() };
        let mut found: Vec<Use> = Vec::new();
        for start in starts.find_overlapping_iter(text) {
            let phrases = &self.by_start[start.pattern().as_usize()];
            if !is_border(text, start.start()) {
                continue;
            }
            for owner in owners {
                let from = phrases.partition_point(|index| self.all[*index].owner < *owner);
                let own = phrases[from..].iter().map(|index| (&self.all[*index], *index));
                let own = own.take_while(|(phrase, _)| phrase.owner == *owner);
                let ends = own.filter_map(|(phrase, index)| {
                    Some((end_of(text, start.start(), phrase)?, index))
                });
                if let Some((end, phrase)) = ends.max() {
                    let span = Span::new(start.start()..end);
                    found.push(Use { span, owner: *owner, phrase });
                }
            }
        }
        found.sort_unstable_by_key(|it| (it.span.start, Reverse(it.span.end), it.owner));
        let mut end = 0;
        found.retain(|it| {
            let is_first = it.span.start >= end;
            if is_first {
                end = it.span.end;
            }
            is_first
        });
        found
    }
}

/// True if no word goes on over `at`.
fn is_border(text: &str, at: usize) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let starts = text[at..].starts_with(is_part);
    !(starts && text[..at].ends_with(is_part))
}

/// Where `phrase` ends that starts at `start`, if it is written there as words of their own.
///
/// A blank may be any white space or one hyphen.
fn end_of(text: &str, start: usize, phrase: &Phrase) -> Option<usize> {
    let mut rest = &text[start..];
    for wanted in phrase.text.chars() {
        let next = rest.chars().next()?;
        let is_same = next == wanted
            || phrase.case != Case::Exact && next.to_lowercase().eq(wanted.to_lowercase())
            || is_hyphen(wanted) && is_hyphen(next);
        if is_gap(wanted) && next.is_whitespace() {
            rest = rest.trim_start();
        } else if is_same || (wanted == ' ' && is_hyphen(next)) {
            rest = &rest[next.len_utf8()..];
        } else {
            return None;
        }
    }
    let end = text.len() - rest.len();
    if phrase.case == Case::Capital && !text[start..end].contains(char::is_uppercase) {
        return None;
    }
    let mut after = rest.chars();
    // `Example.org` does not name `Example`, unlike the end of a sentence.
    let goes_on = after.next() == Some('.') && after.next().is_some_and(char::is_alphanumeric);
    let is_whole = !text[..end].ends_with(|c: char| c.is_alphanumeric()) || is_border(text, end);
    (is_whole && !goes_on).then_some(end)
}

fn is_gap(c: char) -> bool {
    c == ' ' || is_hyphen(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
#[path = "phrases_tests.rs"]
mod tests;
