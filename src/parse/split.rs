//! Where the front matter of a file ends and its text begins.
//!
//! The fences are those of [`front_matter`]; what is added here is what is
//! wrong with them, and what can be read of front matter that never ends.

use crate::domain::fault::{Fault, FaultKind};
use crate::domain::front_matter::{
    self, BYTE_ORDER_MARK, Fences, Line, is_fence, lines, text_start,
};
use crate::domain::text::Span;

/// The most bytes of YAML that front matter may have.
pub const YAML_BYTES_MAX: usize = 64 * 1024;

/// The parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// True if there is front matter to read, be it empty or never closed.
    pub has_front_matter: bool,
    /// The front matter with both fences and the line break after the second.
    pub front_matter: Span,
    /// What stands between the fences.
    pub yaml: Span,
    /// What follows the front matter; never the byte order mark.
    pub body: Span,
    /// What is wrong with the parts; [`FaultKind::MissingFrontMatter`] among them if
    /// there is none, which only the caller knows to matter.
    pub faults: Vec<Fault>,
}

/// Splits a file into front matter and body.
#[must_use]
pub fn split(bytes: &[u8]) -> Split {
    let start = text_start(bytes);
    let mut split = match front_matter::fences(bytes) {
        Some(Fences { opening, closing: Some(closing) }) => closed(bytes, opening, closing),
        Some(Fences { opening, closing: None }) => unclosed(bytes, opening),
        None => without_front_matter(bytes, start),
    };

    if start > 0 {
        split.faults.insert(0, byte_order_mark());
    }
    if split.yaml.end - split.yaml.start > YAML_BYTES_MAX {
        split.faults.push(too_large(split.yaml));
    }
    split
}

fn closed(bytes: &[u8], opening: Line, closing: Line) -> Split {
    Split {
        has_front_matter: true,
        front_matter: Span::new(opening.start..closing.next),
        yaml: Span::new(opening.next..closing.start),
        body: Span::new(closing.next..bytes.len()),
        faults: Vec::new(),
    }
}

/// Front matter that never ends: up to where the body seems to begin, its fields can still be read.
fn unclosed(bytes: &[u8], opening: Line) -> Split {
    let guess = body_start(bytes, opening.next);
    let fence = Span::new(opening.start..opening.start + 3);
    let mut fault = Fault::new(FaultKind::UnclosedFrontMatter, fence, "this `---` is never closed");
    fault = match guess {
        Some(Guess { line, .. }) => fault.help(format!(
            "write `---` on a line of its own after the last field; \
             the text seems to begin at line {line}"
        )),
        None => fault.help("write `---` on a line of its own after the last field"),
    };
    let end = guess.map_or(bytes.len(), |guess| guess.offset);
    Split {
        has_front_matter: true,
        front_matter: Span::new(opening.start..end),
        yaml: Span::new(opening.next..end),
        body: Span::new(end..bytes.len()),
        faults: vec![fault],
    }
}

fn without_front_matter(bytes: &[u8], start: usize) -> Split {
    // UTF-16 has its own fault, and nothing in it can be told apart by bytes.
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let fault =
        Fault::new(FaultKind::MissingFrontMatter, Span::at(start), "there is no front matter")
            .help(missing_help(bytes, start));
    Split {
        has_front_matter: false,
        front_matter: Span::at(start),
        yaml: Span::at(start),
        body: Span::new(start..bytes.len()),
        faults: if is_utf16 { Vec::new() } else { vec![fault] },
    }
}

fn missing_help(bytes: &[u8], start: usize) -> String {
    let mut line = Line::at(bytes, start);
    if is_fence(line.text(bytes), b"+++") {
        return "this is TOML front matter: write its fields as YAML, `field: value`, \
                between two lines of `---`"
            .to_owned();
    }
    let mut number = 1;
    while line.next < bytes.len() && line.text(bytes).trim_ascii().is_empty() {
        line = Line::at(bytes, line.next);
        number += 1;
    }
    if is_fence(line.text(bytes).trim_ascii_start(), b"---") {
        return format!(
            "the `---` at line {number} must be the very start of the file: \
             delete the blanks before it"
        );
    }
    "begin the file with a line `---`, then the fields, then another line `---`".to_owned()
}

fn byte_order_mark() -> Fault {
    let span = Span::new(0..BYTE_ORDER_MARK.len());
    Fault::new(FaultKind::ByteOrderMark, span, "the file begins with a byte order mark")
        .help("delete it, or save the file as UTF-8 without a byte order mark")
        .fix(span, "")
}

fn too_large(yaml: Span) -> Fault {
    let kib = (yaml.end - yaml.start).div_ceil(1024);
    let limit = YAML_BYTES_MAX / 1024;
    Fault::new(
        FaultKind::TooLarge,
        yaml,
        format!("the front matter has {kib} KiB, more than {limit} KiB"),
    )
    .help("move what is meant to be read into the text below the front matter")
}

/// Where the body of unclosed front matter seems to begin.
#[derive(Clone, Copy)]
struct Guess {
    offset: usize,
    line: usize,
}

/// The first Markdown heading, or the first text after a blank line that is no field.
///
/// A single `#` is also a YAML comment: it counts only if no field follows it.
fn body_start(bytes: &[u8], from: usize) -> Option<Guess> {
    let mut after_blank = false;
    let mut heading: Option<Guess> = None;
    for (line, number) in lines(bytes, from).zip(2..) {
        let text = line.text(bytes);
        let here = Guess { offset: line.start, line: number };
        if text.starts_with(b"##") {
            return heading.or(Some(here));
        }
        if text.starts_with(b"# ") {
            heading = heading.or(Some(here));
        } else if looks_like_yaml(text, after_blank) {
            heading = None;
        } else if !text.trim_ascii().is_empty() && (after_blank || heading.is_some()) {
            return heading.or(Some(here));
        }
        after_blank = text.trim_ascii().is_empty();
    }
    heading
}

/// True for `key:`, an item right below its field, a comment and whatever is indented.
fn looks_like_yaml(line: &[u8], after_blank: bool) -> bool {
    if line.starts_with(b"#") || (line.starts_with(b"- ") && !after_blank) {
        return true;
    }
    if line.starts_with(b" ") || line.starts_with(b"\t") {
        return !line.trim_ascii().is_empty();
    }
    let is_key_byte = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.\"'".contains(byte);
    let length = line.iter().take_while(|byte| is_key_byte(byte) || !byte.is_ascii()).count();
    let after = &line[length..];
    length > 0 && (after == b":" || after.starts_with(b": ") || after.starts_with(b":\t"))
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
