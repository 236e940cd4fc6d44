//! The text of one block into words, without tags, targets and addresses; `normal.rs` says which.
//!
//! What opens something is closed within the same block or opens nothing, so that a stray mark
//! hides no more than it may. Every pair is found before the first character is taken: no
//! sequence of marks makes the work grow faster than the text.

use std::collections::HashMap;

use super::normal_words::Words;

/// What starts an address that stands by itself, in any case.
const ADDRESSES: [&str; 5] = ["http://", "https://", "ftp://", "www.", "mailto:"];
/// A space that shall not break, as HTML writes it.
const SPACE: &str = "&nbsp;";

/// Takes the words of `text` into `words`.
pub(super) fn take(text: &str, words: &mut Words) {
    let block = Block::new(text);
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        at = match block.step(at, words.is_between_words()) {
            Step::Over(end) => {
                words.part();
                end
            }
            Step::Code { text: code, end } => {
                words.part();
                words.take_all(code);
                words.part();
                end
            }
            Step::Struck => {
                words.part();
                words.write("~~");
                at + 2
            }
            Step::Escape => at + 1 + block.take_escaped(at + 1, words),
            Step::Take => {
                words.take(character);
                at + character.len_utf8()
            }
        };
    }
    words.part();
}

/// What to do with what stands at a place.
enum Step<'b> {
    /// Nothing of it is a word, up to here.
    Over(usize),
    /// Its text is taken as it stands.
    Code { text: &'b str, end: usize },
    /// A mark that strikes text out or ends that.
    Struck,
    /// What follows is no mark.
    Escape,
    /// Take the character.
    Take,
}

/// One block with its pairs.
struct Block<'b> {
    text: &'b str,
    /// Each run of backticks: where it starts, how long it is, where the next of its length is.
    ticks: Vec<(usize, usize, Option<usize>)>,
    /// Where each round bracket that is closed starts, and where it ends; by start.
    brackets: Vec<(usize, usize)>,
    /// Where the last comment and the last template tag end.
    last_comment: Option<usize>,
    last_template: Option<usize>,
}

impl<'b> Block<'b> {
    fn new(text: &'b str) -> Self {
        let has = |mark: &str| text.contains(mark);
        Self {
            text,
            ticks: if has("`") { ticks(text) } else { Vec::new() },
            brackets: if has("](") { brackets(text) } else { Vec::new() },
            last_comment: text.rfind("-->"),
            last_template: text.rfind("%>"),
        }
    }

    fn step(&self, at: usize, is_between_words: bool) -> Step<'b> {
        let bytes = self.text.as_bytes();
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        match bytes[at] {
            b'\\' if next.is_ascii_punctuation() => Step::Escape,
            b'`' => self.code(at),
            b'<' => self.tag(at, next).map_or(Step::Take, Step::Over),
            b']' => self.target(at, next).map_or(Step::Take, Step::Over),
            b'~' if next == b'~' => Step::Struck,
            b'&' if self.text[at..].starts_with(SPACE) => Step::Over(at + SPACE.len()),
            byte if is_between_words && byte.is_ascii_alphabetic() => {
                self.address(at).map_or(Step::Take, Step::Over)
            }
            _ => Step::Take,
        }
    }

    /// The code that opens at `at`; an unpaired run of backticks is nothing.
    fn code(&self, at: usize) -> Step<'b> {
        let found = self.ticks.binary_search_by_key(&at, |(start, ..)| *start);
        let Some((start, length, next)) = found.ok().map(|run| self.ticks[run]) else {
            return Step::Over(at + 1);
        };
        let inside = start + length;
        match next {
            Some(close) => Step::Code { text: &self.text[inside..close], end: close + length },
            None => Step::Over(inside),
        }
    }

    /// The end of the comment, template or HTML tag, or address in angle brackets at `at`.
    fn tag(&self, at: usize, next: u8) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") && self.last_comment.is_some_and(|last| last >= at + 4) {
            return Some(at + 4 + rest[4..].find("-->")? + 3);
        }
        if next == b'%' && self.last_template.is_some_and(|last| last >= at + 2) {
            return Some(at + 2 + rest[2..].find("%>")? + 2);
        }
        let opens = next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?');
        let end = memchr::memchr2(b'<', b'>', &rest.as_bytes()[1..]).filter(|_| opens)? + 1;
        (rest.as_bytes()[end] == b'>').then_some(at + end + 1)
    }

    /// The end of the target or the label that follows the text of a link.
    fn target(&self, at: usize, next: u8) -> Option<usize> {
        if next == b'(' {
            let found = self.brackets.binary_search_by_key(&(at + 1), |(open, _)| *open).ok()?;
            return Some(self.brackets[found].1 + 1);
        }
        let rest = (next == b'[').then(|| &self.text.as_bytes()[at + 2..])?;
        let end = memchr::memchr2(b'[', b']', rest)?;
        (rest[end] == b']').then_some(at + 2 + end + 1)
    }

    /// The end of the address at `at`.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[at..];
        let starts = |start: &str| {
            rest.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()))
        };
        ADDRESSES.into_iter().any(starts).then_some(())?;
        let ends = |byte: &u8| {
            byte.is_ascii_whitespace()
                || matches!(byte, b'<' | b'>' | b'"' | b'`' | b')' | b']' | b'|')
        };
        Some(at + rest.iter().position(ends).unwrap_or(rest.len()))
    }

    /// Takes what a backslash makes plain at `at`, and says how many bytes that is.
    fn take_escaped(&self, at: usize, words: &mut Words) -> usize {
        let rest = &self.text.as_bytes()[at..];
        if rest[0] == b'`' {
            words.part();
            return rest.iter().take_while(|byte| **byte == b'`').count();
        }
        words.take(char::from(rest[0]));
        1
    }
}

/// The runs of backticks in `text`, each with the next one of its length.
fn ticks(text: &str) -> Vec<(usize, usize, Option<usize>)> {
    let mut runs = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'`', &bytes[at..]) {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|byte| **byte == b'`').count();
        runs.push((start, length, None));
        at = start + length;
    }
    let mut next = HashMap::new();
    for (start, length, close) in runs.iter_mut().rev() {
        *close = next.insert(*length, *start);
    }
    runs
}

/// The pairs of round brackets in `text`, but for those behind a backslash.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => {}
            b'(' => open.push(at),
            b')' => pairs.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    pairs.sort_unstable();
    pairs
}
