//! The letters of a licence text: what is left of it when everything is taken away that makes no
//! difference.
//!
//! Follows the matching guidelines of SPDX
//! (<https://spdx.github.io/spdx-spec/v2.3/license-matching-guidelines-and-templates/>): blanks,
//! case, punctuation, copyright notices and marks of lists are not compared; nor are the marks of
//! Markdown and HTML, whose letters are none of the text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

/// A letter or digit of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// In lower case; [`ANYTHING`] where anything may stand.
    pub(super) character: char,
    /// Where it stands, in bytes.
    pub(super) at: usize,
    /// How many letters the mark of a list has that begins here.
    pub(super) mark: u8,
}

/// Stands for what everybody fills in, such as a name.
pub(super) const ANYTHING: char = '\0';

/// Tags of HTML, as they may stand in a text that was made for a page.
const TAGS: [&str; 22] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "u",
    "ul",
];
/// The most bytes of a tag, a blank to be filled in or the address of a link.
const SIGN_MAX: usize = 500;
/// The most bytes of what HTML calls a character: `&nbsp;`.
const ENTITY_MAX: usize = 8;
/// Letters that some copies have and some have not.
const OPTIONAL: [&str; 2] = ["(c)", "(C)"];

/// The letters of `text`; `<name>` in an `official` text is to be filled in.
pub(super) fn letters(text: &str, official: bool) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_left_out = is_notice(line) || (!official && is_definition(line));
        if !is_left_out {
            add_line(line, start, official, &mut letters);
        }
        start += line.len();
    }
    without_variants(letters)
}

/// Letters that the publisher of a licence changed without a new version, and some copies have
/// not: former addresses of the Free Software Foundation, a title said twice, and words of the
/// MIT licence that the list calls optional. How many of them stay at the end.
const VARIANTS: [(&str, usize); 12] = [
    ("59templeplacesuite330bostonma021111307usa", 0),
    ("51franklinstreetfifthfloorbostonma021101301usa", 0),
    ("51franklinstfifthfloorbostonma021101301usa", 0),
    ("51franklinstreetsuite500bostonma021101335usa", 0),
    ("675massavecambridgema02139usa", 0),
    ("31milkstreet960789bostonma02196usa", 0),
    ("includingthenextparagraph", 0),
    ("gnuorgcopyleft", 0),
    ("gnuorglicenses", 0),
    ("gnugeneralpubliclicensetermsandconditions", TERMS_AND_CONDITIONS),
    ("gnulessergeneralpubliclicensetermsandconditions", TERMS_AND_CONDITIONS),
    ("gnulibrarygeneralpubliclicensetermsandconditions", TERMS_AND_CONDITIONS),
];
const TERMS_AND_CONDITIONS: usize = "termsandconditions".len();
static VARIANT_FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = VARIANTS.iter().map(|(phrase, _)| phrase);
    AhoCorasick::new(phrases).expect("a few phrases are not too many")
});

/// `letters` without those that differ between copies that are all official.
fn without_variants(mut letters: Vec<Letter>) -> Vec<Letter> {
    let mut text = String::with_capacity(letters.len());
    let mut starts = Vec::with_capacity(letters.len());
    for letter in &letters {
        starts.push(text.len());
        text.push(letter.character);
    }
    let letter_at = |at: usize| starts.partition_point(|start| *start < at);
    // Both spellings are English, and the guidelines have them equal.
    for found in memmem::find_iter(text.as_bytes(), "licence") {
        letters[letter_at(found) + "licen".len()].character = 's';
    }
    let mut kept = Vec::with_capacity(letters.len());
    let mut from = 0;
    for found in VARIANT_FINDER.find_iter(&text) {
        let (_, stay) = VARIANTS[found.pattern().as_usize()];
        kept.extend_from_slice(&letters[from..letter_at(found.start())]);
        from = letter_at(found.end() - stay);
    }
    kept.extend_from_slice(&letters[from..]);
    kept
}

/// True for a copyright notice, and for the tags above a text that was copied.
fn is_notice(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '('));
    let start = |name: &str| bare.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
    if start("SPDX-") || start("All rights reserved") || bare.starts_with('©') {
        return true;
    }
    // `(c)` alone may be the mark of a list.
    let length = ["copyright", "(c)"].iter().find(|it| start(it)).map(|it| it.len());
    let Some(rest) = length.map(|length| bare[length..].trim_start_matches([' ', '\t', ':']))
    else {
        return false;
    };
    rest.starts_with(['©', '<', '['])
        || rest.starts_with("(c)")
        || rest.starts_with("(C)")
        || rest.starts_with(|c: char| c.is_ascii_digit())
}

/// True for `[name]: address`.
fn is_definition(line: &str) -> bool {
    let name = line.trim_start().strip_prefix('[');
    name.and_then(|name| name.split_once("]:")).is_some_and(|(name, address)| {
        !name.contains(']') && !address.trim().contains(' ') && !address.trim().is_empty()
    })
}

fn add_line(line: &str, start: usize, official: bool, letters: &mut Vec<Letter>) {
    let first = letters.len();
    let mut at = 0;
    while let Some(character) = line[at..].chars().next() {
        if let Some(skipped) = skipped(&line[at..], official, start + at, letters) {
            at += skipped;
            continue;
        }
        if character.is_alphanumeric() {
            for character in character.to_lowercase().filter(|it| it.is_alphanumeric()) {
                letters.push(Letter { character, at: start + at, mark: 0 });
            }
        }
        at += character.len_utf8();
    }
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    if let Some(letter) = letters.get_mut(first)
        && letter.at == start + (line.len() - bare.len())
    {
        letter.mark = mark(bare);
    }
}

/// How many bytes of `rest` are not compared as they are; what stands for them is added.
fn skipped(rest: &str, official: bool, at: usize, letters: &mut Vec<Letter>) -> Option<usize> {
    let bytes = rest.as_bytes();
    let after = |end: u8, most: usize| {
        let seen = &bytes[..bytes.len().min(most)];
        memchr::memchr(end, seen).map(|found| found + 1)
    };
    match bytes.first()? {
        b'<' => {
            let end = after(b'>', SIGN_MAX)?;
            let inside = &rest[1..end - 1];
            let is_sign = inside.starts_with(|c: char| c.is_alphanumeric() || "/!".contains(c));
            if !is_sign || inside.contains("://") || inside.contains('@') {
                return None;
            }
            let name = inside.trim_matches('/').split_whitespace().next().unwrap_or_default();
            if TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) || inside.starts_with('!') {
                return Some(end);
            }
            official.then(|| letters.push(Letter { character: ANYTHING, at, mark: 0 }))?;
            Some(end)
        }
        b']' if rest.starts_with("](") => after(b')', SIGN_MAX),
        b'&' => {
            let entity = after(b';', ENTITY_MAX)
                .filter(|end| rest[1..end - 1].bytes().all(|it| it.is_ascii_alphanumeric()));
            if entity.is_none_or(|end| &rest[..end] == "&amp;") {
                letters.extend("and".chars().map(|character| Letter { character, at, mark: 0 }));
            }
            entity.or(Some(1))
        }
        b'(' => {
            let is_it = |it: &&&str| rest.get(..it.len()) == Some(**it);
            OPTIONAL.iter().find(is_it).map(|it| it.len())
        }
        b'h' | b'H' => {
            let is_scheme = |it: &&str| {
                rest.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it))
            };
            let scheme = ["https://", "http://"].into_iter().find(is_scheme)?;
            let host = &rest[scheme.len()..];
            let www = host.get(..4).filter(|it| it.eq_ignore_ascii_case("www."));
            Some(scheme.len() + www.map_or(0, str::len))
        }
        _ => None,
    }
}

/// How many letters the mark of a list has that `bare` begins with: `1.`, `a)`, `iv)`.
fn mark(bare: &str) -> u8 {
    let length = bare.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = &bare[..length];
    let is_number = length <= 2 && word.bytes().all(|it| it.is_ascii_digit());
    let is_roman = length <= 4 && word.bytes().all(|it| b"ivxIVX".contains(&it));
    let is_letter = length == 1;
    let ends = bare[length..].starts_with(['.', ')'])
        && bare[length + 1..].trim_start_matches(['*', '_', ')']).starts_with([' ', '\t']);
    let is_mark = length > 0 && ends && (is_number || is_roman || is_letter);
    if is_mark { u8::try_from(length).unwrap_or(0) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let letters: String = letters(text, false).iter().map(|it| it.character).collect();
        assert_eq!(letters, expected);
    }

    #[test]
    fn only_letters_and_digits_are_left() {
        check("\u{feff}The “Non-Commercial” Übung, 4.0\r\n", "thenoncommercialübung40");
        check("**Bold** [link](#s2a) &nbsp; <a name=\"x\">x</a>", "boldlinkx");
        check("http://www.example.org https://example.org", "exampleorgexampleorg");
        check("a < b > c & <year>", "abcandyear");
        check("x &amp; y", "xandy");
    }

    #[test]
    fn notices_and_definitions_of_links_are_left_out() {
        check("Copyright (c) 2024 Ada\n# Copyright 2024 Ada\n© Ada\nText\n", "text");
        check("SPDX-License-Identifier: MIT\n\nAll rights reserved.\nText", "text");
        check("Copyright holders may\n", "copyrightholdersmay");
        check("[1]: https://example.org\n[2] is: so\n", "2isso");
    }

    #[test]
    fn what_is_filled_in_is_known_in_the_official_text_only() {
        let official = letters("by <name of author> at <https://example.org>", true);
        let official: String = official.iter().map(|it| it.character).collect();
        assert_eq!(official, "by\0atexampleorg");
    }

    #[test]
    fn marks_of_lists_are_known() {
        for (line, expected) in
            [("1. One", 1), ("a) x", 1), ("iv) x", 2), ("12.** x", 2), ("30 days", 0), ("A b", 0)]
        {
            assert_eq!(mark(line), expected, "{line}");
        }
        for line in ["", "-", "ä", "1.", "1.5 x", "(", "a\u{300}."] {
            assert_eq!(mark(line), 0, "{line}");
        }
    }
}
