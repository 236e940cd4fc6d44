//! What somebody typed, cut into pieces: words, quoted words, and `key:value`.
//!
//! Only the form counts here; whether a key means anything is for those to say who
//! know the library. There is no text that cannot be cut: a mark without its partner
//! is passed over, and what has not quite the form of a piece is a word.

use std::ops::Range;

/// What opens and closes quoted words.
const MARKS: [char; 4] = ['"', '“', '”', '„'];
/// The longest key that is looked for, in bytes.
const KEY_BYTES_MAX: usize = 64;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub piece: Piece<'t>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// `NOT` in capitals: the next piece is not wanted.
    Not,
    /// What stands between two white spaces.
    Plain(&'t str),
    /// What stands between two quotation marks.
    Quoted(&'t str),
    /// `key:value`, `key:"two words",value`.
    Keyed {
        /// What stands before the colon.
        key: &'t str,
        /// What stands behind it; never empty.
        values: Vec<Typed<'t>>,
    },
}

/// A value as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'t> {
    /// Without its marks.
    pub text: &'t str,
    /// True if it stood between quotation marks.
    pub is_quoted: bool,
}

/// The pieces of `text`, in order; in linear time.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut cutter = Cutter { text, at: 0, last_mark: text.rfind(MARKS) };
    std::iter::from_fn(|| cutter.next()).collect()
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    /// Where the last quotation mark is: one before it has a partner.
    last_mark: Option<usize>,
}

impl<'t> Cutter<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let first = self.peek()?;
            if !first.is_whitespace() && (!MARKS.contains(&first) || self.is_paired()) {
                break;
            }
            self.at += first.len_utf8();
        }
        let start = self.at;
        let piece = match self.quoted() {
            Some(quoted) => Piece::Quoted(quoted),
            None => self.keyed().unwrap_or_else(|| match self.plain(|_| false) {
                "NOT" => Piece::Not,
                word => Piece::Plain(word),
            }),
        };
        Some(Token { range: start..self.at, piece })
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// True if the mark here has a partner.
    fn is_paired(&self) -> bool {
        self.last_mark.is_some_and(|last| last > self.at)
    }

    /// What stands between the mark here and the next.
    fn quoted(&mut self) -> Option<&'t str> {
        let mark = self.peek().filter(|mark| MARKS.contains(mark) && self.is_paired())?;
        let start = self.at + mark.len_utf8();
        let end = start + self.text[start..].find(MARKS)?;
        let closing = self.text[end..].chars().next()?;
        self.at = end + closing.len_utf8();
        Some(&self.text[start..end])
    }

    /// All up to the next white space, mark, or what `ends` it.
    fn plain(&mut self, ends: impl Fn(char) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let is_end = |it: char| it.is_whitespace() || MARKS.contains(&it) || ends(it);
        let length = rest.find(is_end).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// `key:` and its values; `None`, with nothing read, if that is not what stands here.
    fn keyed(&mut self) -> Option<Piece<'t>> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.find(|it: char| !(it.is_alphanumeric() || "_.-".contains(it)))?;
        let begins = rest.starts_with(|it: char| it.is_alphabetic() || it == '_');
        // `http://`, `C:\` and `std::vector` are words.
        let value = rest[length..].strip_prefix(':')?;
        let is_key = begins && length <= KEY_BYTES_MAX && !value.starts_with(['/', '\\', ':']);
        if !is_key {
            return None;
        }
        self.at += length + 1;
        let mut values = Vec::new();
        loop {
            let quoted = self.quoted();
            let is_quoted = quoted.is_some();
            let text = quoted.unwrap_or_else(|| self.plain(|it| it == ',')).trim();
            if !text.is_empty() {
                values.push(Typed { text, is_quoted });
            }
            if self.peek() != Some(',') {
                break;
            }
            self.at += 1;
        }
        if values.is_empty() {
            self.at = start;
            return None;
        }
        Some(Piece::Keyed { key: &rest[..length], values })
    }
}

#[cfg(test)]
#[path = "query_token_tests.rs"]
mod tests;
