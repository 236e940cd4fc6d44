//! The body of an article on a screen, laid out to be read with and without colour.
//!
//! Expects blocks whose nesting is capped, as `parse` makes them. Code is never
//! wrapped: it is there to be copied.

use std::io;

use super::screen::{Line, Screen, Style};
use super::table::table;
use crate::domain::markdown::{Block, Inline, ListItem};

/// Lines longer than this tire the reader, however wide the screen is.
const READING_WIDTH_MAX: usize = 100;
const CODE_INDENT: &str = "    ";

/// Writes `blocks`, with an empty line between two.
///
/// # Errors
/// What the stream says.
pub fn body(screen: &mut Screen<'_>, blocks: &[Block]) -> io::Result<()> {
    let width = screen.width().min(READING_WIDTH_MAX);
    let mut out = |line: &Line| screen.put(line);
    Page { out: &mut out, width }.blocks(blocks, &mut Margin::default(), Spacing::Loose)
}

/// What [`body`] writes on a screen of `width`, as lines.
#[must_use]
pub fn body_lines(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut out = |line: &Line| {
        lines.push(line.clone());
        Ok(())
    };
    let width = width.clamp(Screen::WIDTH_MIN, READING_WIDTH_MAX);
    let mut page = Page { out: &mut out, width };
    let laid_out = page.blocks(blocks, &mut Margin::default(), Spacing::Loose);
    laid_out.expect("a list takes every line");
    lines
}

/// Whether there are empty lines between blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Loose,
    Tight,
}

/// What stands before each line: the marks of the quotes and lists around it.
#[derive(Default)]
struct Margin {
    /// Before the next line only, where that differs: the mark of an item.
    next: Option<Line>,
    rest: Line,
}

impl Margin {
    /// What stands before the next line.
    fn take(&mut self) -> Line {
        self.next.take().unwrap_or_else(|| self.rest.clone())
    }

    /// The margin within, after `mark` on the first line and `rest` on the others.
    ///
    /// Text keeps half of `width`, and a quarter beside a mark: beyond that,
    /// what lies deeper is indented no further.
    fn within(&mut self, mark: &Line, rest: &Line, width: usize) -> Self {
        let taken = self.rest.display_width();
        let pending = self.take();
        if taken + mark.display_width() <= width / 2 {
            let (mut next, mut inner) = (pending, self.rest.clone());
            next.append(mark);
            inner.append(rest);
            return Self { next: Some(next), rest: inner };
        }
        let mut next = self.rest.clone();
        // A bar that the next lines cannot repeat says nothing.
        if mark != rest {
            next.append(&mark.clone().trimmed().truncate(width / 4 - 1));
            next.push(Style::Plain, " ");
        }
        Self { next: Some(next), rest: self.rest.clone() }
    }
}

struct Page<'p> {
    /// What takes each line.
    out: &'p mut dyn FnMut(&Line) -> io::Result<()>,
    width: usize,
}

impl Page<'_> {
    fn blocks(&mut self, blocks: &[Block], margin: &mut Margin, gap: Spacing) -> io::Result<()> {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 && gap == Spacing::Loose {
                self.put(&margin.rest.clone())?;
            }
            self.block(block, margin)?;
        }
        if margin.next.is_some() {
            let mark = margin.take();
            self.put(&mark)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, margin: &mut Margin) -> io::Result<()> {
        match block {
            Block::Heading(level, text) => self.heading(*level, text, margin),
            Block::Paragraph(text) => {
                lines(text, Style::Plain).iter().try_for_each(|line| self.wrapped(line, margin))
            }
            Block::List(first, items) => self.list(*first, items, margin),
            Block::Quote(blocks) => {
                let bar = Line::of(Style::Dim, "│ ");
                let mut inner = margin.within(&bar, &bar, self.width);
                self.blocks(blocks, &mut inner, Spacing::Loose)
            }
            Block::Code(_, code) => self.code(code, margin),
            Block::Table(header, rows) => self.table(header, rows, margin),
            Block::Rule => {
                let room = self.room(margin);
                self.laid_out(&Line::of(Style::Dim, &"─".repeat(room)), margin)
            }
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline], margin: &mut Margin) -> io::Result<()> {
        let marks = "#".repeat(usize::from(level)) + " ";
        let blank = Line::from(" ".repeat(marks.len()).as_str());
        let mut inner = margin.within(&Line::of(Style::Dim, &marks), &blank, self.width);
        lines(text, Style::Title).iter().try_for_each(|line| self.wrapped(line, &mut inner))
    }

    fn list(
        &mut self,
        first: Option<u64>,
        items: &[ListItem],
        margin: &mut Margin,
    ) -> io::Result<()> {
        let gap = if items.iter().all(is_tight) { Spacing::Tight } else { Spacing::Loose };
        let widest = first.map_or(0, |first| number(first, items.len().saturating_sub(1)).len());
        for (index, item) in items.iter().enumerate() {
            if index > 0 && gap == Spacing::Loose {
                self.put(&margin.rest.clone())?;
            }
            let mut mark = match first {
                Some(first) => format!("{:>widest$} ", number(first, index)),
                None => "• ".to_owned(),
            };
            mark.push_str(match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            });
            let mark = Line::from(mark.as_str());
            let blank = Line::new().padded(mark.display_width());
            let mut inner = margin.within(&mark, &blank, self.width);
            self.blocks(&item.blocks, &mut inner, gap)?;
        }
        Ok(())
    }

    fn code(&mut self, code: &str, margin: &mut Margin) -> io::Result<()> {
        code.lines().try_for_each(|text| {
            let text = text.trim_end_matches('\r').replace('\t', CODE_INDENT);
            self.laid_out(&Line::from(CODE_INDENT).with(Style::Plain, &text), margin)
        })
    }

    fn table(
        &mut self,
        header: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        margin: &mut Margin,
    ) -> io::Result<()> {
        let header: Vec<Line> = header.iter().map(|cell| one_line(cell, Style::Strong)).collect();
        let rows: Vec<Vec<Line>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| one_line(cell, Style::Plain)).collect())
            .collect();
        let room = self.room(margin);
        table(&header, &rows, room).iter().try_for_each(|line| self.laid_out(line, margin))
    }

    /// The columns that are left beside the margin.
    fn room(&self, margin: &Margin) -> usize {
        let taken = |line: &Line| line.display_width();
        let taken = margin.next.as_ref().map_or(0, taken).max(taken(&margin.rest));
        self.width.saturating_sub(taken).max(1)
    }

    fn wrapped(&mut self, line: &Line, margin: &mut Margin) -> io::Result<()> {
        let first = margin.take();
        let lines = line.wrap_within(self.width, &first, &margin.rest);
        lines.iter().try_for_each(|line| self.put(line))
    }

    /// A line that is not to be wrapped.
    fn laid_out(&mut self, line: &Line, margin: &mut Margin) -> io::Result<()> {
        let mut whole = margin.take();
        whole.append(line);
        self.put(&whole)
    }

    fn put(&mut self, line: &Line) -> io::Result<()> {
        (self.out)(&line.clone().trimmed())
    }
}

/// `1.`, `2.` …
fn number(first: u64, index: usize) -> String {
    format!("{}.", first.saturating_add(u64::try_from(index).unwrap_or(u64::MAX)))
}

/// True for an item of one paragraph, with lists under it at most.
fn is_tight(item: &ListItem) -> bool {
    let under = match item.blocks.split_first() {
        Some((Block::Paragraph(_), under)) => under,
        _ => &item.blocks,
    };
    under.iter().all(|block| matches!(block, Block::List(..)))
}

/// Text as lines: one more for each line break that was asked for.
fn lines(text: &[Inline], style: Style) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    push(text, style, &mut lines);
    lines
}

fn one_line(text: &[Inline], style: Style) -> Line {
    let mut whole = Line::new();
    for line in lines(text, style) {
        if !whole.is_empty() {
            whole.push(style, " ");
        }
        whole.append(&line);
    }
    whole
}

fn push(text: &[Inline], style: Style, lines: &mut Vec<Line>) {
    for inline in text {
        match inline {
            Inline::Text(text) => write(style, text, lines),
            Inline::Code(code) => write(style, &format!("`{code}`"), lines),
            Inline::Emphasis(inside) => push(inside, within(style, Style::Emphasis), lines),
            Inline::Strong(inside) => push(inside, within(style, Style::Strong), lines),
            Inline::Strikethrough(inside) => {
                write(style, "~~", lines);
                push(inside, style, lines);
                write(style, "~~", lines);
            }
            Inline::Link(inside, destination) => {
                let mut linked = vec![Line::new()];
                push(inside, within(style, Style::Link), &mut linked);
                for (index, line) in linked.into_iter().enumerate() {
                    if index > 0 {
                        lines.push(Line::new());
                    }
                    append(&line.leading_to(destination), lines);
                }
                let text = Inline::plain(inside);
                let shown = destination.strip_prefix("mailto:").unwrap_or(destination);
                if text.trim() != shown && text.trim() != destination {
                    let blank = if inside.is_empty() { "" } else { " " };
                    write(Style::Dim, &format!("{blank}({destination})"), lines);
                }
            }
            Inline::Image(alternative, destination) => {
                let shown = if alternative.is_empty() { destination } else { alternative };
                write(Style::Dim, &format!("[image: {shown}]"), lines);
            }
            Inline::Break => lines.push(Line::new()),
        }
    }
}

fn write(style: Style, text: &str, lines: &mut [Line]) {
    if let Some(line) = lines.last_mut() {
        line.push(style, text);
    }
}

fn append(line: &Line, lines: &mut [Line]) {
    if let Some(last) = lines.last_mut() {
        last.append(line);
    }
}

/// The style of markup within text that has one already: the outer one stays.
fn within(outer: Style, inner: Style) -> Style {
    if outer == Style::Plain { inner } else { outer }
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
