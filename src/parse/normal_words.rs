//! Characters into the words of the normal form `n1`; `normal.rs` says what that is.
//!
//! Which character does what is a list of ranges and no property of Unicode: properties change
//! with every version of it, and a digest must not.

/// What a character is to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Word,
    /// Sets words apart.
    Blank,
    /// A word by itself.
    Alone,
    /// As if it were not there.
    Nothing,
}

/// Beyond ASCII, what is no part of a word: first and last character, in order.
const RANGES: &[(char, char, Class)] = &[
    ('\u{80}', '\u{a2}', Class::Blank),
    ('£', '£', Class::Alone),
    ('¤', '¤', Class::Blank),
    ('¥', '¥', Class::Alone),
    ('¦', '©', Class::Blank),
    ('«', '¬', Class::Blank),
    ('\u{ad}', '\u{ad}', Class::Nothing),
    ('®', '°', Class::Blank),
    ('±', '±', Class::Alone),
    ('´', '´', Class::Blank),
    ('¶', '¸', Class::Blank),
    ('»', '»', Class::Blank),
    ('¿', '¿', Class::Blank),
    ('×', '×', Class::Blank),
    ('÷', '÷', Class::Blank),
    ('\u{2000}', '\u{200a}', Class::Blank),
    ('\u{200b}', '\u{200f}', Class::Nothing),
    ('\u{2010}', '\u{2017}', Class::Blank),
    ('\u{2018}', '\u{2019}', Class::Nothing),
    ('\u{201a}', '\u{202f}', Class::Blank),
    ('\u{2030}', '\u{2030}', Class::Alone),
    ('\u{2031}', '\u{205f}', Class::Blank),
    ('\u{2060}', '\u{206f}', Class::Nothing),
    ('\u{20a0}', '\u{20cf}', Class::Alone),
    ('\u{2190}', '\u{2bff}', Class::Alone),
    ('\u{2e00}', '\u{2e7f}', Class::Blank),
    ('\u{3000}', '\u{303f}', Class::Blank),
    ('\u{3040}', '\u{30ff}', Class::Alone),
    ('\u{3400}', '\u{9fff}', Class::Alone),
    ('\u{f900}', '\u{faff}', Class::Alone),
    ('\u{fe00}', '\u{fe0f}', Class::Nothing),
    ('\u{fe10}', '\u{fe6f}', Class::Blank),
    ('\u{feff}', '\u{feff}', Class::Nothing),
    ('\u{ff00}', '\u{ff0f}', Class::Blank),
    ('\u{ff1a}', '\u{ff20}', Class::Blank),
    ('\u{ff3b}', '\u{ff40}', Class::Blank),
    ('\u{ff5b}', '\u{ff65}', Class::Blank),
    ('\u{1f000}', '\u{1faff}', Class::Alone),
    ('\u{20000}', '\u{3ffff}', Class::Alone),
];

fn class(character: char) -> Class {
    match character {
        '0'..='9' | 'A'..='Z' | 'a'..='z' => Class::Word,
        '*' | '\'' => Class::Nothing,
        '<' | '>' | '=' | '%' | '$' => Class::Alone,
        '\u{2212}' => Class::Blank,
        _ if character.is_ascii() => Class::Blank,
        _ => {
            let after = RANGES.partition_point(|(first, ..)| *first <= character);
            let known = after.checked_sub(1).map(|at| RANGES[at]);
            match known {
                Some((_, last, class)) if character <= last => class,
                _ => Class::Word,
            }
        }
    }
}

/// Writes the normal form, one word after another.
#[derive(Default)]
pub(super) struct Words {
    form: String,
    word: String,
    /// A point, comma or colon after a digit, or a minus that opens a word: it stays if a
    /// digit comes next.
    held: Option<char>,
    is_heading: bool,
}

impl Words {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// True if no word is open.
    pub(super) fn is_between_words(&self) -> bool {
        self.word.is_empty()
    }

    /// Takes one character of text.
    pub(super) fn take(&mut self, character: char) {
        match class(character) {
            Class::Nothing => {}
            Class::Word => {
                if let Some(held) = self.held {
                    if character.is_ascii_digit() {
                        self.held = None;
                        self.word.push(held);
                    } else {
                        self.part();
                    }
                }
                if character.is_ascii() {
                    self.word.push(character.to_ascii_lowercase());
                } else {
                    self.word.extend(character.to_lowercase());
                }
            }
            Class::Alone => {
                self.part();
                self.write(character.encode_utf8(&mut [0; 4]));
            }
            Class::Blank => self.take_blank(character),
        }
    }

    fn take_blank(&mut self, character: char) {
        let is_minus = matches!(character, '-' | '\u{2212}') && self.word.is_empty();
        let is_point = matches!(character, '.' | ',' | ':')
            && self.held.is_none()
            && self.word.ends_with(|last: char| last.is_ascii_digit());
        if is_point {
            self.held = Some(character);
            return;
        }
        self.part();
        self.held = is_minus.then_some('-');
    }

    /// Takes all of `text` as it stands.
    pub(super) fn take_all(&mut self, text: &str) {
        text.chars().for_each(|character| self.take(character));
    }

    /// Ends the open word, if there is one.
    pub(super) fn part(&mut self) {
        self.held = None;
        if !self.word.is_empty() {
            let word = std::mem::take(&mut self.word);
            self.write(&word);
            self.word = word;
            self.word.clear();
        }
    }

    /// Writes one word.
    pub(super) fn write(&mut self, word: &str) {
        if self.is_line_open() {
            self.form.push(' ');
        } else if self.is_heading {
            self.form.push_str("# ");
        }
        self.form.push_str(word);
    }

    fn is_line_open(&self) -> bool {
        !self.form.is_empty() && !self.form.ends_with('\n')
    }

    /// Ends the line; what follows is a heading or not.
    pub(super) fn start(&mut self, is_heading: bool) {
        self.part();
        if self.is_line_open() {
            self.form.push('\n');
        }
        self.is_heading = is_heading;
    }

    /// Opens a block of code.
    pub(super) fn start_code(&mut self) {
        self.start(false);
        self.form.push_str("```\n");
    }

    /// Writes one line of code.
    pub(super) fn code(&mut self, line: &str) {
        self.form.push('\t');
        self.form.push_str(line);
        self.form.push('\n');
    }

    /// The normal form.
    pub(super) fn finish(mut self) -> String {
        self.start(false);
        self.form
    }
}

#[cfg(test)]
#[path = "normal_words_tests.rs"]
mod tests;
