//! Claims as tables of a `REUSE.toml`, between two comments that tell ours from those of others.
//!
//! Keys and patterns: REUSE Specification 3.3 (<https://reuse.software/spec-3.3/>), section
//! "REUSE.toml"; texts: TOML 1.0 (<https://toml.io/en/v1.0.0#string>), basic strings.

use std::fmt::Write as _;
use std::ops::Range;

use crate::domain::reuse::{NOTICE_TAG, TAG};
use crate::domain::reuse_export::Claim;

/// The line that our tables begin after.
pub const BEGIN: &str = "# begin kb";
/// The line that our tables end before.
pub const END: &str = "# end kb";
/// What a new file begins with.
const HEAD: &str = "version = 1\n";

/// The two lines do not stand there once each, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Torn;

/// The tables of `groups`, with the lines around them.
///
/// `aggregate`: what an article says in a tag holds beside what its front matter says, and
/// neither hides the other.
#[must_use]
pub fn tables(groups: &[(Claim, Vec<String>)]) -> String {
    let mut text = format!("{BEGIN}: written by `kb export reuse`, and written anew by it\n");
    for (claim, paths) in groups {
        let paths: Vec<String> = paths.iter().map(|path| pattern(path)).collect();
        text.push_str("\n[[annotations]]\n");
        push(&mut text, "path", &paths);
        text.push_str("precedence = \"aggregate\"\n");
        push(&mut text, NOTICE_TAG, &claim.notices);
        push(&mut text, TAG, std::slice::from_ref(&claim.license));
    }
    if !groups.is_empty() {
        text.push('\n');
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// One value as it is, several on a line each.
fn push(text: &mut String, key: &str, values: &[String]) {
    if let [only] = values {
        let _ = writeln!(text, "{key} = {}", quoted(only));
        return;
    }
    let _ = writeln!(text, "{key} = [");
    for value in values {
        let _ = writeln!(text, "    {},", quoted(value));
    }
    text.push_str("]\n");
}

/// The pattern that means `path` alone.
fn pattern(path: &str) -> String {
    path.replace('\\', "\\\\").replace('*', "\\*")
}

/// A basic string of TOML.
fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            _ if character.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}

/// Where our tables stand in `text`, with the lines around them: `Ok(None)` where there are none.
///
/// # Errors
/// One of the two lines is missing, or they stand the wrong way round, or more than once.
pub fn place(text: &str) -> Result<Option<Range<usize>>, Torn> {
    let (mut begins, mut ends) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let after = start + line.len();
        let is = |mark: &str| {
            let rest = line.trim().strip_prefix(mark);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        };
        if is(BEGIN) {
            begins.push(start);
        } else if is(END) {
            ends.push(after);
        }
        start = after;
    }
    match (begins.as_slice(), ends.as_slice()) {
        ([], []) => Ok(None),
        ([begin], [end]) if begin < end => Ok(Some(*begin..*end)),
        _ => Err(Torn),
    }
}

/// `text` without our tables: what others wrote.
#[must_use]
pub fn without(text: &str, place: Option<&Range<usize>>) -> String {
    place.map_or_else(|| text.to_owned(), |at| format!("{}{}", &text[..at.start], &text[at.end..]))
}

/// `text` with `tables` in the place of ours, or behind all that others wrote.
#[must_use]
pub fn with(text: &str, place: Option<&Range<usize>>, tables: &str) -> String {
    match place {
        Some(at) => format!("{}{tables}{}", &text[..at.start], &text[at.end..]),
        None if text.trim().is_empty() => format!("{HEAD}\n{tables}"),
        None => format!("{}\n\n{tables}", text.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_are_found_and_put_back_where_they_were() {
        let text = "version = 1\n# begin kb: x\nold\n# end kb\n[[annotations]]\n";
        let at = place(text).expect("both lines are there").expect("they are");
        assert_eq!(&text[at.clone()], "# begin kb: x\nold\n# end kb\n");
        assert_eq!(without(text, Some(&at)), "version = 1\n[[annotations]]\n");
        assert_eq!(with(text, Some(&at), "new\n"), "version = 1\nnew\n[[annotations]]\n");
        assert_eq!(with("a = 1\n\n", None, "new\n"), "a = 1\n\nnew\n");
        assert_eq!(with(" \n", None, "new\n"), "version = 1\n\nnew\n");
    }

    #[test]
    fn half_a_place_is_none() {
        assert_eq!(place("# begin kbx\n# end kb 2\n"), Ok(None));
        for text in ["# begin kb\n", "# end kb\n", "# end kb\n# begin kb\n"] {
            assert_eq!(place(text), Err(Torn), "{text}");
        }
        assert_eq!(place("# begin kb\n# end kb\n# begin kb\n# end kb\n"), Err(Torn));
    }

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(quoted("a\"b\\c\n\u{7f}é"), "\"a\\\"b\\\\c\\u000A\\u007Fé\"");
        assert_eq!(pattern("a*b\\c"), "a\\*b\\\\c");
    }
}
