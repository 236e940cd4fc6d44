//! What people write for one licence, and which SPDX id they most likely mean.
//!
//! Never guesses between licences that grant different things: no version, or
//! GNU's "only" against "or later", is a choice for the author.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::alias_address::by_address;
use super::list::{current_ids, id, names};

/// What a text that is no SPDX expression most likely means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One licence, and no other.
    One(String),
    /// One of these, likeliest first: the author must choose.
    Several(Vec<String>),
    /// A licence without its version; newest first.
    Versions(Vec<String>),
    /// Some licence of Creative Commons.
    CreativeCommons,
    /// No rights at all: the author's own gift, or free already.
    PublicDomain,
    /// One licence for the text and one for the code.
    TextAndCode(String, String),
    /// All rights reserved.
    Reserved,
    /// Nothing is said.
    Nothing,
    /// No idea.
    Unknown,
}

/// No name of a licence is as long: what is longer was meant otherwise.
const BYTES_MAX: usize = 200;

/// Words that tell no licence from another.
const NOISE: [&str; 17] = [
    "the",
    "license",
    "licence",
    "licensed",
    "under",
    "international",
    "unported",
    "generic",
    "version",
    "ver",
    "v",
    "c",
    "a",
    "of",
    "terms",
    "worldwide",
    "software",
];

/// Words and what they stand for, two words before one.
const SYNONYMS: [(&str, &str); 22] = [
    ("creative commons", "cc"),
    ("non commercial", "nc"),
    ("share alike", "sa"),
    ("no derivatives", "nd"),
    ("no derivative", "nd"),
    ("no derivs", "nd"),
    ("affero general public", "agpl"),
    ("lesser general public", "lgpl"),
    ("library general public", "lgpl"),
    ("general public", "gpl"),
    ("free documentation", "gfdl"),
    ("open government", "ogl"),
    ("or newer", "or later"),
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("sharealike", "sa"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("cc0", "cc zero"),
    ("cc 0", "cc zero"),
    ("fdl", "gfdl"),
    ("gnu", ""),
];

/// Whole phrases, noise taken out, and the ids they may mean.
const PHRASES: [(&str, &[&str]); 32] = [
    ("mit", &["MIT"]),
    ("expat", &["MIT"]),
    ("mit expat", &["MIT"]),
    ("mit x11", &["MIT", "X11"]),
    ("apache 2.0", &["Apache-2.0"]),
    ("apache 2", &["Apache-2.0"]),
    ("asl 2.0", &["Apache-2.0"]),
    ("asl 2", &["Apache-2.0"]),
    ("apache", &["Apache-2.0", "Apache-1.1", "Apache-1.0"]),
    ("bsd", &["BSD-3-Clause", "BSD-2-Clause"]),
    ("simplified bsd", &["BSD-2-Clause"]),
    ("new bsd", &["BSD-3-Clause"]),
    ("modified bsd", &["BSD-3-Clause"]),
    ("revised bsd", &["BSD-3-Clause"]),
    ("bsd 2", &["BSD-2-Clause"]),
    ("bsd 3", &["BSD-3-Clause"]),
    ("bsd 2 clause", &["BSD-2-Clause"]),
    ("bsd 3 clause", &["BSD-3-Clause"]),
    ("mpl 2.0", &["MPL-2.0"]),
    ("mpl 2", &["MPL-2.0"]),
    ("mozilla public 2.0", &["MPL-2.0"]),
    ("ogl", &["OGL-UK-3.0", "OGL-Canada-2.0"]),
    ("ogl 3", &["OGL-UK-3.0"]),
    ("ogl 3.0", &["OGL-UK-3.0"]),
    ("ogl uk 3.0", &["OGL-UK-3.0"]),
    ("ogl 2.0", &["OGL-UK-2.0", "OGL-Canada-2.0"]),
    ("all permissive", &["FSFAP"]),
    ("opl", &["OPUBL-1.0", "OPL-1.0"]),
    ("open publication 1.0", &["OPUBL-1.0"]),
    ("free art", &["LAL-1.3", "LAL-1.2"]),
    ("free art 1.3", &["LAL-1.3"]),
    ("zlib libpng", &["Zlib"]),
];

/// The families of GNU and their versions, newest first.
const GNU: [(&str, &str, &[&str]); 4] = [
    ("gpl", "GPL", &["3.0", "2.0", "1.0"]),
    ("lgpl", "LGPL", &["3.0", "2.1", "2.0"]),
    ("agpl", "AGPL", &["3.0", "1.0"]),
    ("gfdl", "GFDL", &["1.3", "1.2", "1.1"]),
];

const RESERVED: [&str; 4] = ["all rights reserved", "proprietary", "copyright", "commercial"];
const NOTHING: [&str; 11] = [
    "noassertion",
    "none",
    "n a",
    "na",
    "tbd",
    "todo",
    "unknown",
    "see license",
    "see licence",
    "see license file",
    "see license.md",
];
const PUBLIC_DOMAIN: [&str; 3] = ["public domain", "pd", "publicdomain"];
const VAGUE: [&str; 4] = ["open", "free", "open source", "open content"];

/// What `text`, which names one licence if any, most likely means.
pub(super) fn reading(text: &str) -> Reading {
    if text.len() > BYTES_MAX {
        return Reading::Unknown;
    }
    let phrase = tokens(text).join(" ");
    if RESERVED.contains(&&*phrase) {
        return Reading::Reserved;
    }
    if NOTHING.contains(&&*phrase) {
        return Reading::Nothing;
    }
    if PUBLIC_DOMAIN.contains(&&*phrase) {
        return Reading::PublicDomain;
    }
    if VAGUE.contains(&&*phrase) {
        return Reading::CreativeCommons;
    }
    let address = text.to_lowercase();
    if let Some(known) = by_address(&address) {
        return known;
    }
    let words = words(text);
    let phrase = words.join(" ");
    if let Some((_, ids)) = PHRASES.iter().find(|(known, _)| *known == phrase) {
        return choice(ids.iter().map(|id| (*id).to_owned()).collect());
    }
    let is_later =
        words.ends_with(&["or".to_owned(), "later".to_owned()]) || text.trim_end().ends_with('+');
    let known = gnu(&words, is_later).or_else(|| creative_commons(&words));
    let known = known.or_else(|| by_name(&words)).or_else(|| by_family(&words));
    known.unwrap_or_else(|| with_notice(text))
}

/// What stands before a copyright notice: "MIT (c) 2020 Acme"; a notice alone grants nothing.
fn with_notice(text: &str) -> Reading {
    let Some(at) = ["©", "(c)", "(C)"].iter().filter_map(|sign| text.find(sign)).min() else {
        return Reading::Unknown;
    };
    match reading(text[..at].trim_end_matches([' ', ',', ';', '-', '.'])) {
        Reading::Unknown => Reading::Reserved,
        known => known,
    }
}

/// The versions of the licence that `words` name without one: "MPL".
fn by_family(words: &[String]) -> Option<Reading> {
    let ids = versions(&words.join("-"));
    match ids.as_slice() {
        [] => None,
        [_] => Some(choice(ids)),
        _ => Some(Reading::Versions(ids)),
    }
}

/// The licence that the list calls so, or whose id it is: "Mozilla Public License 2.0".
fn by_name(words: &[String]) -> Option<Reading> {
    static NAMES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
        let mut ids: HashMap<String, Vec<String>> = HashMap::new();
        for (id, name) in names() {
            let phrases = BTreeSet::from([id, name].map(|text| self::words(text).join(" ")));
            for phrase in phrases {
                ids.entry(phrase).or_default().push(id.to_owned());
            }
        }
        ids
    });
    NAMES.get(&words.join(" ")).cloned().map(choice)
}

fn choice(mut ids: Vec<String>) -> Reading {
    if ids.len() == 1 { Reading::One(ids.swap_remove(0)) } else { Reading::Several(ids) }
}

/// Lower-case runs of letters, digits and dots; every dash and space of Unicode separates.
fn tokens(text: &str) -> Vec<String> {
    let is_part = |character: char| character.is_alphanumeric() || character == '.';
    let lower = text.to_lowercase();
    let parts = lower.split(|character| !is_part(character));
    parts
        .map(|part| part.trim_matches('.'))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of `text` that tell licences apart, in the shortest form.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut split = Vec::new();
    for token in tokens(text) {
        match token.find(|character: char| character.is_ascii_digit()) {
            Some(digit) if digit > 0 && !matches!(&*token, "cc0" | "x11") => {
                let (name, version) = token.split_at(digit);
                let name = if name.len() > 1 { name.trim_end_matches('v') } else { name };
                split.extend([name.to_owned(), version.to_owned()]);
            }
            _ => split.push(token),
        }
    }
    let mut phrase = format!(" {} ", split.join(" "));
    for (theirs, ours) in SYNONYMS {
        phrase = phrase.replace(&format!(" {theirs} "), &format!(" {ours} "));
    }
    let words = phrase.split_whitespace().filter(|word| !NOISE.contains(word));
    words.flat_map(pairs).collect()
}

/// `ccbysa` as `cc`, `by`, `sa`; any other word as it is.
fn pairs(word: &str) -> Vec<String> {
    let pair = |index: usize| word.get(2 * index..2 * index + 2);
    let found: Option<Vec<String>> = (0..word.len().div_ceil(2))
        .map(|index| pair(index).filter(|pair| is_element(pair)).map(str::to_owned))
        .collect();
    found.unwrap_or_else(|| vec![word.to_owned()])
}

fn is_element(pair: &str) -> bool {
    matches!(pair, "cc" | "by" | "nc" | "sa" | "nd")
}

fn is_version(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// `3` as `3.0`.
fn full(version: &str) -> String {
    if version.contains('.') { version.to_owned() } else { format!("{version}.0") }
}

fn gnu(words: &[String], is_later: bool) -> Option<Reading> {
    let (name, rest) = words.split_first()?;
    let (_, family, versions) = GNU.iter().find(|(known, ..)| known == name)?;
    let is_only = rest.last().is_some_and(|word| word == "only");
    let written = rest.iter().find(|word| is_version(word)).map(|version| full(version));
    let known =
        rest.iter().all(|word| is_version(word) || matches!(&**word, "or" | "later" | "only"));
    let mut ids = Vec::new();
    let wanted =
        versions.iter().filter(|version| written.as_deref().is_none_or(|it| it == **version));
    for version in wanted {
        if !is_later {
            ids.push(format!("{family}-{version}-only"));
        }
        if !is_only {
            ids.push(format!("{family}-{version}-or-later"));
        }
    }
    (known && !ids.is_empty()).then(|| choice(ids))
}

/// The licence of Creative Commons that `words` mean.
pub(super) fn creative_commons(words: &[String]) -> Option<Reading> {
    let has = |name: &str| words.iter().any(|word| word == name);
    let version = words.iter().find(|word| is_version(word)).map(|version| full(version));
    let is_ours = has("cc") || (has("by") && version.is_some());
    let others: Vec<&String> =
        words.iter().filter(|word| !is_element(word) && !is_version(word)).collect();
    if !is_ours || others.len() > 1 {
        return None;
    }
    match others.first().map(|word| word.as_str()) {
        Some("zero") => return Some(Reading::One("CC0-1.0".to_owned())),
        Some("mark" | "pdm") => return Some(Reading::One("CC-PDM-1.0".to_owned())),
        _ if !has("by") => return others.is_empty().then_some(Reading::CreativeCommons),
        _ => {}
    }
    let mut base = "CC-BY".to_owned();
    for element in ["nc", "sa", "nd"] {
        if has(element) {
            base = format!("{base}-{}", element.to_uppercase());
        }
    }
    let Some(version) = version else {
        let versions = versions(&base);
        return (others.is_empty() && !versions.is_empty()).then_some(Reading::Versions(versions));
    };
    let plain = format!("{base}-{version}");
    let found = match others.first() {
        Some(port) => id(&format!("{plain}-{port}")),
        None => id(&plain),
    };
    if found.is_none() && others.is_empty() {
        // There is the licence, but no such version of it.
        return Some(Reading::Several(versions(&base))).filter(|_| !versions(&base).is_empty());
    }
    found.map(|id| Reading::One(id.to_owned()))
}

/// The versions of the licence `base`, in any case, that belong to no country; newest first.
fn versions(base: &str) -> Vec<String> {
    let is_version = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let mut ids: Vec<String> = current_ids()
        .filter(|id| {
            let Some((start, rest)) = id.split_at_checked(base.len()) else { return false };
            start.eq_ignore_ascii_case(base) && rest.strip_prefix('-').is_some_and(is_version)
        })
        .map(str::to_owned)
        .collect();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids
}

#[cfg(test)]
#[path = "alias_tests.rs"]
mod tests;
