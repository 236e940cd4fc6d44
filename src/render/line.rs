//! A line of styled text that knows how wide it is, and can be wrapped and cut.
//!
//! Text is made safe when it enters, so that widths count what will be shown.
//! Nothing here writes, and no width, however small, makes it panic.

use std::fmt::{self, Write as _};
use std::mem::take;
use std::sync::Arc;

use super::columns::{clusters, columns, split};
use super::style::Style;
use crate::domain::untrusted::sanitise;

/// Pieces of text, each with its style. `Display` gives the text alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    spans: Vec<(Style, String)>,
    /// Where each piece leads, as far as pieces lead anywhere.
    targets: Vec<Option<Arc<str>>>,
}

impl Line {
    /// An empty line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one piece.
    #[must_use]
    pub fn of(style: Style, text: &str) -> Self {
        let mut line = Self::new();
        line.push(style, text);
        line
    }

    /// Appends text; what could steer a terminal is spelled out.
    pub fn push(&mut self, style: Style, text: &str) {
        self.push_safe(style, &sanitise(text));
    }

    /// Appends a whole line.
    pub fn append(&mut self, other: &Self) {
        for (index, (style, text)) in other.spans.iter().enumerate() {
            self.push_to(*style, text, other.targets[index].as_ref());
        }
    }

    /// The same line, all of which leads to `address`, where the terminal can show that.
    ///
    /// Only web and mail addresses are taken; whatever could end the link or steer the
    /// terminal is percent-encoded.
    #[must_use]
    pub fn leading_to(mut self, address: &str) -> Self {
        if let Some(target) = target(address) {
            self.targets.fill(Some(Arc::from(target)));
        }
        self
    }

    /// The same line with `text` after it.
    #[must_use]
    pub fn with(mut self, style: Style, text: &str) -> Self {
        self.push(style, text);
        self
    }

    fn push_safe(&mut self, style: Style, text: &str) {
        self.push_to(style, text, None);
    }

    fn push_to(&mut self, style: Style, text: &str, target: Option<&Arc<str>>) {
        let is_same_target = self.targets.last().is_some_and(|last| last.as_ref() == target);
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some((last, before)) if *last == style && is_same_target => before.push_str(text),
            _ => {
                self.spans.push((style, text.to_owned()));
                self.targets.push(target.cloned());
            }
        }
    }

    /// The pieces in order; none is empty, and neighbours differ in style.
    #[must_use]
    pub fn spans(&self) -> &[(Style, String)] {
        &self.spans
    }

    /// The pieces in order, each with where it leads.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Style, &str, Option<&str>)> {
        let spans = self.spans.iter().zip(&self.targets);
        spans.map(|((style, text), target)| (*style, text.as_str(), target.as_deref()))
    }

    /// True if there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The columns it takes.
    #[must_use]
    pub fn display_width(&self) -> usize {
        self.spans.iter().map(|(_, text)| columns(text)).sum()
    }

    /// The same line without blanks at its end.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while let Some((_, text)) = self.spans.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.spans.pop();
            self.targets.pop();
        }
        self
    }

    /// The same line with a blank for each `tie`, which kept words together as it was wrapped.
    #[must_use]
    pub fn untied(mut self, tie: char) -> Self {
        self.spans.iter_mut().for_each(|(_, text)| *text = text.replace(tie, " "));
        self
    }

    /// The same line with blanks up to `width` columns, if it takes fewer.
    #[must_use]
    pub fn padded(mut self, width: usize) -> Self {
        let missing = width.saturating_sub(self.display_width());
        self.push_safe(Style::Plain, &" ".repeat(missing));
        self
    }

    /// The line if it fits into `width`, else its start and `…`.
    #[must_use]
    pub fn truncate(&self, width: usize) -> Self {
        if self.display_width() <= width {
            return self.clone();
        }
        let mut line = Self::new();
        let mut room = width.saturating_sub(1);
        for (index, (style, text)) in self.spans.iter().enumerate() {
            let (start, rest) = split(text, room);
            line.push_to(*style, start, self.targets[index].as_ref());
            room -= columns(start);
            if !rest.is_empty() {
                break;
            }
        }
        line.push_safe(Style::Plain, if width == 0 { "" } else { "…" });
        line
    }

    /// Breaks the line between words, so that each part fits into `width` with its indent.
    ///
    /// Runs of blanks become one. Words that are too long are cut; text without
    /// blanks, as Chinese and Japanese have it, breaks between its characters.
    /// There is at least one part, if only of the indent.
    #[must_use]
    pub fn wrap(&self, width: usize, first_indent: &str, rest_indent: &str) -> Vec<Self> {
        let (first, rest) =
            (Self::of(Style::Plain, first_indent), Self::of(Style::Plain, rest_indent));
        self.wrap_within(width, &first, &rest)
    }

    /// Like [`Line::wrap`], with indents that have styles of their own.
    #[must_use]
    pub fn wrap_within(&self, width: usize, first: &Self, rest: &Self) -> Vec<Self> {
        let room = |indent: &Self| width.saturating_sub(indent.display_width()).max(1);
        let rooms = [room(first), room(rest)];
        let mut lines = Lines { rooms, indents: [first, rest], done: Vec::new(), current: None };
        self.each_word(rooms[0].min(rooms[1]), &mut |word| lines.take(word));
        lines.finish()
    }

    /// Hands on what must stay together, none wider than `columns_max` unless a single
    /// character is.
    fn each_word(&self, columns_max: usize, hand_on: &mut dyn FnMut(Word)) {
        let mut word = Word::default();
        for (span, (style, text)) in self.spans.iter().enumerate() {
            for (index, part) in text.split(' ').enumerate() {
                if index > 0 && !word.line.is_empty() {
                    word.blank = Some((*style, self.targets[span].clone()));
                    hand_on(take(&mut word));
                }
                for (cluster, columns) in clusters(part) {
                    let is_full = word.columns + columns > columns_max;
                    if !word.line.is_empty() && (is_full || word.may_end_before(cluster, columns)) {
                        hand_on(take(&mut word));
                    }
                    word.columns += columns;
                    word.last = cluster.chars().next().map(|character| (character, columns));
                    word.line.push_to(*style, cluster, self.targets[span].as_ref());
                }
            }
        }
        if !word.line.is_empty() {
            hand_on(word);
        }
    }
}

/// Lines that are being filled, each as far as it goes.
struct Lines<'i> {
    /// What fits into the first line and into the others, in columns.
    rooms: [usize; 2],
    indents: [&'i Line; 2],
    done: Vec<Line>,
    /// The line at hand, what it takes without its indent, and the blank after its last word.
    current: Option<(Line, usize, Option<Blank>)>,
}

impl Lines<'_> {
    fn take(&mut self, word: Word) {
        let room = self.rooms[usize::from(!self.done.is_empty())];
        let is_full = self.current.as_ref().is_some_and(|(_, columns, blank)| {
            columns + usize::from(blank.is_some()) + word.columns > room
        });
        if is_full {
            self.done.extend(self.current.take().map(|(line, ..)| line));
        }
        let indent = self.indents[usize::from(!self.done.is_empty())];
        let (line, columns, blank) = self.current.get_or_insert_with(|| (indent.clone(), 0, None));
        if let Some((style, target)) = blank.take() {
            line.push_to(style, " ", target.as_ref());
            *columns += 1;
        }
        line.append(&word.line);
        *columns += word.columns;
        *blank = word.blank;
    }

    fn finish(mut self) -> Vec<Line> {
        self.done.extend(self.current.take().map(|(line, ..)| line));
        if self.done.is_empty() {
            self.done.push(self.indents[0].clone());
        }
        self.done
    }
}

/// The style of a blank and where it leads.
type Blank = (Style, Option<Arc<str>>);

/// What is not broken when lines are.
#[derive(Debug, Default)]
struct Word {
    line: Line,
    columns: usize,
    /// The style of the blank after it and where that leads, if there was one.
    blank: Option<Blank>,
    /// The last character and its columns.
    last: Option<(char, usize)>,
}

impl Word {
    /// True between characters that are written without blanks, which are the wide ones.
    fn may_end_before(&self, next: &str, columns: usize) -> bool {
        let Some((last, last_columns)) = self.last else { return false };
        (columns > 1 || last_columns > 1)
            && !"([{<「『（【〈《“‘".contains(last)
            && !next
                .starts_with(|next| ",.;:!?)]}>、。，．：；！？」』）】〉》”’…ー".contains(next))
    }
}

/// The longest address that is made a link, in bytes: nobody follows a longer one on a screen.
const TARGET_BYTES_MAX: usize = 2000;

/// `address` as it may stand in an escape sequence; `None` if it is none to follow.
fn target(address: &str) -> Option<String> {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let is_known =
        ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    if !is_known || address.len() > TARGET_BYTES_MAX {
        return None;
    }
    Some(address.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("a String takes all that is written");
        }
        text
    }))
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|(_, text)| f.write_str(text))
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::of(Style::Plain, text)
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
