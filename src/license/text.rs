//! Whether the text in a file is that of a licence, letter by letter.
//!
//! The official texts are those of the SPDX list. What makes no legal difference is not compared
//! (see `letters`); nor is what stands after the end of the terms, which says how to apply them.

use std::ops::Range;

use super::difference::{Parting, Side, parting};
use super::letters::letters;

/// A file of more bytes than this is no text of a licence, and need not be read to tell: four
/// times the longest text of the list (`APL-1.0`, 46 kB) leave room for notes and for copies as
/// HTML.
pub const TEXT_BYTES_MAX: u64 = 200_000;

/// What is wrong with the text of a licence.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no letter in it.
    Empty,
    /// It is the text of another licence.
    Other(&'static str),
    /// It says something else.
    Differs(Difference),
}

/// Where a text first says something else.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where, in bytes of the file: up to the end of its line.
    pub range: Range<usize>,
    /// What the file says there; empty where it ends.
    pub file: String,
    /// What the official text says there; empty where it ends.
    pub official: String,
}

/// Where the terms end, in letters. What follows says how to apply them or is a note of Creative
/// Commons, which is no part of the licence by its own words: it may be left out or be another.
const ENDS: [&str; 4] = [
    "endoftermsandconditions",
    "creativecommonsisnotapartytoitspubliclicenses",
    "creativecommonsisnotapartytothislicense",
    "addendumhowtousethislicense",
];
/// The title of a text that another one adds to, in letters.
const ADDED_TO: &str = "gnugeneralpubliclicenseversion329june2007";
/// Where the terms begin, in letters, after notes of the same kind or a notice that may be
/// wrapped into what follows.
const HEADS: [&str; 7] = [
    "byexercisingthelicensedrights",
    "theworkasdefinedbelowisprovided",
    "thepurposeofthislicenseistomake",
    "thegnugeneralpubliclicenseisafreecopyleft",
    "thegnuafferogeneralpubliclicenseisafreecopyleft",
    "thelicensesformostsoftwarearedesigned",
    "preamblethegoalsoftheopenfontlicense",
];
/// So many more letters than the official text a file may have before its terms begin.
const ABOVE_MAX: usize = 1_000;
/// What is filled in although the list shows no blank: names of owners in licences of the BSD.
const BLANKS: [(&str, &str); 5] = [
    ("[Owner Organization]", "<owner>"),
    ("software developed by the organization", "software developed by <owner>"),
    (
        "Neither the name of the copyright holder nor the names of its contributors",
        "Neither the name of <owner> nor the names of <its> contributors",
    ),
    ("IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE", "IN NO EVENT SHALL <owner> BE"),
    ("IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS", "IS PROVIDED BY <owner>"),
];
/// Less in common than this, and it may well be the text of another licence.
const IN_COMMON: usize = 400;
/// So much of a text is compared first, in bytes, before all of it.
const GLANCE: usize = 2_000;
/// The most characters of a sentence that are shown, and how many before the difference.
const SHOWN_MAX: usize = 56;
const SHOWN_BEFORE: usize = 24;

/// What is wrong with `file` as the text of the licence or exception `id`; `None` if that is on
/// no list, and if nothing is.
#[must_use]
pub fn wrong(id: &str, file: &str) -> Option<Wrong> {
    let official = official(id)?;
    let ours = letters(file, false);
    if ours.is_empty() {
        return Some(Wrong::Empty);
    }
    let side = Side { text: file, letters: &ours };
    let difference = difference(official, side)?;
    if difference.in_common < IN_COMMON
        && let Some(other) = other(id, side)
    {
        return (class(other) != class(id)).then_some(Wrong::Other(other));
    }
    Some(Wrong::Differs(difference.told))
}

/// The official text of the licence or exception `id`.
#[must_use]
pub fn official(id: &str) -> Option<&'static str> {
    let license = spdx::license_id(id).filter(|known| known.name == id);
    let exception = || spdx::exception_id(id).filter(|known| known.name == id);
    // Words for the absence of a licence stand on the list without a text.
    let is_none = matches!(id, "NOASSERTION" | "NONE");
    let text =
        license.map(spdx::LicenseId::text).or_else(|| exception().map(spdx::ExceptionId::text));
    text.filter(|text| !is_none && !text.trim().is_empty())
}

/// What two ids share that differ in versions or sections, and so have one text.
fn class(id: &str) -> &str {
    let suffixes = ["-only", "-or-later", "-no-invariants", "-invariants"];
    let shorter = suffixes.iter().find_map(|suffix| id.strip_suffix(suffix));
    shorter.map_or(id, class)
}

struct Found {
    told: Difference,
    in_common: usize,
}

fn difference(official: &str, file: Side<'_>) -> Option<Found> {
    let mut text = official.to_owned();
    for (written, blank) in BLANKS {
        if text.contains(written) {
            text = text.replace(written, blank);
        }
    }
    let theirs = letters(&text, true);
    let official = Side { text: &text, letters: &theirs };
    let head = |head: &&str| {
        let at = official.find(head)?;
        let seen = file.letters.len().min(at + ABOVE_MAX + head.len());
        Some((at, Side { letters: &file.letters[..seen], ..file }.find(head)?))
    };
    let heads: Vec<(usize, usize)> = HEADS.iter().filter_map(head).collect();
    let (a, b) = match parting(official, file, &heads) {
        Parting::Same => return None,
        Parting::Changed(a, b) => (a, b),
    };
    let ends = b == file.letters.len();
    let goes_on = a == theirs.len();
    let is_over =
        |end: &&str| official.find(end).is_some_and(|at| a >= at + end.len() || (ends && a >= at));
    // The list has the text that the Lesser General Public License adds to after it.
    let is_added_to = ends && a > 0 && official.find(ADDED_TO) == Some(a);
    if is_added_to || !goes_on && ENDS.iter().any(is_over) {
        return None;
    }
    let told = Difference {
        range: place(file, b),
        file: sentence(file, b),
        official: sentence(official, a),
    };
    Some(Found { told, in_common: a })
}

/// The licence, other than `id`, whose text `file` is.
fn other(id: &str, file: Side<'_>) -> Option<&'static str> {
    let licenses = spdx::identifiers::LICENSES.iter().map(|license| (license.name, license.flags));
    let is_current = |flags: u8| flags & spdx::flags::IS_DEPRECATED == 0;
    let names = licenses.filter(|(name, flags)| *name != id && is_current(*flags));
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().map(|it| it.name);
    let mut names = names.map(|(name, _)| name).chain(exceptions);
    names.find(|name| {
        let Some(text) = official(name) else { return false };
        let end = (0..=GLANCE.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        let glance = &text[..end.unwrap_or(0)];
        let theirs = letters(glance, true);
        let seen = Side { text: glance, letters: &theirs };
        let begins = match parting(seen, file, &[]) {
            Parting::Same => true,
            // A word may be cut at the end of the glance.
            Parting::Changed(a, _) => a + 2 * SHOWN_MAX >= theirs.len(),
        };
        begins && difference(text, file).is_none()
    })
}

/// From the word at letter `at` to the end of its line.
fn place(side: Side<'_>, at: usize) -> Range<usize> {
    let Some(letter) = side.letters.get(at) else {
        let end = side.text.trim_end().len();
        let start = side.text[..end].rfind('\n').map_or(0, |line| line + 1);
        return start..end;
    };
    let start = word_start(side.text, letter.at);
    let line = side.text[start..].lines().next().unwrap_or_default();
    start..start + line.trim_end().len()
}

fn word_start(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches(|c: char| !c.is_whitespace());
    before.len()
}

/// A part of the sentence at letter `at`, on one line; empty where the text ends.
fn sentence(side: Side<'_>, at: usize) -> String {
    let Some(letter) = side.letters.get(at) else { return String::new() };
    let word = word_start(side.text, letter.at);
    let mut before: Vec<&str> = Vec::new();
    let mut length = 0;
    for part in side.text[..word].rsplit([' ', '\n', '\t']).filter(|part| !part.is_empty()) {
        length += part.chars().count() + 1;
        if length > SHOWN_BEFORE || part.ends_with(['.', ':', ';']) {
            break;
        }
        before.push(part);
    }
    before.reverse();
    let mut shown = before.join(" ");
    for part in side.text[word..].split_whitespace() {
        if shown.chars().count() + part.chars().count() >= SHOWN_MAX && !shown.is_empty() {
            break;
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(part);
        if part.ends_with('.') {
            break;
        }
    }
    shown
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
