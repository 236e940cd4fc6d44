//! The table of rules.

use std::io;

use crate::domain::finding::RuleMeta;
use crate::render::screen::{Line, Screen, Style};

/// Prints a line for each rule.
///
/// # Errors
/// The stream does not take it.
pub fn rules(screen: &mut Screen<'_>, rules: &[&RuleMeta]) -> io::Result<()> {
    let column = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        let line = Line::of(Style::Dim, rule.code)
            .with(Style::Strong, &format!("  {:<column$}  ", rule.name))
            .with(Style::Dim, &format!("{:<7}  ", rule.level.name()))
            .with(Style::Plain, rule.summary);
        screen.put(&line.truncate(screen.width()))?;
    }
    screen.put(&Line::of(Style::Dim, "one of them in full: kb explain RULE"))
}
