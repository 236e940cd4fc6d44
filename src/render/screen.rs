//! The only way by which text for people reaches a stream.
//!
//! Every text is made safe here, whoever it comes from: messages quote content
//! too. Escape sequences are ours alone, and there are none without colour.
//! Whether there is a terminal, and how wide it is, is for the caller to say.

use std::io::{self, Write};

use super::annotate::Annotator;
pub use super::line::Line;
use super::sources::{Sources, Texts};
pub use super::style::Style;
use super::style::paint;
use crate::domain::finding::Finding;
use crate::domain::untrusted::sanitise;

/// Whether styles are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Text only.
    #[default]
    Off,
    /// Text with escape sequences.
    On,
}

/// A stream that people read.
pub struct Screen<'o> {
    out: &'o mut dyn Write,
    colour: Colour,
    width: usize,
    has_links: bool,
}

impl<'o> Screen<'o> {
    /// The narrowest screen that is laid out for.
    pub const WIDTH_MIN: usize = 20;
    /// The widest.
    pub const WIDTH_MAX: usize = 10_000;

    /// Writes to `out`, which shows `width` columns; odd widths are brought within bounds.
    pub fn new(out: &'o mut dyn Write, colour: Colour, width: usize) -> Self {
        if colour == Colour::On {
            // The decision is made: `colored` must not ask the environment again.
            colored::control::set_override(true);
        }
        Self { out, colour, width: width.clamp(Self::WIDTH_MIN, Self::WIDTH_MAX), has_links: false }
    }

    /// Lets text lead to addresses (OSC 8), if `has_links`.
    #[must_use]
    pub fn with_links(mut self, has_links: bool) -> Self {
        self.has_links = has_links;
        self
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Writes text.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.styled(Style::Plain, text)
    }

    /// Writes text in a style.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn styled(&mut self, style: Style, text: &str) -> io::Result<()> {
        let text = sanitise(text);
        match self.colour {
            Colour::Off => self.out.write_all(text.as_bytes()),
            Colour::On => write!(self.out, "{}", paint(style, &text)),
        }
    }

    /// Ends the line.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn line(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Writes a line and ends it; it is neither wrapped nor cut.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn put(&mut self, line: &Line) -> io::Result<()> {
        for (style, text, target) in line.pieces() {
            let target = target.filter(|_| self.has_links);
            if let Some(target) = target {
                write!(self.out, "\u{1b}]8;;{target}\u{1b}\\")?;
            }
            self.styled(style, text)?;
            if target.is_some() {
                write!(self.out, "\u{1b}]8;;\u{1b}\\")?;
            }
        }
        self.line()
    }

    /// Draws findings in the manner of rustc, an empty line after each.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub(super) fn findings<'f>(
        &mut self,
        findings: impl Iterator<Item = &'f Finding>,
        texts: &Texts<'_>,
    ) -> io::Result<()> {
        let annotator = Annotator::new(self.colour, self.width);
        let mut sources = Sources::new(texts);
        for finding in findings {
            let drawn = annotator.draw(finding, &mut sources);
            self.out.write_all(drawn.as_str().as_bytes())?;
            self.out.write_all(b"\n\n")?;
        }
        Ok(())
    }

    /// Writes a line wrapped to the width; see [`Line::wrap`].
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn wrapped(&mut self, line: &Line, first: &str, rest: &str) -> io::Result<()> {
        line.wrap(self.width, first, rest)
            .into_iter()
            .try_for_each(|line| self.put(&line.trimmed()))
    }

    /// Like [`Screen::wrapped`], with `end` in one piece: behind ` · ` on the last line if it has
    /// room, else on a line of its own, where it can be copied whole.
    ///
    /// # Errors
    /// What the stream says; nothing is retried.
    pub fn wrapped_with(
        &mut self,
        line: &Line,
        end: &Line,
        first: &str,
        rest: &str,
    ) -> io::Result<()> {
        let mut lines = line.wrap(self.width, first, rest);
        let joined = lines.last().map(|last| {
            let mut joined = last.clone().trimmed().with(Style::Dim, " · ");
            end.spans().iter().for_each(|(style, text)| joined.push(*style, text));
            joined
        });
        if let Some(joined) = joined.filter(|joined| joined.display_width() <= self.width) {
            lines.pop();
            lines.push(joined);
            return lines.into_iter().try_for_each(|line| self.put(&line.trimmed()));
        }
        lines.into_iter().try_for_each(|line| self.put(&line.trimmed()))?;
        // Where even that has no room, a terminal breaks it and copies it in one piece.
        let indent = Line::of(Style::Plain, rest);
        let line = end.spans().iter().fold(indent, |line, (style, text)| line.with(*style, text));
        self.put(&line.trimmed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str =
        "\u{1b}]52;c;QQ==\u{7}\u{9b}2J\u{1b}[6n\u{90}q\u{9c}\u{202e}\u{2066}\u{e0041}\r\n\t\u{8}";

    fn written(colour: Colour, write: impl Fn(&mut Screen<'_>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut Screen::new(&mut out, colour, 80)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn check(colour: Colour, style: Style, text: &str, expected: &str) {
        assert_eq!(written(colour, |screen| screen.styled(style, text)), expected);
    }

    #[test]
    fn styles_are_shown_with_colour_only() {
        check(Colour::Off, Style::Error, "bad", "bad");
        check(Colour::On, Style::Error, "bad", "\u{1b}[1;31mbad\u{1b}[0m");
        check(Colour::On, Style::Plain, "plain", "plain");
        check(Colour::On, Style::Path, "é.md", "\u{1b}[36mé.md\u{1b}[0m");
    }

    #[test]
    fn nothing_of_a_text_steers_the_terminal_in_any_way_of_writing() {
        let ways: [fn(&mut Screen<'_>) -> io::Result<()>; 4] = [
            |screen| screen.text(HOSTILE),
            |screen| screen.styled(Style::Match, HOSTILE),
            |screen| screen.put(&Line::of(Style::Path, HOSTILE)),
            |screen| screen.wrapped(&Line::from(HOSTILE), HOSTILE, HOSTILE),
        ];
        for way in ways {
            let text = written(Colour::Off, way);
            assert!(!text.replace('\n', "").chars().any(steers), "{text:?}");
            let styled = written(Colour::On, way);
            let ours = ["\u{1b}[0m", "\u{1b}[36m", "\u{1b}[1;35m", "\n"];
            let rest = ours.iter().fold(styled, |text, ours| text.replace(ours, ""));
            assert!(!rest.chars().any(steers), "{rest:?}");
        }
    }

    fn steers(character: char) -> bool {
        crate::domain::untrusted::steers_terminal(character)
    }

    #[test]
    fn text_leads_to_web_addresses_where_links_are_shown() {
        let put = |address: &str, has_links: bool| {
            let mut out = Vec::new();
            let mut screen = Screen::new(&mut out, Colour::Off, 80).with_links(has_links);
            screen.put(&Line::from("here").leading_to(address)).unwrap();
            String::from_utf8(out).unwrap()
        };
        let link = "\u{1b}]8;;https://example.org/a\u{1b}\\here\u{1b}]8;;\u{1b}\\\n";
        assert_eq!(put("https://example.org/a", true), link);
        assert_eq!(put("https://example.org/a", false), "here\n");
        for refused in ["javascript:x", "file:///etc/passwd", "a.md", "ftp://example.org"] {
            assert_eq!(put(refused, true), "here\n");
        }
        let hostile = put("https://e.org/\u{1b}\\\u{7}\u{202e} é", true);
        assert!(hostile.starts_with("\u{1b}]8;;https://e.org/%1B\\%07%E2%80%AE%20%C3%A9\u{1b}\\"));
    }

    #[test]
    fn widths_stay_within_bounds() {
        for (asked, width) in [(0, 20), (19, 20), (20, 20), (21, 21), (10_000, 10_000)] {
            assert_eq!(Screen::new(&mut Vec::new(), Colour::Off, asked).width(), width);
        }
        assert_eq!(Screen::new(&mut Vec::new(), Colour::Off, usize::MAX).width(), 10_000);
    }

    #[test]
    fn long_lines_are_wrapped_with_their_indents() {
        let long = Line::from("word ".repeat(20).as_str());
        let text = written(Colour::Off, |screen| screen.wrapped(&long, "- ", "  "));
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with("- word") && text.contains("\n  word"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 80 && !line.ends_with(' ')), "{text}");
    }

    #[test]
    fn a_closed_stream_is_reported() {
        let mut full: &mut [u8] = &mut [];
        let mut screen = Screen::new(&mut full, Colour::Off, 80);
        assert_eq!(screen.text("a").unwrap_err().kind(), io::ErrorKind::WriteZero);
    }
}
