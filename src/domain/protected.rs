//! What is kept of texts that may not be copied: digests of a few of their runs of words.
//!
//! The library never holds the texts themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::text::Span;

/// The file that holds it, in the data folder of a library.
pub const FILE: &str = "protected.tsv";

/// How the first line of every version begins.
const NAME: &str = "# kb protected shingles v";
/// The version that is written and read.
const VERSION: &str = "1";
/// What the rest of the first line says, for people.
const ABOUT: &str =
    ", 12 words each, at least one of every 14 in a row; kept by `kb check --protect FILE`";

/// The most characters that the name of a text has.
pub const LABEL_CHARACTERS_MAX: usize = 80;

/// The first 64 bits of the digest of a run of words.
pub type Shingle = u64;

/// The protected texts of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Protected {
    /// What is kept of each, by the name that somebody gave it.
    pub texts: BTreeMap<String, BTreeSet<Shingle>>,
    /// What could not be read, and where, in order.
    pub faults: Vec<(Span, Fault)>,
}

/// Why a line cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The first line does not say what the file is: nothing of it was read.
    NoHeader,
    /// The file is of this version, which is not ours: nothing of it was read.
    OtherVersion(String),
    /// A line that is no name and 16 hexadecimal digits.
    NoEntry,
}

impl Protected {
    /// Reads the file: its name and version, then a line each, a text's name, a tab, a digest.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut protected = Self::default();
        let (mut start, mut is_known) = (0, false);
        for line in text.split_inclusive('\n') {
            let written = line.trim_end_matches(['\n', '\r']);
            let span = Span::new(start..start + written.len());
            start += line.len();
            if written.is_empty() {
                continue;
            }
            if !is_known {
                if let Err(fault) = header(written) {
                    protected.faults.push((span, fault));
                    return protected;
                }
                is_known = true;
            } else if written.starts_with('#') {
                // A note that somebody left.
            } else if let Some((label, shingle)) = entry(written) {
                if let Some(shingles) = protected.texts.get_mut(label) {
                    shingles.insert(shingle);
                } else {
                    protected.texts.insert(label.to_owned(), BTreeSet::from([shingle]));
                }
            } else {
                protected.faults.push((span, Fault::NoEntry));
            }
        }
        protected
    }

    /// The text of a file that holds it: a line each, in order, so that two people who add texts
    /// seldom meet.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{NAME}{VERSION}{ABOUT}\n");
        for (label, shingles) in &self.texts {
            for shingle in shingles {
                let _ = writeln!(text, "{label}\t{shingle:016x}");
            }
        }
        text
    }
}

/// True for what can be the name of a text: it begins a line of the file and ends at a tab.
#[must_use]
pub fn is_label(name: &str) -> bool {
    let is_short = (1..=LABEL_CHARACTERS_MAX).contains(&name.chars().count());
    is_short && !name.starts_with('#') && name.trim() == name && !name.contains(char::is_control)
}

fn header(line: &str) -> Result<(), Fault> {
    let rest = line.trim_start_matches('\u{feff}').strip_prefix(NAME).ok_or(Fault::NoHeader)?;
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '.');
    match &rest[..end.unwrap_or(rest.len())] {
        VERSION => Ok(()),
        other => Err(Fault::OtherVersion(other.to_owned())),
    }
}

fn entry(line: &str) -> Option<(&str, Shingle)> {
    let (label, digits) = line.split_once('\t')?;
    let is_digest = digits.len() == 16 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let shingle = Shingle::from_str_radix(digits, 16).ok().filter(|_| is_digest)?;
    is_label(label).then_some((label, shingle))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "# kb protected shingles v1, any";

    #[track_caller]
    fn faults(text: &str) -> Vec<Fault> {
        Protected::read(text).faults.into_iter().map(|(_, fault)| fault).collect()
    }

    #[test]
    fn what_is_written_is_read_again_in_order() {
        let texts = [("b 2", 1), ("a", u64::MAX), ("a", 7)];
        let mut protected = Protected::default();
        for (label, shingle) in texts {
            protected.texts.entry(label.to_owned()).or_default().insert(shingle);
        }
        let text = protected.text();
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines, ["a\t0000000000000007", "a\tffffffffffffffff", "b 2\t0000000000000001"]);
        assert_eq!(Protected::read(&text), protected);
        assert_eq!(Protected::read(&text.replace('\n', "\r\n")), protected);
    }

    #[test]
    fn a_broken_line_harms_no_other_and_is_told_by_its_place() {
        let good = "a\t0123456789abcdef";
        for line in [
            "<<<<<<< HEAD",
            "a",
            "a 0123456789abcdef",
            "a\t0123456789abcde",
            "a\t0123456789abcdefg",
            "a\t+123456789abcdef",
            "\t0123456789abcdef",
            " a\t0123456789abcdef",
            "a\u{7}\t0123456789abcdef",
            "a\t0123456789abcdef\tb",
        ] {
            let text = format!("{HEADER}\n# note\n\n{line}\n{good}");
            let read = Protected::read(&text);
            let start = HEADER.len() + 9;
            let span = Span::new(start..start + line.len());
            assert_eq!(read.faults, [(span, Fault::NoEntry)], "{line}");
            assert_eq!(read.texts["a"].len(), 1, "{line}");
        }
    }

    #[test]
    fn of_another_version_or_no_version_nothing_is_read() {
        let other = |version: &str| vec![Fault::OtherVersion(version.to_owned())];
        assert_eq!(faults("# kb protected shingles v2, 12\na\tx\n"), other("2"));
        assert_eq!(faults("# kb protected shingles v1.1\n"), other("1.1"));
        assert_eq!(faults("# kb protected shingles v\n"), other(""));
        assert_eq!(faults("a\t0123456789abcdef\n"), [Fault::NoHeader]);
        assert_eq!(faults("\n# kb protected shingles v1\n"), []);
        assert_eq!(faults(""), []);
    }

    #[test]
    fn a_name_has_no_tab_is_no_note_and_is_not_endless() {
        for good in ["itil-4", "ISO/IEC 20000-1:2018", "é", &"x".repeat(80)] {
            assert!(is_label(good), "{good}");
        }
        for bad in ["", " a", "a ", "#a", "a\tb", "a\nb", "\u{9b}a", &"x".repeat(81)] {
            assert!(!is_label(bad), "{bad}");
        }
    }
}
