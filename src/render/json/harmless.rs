//! JSON that steers no terminal: what could is written as an escape, and read back as it was.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::domain::untrusted::steers_terminal;

/// Writes `value` on one line.
///
/// # Errors
/// The stream does not take it.
pub fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Harmless)).map_err(io::Error::from)
}

/// As serde writes it, with escapes (RFC 8259, section 7) for characters that steer a terminal.
struct Harmless;

impl Formatter for Harmless {
    fn write_string_fragment<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut start = 0;
        for (at, character) in fragment.char_indices().filter(|(_, it)| steers_terminal(*it)) {
            writer.write_all(&fragment.as_bytes()[start..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            start = at + character.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[start..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_comes_back() {
        let text = "a\u{9b}31m\u{202e}b\u{e0041}\u{7f}é \u{1b}\"\\";
        let mut bytes = Vec::new();
        write(&mut bytes, &text).expect("a vector takes everything");
        let json = String::from_utf8(bytes).expect("JSON is UTF-8");
        let expected = "\"a\\u009b31m\\u202eb\\udb40\\udc41\\u007fé \\u001b\\\"\\\\\"";
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<String>(&json).expect("it is JSON"), text);
    }
}
