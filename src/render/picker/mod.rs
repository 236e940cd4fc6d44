//! The screen of `kb search -i`: what is typed, what is found, and the text of the chosen hit.
//!
//! Draws a value and decides nothing. Lines come in as [`Line`]s, so that nothing of an article
//! can steer the terminal, and whatever does not fit is cut: no size is too small.

mod clipboard;
mod head;
mod panes;
mod row;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

pub use clipboard::to_clipboard;
pub use head::head;
pub use panes::{Panes, panes};

use super::columns::{columns, split};
use super::line::Line;
use super::style::{Style, look};
use crate::domain::found::SearchOutcome;
use crate::domain::picker::Picker;
use crate::domain::untrusted::sanitise;

/// The text of the chosen hit.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// What it is, as [`head`] says it.
    pub head: Vec<Line>,
    /// The text.
    pub body: Vec<Line>,
}

/// What is drawn.
pub struct View<'v> {
    /// What is typed, chosen and scrolled.
    pub picker: &'v Picker,
    /// What was found, with the hits from `offset` on; `None` while nothing is looked for.
    pub outcome: Option<&'v SearchOutcome>,
    /// The number of the first of these hits, from 0.
    pub offset: usize,
    /// What stands for the last word while it is being typed: its beginning, and the word.
    pub completed: Option<(&'v str, &'v str)>,
    /// Why the query cannot be answered as it stands.
    pub failure: Option<&'v str>,
    /// How many articles there are.
    pub articles: usize,
    /// The text of the chosen hit.
    pub preview: &'v Preview,
    /// Marks in a line of that text what was looked for.
    pub mark: Box<dyn Fn(&Line) -> Line + 'v>,
    /// What was done last.
    pub message: Option<&'v str>,
    /// Whether colour is used.
    pub has_colour: bool,
}

/// What stands before the text that is typed.
const PROMPT: &str = "> ";

/// What each key does, as it is explained.
pub const KEYS: [(&str, &str); 15] = [
    ("type", "search; the last word as it begins"),
    ("Up Down ^P ^N", "choose another hit"),
    ("PgUp PgDn Home End", "further"),
    ("Shift-Up Shift-Down", "scroll the text by a line"),
    ("^B ^F", "scroll the text by a page"),
    ("Enter", "leave, and print the place of the hit"),
    ("^O", "open it in your editor, at its line"),
    ("Tab ^Y", "copy the place of the hit"),
    ("Alt-C", "copy the credit that goes with its text"),
    ("Left Right ^A ^E", "move in what you type"),
    ("^W ^U", "take away a word, or all"),
    ("^L", "draw everything anew"),
    ("^Z", "stop; fg goes on"),
    ("Esc", "leave without a choice"),
    ("^C", "end"),
];

/// Draws `view` on the whole of `frame`.
pub fn draw(frame: &mut Frame<'_>, view: &View<'_>) {
    let area = frame.area();
    if area.is_empty() {
        return;
    }
    let panes = panes((area.width, area.height));
    let mut paint = Paint { buffer: frame.buffer_mut(), has_colour: view.has_colour };
    let cursor = paint.prompt(view.picker, panes.prompt);
    if let Some(state) = panes.state {
        paint.line(&head::state(view), state, 0);
    }
    if view.picker.shows_keys {
        paint.keys(Rect { y: 0, height: area.height, ..area });
        return;
    }
    paint.list(view, panes.list);
    if let Some(rule) = panes.rule {
        let mark = if rule.width == 1 { "│" } else { "─" };
        let line = Line::of(Style::Dim, &mark.repeat(usize::from(rule.width)));
        (0..rule.height).for_each(|row| paint.line(&line, rule, row));
    }
    if let Some(preview) = panes.preview {
        paint.preview(view, preview);
    }
    if let Some(foot) = panes.foot {
        paint.line(&head::foot(view), foot, 0);
    }
    frame.set_cursor_position(cursor);
}

/// What lines are put on.
struct Paint<'b> {
    buffer: &'b mut Buffer,
    has_colour: bool,
}

impl Paint<'_> {
    /// Puts `line` on the given row of `area`, cut to its width; beyond its last row, nowhere.
    fn line(&mut self, line: &Line, area: Rect, row: u16) {
        if row >= area.height {
            return;
        }
        let line = line.truncate(usize::from(area.width));
        let (mut x, y) = (area.x, area.y + row);
        for (style, text) in line.spans() {
            let room = usize::from(area.right().saturating_sub(x));
            (x, _) = self.buffer.set_stringn(x, y, text, room, look(*style, self.has_colour));
        }
    }

    /// What is typed, scrolled so that the cursor is seen; where that is.
    fn prompt(&mut self, picker: &Picker, area: Rect) -> Position {
        let (text, before) = (picker.query.text(), picker.query.before_cursor());
        let (text, before) = (sanitise(text), sanitise(before));
        let room = usize::from(area.width).saturating_sub(PROMPT.len() + 1);
        let hidden = columns(&before).saturating_sub(room);
        let (left_out, _) = split(&text, hidden);
        // A wide character that is cut in two is left out whole.
        let next = usize::from(columns(left_out) < hidden);
        let (left_out, seen) = split(&text, hidden + next);
        self.line(&Line::of(Style::Strong, PROMPT).with(Style::Plain, seen), area, 0);
        let column = PROMPT.len() + columns(&before).saturating_sub(columns(left_out));
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        Position::new(area.x + column.min(area.width.saturating_sub(1)), area.y)
    }

    fn list(&mut self, view: &View<'_>, area: Rect) {
        let Some(outcome) = view.outcome else { return };
        let rows = panes::rows_of_hit(area);
        for (index, number) in view.picker.seen().enumerate() {
            let Some(hit) = number.checked_sub(view.offset).and_then(|it| outcome.hits.get(it))
            else {
                continue;
            };
            let is_chosen = view.picker.selected() == Some(number);
            let row = u16::try_from(index).unwrap_or(u16::MAX).saturating_mul(rows);
            self.line(&row::title(hit, is_chosen), area, row);
            if rows > 1 {
                let width = usize::from(area.width);
                self.line(&row::place(hit, width), area, row.saturating_add(1));
            }
            if is_chosen && row < area.height {
                let line = Rect { y: area.y + row, height: 1, ..area };
                self.buffer.set_style(line, Modifier::REVERSED);
            }
        }
    }

    fn preview(&mut self, view: &View<'_>, area: Rect) {
        if view.picker.selected().is_none() {
            return;
        }
        let head = view.preview.head.iter().cloned();
        let body = view.preview.body.iter().skip(view.picker.preview_top());
        let lines = head.chain(body.map(|line| (view.mark)(line)));
        for (row, line) in lines.take(usize::from(area.height)).enumerate() {
            self.line(&line, area, u16::try_from(row).unwrap_or(u16::MAX));
        }
    }

    fn keys(&mut self, area: Rect) {
        let blank = Line::from(" ".repeat(usize::from(area.width)).as_str());
        (0..area.height).for_each(|row| self.line(&blank, area, row));
        let widest = KEYS.iter().map(|(key, _)| key.len()).max().unwrap_or_default();
        for (row, (key, does)) in KEYS.iter().enumerate() {
            let line = Line::of(Style::Strong, key).padded(widest + 2).with(Style::Plain, does);
            self.line(&line, area, u16::try_from(row).unwrap_or(u16::MAX));
        }
    }
}

#[cfg(test)]
#[path = "picker_tests.rs"]
mod tests;
