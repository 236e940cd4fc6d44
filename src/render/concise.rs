//! One line a finding, as editors and `grep` like it: place, level, rule, fact, way out.

use std::io;

use super::checked::Checked;
use super::human::check::closing;
use super::screen::{Line, Screen, Style};
use crate::domain::finding::{Finding, Level};

/// Prints one line for each finding, however long, then the sum.
///
/// # Errors
/// The stream does not take it.
pub fn check(screen: &mut Screen<'_>, checked: &Checked<'_>) -> io::Result<()> {
    checked.told().try_for_each(|finding| screen.put(&line(finding)))?;
    closing(screen, checked)
}

fn line(finding: &Finding) -> Line {
    let mut line = Line::new();
    if let Some(place) = &finding.place {
        let start = place.start();
        line.push(Style::Path, &format!("{}:{}:{}", place.path, start.line, start.column));
        line.push(Style::Plain, ": ");
    }
    let style = match finding.level {
        Level::Error => Style::Error,
        Level::Warning => Style::Warning,
        Level::Info | Level::Off => Style::Info,
    };
    line.push(style, finding.level.name());
    line.push(Style::Plain, &format!(" {} {}: ", finding.rule.code, finding.rule.name));
    line.push(Style::Plain, &finding.sentence());
    line
}
