//! Words as they sound: letters and digits alone, in lower case.
//!
//! A text that was copied out of a book has other quotes, ligatures, hyphens at
//! the ends of its lines and soft hyphens than an article; neither these nor tags,
//! entities or the addresses of links make it another text.

use crate::domain::text::Span;

use super::sketch::Word;

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// Longer tags and entities are words.
const TAG_BYTES_MAX: usize = 256;
const ENTITY_BYTES_MAX: usize = 12;
/// White space at the start of a line that may part a word in two.
const INDENT_BYTES_MAX: usize = 32;

/// The words of `text` outside the places in `skipped`, which are in order.
///
/// Their hashes (FNV-1a of <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>) are part
/// of what is kept of protected texts: changing them makes a new version of that file.
pub(super) fn words(text: &str, skipped: &[Span]) -> Vec<Word> {
    let mut reader = Reader { text, at: 0, open: None, words: Vec::new() };
    let mut skipped = skipped.iter().peekable();
    while reader.at < text.len() {
        while skipped.next_if(|span| span.end <= reader.at).is_some() {}
        match skipped.peek() {
            Some(span) if span.start <= reader.at && text.is_char_boundary(span.end) => {
                reader.end_word();
                reader.at = span.end;
            }
            _ => reader.step(),
        }
    }
    reader.end_word();
    reader.words
}

/// Adds the letters of the word at `span` of `text` to `spelled`.
pub(super) fn spell(text: &str, span: Span, spelled: &mut Vec<u8>) {
    let written = text.get(span.range()).unwrap_or_default();
    if written.is_ascii() {
        let letters = written.bytes().filter(u8::is_ascii_alphanumeric);
        return spelled.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    }
    let letters = written.chars().filter(|it| it.is_alphanumeric());
    letters.for_each(|letter| fold(letter, &mut |byte| spelled.push(byte)));
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// The word that has begun: its hash so far, and where its letters are.
    open: Option<(u64, Span)>,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        match rest[0] {
            byte if byte.is_ascii_alphanumeric() => {
                let plain = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let lower = rest[..plain].iter().map(u8::to_ascii_lowercase);
                self.letters(plain, |push| lower.for_each(push));
            }
            b'\'' => self.at += 1,
            b'-' => match rejoined(rest) {
                Some(bytes) if self.open.is_some() => self.at += bytes,
                _ => self.pass(1),
            },
            b'<' => self.pass(tag(rest)),
            b'&' => self.pass(entity(rest)),
            byte if byte.is_ascii() => self.pass(1),
            _ => {
                let character = self.text[self.at..].chars().next().unwrap_or_default();
                match character {
                    '\u{ad}' | '‘' | '’' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
                        self.at += character.len_utf8();
                    }
                    _ if character.is_alphanumeric() => {
                        self.letters(character.len_utf8(), |push| fold(character, push));
                    }
                    _ => self.pass(character.len_utf8()),
                }
            }
        }
    }

    /// Adds letters of so many bytes to the word, in the folded bytes that `spell` hands out.
    fn letters(&mut self, bytes: usize, spell: impl FnOnce(&mut dyn FnMut(u8))) {
        let (mut hash, span) = self.open.unwrap_or((START, Span::at(self.at)));
        spell(&mut |byte| hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME));
        self.at += bytes;
        self.open = Some((hash, Span::new(span.start..self.at)));
    }

    /// Goes past what is no part of a word.
    fn pass(&mut self, bytes: usize) {
        self.end_word();
        self.at += bytes;
    }

    fn end_word(&mut self) {
        self.words.extend(self.open.take().map(|(hash, span)| Word { hash, span }));
    }
}

/// Hands `character` out in lower case, ligatures of type apart.
fn fold(character: char, push: &mut dyn FnMut(u8)) {
    let ligature = match character {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => "",
    };
    ligature.bytes().for_each(&mut *push);
    if ligature.is_empty() {
        let mut buffer = [0; 4];
        for lower in character.to_lowercase() {
            lower.encode_utf8(&mut buffer).bytes().for_each(&mut *push);
        }
    }
}

/// Where a word goes on that a hyphen at the end of a line parts, in bytes from the hyphen.
fn rejoined(rest: &[u8]) -> Option<usize> {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r');
    let end = 1 + rest[1..].iter().take(INDENT_BYTES_MAX).take_while(is_blank).count();
    let next = rest.get(end..)?.strip_prefix(b"\n")?;
    let indent = next.iter().take(INDENT_BYTES_MAX).take_while(is_blank).count();
    next.get(indent)?.is_ascii_lowercase().then_some(end + 1 + indent)
}

/// How many bytes the tag at the start of `rest` has; 1 if it is none.
fn tag(rest: &[u8]) -> usize {
    let begins =
        rest.get(1).is_some_and(|it| it.is_ascii_alphabetic() || matches!(it, b'/' | b'!'));
    let inside = rest.iter().take(TAG_BYTES_MAX).skip(1);
    let end = inside.take_while(|byte| **byte != b'<').position(|byte| *byte == b'>');
    end.filter(|_| begins).map_or(1, |end| end + 2)
}

/// How many bytes the entity at the start of `rest` has; 1 if it is none.
fn entity(rest: &[u8]) -> usize {
    let name = rest.iter().take(ENTITY_BYTES_MAX).skip(1);
    let length = name.take_while(|it| it.is_ascii_alphanumeric() || **it == b'#').count();
    let is_one = length > 0 && rest.get(length + 1) == Some(&b';');
    if is_one { length + 2 } else { 1 }
}

#[cfg(test)]
#[path = "folded_tests.rs"]
mod tests;
