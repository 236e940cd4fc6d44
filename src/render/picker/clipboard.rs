//! What asks a terminal to put text on its clipboard.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is sent, in bytes of base64: xterm and tmux drop longer sequences.
const BYTES_MAX: usize = 100_000;

/// The sequence that puts `text` on the clipboard (OSC 52 of xterm's "Control Sequences", `c` for
/// the clipboard); `None` if it is too long.
///
/// Whatever is in the text, base64 has nothing that could end the sequence.
#[must_use]
pub fn to_clipboard(text: &str) -> Option<String> {
    let encoded = STANDARD.encode(text);
    (encoded.len() <= BYTES_MAX).then(|| format!("\u{1b}]52;c;{encoded}\u{7}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_sent_in_a_form_that_cannot_end_the_sequence() {
        assert_eq!(to_clipboard("kb/a.md:3").as_deref(), Some("\u{1b}]52;c;a2IvYS5tZDoz\u{7}"));
        let hostile = to_clipboard("\u{7}\u{1b}\\\u{9c}é").expect("it is short");
        let inside = &hostile["\u{1b}]52;c;".len()..hostile.len() - 1];
        assert!(inside.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)));
    }

    #[test]
    fn text_that_no_terminal_takes_is_not_sent() {
        assert!(to_clipboard(&"a".repeat(BYTES_MAX / 4 * 3)).is_some());
        assert_eq!(to_clipboard(&"a".repeat(BYTES_MAX / 4 * 3 + 1)), None);
    }
}
