//! Text that a stranger wrote, and the only way to print it.
//!
//! Content, paths, people, commit messages and branch names come from pull
//! requests. Shown raw, they could move the cursor, write the clipboard or
//! reverse the reading order. Displaying an [`Untrusted`] always escapes.

use std::borrow::Cow;
use std::fmt;

/// Text from content; `Display` escapes whatever could steer a terminal.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Untrusted(String);

impl Untrusted {
    /// Takes text as it is; nothing is lost.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it is, for comparing, indexing and JSON (which escapes by itself).
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// True if there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&sanitise(&self.0))
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl From<&str> for Untrusted {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Escapes every character that [`steers_terminal`], line breaks and tabs too.
///
/// Text without such characters is returned as it is.
#[must_use]
pub fn sanitise(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers_terminal) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push(' '),
            '\r' => safe.push_str("\\r"),
            _ if steers_terminal(character) => safe.extend(character.escape_unicode()),
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

/// `text` on one line, blanks joined, without the characters that [`steers_terminal`] names:
/// for what is pasted elsewhere, where an escape would only disturb.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = line.len();
        line.extend(word.chars().filter(|character| !steers_terminal(*character)));
        if line.len() > start && start > 0 {
            line.insert(start, ' ');
        }
    }
    line
}

/// `text` as one word of a shell's command line, safe to print.
#[must_use]
pub fn shell_word(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "/._-+:@%,".contains(it);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", sanitise(&text.replace('\'', r"'\''")))
    }
}

/// True for control characters, bidirectional overrides and invisible tags.
///
/// C0, DEL and C1 start escape sequences (ECMA-48); the bidirectional controls
/// reorder what is read (Unicode UAX #9, CVE-2021-42574); U+E0000–E007F carry
/// invisible text. Joiners and variation selectors stay: emoji need them.
#[must_use]
pub fn steers_terminal(character: char) -> bool {
    character.is_control()
        || is_bidirectional_control(character)
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// True for the marks, embeddings, overrides and isolates of Unicode UAX #9.
#[must_use]
pub fn is_bidirectional_control(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, shown: &str) {
        assert_eq!(Untrusted::from(written).to_string(), shown);
    }

    #[test]
    fn plain_text_emoji_and_accents_are_shown_as_written() {
        check("Café 👩‍💻 – ok", "Café 👩‍💻 – ok");
    }

    #[test]
    fn a_word_that_no_shell_reads_otherwise_is_not_quoted() {
        for plain in ["kb/störung,1+2", "web@example.org", "50%:x"] {
            assert_eq!(shell_word(plain), plain);
        }
        for (text, word) in [("", "''"), ("a b", "'a b'"), ("$x", "'$x'"), ("it's", r"'it'\''s'")] {
            assert_eq!(shell_word(text), word);
        }
        assert_eq!(shell_word("a\u{202e}"), r"'a\u{202e}'");
    }

    #[test]
    fn escape_sequences_and_overrides_are_spelled_out() {
        check("\u{1b}]52;c;AAAA\u{7}", "\\u{1b}]52;c;AAAA\\u{7}");
        check("\u{9b}2J", "\\u{9b}2J");
        check("abc\u{202e}def", "abc\\u{202e}def");
        check("two\nlines\tand\r", "two\\nlines and\\r");
    }

    #[test]
    fn one_line_has_neither_breaks_nor_what_steers() {
        assert_eq!(one_line(" two\n \tlines\r\n"), "two lines");
        assert_eq!(one_line("\u{1b}[31mred \u{202e} \u{7}end"), "[31mred end");
        assert_eq!(one_line("\u{7}"), "");
    }
}
