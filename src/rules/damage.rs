//! Text that was written as UTF-8 and read as Windows-1252: `é` that became `Ã©`.
//!
//! Only what cannot be meant counts. `Ã` before a quotation mark may end a word
//! in capitals, and one such pair alone proves nothing.

use crate::domain::text::Span;

use super::context::ArticleContext;
use super::prose::Prose;

/// One stretch of damaged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// Where it is.
    pub(super) span: Span,
    /// What was meant; `None` if a part of it is lost.
    pub(super) meant: Option<String>,
}

/// The damage in the front matter and the prose of an article, in order.
pub(super) fn in_article(context: &ArticleContext<'_>) -> Vec<Damage> {
    if context.text.is_ascii() {
        return Vec::new();
    }
    let mut damage = find(context.text);
    if !damage.is_empty() {
        let prose = Prose::of(context);
        damage.retain(|damage| prose.has(damage.span));
    }
    damage
}

/// The damage in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Damage> {
    let mut damage = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(|c| ('\u{c2}'..='\u{f4}').contains(&c)) {
        let start = from + at;
        let run = Run::at(text, start);
        from = run.end;
        if run.is_certain {
            let meant = (!run.is_lossy).then_some(run.meant);
            damage.push(Damage { span: Span::new(start..run.end), meant });
        }
    }
    damage
}

/// Characters that stand for bytes of UTF-8, as many as follow one another.
struct Run {
    end: usize,
    meant: String,
    is_certain: bool,
    is_lossy: bool,
}

impl Run {
    fn at(text: &str, start: usize) -> Self {
        let mut before = text[..start].chars().next_back();
        let mut run = Self { end: start, meant: String::new(), is_certain: false, is_lossy: false };
        let mut count = 0;
        while let Some(sequence) = Sequence::at(&text[run.end..]) {
            count += 1;
            run.is_certain |= count > 1 || sequence.is_certain(before);
            run.is_lossy |= sequence.meant == Some('\u{fffd}') || sequence.meant.is_none();
            // A byte order mark in the middle of a text stands for nothing.
            run.meant.extend(sequence.meant.filter(|meant| *meant != '\u{feff}'));
            let written = &text[run.end..run.end + sequence.length];
            before = written.chars().next_back();
            run.end += sequence.length;
        }
        if count == 0 {
            run.end += text[start..].chars().next().map_or(1, char::len_utf8);
        }
        run
    }
}

/// Characters that stand for the bytes of one character of UTF-8.
struct Sequence {
    /// How long it is as it is written.
    length: usize,
    /// The bytes it stands for.
    bytes: Vec<u8>,
    /// The character they make; `None` if the last byte is lost.
    meant: Option<char>,
}

impl Sequence {
    fn at(text: &str) -> Option<Self> {
        let mut characters = text.char_indices();
        let mut bytes = vec![byte_of(characters.next()?.1)?];
        let more = match bytes[0] {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => return None,
        };
        let following = |(_, character): &(usize, char)| {
            byte_of(*character).filter(|byte| (0x80..=0xbf).contains(byte))
        };
        let mut length = text.chars().next()?.len_utf8();
        for next in characters.by_ref().take(more) {
            let Some(byte) = following(&next) else { break };
            bytes.push(byte);
            length = next.0 + next.1.len_utf8();
        }
        let is_quote_cut_short = bytes == [0xe2, 0x80];
        let meant = std::str::from_utf8(&bytes).ok().and_then(|meant| meant.chars().next());
        (meant.is_some() || is_quote_cut_short).then_some(Self { length, bytes, meant })
    }

    /// Whether nobody can have meant what is written, after the character `before`.
    fn is_certain(&self, before: Option<char>) -> bool {
        let is_unlikely = |byte: &u8| !may_follow_a_letter(*byte);
        match *self.bytes.as_slice() {
            // Nobody writes the controls either, and square ångströms are meant.
            [0xc2, ..=0x9f] | [0xc5, 0xb2 | 0xb3 | 0xb9] => false,
            [lead @ 0xc2..=0xc5, ref next] => {
                let in_a_word = before.is_some_and(char::is_lowercase);
                is_unlikely(next) || (in_a_word && lead != 0xc2)
            }
            [0xe2 | 0xef, ref rest @ ..] => rest.iter().any(is_unlikely),
            [0xf0, 0x9f, ..] => true,
            _ => false,
        }
    }
}

/// True for quotation marks, dashes and blanks: a letter may well stand before them.
fn may_follow_a_letter(byte: u8) -> bool {
    matches!(
        byte,
        0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x9b | 0xa0 | 0xab | 0xbb | 0xb4 | 0xb7
    )
}

/// The byte that Windows-1252 reads as `character`.
///
/// The five that it gives no character are read as controls, and so are all of
/// this range by programs that take the bytes for Latin-1.
fn byte_of(character: char) -> Option<u8> {
    /// What stands at 0x80 to 0x9f.
    const SPECIAL: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    if let Ok(byte) = u8::try_from(u32::from(character)) {
        return Some(byte);
    }
    let index = SPECIAL.iter().position(|special| *special == character)?;
    u8::try_from(0x80 + index).ok()
}

#[cfg(test)]
#[path = "damage_tests.rs"]
mod tests;
