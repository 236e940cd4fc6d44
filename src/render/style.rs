//! What text means, and how colour shows it: the only place that names a colour.
//!
//! Meaning never rests on colour alone: every output must read well without it.

use colored::{ColoredString, Colorize as _};

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
