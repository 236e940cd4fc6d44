//! The bytes and characters that no file may have, before anything parses it.
//!
//! Runs over every byte of every file, so text that is plain ASCII costs one
//! pass that the compiler turns into vector instructions. Says nothing about
//! what the text means.

use crate::domain::fault::{Fault, FaultKind};
use crate::domain::text::{Lines, Span};

/// The most forbidden characters told one by one; one more fault counts the rest.
const CHARACTERS_TOLD_MAX: usize = 20;

/// What stands in the way of reading `bytes` as text.
///
/// Control characters and those that reverse the reading order are refused
/// everywhere. Invisible ones are refused in the front matter only, where they
/// make two words that look the same differ.
#[must_use]
pub fn faults(bytes: &[u8], front_matter: Span) -> Vec<Fault> {
    if let Some(fault) = other_encoding(bytes) {
        return vec![fault];
    }
    if next_suspect(bytes, 0).is_none() {
        return Vec::new();
    }
    let mut invalid = Invalid::default();
    // What is not UTF-8 has become U+FFFD in the text that every other place is in.
    let text = String::from_utf8_lossy(bytes);
    let mut characters = Characters::new(text.as_bytes(), front_matter);
    characters.look_through(&text);
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            invalid.meet(Span::new(offset..offset + chunk.invalid().len()));
        }
        offset += chunk.invalid().len();
    }
    let mut faults: Vec<Fault> = invalid.into_fault(bytes).into_iter().collect();
    faults.extend(characters.into_faults());
    faults
}

/// True if the file begins with the mark of an encoding that is not UTF-8.
#[must_use]
pub fn is_other_encoding(bytes: &[u8]) -> bool {
    other_encoding(bytes).is_some()
}

fn other_encoding(bytes: &[u8]) -> Option<Fault> {
    let (name, mark_bytes) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => ("UTF-32 (little endian)", 4),
        [0, 0, 0xfe, 0xff, ..] => ("UTF-32 (big endian)", 4),
        [0xff, 0xfe, ..] => ("UTF-16 (little endian)", 2),
        [0xfe, 0xff, ..] => ("UTF-16 (big endian)", 2),
        _ => return None,
    };
    let span = Span::new(0..mark_bytes);
    let fault = Fault::new(FaultKind::NotUtf8, span, format!("the file is {name}, not UTF-8"));
    Some(fault.help("save the file as UTF-8"))
}

/// The first byte sequence that is not UTF-8, and how many more there are.
#[derive(Default)]
struct Invalid {
    first: Option<Span>,
    further: usize,
}

impl Invalid {
    fn meet(&mut self, span: Span) {
        if self.first.is_none() {
            self.first = Some(span);
        } else {
            self.further += 1;
        }
    }

    fn into_fault(self, bytes: &[u8]) -> Option<Fault> {
        let span = self.first?;
        let line = Lines::new(bytes).position(span.start).line;
        let byte = bytes[span.start];
        let more = match self.further {
            0 => String::new(),
            1 => ", and 1 more place is not either".to_owned(),
            further => format!(", and {further} more places are not either"),
        };
        let message =
            format!("byte 0x{byte:02x} at offset {} on line {line} is not UTF-8{more}", span.start);
        let mut help = "save the file as UTF-8".to_owned();
        if byte >= 0xa0 {
            help = format!("{help}; as Latin-1 this byte would be `{}`", char::from(byte));
        }
        Some(Fault::new(FaultKind::NotUtf8, span, message).help(help))
    }
}

/// Collects forbidden characters over the valid stretches of a file.
struct Characters<'t> {
    bytes: &'t [u8],
    front_matter: Span,
    key: KeyPlace,
    faults: Vec<Fault>,
    first_untold: Option<Span>,
    untold: usize,
}

impl<'t> Characters<'t> {
    fn new(bytes: &'t [u8], front_matter: Span) -> Self {
        let key = KeyPlace { looked_to: front_matter.start, is_before_colon: true };
        Self { bytes, front_matter, key, faults: Vec::new(), first_untold: None, untold: 0 }
    }

    fn look_through(&mut self, text: &str) {
        let mut from = 0;
        while let Some(at) = next_suspect(text.as_bytes(), from) {
            let character = text[at..].chars().next().expect("a suspect byte starts a character");
            from = at + character.len_utf8();
            let span = Span::new(at..from);
            // A mark at the very start is the byte order mark, a fault of its own.
            if span.start > 0 || character != '\u{feff}' {
                self.look_at(character, span);
            }
        }
    }

    fn look_at(&mut self, character: char, span: Span) {
        let is_forbidden = is_forbidden_everywhere(character)
            || (self.front_matter.range().contains(&span.start)
                && (is_forbidden_in_front_matter(character)
                    || (character == '\u{ad}' && self.key.reaches(self.bytes, span.start))));
        if !is_forbidden {
            return;
        }
        if self.faults.len() < CHARACTERS_TOLD_MAX {
            self.faults.push(forbidden(character, span));
        } else {
            self.first_untold = self.first_untold.or(Some(span));
            self.untold += 1;
        }
    }

    fn into_faults(mut self) -> Vec<Fault> {
        if let Some(span) = self.first_untold {
            let message = match self.untold {
                1 => "1 more forbidden character from here on".to_owned(),
                untold => format!("{untold} more forbidden characters from here on"),
            };
            let fault = Fault::new(FaultKind::ForbiddenCharacter, span, message);
            self.faults.push(fault.help("mend those above first, then check again"));
        }
        self.faults
    }
}

/// Tells keys from values in front matter, reading each byte at most once.
struct KeyPlace {
    looked_to: usize,
    is_before_colon: bool,
}

impl KeyPlace {
    fn reaches(&mut self, bytes: &[u8], offset: usize) -> bool {
        for byte in &bytes[self.looked_to..offset] {
            match byte {
                b'\n' | b'\r' => self.is_before_colon = true,
                b':' => self.is_before_colon = false,
                _ => {}
            }
        }
        self.looked_to = offset;
        self.is_before_colon
    }
}

/// The first byte from `from` on that is neither printable ASCII nor a tab or line break.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    const STEP: usize = 64;
    if bytes.get(from).is_some_and(|byte| is_suspect(*byte)) {
        return Some(from);
    }
    let mut at = from;
    // No early exit inside a step: that is what lets it become vector instructions.
    while let Some(step) = bytes.get(at..at + STEP) {
        if step.iter().fold(false, |found, byte| found | is_suspect(*byte)) {
            break;
        }
        at += STEP;
    }
    bytes[at..].iter().position(|byte| is_suspect(*byte)).map(|after| at + after)
}

fn is_suspect(byte: u8) -> bool {
    byte >= 0x7f || (byte < b' ') && (byte != b'\n') && (byte != b'\r') && (byte != b'\t')
}

/// Controls, and the embeddings, overrides and isolates of Unicode UAX #9.
///
/// The next-line control is left to texts; so are the harmless direction marks
/// that right-to-left languages need.
fn is_forbidden_everywhere(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}');
    is_control || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_forbidden_in_front_matter(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn forbidden(character: char, span: Span) -> Fault {
    let code = u32::from(character);
    let name = name(character);
    let message = format!("U+{code:04X} ({name}) is not allowed here");
    Fault::new(FaultKind::ForbiddenCharacter, span, message)
        .help("delete it; it cannot be seen and changes what is read or shown")
        .fix(span, "")
}

fn name(character: char) -> &'static str {
    match character {
        '\0' => "null",
        '\u{8}' => "backspace",
        '\u{b}' => "vertical tab",
        '\u{c}' => "form feed",
        '\u{1b}' => "escape",
        '\u{7f}' => "delete",
        '\u{85}' => "next line",
        '\u{ad}' => "soft hyphen",
        '\u{200b}' => "zero width space",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "changes the reading order",
        '\u{2060}' => "word joiner",
        '\u{feff}' => "zero width no-break space",
        _ => "control character",
    }
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
