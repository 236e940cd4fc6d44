//! A line that somebody is typing.

/// How many characters of a line are taken; nobody asks so much, and everything stays fast.
pub const LINE_CHARACTERS_MAX: usize = 1000;

/// Text with a cursor between two of its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    /// Bytes before the cursor, at the border of a character.
    cursor: usize,
}

impl LineEdit {
    /// A line that holds `text`, with the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Types `text` at the cursor: blanks for line ends, nothing for other control characters,
    /// and no more than fits.
    pub fn insert(&mut self, text: &str) {
        let room = LINE_CHARACTERS_MAX.saturating_sub(self.text.chars().count());
        let blanks = |it: char| if it == '\n' || it == '\t' { ' ' } else { it };
        let typed = text.chars().map(blanks).filter(|it| !it.is_control()).take(room);
        let typed: String = typed.collect();
        self.text.insert_str(self.cursor, &typed);
        self.cursor += typed.len();
    }

    /// Takes away the character before the cursor.
    pub fn backspace(&mut self) {
        if let Some(last) = self.before_cursor().chars().next_back() {
            self.cursor -= last.len_utf8();
            self.text.remove(self.cursor);
        }
    }

    /// Takes away the character under the cursor.
    pub fn delete(&mut self) {
        if self.cursor < self.text.len() {
            self.text.remove(self.cursor);
        }
    }

    /// Takes away the word before the cursor, and the blanks behind it.
    pub fn delete_word(&mut self) {
        let before = self.before_cursor().trim_end();
        let blank = before.char_indices().rev().find(|(_, it)| it.is_whitespace());
        let start = blank.map_or(0, |(at, it)| at + it.len_utf8());
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// One character to the left.
    pub fn left(&mut self) {
        let last = self.before_cursor().chars().next_back();
        self.cursor -= last.map_or(0, char::len_utf8);
    }

    /// One character to the right.
    pub fn right(&mut self) {
        let next = self.text[self.cursor..].chars().next();
        self.cursor += next.map_or(0, char::len_utf8);
    }

    /// Before the first character.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// Behind the last.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the cursor as `|`.
    #[track_caller]
    fn check(line: &LineEdit, expected: &str) {
        let (before, after) = line.text.split_at(line.cursor);
        assert_eq!(format!("{before}|{after}"), expected);
    }

    #[test]
    fn characters_come_and_go_at_the_cursor() {
        let mut line = LineEdit::new("störung");
        line.backspace();
        check(&line, "störun|");
        line.home();
        line.right();
        line.right();
        line.delete();
        check(&line, "st|run");
        line.insert("ö");
        check(&line, "stö|run");
        line.left();
        check(&line, "st|örun");
        line.end();
        line.right();
        check(&line, "störun|");
        line.home();
        line.left();
        line.backspace();
        check(&line, "|störun");
        line.clear();
        line.delete();
        check(&line, "|");
    }

    #[test]
    fn words_go_with_the_blanks_behind_them() {
        let mut line = LineEdit::new("stop  the\u{3000}clock ");
        line.delete_word();
        check(&line, "stop  the\u{3000}|");
        line.delete_word();
        check(&line, "stop  |");
        line.delete_word();
        check(&line, "|");
        line.delete_word();
        check(&line, "|");
    }

    #[test]
    fn what_is_pasted_is_one_line_without_control_characters() {
        check(&LineEdit::new("a\r\nb\u{1b}[31m\tc"), "a b[31m c|");
    }

    #[test]
    fn a_line_takes_no_more_than_fits() {
        let mut line = LineEdit::new(&"é".repeat(LINE_CHARACTERS_MAX - 1));
        line.insert("ab");
        assert!(line.text().ends_with("éa") && line.text().chars().count() == LINE_CHARACTERS_MAX);
        line.insert("c");
        assert!(line.text().ends_with("éa"));
    }
}
