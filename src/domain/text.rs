//! Places in a text: byte spans for machines, lines and columns for people.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// A range of bytes in one file, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span of `range`.
    #[must_use]
    pub fn new(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end.max(range.start) }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The same span, `bytes` further on.
    #[must_use]
    pub fn shifted(self, bytes: usize) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }

    /// The span as a range, to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// A line and a column, both counted from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A span with its two positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    /// The bytes.
    pub span: Span,
    /// Where the first byte is.
    pub start: Position,
    /// Where the byte after the last is.
    pub end: Position,
}

/// Turns byte offsets of any byte string, UTF-8 or not, into positions.
#[derive(Debug)]
pub struct Lines<'t> {
    bytes: Cow<'t, [u8]>,
    /// Found when first asked for: most articles have nothing wrong with them.
    starts: OnceCell<Vec<usize>>,
    /// How many characters begin before each multiple of [`STRIDE`] bytes; none for plain
    /// ASCII, where characters are bytes.
    begun: OnceCell<Vec<usize>>,
}

/// So many bytes are looked through for line ends at once.
const BLOCK: usize = 32;

/// So many bytes at most are counted to tell a column, however long the line is.
const STRIDE: usize = 256;

impl<'t> Lines<'t> {
    /// The lines of `bytes`; LF, CRLF and a lone CR each end a line.
    #[must_use]
    pub fn new(bytes: impl Into<Cow<'t, [u8]>>) -> Self {
        Self { bytes: bytes.into(), starts: OnceCell::new(), begun: OnceCell::new() }
    }

    /// The text itself.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let mut starts = vec![0];
            for (number, block) in self.bytes.chunks(BLOCK).enumerate() {
                // Most blocks end no line, which the compiler finds out for all bytes at once.
                if !block.iter().fold(false, |found, byte| found | matches!(byte, b'\n' | b'\r')) {
                    continue;
                }
                for (offset, byte) in (number * BLOCK..).zip(block) {
                    let ends_line = match byte {
                        b'\n' => true,
                        b'\r' => self.bytes.get(offset + 1) != Some(&b'\n'),
                        _ => false,
                    };
                    if ends_line {
                        starts.push(offset + 1);
                    }
                }
            }
            starts
        })
    }

    fn begun(&self) -> &[usize] {
        self.begun.get_or_init(|| {
            if self.bytes.is_ascii() {
                return Vec::new();
            }
            let mut characters = 0;
            let before = self.bytes.chunks(STRIDE).map(|chunk| {
                let before = characters;
                characters += begins(chunk);
                before
            });
            let mut begun: Vec<usize> = before.collect();
            begun.push(characters);
            begun
        })
    }

    /// The position of `offset`; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.bytes.len());
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= offset) - 1;
        let characters = self.characters_before(offset) - self.characters_before(starts[line]);
        Position { line: saturate(line + 1), column: saturate(characters + 1) }
    }

    /// How many characters begin before `offset`.
    fn characters_before(&self, offset: usize) -> usize {
        let begun = self.begun();
        if begun.is_empty() {
            return offset;
        }
        let stride = offset / STRIDE;
        begun[stride] + begins(&self.bytes[stride * STRIDE..offset])
    }

    /// The region of `span`.
    #[must_use]
    pub fn region(&self, span: Span) -> Region {
        Region { span, start: self.position(span.start), end: self.position(span.end) }
    }

    /// The bytes of `line`, counted from 1, without what ends it; `None` past the last.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<Span> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts().get(index)?;
        let next = self.starts().get(index + 1).copied();
        let bytes = &self.bytes[start..next.unwrap_or(self.bytes.len())];
        let end = next.map_or(0, |_| if bytes.ends_with(b"\r\n") { 2 } else { 1 });
        Some(Span::new(start..start + bytes.len() - end))
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts().len()
    }
}

/// How many characters begin in `bytes`; a continuation byte begins none.
fn begins(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

fn saturate(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], offset: usize, line: u32, column: u32) {
        assert_eq!(Lines::new(text).position(offset), Position { line, column });
    }

    #[test]
    fn columns_count_characters_from_one() {
        check(b"abc", 0, 1, 1);
        check("café x".as_bytes(), 6, 1, 6);
    }

    #[test]
    fn columns_of_a_long_line_count_on_past_every_stride() {
        let text = format!("first\n{}", "é".repeat(1_000));
        for (offset, column) in [(6, 1), (254, 125), (256, 126), (258, 127), (2_006, 1_001)] {
            check(text.as_bytes(), offset, 2, column);
        }
        check(&[b'a'; STRIDE], STRIDE, 1, 257);
    }

    #[test]
    fn every_kind_of_line_end_starts_a_line() {
        check(b"a\nb", 2, 2, 1);
        check(b"a\r\nb", 3, 2, 1);
        check(b"a\rb", 2, 2, 1);
    }

    #[test]
    fn line_ends_are_found_at_every_place_of_a_block() {
        for before in 0..3 * BLOCK {
            let text = format!("{}\r\n{}\rx", "a".repeat(before), "b".repeat(BLOCK));
            check(text.as_bytes(), before + 2, 2, 1);
            check(text.as_bytes(), text.len() - 1, 3, 1);
        }
    }

    #[test]
    fn a_line_is_what_stands_before_its_end() {
        let lines = Lines::new(b"a\n\r\nbc\rd".as_slice());
        let told: Vec<Option<Range<usize>>> =
            (0..6).map(|line| lines.line(line).map(Span::range)).collect();
        assert_eq!(told, [None, Some(0..1), Some(2..2), Some(4..6), Some(7..8), None]);
        assert_eq!(Lines::new(b"a\n".as_slice()).line(2), Some(Span::at(2)));
        assert_eq!(Lines::new(b"".as_slice()).line(1), Some(Span::at(0)));
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        check(b"ab", 99, 1, 3);
        check(b"", 1, 1, 1);
    }
}
