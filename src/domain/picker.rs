//! A list that is searched as somebody types, as a value: what a key makes of it.
//!
//! Knows no terminal, no index and no article: only how many hits there are, which one is
//! chosen, and how far both sides are scrolled.

use std::ops::Range;

use super::key::Key;
use super::line_edit::LineEdit;

/// What is to be done after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Show what has changed, if anything has.
    Show,
    /// Search for another text.
    Search,
    /// End, with the chosen hit.
    Choose,
    /// End without one.
    Leave,
    /// End as by a signal.
    Interrupt,
    /// Stop until somebody goes on.
    Suspend,
    /// Open the chosen hit in an editor.
    Edit,
    /// Copy where the chosen hit stands.
    CopyPlace,
    /// Copy the credit of the chosen hit.
    CopyCredit,
    /// Draw everything anew.
    Redraw,
}

impl Wish {
    /// True for what is about the chosen hit.
    #[must_use]
    pub fn needs_hit(self) -> bool {
        matches!(self, Self::Choose | Self::Edit | Self::CopyPlace | Self::CopyCredit)
    }
}

/// How much fits on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Hits that can be seen at once.
    pub hits: usize,
    /// Lines of the preview that can be seen at once.
    pub lines: usize,
}

/// What is typed, chosen and scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// What is searched for.
    pub query: LineEdit,
    /// How many hits there are.
    total: usize,
    /// The chosen hit; 0 where there is none.
    selected: usize,
    /// The first hit that is seen.
    top: usize,
    room: Room,
    /// Lines of the preview, and the first that is seen.
    preview_lines: usize,
    preview_top: usize,
    /// True while the keys are explained.
    pub shows_keys: bool,
}

impl Picker {
    /// Begins with `query`.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self { query: LineEdit::new(query), ..Self::default() }
    }

    /// The chosen hit, counted from 0; `None` where there is none.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        (self.selected < self.total).then_some(self.selected)
    }

    /// How many hits there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// The hits that are seen.
    #[must_use]
    pub fn seen(&self) -> Range<usize> {
        self.top..self.top.saturating_add(self.room.hits).min(self.total).max(self.top)
    }

    /// The first line of the preview that is seen.
    #[must_use]
    pub fn preview_top(&self) -> usize {
        self.preview_top
    }

    /// Fits into another screen.
    pub fn fit(&mut self, room: Room) {
        self.room = room;
        self.keep_in_view();
        self.scroll_to(self.preview_top);
    }

    /// There are `total` other hits now: the best is chosen.
    pub fn found(&mut self, total: usize) {
        self.total = total;
        self.selected = 0;
        self.top = 0;
    }

    /// The same search was made again and has `total` hits now: what was chosen stays.
    pub fn found_again(&mut self, total: usize) {
        self.total = total;
        self.keep_in_view();
    }

    /// Another preview of `lines` is shown, from line `start` on.
    pub fn preview(&mut self, lines: usize, start: usize) {
        self.preview_lines = lines;
        self.scroll_to(start);
    }

    /// True for a key that types and never moves through the hits.
    #[must_use]
    pub fn types(key: &Key) -> bool {
        matches!(
            key,
            Key::Char(_)
                | Key::Paste(_)
                | Key::Backspace
                | Key::Delete
                | Key::Left
                | Key::Right
                | Key::Ctrl('a' | 'd' | 'e' | 'u' | 'w')
        )
    }

    /// What `key` makes of it.
    pub fn press(&mut self, key: &Key) -> Wish {
        if self.shows_keys {
            self.shows_keys = false;
            return match key {
                Key::Ctrl('c') => Wish::Interrupt,
                _ => Wish::Show,
            };
        }
        if let Some(wish) = self.edit(key) {
            return wish;
        }
        let page = self.room.hits.max(1);
        match key {
            Key::Up | Key::Ctrl('p') => self.select(self.selected.saturating_sub(1)),
            Key::Down | Key::Ctrl('n') => self.select(self.selected.saturating_add(1)),
            Key::PageUp => self.select(self.selected.saturating_sub(page)),
            Key::PageDown => self.select(self.selected.saturating_add(page)),
            Key::Home => self.select(0),
            Key::End => self.select(usize::MAX),
            Key::FarUp => self.scroll_to(self.preview_top.saturating_sub(1)),
            Key::FarDown => self.scroll_to(self.preview_top.saturating_add(1)),
            Key::Ctrl('b') => self.scroll_to(self.preview_top.saturating_sub(self.room.lines)),
            Key::Ctrl('f') => self.scroll_to(self.preview_top.saturating_add(self.room.lines)),
            Key::Help => self.shows_keys = true,
            Key::Enter => return self.about_hit(Wish::Choose),
            Key::Ctrl('o') => return self.about_hit(Wish::Edit),
            Key::Tab | Key::Ctrl('y') => return self.about_hit(Wish::CopyPlace),
            Key::Alt('c') => return self.about_hit(Wish::CopyCredit),
            Key::Escape => return Wish::Leave,
            Key::Ctrl('c') => return Wish::Interrupt,
            Key::Ctrl('z') => return Wish::Suspend,
            Key::Ctrl('l') => return Wish::Redraw,
            _ => {}
        }
        Wish::Show
    }

    /// What `key` makes of the text; `None` if it is no key for that.
    fn edit(&mut self, key: &Key) -> Option<Wish> {
        let before = self.query.text().to_owned();
        match key {
            Key::Char('?') if before.is_empty() => {
                self.shows_keys = true;
                return Some(Wish::Show);
            }
            Key::Char(character) => self.query.insert(character.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => self.query.insert(text),
            Key::Backspace => self.query.backspace(),
            Key::Delete | Key::Ctrl('d') => self.query.delete(),
            Key::Ctrl('w') => self.query.delete_word(),
            Key::Ctrl('u') => self.query.clear(),
            Key::Left => self.query.left(),
            Key::Right => self.query.right(),
            Key::Ctrl('a') => self.query.home(),
            Key::Ctrl('e') => self.query.end(),
            _ => return None,
        }
        debug_assert!(Self::types(key), "{key:?} types");
        Some(if self.query.text() == before { Wish::Show } else { Wish::Search })
    }

    fn about_hit(&self, wish: Wish) -> Wish {
        if self.selected().is_some() { wish } else { Wish::Show }
    }

    fn select(&mut self, hit: usize) {
        self.selected = hit;
        self.keep_in_view();
    }

    fn keep_in_view(&mut self) {
        self.selected = self.selected.min(self.total.saturating_sub(1));
        let room = self.room.hits.max(1);
        let lowest = (self.selected + 1).saturating_sub(room);
        // No empty places while there are hits above.
        let highest = self.total.saturating_sub(room).max(lowest);
        self.top = self.top.clamp(lowest, self.selected).min(highest);
    }

    fn scroll_to(&mut self, line: usize) {
        self.preview_top = line.min(self.preview_lines.saturating_sub(self.room.lines.max(1)));
    }
}

#[cfg(test)]
#[path = "picker_tests.rs"]
mod tests;
