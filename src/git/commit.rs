//! Reads a raw commit object: its tree, its parents and the committer's clock.
//!
//! Nothing else in it is looked at. Names and messages may be in any encoding
//! and never reach a decoder; what is malformed is absent, never guessed.

use git2::Oid;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What the history needs of a commit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct RawCommit {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// Seconds since 1970 in UTC; `None` if the line cannot be read.
    pub(super) seconds: Option<i64>,
}

impl RawCommit {
    /// Reads the header; `None` if it does not start with a tree.
    pub(super) fn parse(raw: &[u8]) -> Option<Self> {
        let mut lines = raw.split(|byte| *byte == b'\n');
        let tree = id(lines.next()?.strip_prefix(b"tree ")?)?;
        let mut commit = Self { tree, parents: Vec::new(), seconds: None };
        for line in lines {
            if line.is_empty() {
                break;
            }
            if let Some(parent) = line.strip_prefix(b"parent ") {
                commit.parents.push(id(parent)?);
            } else if let Some(committer) = line.strip_prefix(b"committer ") {
                commit.seconds = seconds(committer);
                break;
            }
        }
        Some(commit)
    }
}

fn id(hexadecimal: &[u8]) -> Option<Oid> {
    let text = std::str::from_utf8(hexadecimal).ok()?;
    (text.len() == 2 * super::ID_BYTES).then(|| Oid::from_str(text).ok())?
}

/// The seconds in `name <mail> SECONDS ZONE`; the last `>` ends the mail, as in git.
pub(super) fn seconds(person: &[u8]) -> Option<i64> {
    let end = person.iter().rposition(|byte| *byte == b'>')?;
    let clock = std::str::from_utf8(&person[end + 1..]).ok()?;
    clock.split_ascii_whitespace().next()?.parse().ok()
}

/// The day in UTC; a clock beyond what a calendar can say is its first or last day.
pub(super) fn utc_day(seconds: i64) -> Date {
    let seconds = seconds.clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let clock = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    TimeZone::UTC.to_datetime(clock).date()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    #[track_caller]
    fn check(person: &[u8], expected: Option<i64>) {
        let mut raw = format!("tree {TREE}\nparent {TREE}\nauthor a <b> 7 +0000\n").into_bytes();
        raw.extend_from_slice(b"committer ");
        raw.extend_from_slice(person);
        raw.extend_from_slice(b"\nencoding latin1\n\ncommitter x <y> 9 +0000\n");
        let commit = RawCommit::parse(&raw).unwrap();
        assert_eq!((commit.parents.len(), commit.seconds), (1, expected));
    }

    #[test]
    fn the_committer_counts_and_the_author_and_the_message_do_not() {
        check(b"Jo <jo@example.org> 1700000000 +0200", Some(1_700_000_000));
    }

    #[test]
    fn names_in_any_bytes_are_passed_over() {
        check(b"J\xf6 > <\xff@> 12 -0330", Some(12));
        check(b"<> 0 +0000", Some(0));
        check(b"Jo <jo> -86400 +0000", Some(-86_400));
    }

    #[test]
    fn a_clock_that_cannot_be_read_is_absent() {
        check(b"Jo <jo>", None);
        check(b"Jo", None);
        check(b"Jo <jo> 99999999999999999999 +0000", None);
        check(b"Jo <jo> soon +0000", None);
    }

    #[test]
    fn what_does_not_start_with_a_tree_is_not_a_commit() {
        assert_eq!(RawCommit::parse(b""), None);
        assert_eq!(RawCommit::parse(b"tree 4b825d\n"), None);
        assert_eq!(RawCommit::parse(format!("tree {TREE}\nparent zz\n").as_bytes()), None);
        let lone = RawCommit::parse(format!("tree {TREE}").as_bytes()).unwrap();
        assert_eq!((lone.parents.len(), lone.seconds), (0, None));
    }

    #[test]
    fn days_turn_at_midnight_in_utc_and_end_with_the_calendar() {
        assert_eq!(utc_day(-1), date(1969, 12, 31));
        assert_eq!(utc_day(0), date(1970, 1, 1));
        assert_eq!(utc_day(4_102_444_800), date(2100, 1, 1));
        assert_eq!(utc_day(i64::MAX).year(), 9999);
        assert_eq!(utc_day(i64::MIN).year(), -9999);
    }
}
