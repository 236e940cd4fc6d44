//! What was wrong already when a library began to be checked.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::finding::{Finding, Level};
use super::text::Span;
use super::untrusted::sanitise;

/// The file that holds it, in the root of a library.
pub const FILE: &str = "kb-baseline.txt";

/// What its first line says.
const HEADER: &str =
    "# Findings of `kb check` that were there before; kept by `kb check --update-baseline`.";

/// One finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Where it was found, for people; nothing is looked up by it.
    pub path: String,
    /// The rule's code.
    pub code: String,
    /// Its identity by content, the rule's code included.
    pub fingerprint: String,
}

impl Entry {
    /// The entry of `finding`; `None` for what no baseline holds: infos, and what the rules
    /// about the baseline itself find.
    #[must_use]
    pub fn of(finding: &Finding) -> Option<Self> {
        let path = finding.place.as_ref().map(|place| sanitise(&place.path.lossy()).into_owned());
        let is_debt = finding.level >= Level::Warning && finding.rule.code < "KB9";
        is_debt.then(|| Self {
            path: path.unwrap_or_default(),
            code: finding.rule.code.to_owned(),
            fingerprint: finding.fingerprint.clone(),
        })
    }
}

/// Everything that is known, and where each entry stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The entries and their lines.
    pub entries: Vec<(Entry, Span)>,
}

impl Baseline {
    /// Reads the file: a line is `CODE FINGERPRINT PATH`, or a comment after `#`.
    ///
    /// # Errors
    /// The number of the first line that is neither.
    pub fn read(text: &str) -> Result<Self, usize> {
        let (mut entries, mut start) = (Vec::new(), 0);
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let span = Span::new(start..start + line.len());
            start = span.end;
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            entries.push((entry(line).ok_or(index + 1)?, span));
        }
        Ok(Self { entries })
    }

    /// The text of a file that holds `entries`: sorted by path, so that two people who add to
    /// it seldom meet.
    #[must_use]
    pub fn text(entries: &BTreeSet<Entry>) -> String {
        let mut text = format!("{HEADER}\n");
        for Entry { path, code, fingerprint } in entries {
            let _ = writeln!(text, "{}", format!("{code} {fingerprint} {path}").trim_end());
        }
        text
    }
}

fn entry(line: &str) -> Option<Entry> {
    let mut words = line.splitn(3, ' ');
    let (code, fingerprint) = (words.next()?, words.next()?);
    let is_code = code.strip_prefix("KB").is_some_and(|digits| digits.parse::<u16>().is_ok());
    let is_digest = fingerprint.len() == 16 && fingerprint.bytes().all(|it| it.is_ascii_hexdigit());
    let path = words.next().unwrap_or_default();
    (is_code && is_digest).then(|| Entry {
        path: path.to_owned(),
        code: code.to_owned(),
        fingerprint: fingerprint.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "KB401 0123456789abcdef docs/a b.md";

    #[test]
    fn what_is_written_is_read_again() {
        let read = Baseline::read(&format!("# Any\n\n{LINE}\r\nKB303 fedcba9876543210\n"));
        let read = read.expect("both lines are entries");
        assert_eq!(read.entries[0].0.path, "docs/a b.md");
        assert_eq!(read.entries[0].1, Span::new(7..7 + LINE.len() + 2));
        assert_eq!(read.entries[1].0.path, "");
        let entries: BTreeSet<Entry> = read.entries.into_iter().map(|(entry, _)| entry).collect();
        let text = Baseline::text(&entries);
        let again = Baseline::read(&text).expect("it was just written");
        assert!(again.entries.into_iter().map(|(entry, _)| entry).eq(entries));
    }

    #[test]
    fn a_line_that_is_no_entry_is_told_by_its_number() {
        for line in [
            "<<<<<<< HEAD",
            "KB401",
            "KB401 0123456789abcde docs/a.md",
            "KB401 0123456789abcdeg docs/a.md",
            "KB 0123456789abcdef docs/a.md",
            "broken-link 0123456789abcdef docs/a.md",
        ] {
            assert_eq!(Baseline::read(&format!("{LINE}\n{line}\n")), Err(2), "{line}");
        }
    }
}
