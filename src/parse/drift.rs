//! How far a body moved from another: [`Drift`] from two texts and nothing else.

use crate::domain::drift::Drift;
use crate::domain::front_matter;

use super::common_words;
use super::normal::{normal, words};

/// Words that bind, free, deny or bound, as the normal form writes them: changing one changes
/// what a reader has to do, and hardly the share of words. English alone.
///
/// The words of RFC 2119 and the verbs of the ISO/IEC Directives, Part 2, clause 7; our own
/// choice are what denies, and what says for which cases something holds.
const MODALS: [&str; 40] = [
    "always",
    "arent",
    "can",
    "cannot",
    "cant",
    "couldnt",
    "didnt",
    "doesnt",
    "dont",
    "except",
    "forbidden",
    "hasnt",
    "havent",
    "isnt",
    "mandatory",
    "may",
    "must",
    "mustnt",
    "neednt",
    "neither",
    "never",
    "no",
    "none",
    "nor",
    "not",
    "only",
    "optional",
    "prohibited",
    "recommended",
    "required",
    "shall",
    "shant",
    "should",
    "shouldnt",
    "unless",
    "wasnt",
    "werent",
    "without",
    "wont",
    "wouldnt",
];

/// Compares the bodies of two versions of an article, each its whole text.
///
/// Texts that are equal but for front matter cost the comparison of their bytes, and no words are
/// counted then. Else the share is one less the longest common subsequence of the words of both,
/// code included, over the longer one: of more than 131,072 words on both sides, ends that are
/// the same left aside, the order is not looked at.
#[must_use]
pub fn compare(reviewed: &str, now: &str) -> Drift {
    if front_matter::body(reviewed.as_bytes()) == front_matter::body(now.as_bytes()) {
        return Drift::default();
    }
    let (before, after) = (normal(reviewed), normal(now));
    let (old, new) = (words(&before), words(&after));
    let (old, new) = (split(&old), split(&new));
    let longer = old.len().max(new.len());
    let mut drift = Drift { words: capped(longer), ..Drift::default() };
    if before == after {
        return drift;
    }
    if old != new {
        // Without order all words may have a partner.
        drift.changed_words = capped(longer - common_words::count(&old, &new)).max(1);
    }
    drift.has_changed_numbers = !are_same(&old, &new, is_number);
    drift.has_changed_modals = !are_same(&old, &new, is_modal);
    let is_heading = |line: &&str| line.starts_with('#');
    drift.has_changed_headings =
        before.lines().filter(is_heading).ne(after.lines().filter(is_heading));
    let is_code = |line: &&str| line.starts_with(['`', '\t']);
    let is_same_code = before.lines().filter(is_code).eq(after.lines().filter(is_code));
    // Nothing but the place of some code is left that can differ.
    drift.has_changed_code = !is_same_code || !drift.is_any();
    drift
}

/// True if both have the same words of one kind, in the same order.
fn are_same(old: &[&str], new: &[&str], is: fn(&str) -> bool) -> bool {
    old.iter().filter(|word| is(word)).eq(new.iter().filter(|word| is(word)))
}

/// True for what has a digit, and for a sign that stands before or behind one.
fn is_number(word: &str) -> bool {
    let is_sign = |character: char| {
        matches!(character, '<' | '>' | '=' | '%' | '$' | '£' | '¥' | '±' | '‰')
            || matches!(character, '≠' | '≤' | '≥' | '\u{20a0}'..='\u{20cf}')
    };
    word.chars().any(|character| character.is_numeric() || is_sign(character))
}

fn is_modal(word: &str) -> bool {
    MODALS.binary_search(&word).is_ok()
}

fn split(words: &str) -> Vec<&str> {
    words.split([' ', '\n']).filter(|word| !word.is_empty()).collect()
}

fn capped(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "drift_tests.rs"]
mod tests;
