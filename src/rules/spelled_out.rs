//! Whether a text says what an acronym stands for.
//!
//! After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text", Pacific Symposium on Biocomputing 2003: a short form beside a long one
//! whose letters it is made of. Stricter than theirs: every word of the long form gives its
//! initial, but for little words; other letters may come from inside a word.

use crate::domain::text::Span;

/// The most bytes before and after an acronym that are looked at.
const WINDOW_BYTES: usize = 160;
/// The most words that a long form may have; acronyms have six letters at most.
const WORDS_MAX: usize = 10;
/// What need not give its initial.
const LITTLE: [&str; 13] =
    ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"];
/// What may stand between an acronym and its long form, beside punctuation.
const SAYS: [&str; 8] =
    ["stands for", "is short for", "short for", "means", "is the", "is a", "is an", "abbreviates"];

/// True if the acronym at `at` has its long form right before or after it.
pub(super) fn is_spelled_out(text: &str, at: Span) -> bool {
    let letters = text.get(at.range()).unwrap_or_default();
    let before = text.get(floor(text, at.start.saturating_sub(WINDOW_BYTES))..at.start);
    let after = text.get(at.end..floor(text, at.end + WINDOW_BYTES));
    is_after_long_form(before.unwrap_or_default(), letters)
        || is_before_long_form(after.unwrap_or_default(), letters)
}

/// `service level agreement (SLA)`, `| service level agreement | SLA |`, `… or SLA`.
fn is_after_long_form(before: &str, letters: &str) -> bool {
    let before = before.trim_end_matches(is_markup);
    if before.ends_with('>') && before.rfind('<').is_some_and(|at| is_abbreviation(&before[at..])) {
        return true;
    }
    let long = before.trim_end_matches(is_separator);
    let has_or = long.rsplit(char::is_whitespace).next().is_some_and(|word| {
        ["or", "called", "aka", "as"].iter().any(|it| word.eq_ignore_ascii_case(it))
    });
    if long.len() == before.len() && !has_or {
        return false;
    }
    let long = if has_or { long.trim_end_matches(char::is_alphabetic) } else { long };
    let mut words: Vec<&str> = words(long).rev().take(WORDS_MAX).collect();
    words.reverse();
    (0..words.len()).any(|from| spells(&words[from..], letters))
}

/// `SLA (service level agreement)`, `SLA: …`, `SLA stands for …`.
fn is_before_long_form(after: &str, letters: &str) -> bool {
    let after = after.strip_prefix('s').unwrap_or(after).trim_start_matches(is_markup);
    let long = after.trim_start_matches(is_separator);
    let said = SAYS.iter().find_map(|says| long.strip_prefix(says));
    if long.len() == after.len() && said.is_none() {
        return false;
    }
    let words: Vec<&str> = words(said.unwrap_or(long)).take(WORDS_MAX).collect();
    let is_article = |word: &&&str| LITTLE.iter().any(|it| word.eq_ignore_ascii_case(it));
    let from = words.iter().take_while(is_article).count();
    (from + 1..=words.len()).any(|to| spells(&words[from..to], letters))
}

fn is_abbreviation(tag: &str) -> bool {
    tag.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("<abbr"))
}

fn is_markup(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '"' | '“' | '”' | '‘' | '’' | '\'' | '`' | ']')
}

fn is_separator(c: char) -> bool {
    is_markup(c) || matches!(c, '(' | '[' | ')' | ',' | '|' | ':' | '=' | '–' | '—' | '-' | '/')
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// True if `letters` are the initials of `words`, with letters from inside them where there are
/// more letters than words.
fn spells(words: &[&str], letters: &str) -> bool {
    // An acronym explains nothing by itself.
    let is_itself = |word: &&str| {
        let start = word.get(..letters.len());
        word.len() < letters.len() + 2 && start.is_some_and(|it| it.eq_ignore_ascii_case(letters))
    };
    if words.iter().any(is_itself) {
        return false;
    }
    let letters = letters.as_bytes();
    let starts = |word: &str, letter: u8| word.as_bytes()[0].eq_ignore_ascii_case(&letter);
    if !words.first().is_some_and(|word| starts(word, letters[0])) {
        return false;
    }
    // Which counts of letters can have been used up; words of other scripts use none.
    let mut reached = 1_u32;
    for word in words {
        let is_little = LITTLE.iter().any(|it| word.eq_ignore_ascii_case(it));
        let mut next = if is_little { reached } else { 0 };
        for used in (0..letters.len()).filter(|used| reached & 1 << used != 0) {
            let Some(rest) = word.as_bytes().get(1..).filter(|_| starts(word, letters[used]))
            else {
                continue;
            };
            let mut used = used + 1;
            next |= 1 << used;
            for byte in rest {
                if letters.get(used).is_some_and(|letter| byte.eq_ignore_ascii_case(letter)) {
                    used += 1;
                    next |= 1 << used;
                }
            }
        }
        reached = next;
    }
    reached & 1 << letters.len() != 0
}

/// The last border between characters that is not after `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

#[cfg(test)]
#[path = "spelled_out_tests.rs"]
mod tests;
