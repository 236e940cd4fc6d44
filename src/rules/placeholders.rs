//! What placeholders look like: words, phrases and brackets, found in one pass each.

use memchr::memchr_iter;
use memchr::memmem::find_iter;

use crate::domain::text::Span;

/// A placeholder in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// Where it is.
    pub(super) span: Span,
    /// True for `<your …>`, which Markdown takes for HTML.
    pub(super) is_tag: bool,
}

/// Words that stand for something to be done, in capitals only.
const TASKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
/// What follows such a word where it is only spoken of, as in "a list" of them.
const SPOKEN_OF: [&str; 13] = [
    "app",
    "application",
    "applications",
    "apps",
    "comment",
    "comments",
    "item",
    "items",
    "list",
    "lists",
    "marker",
    "markers",
    "notes",
];
const UNKNOWN: &str = "TBD";
/// What fillers of space hold, but for the first letter.
const FILLER: &str = "orem ipsum";
/// The most bytes between the brackets of a placeholder.
const INSIDE_MAX: usize = 80;

/// True if `text` begins with a placeholder: what was to be written there is not.
#[must_use]
pub fn begins(text: &str) -> bool {
    let mut begins = false;
    find(text, false, |placeholder| begins |= placeholder.span.start == 0);
    begins
}

/// Hands every placeholder of `text` to `visit`; those of one kind in order.
pub(super) fn find(text: &str, has_braces: bool, mut visit: impl FnMut(Placeholder)) {
    let mut plain = |start: usize, end: usize| {
        visit(Placeholder { span: Span::new(start..end), is_tag: false });
    };
    for word in TASKS {
        for start in find_iter(text.as_bytes(), word) {
            let end = start + word.len();
            if is_word(text, start, end) && is_task(text, start, end) {
                plain(start, end);
            }
        }
    }
    let mut is_defined = None;
    for start in find_iter(text.as_bytes(), UNKNOWN) {
        let end = start + UNKNOWN.len();
        let is_left = is_word(text, start, end) && !is_spoken_of(&text[end..]);
        if is_left && !*is_defined.get_or_insert_with(|| defines_unknown(text)) {
            plain(start, end);
        }
    }
    for at in find_iter(text.as_bytes(), FILLER) {
        let is_filler = text[at + FILLER.len()..].trim_start().starts_with("dolor");
        let start = at.saturating_sub(1);
        if (is_filler && text[..at].ends_with(['L', 'l'])) || text[..at].ends_with('L') {
            plain(start, at + FILLER.len());
        }
    }
    if has_braces {
        for start in find_iter(text.as_bytes(), "{{") {
            if let Some(end) = closed(text, start, 2, "}}") {
                plain(start, end);
            }
        }
    }
    for start in memchr_iter(b'<', text.as_bytes()) {
        if let Some(end) = your(text, start) {
            visit(Placeholder { span: Span::new(start..end), is_tag: true });
        }
    }
}

/// True if no letter, digit or sign of a name, an address or a quotation touches it.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let mut after = text[end..].chars();
    let next = after.next();
    let touches =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '=' | '@' | '&');
    let is_quoted = before.is_some_and(|c| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '`'));
    let in_name = next == Some('.') && after.next().is_some_and(char::is_alphanumeric);
    !is_quoted
        && !in_name
        && !before.is_some_and(|c| touches(c) || matches!(c, '.' | '$' | '%'))
        && !next.is_some_and(touches)
}

/// True if something is to be done here, and the word is not just spoken of.
fn is_task(text: &str, start: usize, end: usize) -> bool {
    let window = &text[floor(text, start.saturating_sub(INSIDE_MAX))..start];
    let before = window.rsplit(['\n', '\r']).next().unwrap_or(window);
    let is_first = before.chars().all(|c| !c.is_alphanumeric() || c.is_ascii_digit());
    // What somebody else said is quoted, not left to do.
    let is_quotation = before.trim_start().starts_with('>');
    let is_after_mark = before.trim_end().ends_with([':', '|', '[', '(', '–', '—']);
    let after = text[end..].trim_start_matches([' ', '\t', '*', '_']);
    let is_told = after.starts_with([':', '(', ']', ')']);
    let is_last = after.is_empty() || after.starts_with(['\n', '\r', '|']);
    let is_left = is_told || is_last || is_first || is_after_mark;
    is_left && !is_quotation && !is_spoken_of(&text[end..])
}

fn is_spoken_of(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '`', '*', '_']);
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    SPOKEN_OF.iter().any(|word| after[..end].eq_ignore_ascii_case(word))
}

/// True if `text` itself says what the letters stand for, as in "trunk-based development (TBD)".
fn defines_unknown(text: &str) -> bool {
    text.match_indices("(TBD)").any(|(at, _)| {
        let before = &text[floor(text, at.saturating_sub(INSIDE_MAX))..at];
        let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let initials = words.rev().filter_map(|word| word.chars().next());
        initials.take(3).map(|c| c.to_ascii_uppercase()).eq(['D', 'B', 'T'])
    })
}

/// The end of `<your …>` that starts at `start`.
fn your(text: &str, start: usize) -> Option<usize> {
    const WORD: &str = "your";
    let inside = &text[start + 1..];
    let is_your = inside.get(..WORD.len()).is_some_and(|word| word.eq_ignore_ascii_case(WORD));
    let is_parted = inside.get(WORD.len()..)?.starts_with([' ', '-', '_', '.', '…']);
    let before = text[..start].chars().next_back();
    let in_code = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    (is_your && is_parted && !in_code).then(|| closed(text, start, 1, ">")).flatten()
}

/// The end of what opens at `start`, if it is closed soon, on its line, and holds something.
fn closed(text: &str, start: usize, open: usize, close: &str) -> Option<usize> {
    let inside = &text[start + open..];
    let inside = &inside[..floor(inside, INSIDE_MAX + close.len())];
    let length = inside.find(close)?;
    let content = &inside[..length];
    let is_filled = !content.trim().is_empty() && !content.contains(['\n', '\r']);
    is_filled.then_some(start + open + length + close.len())
}

/// The last border between characters that is not after `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
#[path = "placeholders_tests.rs"]
mod tests;
