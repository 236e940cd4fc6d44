//! What changed in a text, drawn for people: by lines, and by words within lines.
//!
//! Signs say it all; colour only points. What is long is broken, never cut.

use std::io;

use super::columns::{clusters, split};
use super::screen::{Line, Screen, Style};

/// How many lines of a diff came, and how many went.
#[must_use]
pub fn counts(diff: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(diff);
    let lines = || text.lines().skip_while(|line| !line.starts_with("@@"));
    let count = |sign| lines().filter(|line| line.starts_with(sign)).count();
    (count('+'), count('-'))
}

/// Draws what `git diff` wrote of one file, without its head.
///
/// # Errors
/// The stream does not take it.
pub fn diff(screen: &mut Screen<'_>, diff: &[u8]) -> io::Result<()> {
    let text = String::from_utf8_lossy(diff);
    let mut change = Change::default();
    for line in text.lines().skip_while(|line| !line.starts_with("@@")) {
        let rest = line.get(1..).unwrap_or_default();
        match line.chars().next() {
            Some('-') if change.added.is_empty() => change.removed.push(rest),
            Some('-') => {
                change.draw(screen)?;
                change.removed.push(rest);
            }
            Some('+') => change.added.push(rest),
            sign => {
                change.draw(screen)?;
                match sign {
                    Some('@') => screen.put(&Line::of(Style::Dim, "…"))?,
                    Some('\\') => screen.put(&Line::of(Style::Dim, rest.trim()))?,
                    // A blank at the end of an empty line tells nobody anything.
                    _ if rest.trim().is_empty() => screen.line()?,
                    _ => put(screen, " ", &[(Style::Plain, rest)])?,
                }
            }
        }
    }
    change.draw(screen)
}

/// Lines in one place: what went, and what came for it.
#[derive(Default)]
struct Change<'d> {
    removed: Vec<&'d str>,
    added: Vec<&'d str>,
}

impl Change<'_> {
    fn draw(&mut self, screen: &mut Screen<'_>) -> io::Result<()> {
        let has_pairs = self.removed.len() == self.added.len();
        let sides = [
            ("-", [Style::Removed, Style::Error], &self.removed, &self.added),
            ("+", [Style::Added, Style::Ok], &self.added, &self.removed),
        ];
        for (sign, styles, lines, others) in sides {
            for (at, line) in lines.iter().enumerate() {
                let other = others.get(at).filter(|_| has_pairs);
                put(screen, sign, &marked(line, other.copied(), styles))?;
            }
        }
        self.removed.clear();
        self.added.clear();
        Ok(())
    }
}

/// `line` in the first style, and in the second what is between the words that `other` starts
/// and ends with too.
fn marked<'l>(
    line: &'l str,
    other: Option<&str>,
    [style, strong]: [Style; 2],
) -> [(Style, &'l str); 3] {
    let Some(other) = other else { return [(style, line), (strong, ""), (style, "")] };
    let words = |text: &'l str| text.split_inclusive(' ');
    let same = |pair: &(&str, &str)| pair.0 == pair.1;
    let start: usize = words(line)
        .zip(other.split_inclusive(' '))
        .take_while(same)
        .map(|(word, _)| word.len())
        .sum();
    let (rest, other) = (&line[start..], &other[start..]);
    let end: usize = words(rest)
        .rev()
        .zip(other.split_inclusive(' ').rev())
        .take_while(same)
        .map(|(word, _)| word.len())
        .sum();
    let (middle, end) = rest.split_at(rest.len() - end);
    [(style, &line[..start]), (strong, middle), (style, end)]
}

/// Writes a line behind its sign, on as many lines as it needs.
fn put(screen: &mut Screen<'_>, sign: &str, pieces: &[(Style, &str)]) -> io::Result<()> {
    let first = Line::of(pieces.first().map_or(Style::Plain, |(style, _)| *style), sign);
    let room = screen.width().saturating_sub(CONTINUED.len()).max(1);
    let mut line = first;
    let mut left = room;
    for (style, text) in pieces {
        let text = crate::domain::untrusted::sanitise(text);
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let (mut now, mut later) = split(rest, left);
            if !later.is_empty() {
                // Between words, where there are any.
                let at = now.rfind(' ').map_or(now.len(), |blank| blank + 1);
                if at < now.len() && !now[..at].trim().is_empty() {
                    (now, later) = rest.split_at(at);
                }
                if now.is_empty() && left == room {
                    // A character wider than the screen.
                    let wide = clusters(rest).next().map_or(0, |(wide, _)| wide.len());
                    (now, later) = rest.split_at(wide);
                }
            }
            line.push(*style, now);
            left = left.saturating_sub(Line::from(now).display_width());
            rest = later;
            if !rest.is_empty() {
                screen.put(&line)?;
                line = Line::of(Style::Plain, CONTINUED);
                left = room;
            }
        }
    }
    screen.put(&line)
}

/// What begins a line that goes on: no sign of a diff.
const CONTINUED: &str = "  ";

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
