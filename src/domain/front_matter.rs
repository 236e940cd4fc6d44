//! Where front matter begins and ends, for everybody who must agree on it.
//!
//! Works on bytes, so that a file that is not UTF-8 still has its parts. Only
//! `---` on the very first line opens front matter, and only `---` or `...` at
//! the start of a line closes it: nothing is guessed that an editor or a forge
//! would read differently.

/// What some editors write at the start of a file; it belongs to no part of it.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The lines that set front matter apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fences {
    /// The line that opens it.
    pub opening: Line,
    /// The line that closes it; `None` if it never ends.
    pub closing: Option<Line>,
}

/// The fences of the front matter of a file; `None` if it has none.
#[must_use]
pub fn fences(bytes: &[u8]) -> Option<Fences> {
    let opening = Line::at(bytes, text_start(bytes));
    if !is_fence(opening.text(bytes), b"---") {
        return None;
    }
    let closes = |line: &Line| {
        let text = line.text(bytes);
        is_fence(text, b"---") || is_fence(text, b"...")
    };
    Some(Fences { opening, closing: lines(bytes, opening.next).find(closes) })
}

/// What follows the front matter; everything, if there is none or it is never closed.
#[must_use]
pub fn body(bytes: &[u8]) -> &[u8] {
    let closing = fences(bytes).and_then(|fences| fences.closing);
    closing.map_or(bytes, |closing| &bytes[closing.next..])
}

/// Where the text of a file starts: after its byte order mark.
#[must_use]
pub fn text_start(bytes: &[u8]) -> usize {
    if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
}

/// True if `line` is `fence` and nothing but blanks.
#[must_use]
pub fn is_fence(line: &[u8], fence: &[u8]) -> bool {
    line.strip_prefix(fence).is_some_and(|rest| rest.iter().all(|b| matches!(b, b' ' | b'\t')))
}

/// One line: where it starts, where its text ends and where the next one starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its first byte.
    pub start: usize,
    /// The byte after its text.
    pub end: usize,
    /// The first byte of the next line.
    pub next: usize,
}

impl Line {
    /// The line that starts at `start`; LF, CRLF and a lone CR each end a line.
    #[must_use]
    pub fn at(bytes: &[u8], start: usize) -> Self {
        let rest = &bytes[start..];
        let Some(length) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return Self { start, end: bytes.len(), next: bytes.len() };
        };
        let break_bytes = if rest[length..].starts_with(b"\r\n") { 2 } else { 1 };
        Self { start, end: start + length, next: start + length + break_bytes }
    }

    /// Its text, without what ends it.
    #[must_use]
    pub fn text(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start..self.end]
    }
}

/// The lines from `start` on.
pub fn lines(bytes: &[u8], start: usize) -> impl Iterator<Item = Line> {
    let mut next = start;
    std::iter::from_fn(move || {
        let line = (next < bytes.len()).then(|| Line::at(bytes, next))?;
        next = line.next;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(String::from_utf8_lossy(body(text.as_bytes())), expected, "{text:?}");
    }

    #[test]
    fn the_body_follows_the_second_fence() {
        check("---\na: 1\n---\nBody\n---\nmore", "Body\n---\nmore");
        check("\u{feff}--- \r\na: 1\r\n---\t\r\nBody", "Body");
        check("---\n---", "");
    }

    #[test]
    fn three_dots_close_too_and_every_kind_of_line_end_counts() {
        check("---\na: 1\n...\nBody", "Body");
        check("---\ra: 1\r---\rBody", "Body");
        check("---\na: 1\n.... \n...x\n---\nBody", "Body");
    }

    #[test]
    fn without_front_matter_all_is_body() {
        for text in [
            "",
            "Body\n---\n",
            "---\nnever: closed\n",
            "----\na\n---\n",
            " ---\na\n---\n",
            "...\na\n...\n",
            "\u{feff}Body",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn front_matter_that_is_never_closed_has_an_opening_fence_only() {
        let fences = fences(b"---\na: 1\n").expect("it is opened");
        assert_eq!(fences.opening, Line { start: 0, end: 3, next: 4 });
        assert_eq!(fences.closing, None);
        assert_eq!(super::fences(b"--\n---\n"), None);
    }
}
