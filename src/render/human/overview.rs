//! What `kb` alone says.

use std::io;

use crate::render::screen::{Line, Screen, Style};

/// Prints the verbs with what each is for, and one thing to try.
///
/// # Errors
/// The stream does not take it.
pub fn overview(screen: &mut Screen<'_>, verbs: &[(String, String)]) -> io::Result<()> {
    let say = |style, text: &str| Line::of(style, text);
    screen.put(&say(
        Style::Plain,
        "kb finds, checks and keeps fresh the knowledge in a git repository.",
    ))?;
    screen.put(&Line::new())?;
    for (verb, about) in verbs {
        let line = Line::of(Style::Strong, &format!("  kb {verb:<8} ")).with(Style::Plain, about);
        screen.put(&line.truncate(screen.width()))?;
    }
    screen.put(&Line::new())?;
    screen.put(&say(Style::Plain, "Try:  kb search when can we stop the clock"))?;
    screen.put(&say(Style::Dim, "More: kb --help, kb COMMAND --help"))
}
