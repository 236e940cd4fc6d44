//! What text means, and how colour shows it: the only place that names a colour.
//!
//! Meaning never rests on colour alone: every output must read well without it.

use colored::{ColoredString, Colorize as _};
use ratatui::style::{Color, Modifier, Style as Look};

/// What a piece of text is to its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Nothing special.
    #[default]
    Plain,
    /// Stands out.
    Strong,
    /// Is stressed.
    Emphasis,
    /// Steps back.
    Dim,
    /// A title or a heading.
    Title,
    /// A path, an id or a place in a file.
    Path,
    /// What a search found.
    Match,
    /// An error, or what is overdue.
    Error,
    /// A warning, or what is due.
    Warning,
    /// A note.
    Info,
    /// The way out.
    Hint,
    /// All is well.
    Ok,
    /// The text of a link.
    Link,
    /// What came in a change.
    Added,
    /// What went.
    Removed,
}

/// `text` as `style` looks in colour; the sixteen colours that every theme sets only.
pub(super) fn paint(style: Style, text: &str) -> ColoredString {
    match style {
        Style::Plain => text.normal(),
        Style::Strong => text.bold(),
        Style::Emphasis => text.italic(),
        Style::Dim => text.dimmed(),
        Style::Title => text.bold().underline(),
        Style::Path => text.cyan(),
        Style::Match => text.magenta().bold(),
        Style::Error => text.red().bold(),
        Style::Warning => text.yellow().bold(),
        Style::Info => text.blue().bold(),
        Style::Hint => text.cyan().bold(),
        Style::Ok => text.green().bold(),
        Style::Link => text.underline(),
        Style::Added => text.green(),
        Style::Removed => text.red(),
    }
}

/// How `style` looks in a frame: as [`paint`] has it, and without colour by what every terminal
/// has besides, so that matches and titles still stand out (<https://no-color.org> is about
/// colour alone).
pub(super) fn look(style: Style, has_colour: bool) -> Look {
    let (colour, modifier) = match style {
        Style::Plain => (None, Modifier::empty()),
        Style::Strong => (None, Modifier::BOLD),
        Style::Emphasis => (None, Modifier::ITALIC),
        Style::Dim => (None, Modifier::DIM),
        Style::Path => (Some(Color::Cyan), Modifier::empty()),
        Style::Match if has_colour => (Some(Color::Magenta), Modifier::BOLD),
        Style::Title | Style::Match => (None, Modifier::BOLD | Modifier::UNDERLINED),
        Style::Error => (Some(Color::Red), Modifier::BOLD),
        Style::Warning => (Some(Color::Yellow), Modifier::BOLD),
        Style::Info => (Some(Color::Blue), Modifier::BOLD),
        Style::Hint => (Some(Color::Cyan), Modifier::BOLD),
        Style::Ok => (Some(Color::Green), Modifier::BOLD),
        Style::Link => (None, Modifier::UNDERLINED),
        Style::Added => (Some(Color::Green), Modifier::empty()),
        Style::Removed => (Some(Color::Red), Modifier::empty()),
    };
    let look = Look::default().add_modifier(modifier);
    colour.filter(|_| has_colour).map_or(look, |colour| look.fg(colour))
}
