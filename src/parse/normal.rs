//! The normal form `n1` of a body, and its digest: what of an article a review vouches for.
//!
//! The digest `n1-sha256:` with the SHA-256 of the form in 64 digits of lower case stands in
//! `review.body`. It is a published format: what follows is all of it, any program can make the
//! same, and another normal form gets another number. Nothing here asks a Markdown parser, since
//! no two agree, and nothing asks Unicode for properties, since these change.
//!
//! **Body.** The file as UTF-8, each malformed sequence being U+FFFD. Front matter, from `---` on
//! the first line (after a byte order mark) to the next line that is `---` or `...`, is dropped.
//! LF, CR LF and CR end a line. *Blanks* are space and tab; a line has a *margin*: all blanks and
//! `>` that it starts with.
//!
//! **Blocks**, line by line; the first rule that fits holds:
//! 1. `<!--` behind the margin: dropped up to the next `-->`, or to the end of the body; `<%`
//!    likewise up to `%>`, if there is one. What follows is taken as a line.
//! 2. A line of nothing but margin.
//! 3. A fence: behind the margin and any number of item marks, three or more of `` ` `` or `~`;
//!    behind backticks no other one on that line. Up to the line that has at least as many of
//!    them and, but for blanks, nothing else, or to the end of the body, all lines are code. Of
//!    each as many characters of its margin are dropped as stand before the fence, and blanks
//!    at its end. What stands behind the fence, mostly a language, is dropped.
//! 4. 1 to 6 `#` behind the margin, not more than 3 blanks between the last `>` and them, a
//!    blank or nothing after them: the rest of the line is a heading.
//! 5. A line of `=` alone or of `-` alone, but for margin and blanks at the end: makes a heading
//!    of the open paragraph, if that is no list item and has as many `>` in the margin of its
//!    first line; is dropped in any case.
//! 6. Where no paragraph is open, `[label]:` with a target (no blanks, or in `<>`) and after it
//!    nothing, or blanks and something that starts with `"`, `'` or `(`: dropped. The label has
//!    no square brackets in it and starts with no `^`.
//! 7. All else, without margin, belongs to the open paragraph, or opens one; rules 1 to 5 end it.
//!    So does an *item mark* at its start: `-`, `*`, `+`, or 1 to 9 digits and `.` or `)`, and
//!    blanks behind. One with a number does so only where no paragraph is open, or it is 1, or
//!    has no larger margin than such a one since the last line of rules 2 to 5, and is then
//!    dropped: numbers of lists are layout. Elsewhere a number stays, as wrapped text has it.
//!
//! **Text** of paragraphs and headings, from left to right, lines being joined by a line break.
//! What has to be closed is closed in the same paragraph, or opens nothing.
//! - A backslash before ASCII punctuation is dropped, and that opens nothing; a run of backticks
//!   behind it parts words.
//! - `` ` `` up to the next run of as many is code: its characters are taken as they stand.
//! - Dropped, parting words: `<!--` to `-->`; `<%` to `%>`; `<` before an ASCII letter, `/`, `!`
//!   or `?`, up to `>` with no `<` in between; `](` up to the bracket that closes it, round
//!   brackets in between being paired, but for those behind a backslash; `][` up to `]` with no
//!   `[` in between; `&nbsp;`; and outside of words `http://`, `https://`, `ftp://`, `www.` and
//!   `mailto:`, in any case, up to white space or one of ``<>"`)]|``.
//! - `~~` is a word: text that was struck out says something else.
//!
//! **Words**, in code too. Each character in lower case by itself (Unicode 16).
//! - Nothing at all, parting no words: `*`, `'`, U+00AD, U+200B–200F, U+2018, U+2019,
//!   U+2060–206F, U+FE00–FE0F, U+FEFF.
//! - A word by itself: `<`, `>`, `=`, `%`, `$`, `£`, `¥`, `±`, `‰`, U+20A0–20CF (currencies),
//!   U+2190–2BFF (arrows, mathematics, signs), U+3040–30FF, U+3400–9FFF, U+F900–FAFF,
//!   U+20000–3FFFF (East Asian writing, which sets no blanks), U+1F000–1FAFF (pictures).
//! - Part words: all other ASCII but letters and digits; U+0080–00BF and U+2000–206F but for
//!   those above and `ª²³µ¹º¼½¾`; `×`, `÷`, U+2E00–2E7F, U+3000–303F, U+FE10–FE6F, U+FF00–FF0F,
//!   U+FF1A–FF20, U+FF3B–FF40, U+FF5B–FF65. But one `.`, `,` or `:` between two ASCII digits
//!   belongs to the word, and so does `-` (or U+2212, as `-`) where no word is open and an ASCII
//!   digit comes next.
//! - All else makes words.
//!
//! **Form**, in UTF-8, each line ended by LF: the words between two headings or blocks of code,
//! a space apart, on one line, if there are any; for a heading that has words, `#`, a space and
//! its words; for a block of code ```` ``` ````, then each of its lines behind a tab.
//!
//! So case, line wrap, emphasis, targets of links, levels of headings, kinds and numbers of lists,
//! tags and punctuation are no change. Every word, number and sign of quantity is one, and so is
//! the order of all, what is a heading, and every character of a block of code. Not seen are: a
//! target that leads elsewhere, punctuation, and the case of code within a line or in a block
//! that is only indented.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::domain::body_digest::BodyDigest;
use crate::domain::front_matter;

use super::normal_inline;
use super::normal_words::Words;

/// The digest of the body of the article that is `text`.
#[must_use]
pub fn digest(text: &str) -> BodyDigest {
    BodyDigest::new(Sha256::digest(normal(text)).into())
}

/// The normal form of the body of the article that is `text`, in time linear in its length.
#[must_use]
pub fn normal(text: &str) -> String {
    let body = front_matter::body(text.as_bytes()).len();
    let mut rest = &text[text.len() - body..];
    let mut normaliser = Normaliser::default();
    while !rest.is_empty() {
        rest = normaliser.take_line(rest);
    }
    normaliser.end_paragraph(false);
    normaliser.words.finish()
}

/// The words of a normal form, those of code included, a space or line break apart.
#[must_use]
pub fn words(form: &str) -> Cow<'_, str> {
    if !form.contains(['\t', '#', '`']) {
        return Cow::Borrowed(form);
    }
    let mut words = Words::new();
    for line in form.lines().filter(|line| *line != "```") {
        match (line.strip_prefix('\t'), line.strip_prefix("# ")) {
            (Some(code), _) => words.take_all(code),
            (_, heading) => heading.unwrap_or(line).split(' ').for_each(|word| words.write(word)),
        }
        words.part();
    }
    Cow::Owned(words.finish())
}

/// Reads a body line by line.
#[derive(Default)]
struct Normaliser {
    words: Words,
    /// The lines of the open paragraph; empty if none is open.
    paragraph: String,
    /// How many `>` the margin of its first line has.
    quotes: usize,
    /// True if it is an item of a list.
    is_item: bool,
    /// The largest margin of a numbered item in this run of lines, in characters.
    numbered: Option<usize>,
    /// True once no template tag is closed any more.
    is_past_templates: bool,
}

impl Normaliser {
    /// Takes the first line of `rest`, or the block that starts with it, and gives what follows.
    fn take_line<'t>(&mut self, rest: &'t str) -> &'t str {
        let margin = margin(rest);
        // Before the line is, since many may stand on one.
        if let Some(after) = self.skip_hidden(&rest[margin..]) {
            return after;
        }
        let (line, after) = split_line(rest);
        let inside = &line[margin..];
        if inside.is_empty() {
            self.end_run();
            return after;
        }
        if let Some(fence) = Fence::opened_by(line) {
            self.end_run();
            self.words.start_code();
            return fence.take_code(after, &mut self.words);
        }
        if let Some(heading) = heading(&line[..margin], inside) {
            self.end_run();
            self.paragraph.push_str(heading);
            self.end_paragraph(true);
            return after;
        }
        let quotes = line[..margin].matches('>').count();
        if is_underline(inside) {
            let is_heading = !self.is_item && self.quotes == quotes;
            self.end_paragraph(is_heading);
            self.end_run();
            return after;
        }
        if !(self.paragraph.is_empty() && is_definition(inside)) {
            self.take_text(inside, margin, quotes);
        }
        after
    }

    /// Takes a line of a paragraph.
    fn take_text(&mut self, inside: &str, margin: usize, quotes: usize) {
        let mut text = inside;
        let mut is_item = false;
        if let Some(mark) = ItemMark::of(inside) {
            let is_within = self.numbered.is_some_and(|largest| margin <= largest);
            let is_mark = match mark.number {
                None => true,
                Some(number) => self.paragraph.is_empty() || number == 1 || is_within,
            };
            if is_mark {
                self.end_paragraph(false);
                is_item = true;
                if mark.number.is_some() {
                    self.numbered = Some(self.numbered.unwrap_or(0).max(margin));
                    text = &inside[mark.length..];
                }
            }
        }
        if self.paragraph.is_empty() {
            (self.quotes, self.is_item) = (quotes, is_item);
        }
        self.paragraph.push_str(text);
        self.paragraph.push('\n');
    }

    /// What follows the comment or the template tag that `rest` starts with.
    fn skip_hidden<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        if let Some(inside) = rest.strip_prefix("<!--") {
            self.end_paragraph(false);
            return Some(inside.find("-->").map_or("", |end| &inside[end + 3..]));
        }
        let inside = rest.strip_prefix("<%").filter(|_| !self.is_past_templates)?;
        let Some(end) = inside.find("%>") else {
            self.is_past_templates = true;
            return None;
        };
        self.end_paragraph(false);
        Some(&inside[end + 2..])
    }

    /// Ends the open paragraph, and the lists around it.
    fn end_run(&mut self) {
        self.end_paragraph(false);
        self.numbered = None;
    }

    /// Writes the open paragraph, as a heading if it is one.
    fn end_paragraph(&mut self, is_heading: bool) {
        if self.paragraph.is_empty() {
            return;
        }
        if is_heading {
            self.words.start(true);
        }
        normal_inline::take(&self.paragraph, &mut self.words);
        if is_heading {
            self.words.start(false);
        }
        self.paragraph.clear();
    }
}

/// A fence of code that is open.
struct Fence {
    mark: char,
    length: usize,
    /// How many characters stand before it.
    indent: usize,
}

impl Fence {
    fn opened_by(line: &str) -> Option<Self> {
        let mut indent = margin(line);
        while let Some(mark) = ItemMark::of(&line[indent..]) {
            indent += mark.length;
        }
        let rest = &line[indent..];
        let mark = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let behind = rest.trim_start_matches(mark);
        let length = rest.len() - behind.len();
        let is_fence = length >= 3 && !(mark == '`' && behind.contains('`'));
        is_fence.then_some(Self { mark, length, indent })
    }

    /// Writes the lines of code, and gives what follows the fence that closes them.
    fn take_code<'t>(&self, mut rest: &'t str, words: &mut Words) -> &'t str {
        while !rest.is_empty() {
            let (line, after) = split_line(rest);
            rest = after;
            let line = &line[margin(line).min(self.indent)..].trim_end_matches(BLANKS);
            let marks = line.trim_start_matches(BLANKS);
            if marks.len() >= self.length && marks.chars().all(|mark| mark == self.mark) {
                break;
            }
            words.code(line);
        }
        rest
    }
}

/// What opens an item of a list.
struct ItemMark {
    /// Its number, if it has one.
    number: Option<u32>,
    /// How many bytes it has with the blanks behind it.
    length: usize,
}

impl ItemMark {
    fn of(text: &str) -> Option<Self> {
        let digits = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
        let marks: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
        let behind = text[digits..].strip_prefix(marks).filter(|_| digits < 10)?;
        let rest = behind.trim_start_matches(BLANKS);
        let number = text[..digits].parse().ok();
        (rest.len() < behind.len()).then_some(Self { number, length: text.len() - rest.len() })
    }
}

const BLANKS: [char; 2] = [' ', '\t'];

/// The first line of `text`, and what follows it.
fn split_line(text: &str) -> (&str, &str) {
    let Some(end) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) else { return (text, "") };
    let after = &text[end..];
    (&text[..end], &after[if after.starts_with("\r\n") { 2 } else { 1 }..])
}

/// How many blanks and `>` a line starts with.
fn margin(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count()
}

/// The text of the heading that a line is.
fn heading<'l>(margin: &str, inside: &'l str) -> Option<&'l str> {
    let text = inside.trim_start_matches('#');
    let level = inside.len() - text.len();
    let blanks = margin.len() - margin.trim_end_matches(BLANKS).len();
    let is_heading =
        (1..=6).contains(&level) && blanks <= 3 && (text.is_empty() || text.starts_with(BLANKS));
    is_heading.then_some(text)
}

/// True for a line of `=` or of `-`.
fn is_underline(inside: &str) -> bool {
    let marks = inside.trim_end_matches(BLANKS).as_bytes();
    marks.iter().all(|mark| *mark == b'=') || marks.iter().all(|mark| *mark == b'-')
}

/// True for a line that defines where a reference leads.
fn is_definition(inside: &str) -> bool {
    let Some((label, rest)) = inside.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
        return false;
    };
    let Some(target) = rest.strip_prefix(':').map(|rest| rest.trim_start_matches(BLANKS)) else {
        return false;
    };
    let end = match target.strip_prefix('<') {
        Some(inside) => inside.find('>').map(|end| end + 2),
        None => Some(target.find(BLANKS).unwrap_or(target.len())),
    };
    let Some(behind) = end.filter(|end| *end > 0).map(|end| &target[end..]) else { return false };
    let title = behind.trim_start_matches(BLANKS);
    let is_label = !label.is_empty() && !label.starts_with('^') && !label.contains('[');
    let is_apart = behind.starts_with(BLANKS) && title.starts_with(['"', '\'', '(']);
    is_label && (title.is_empty() || is_apart)
}

#[cfg(test)]
#[path = "normal_tests.rs"]
mod tests;
