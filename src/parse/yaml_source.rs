//! Places in a YAML text, exact to the byte.
//!
//! The event parser counts characters and says of some nodes only where they
//! roughly are. This finds the rest in the text itself; it never decides what
//! the text means.

use std::ops::Range;

use crate::domain::text::Span;

/// A YAML text and where in its file it begins.
#[derive(Debug)]
pub(super) struct Source<'y> {
    pub(super) text: &'y str,
    offset: usize,
    /// The byte of each character; empty if every character is one byte.
    bytes_of_characters: Vec<usize>,
}

impl<'y> Source<'y> {
    pub(super) fn new(text: &'y str, offset: usize) -> Self {
        let mut bytes_of_characters = Vec::new();
        if !text.is_ascii() {
            bytes_of_characters.extend(text.char_indices().map(|(byte, _)| byte));
        }
        Self { text, offset, bytes_of_characters }
    }

    /// The byte in the text where character number `character` begins.
    pub(super) fn byte(&self, character: usize) -> usize {
        if self.bytes_of_characters.is_empty() {
            return character.min(self.text.len());
        }
        self.bytes_of_characters.get(character).copied().unwrap_or(self.text.len())
    }

    /// The span in the file of bytes of the text.
    pub(super) fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(bytes).shifted(self.offset)
    }

    pub(super) fn at(&self, byte: usize) -> Option<u8> {
        self.text.as_bytes().get(byte).copied()
    }

    /// The first byte from `from` on that is no blank, line break or comment.
    pub(super) fn skip_space(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = self.at(at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'#' => at = self.line_end(at),
                _ => break,
            }
        }
        at
    }

    /// The byte after the quoted text that begins at `start`.
    pub(super) fn quoted_end(&self, start: usize) -> Option<usize> {
        let quote = self.at(start)?;
        let mut at = start + 1;
        loop {
            match self.at(at)? {
                b'\\' if quote == b'"' => at += 2,
                byte if byte == quote => {
                    if quote == b'\'' && self.at(at + 1) == Some(b'\'') {
                        at += 2;
                    } else {
                        return Some(at + 1);
                    }
                }
                _ => at += 1,
            }
        }
    }

    /// The byte after the anchor, alias or tag that begins at `start`.
    pub(super) fn word_end(&self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}');
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// The first byte of the line that `byte` is in.
    pub(super) fn line_start(&self, byte: usize) -> usize {
        let before = &self.text.as_bytes()[..byte];
        before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
    }

    /// The line break that ends the line `byte` is in, or the end of the text.
    pub(super) fn line_end(&self, byte: usize) -> usize {
        let rest = &self.text.as_bytes()[byte..];
        byte + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
    }

    /// The line that `byte` is in, without its line break.
    pub(super) fn line(&self, byte: usize) -> Range<usize> {
        self.line_start(byte)..self.line_end(byte)
    }

    /// `bytes` without blanks at both ends.
    pub(super) fn trimmed(&self, bytes: Range<usize>) -> Range<usize> {
        let text = &self.text[bytes.clone()];
        let start = bytes.start + (text.len() - text.trim_start().len());
        start..start + text.trim().len()
    }
}

/// The starts of all lines of `text`; LF, CRLF and a lone CR each end a line.
pub(super) fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends_line = move |at: usize| match bytes[at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    let starts = (0..bytes.len()).filter(move |at| ends_line(*at)).map(|at| at + 1);
    std::iter::once(0).chain(starts).filter(move |start| *start < bytes.len())
}

/// The brackets of `text` that are never closed, and how deep they nest at most.
///
/// Brackets in quotes and comments do not count. Only a quote at the start of a
/// word opens quoted text: the apostrophe of `it's` does not.
pub(super) fn brackets(text: &str) -> Brackets {
    let mut found = Brackets::default();
    let mut quote: Option<u8> = None;
    let mut is_comment = false;
    let mut is_escaped = false;
    let mut before = b'\n';
    for (at, byte) in text.bytes().enumerate() {
        if let Some(mark) = quote {
            if is_escaped {
                is_escaped = false;
            } else if byte == b'\\' && mark == b'"' {
                is_escaped = true;
            } else if byte == mark {
                quote = None;
                // Doubled, it stands for itself: the second one opens the text again.
                before = b' ';
                continue;
            }
        } else if is_comment {
            is_comment = !matches!(byte, b'\n' | b'\r');
        } else {
            let starts_word = b" \t\n\r,:[{".contains(&before);
            match byte {
                b'"' | b'\'' if starts_word => quote = Some(byte),
                b'#' if starts_word => is_comment = true,
                b'[' | b'{' => found.open(at, byte),
                b']' | b'}' => found.close(byte),
                _ => {}
            }
        }
        before = byte;
    }
    found
}

/// What [`brackets`] found.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    /// Brackets not closed at the end of the text, in the order written.
    pub(super) open: Vec<(usize, u8)>,
    /// The first bracket that stands deeper than [`Brackets::DEPTH_MAX`].
    pub(super) too_deep: Option<usize>,
}

impl Brackets {
    /// How deep brackets may nest before a text is not parsed at all.
    pub(super) const DEPTH_MAX: usize = 64;

    fn open(&mut self, at: usize, bracket: u8) {
        if self.open.len() < Self::DEPTH_MAX {
            self.open.push((at, bracket));
        } else if self.too_deep.is_none() {
            self.too_deep = Some(at);
        }
    }

    fn close(&mut self, bracket: u8) {
        let opening = if bracket == b']' { b'[' } else { b'{' };
        if self.open.last().is_some_and(|(_, open)| *open == opening) {
            self.open.pop();
        }
    }
}
