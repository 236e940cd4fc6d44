//! What a term means: its senses, and the articles that say so.

use std::io;

use crate::domain::definition::{Definition, Lookalike, Meaning, Meanings, Sense};
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::render::screen::{Line, Screen, Style};

/// Prints every article that the name may mean, in short, and how to open it.
///
/// # Errors
/// The stream does not take it.
pub fn meanings(screen: &mut Screen<'_>, meanings: &Meanings) -> io::Result<()> {
    let head = format!("`{}` means {} things here", meanings.name, meanings.all.len());
    screen.wrapped(&Line::of(Style::Strong, &head), "", "  ")?;
    for (index, meaning) in meanings.all.iter().enumerate() {
        screen.put(&Line::new())?;
        one(screen, index + 1, meaning)?;
    }
    Ok(())
}

fn one(screen: &mut Screen<'_>, number: usize, meaning: &Meaning) -> io::Result<()> {
    let number = format!("{number}  ");
    let indent = " ".repeat(number.len());
    let mut title = Line::of(Style::Title, &meaning.article.title.to_string());
    if let Some(term) = meaning.term.as_ref().filter(|term| **term != meaning.article.title) {
        title = title.with(Style::Dim, " · ").with(Style::Plain, &term.to_string());
    }
    screen.wrapped(&title, &number, &indent)?;
    match &meaning.definition {
        Some(definition) => body(screen, definition, &indent)?,
        None => {
            if let Some(summary) = &meaning.summary {
                screen.wrapped(&Line::from(summary.to_string().as_str()), &indent, &indent)?;
            }
        }
    }
    let open = format!("kb show {}", shell_word(meaning.article.id.raw()));
    let path = Line::of(Style::Path, &format!("{}:1", meaning.article.path));
    screen.wrapped_with(&path, &Line::from(open.as_str()), &indent, &indent)
}

/// Prints the senses of a term and what it is mistaken for, under headings of their own.
pub(super) fn definition(screen: &mut Screen<'_>, it: &Definition) -> io::Result<()> {
    body(screen, it, "")?;
    screen.put(&Line::new())
}

fn body(screen: &mut Screen<'_>, it: &Definition, indent: &str) -> io::Result<()> {
    let head = |text: &str| Line::from(indent).with(Style::Strong, text);
    if !it.senses.is_empty() {
        screen.put(&head(if it.senses.len() == 1 { "Sense" } else { "Senses" }))?;
    }
    let rest = format!("{indent}  ");
    for sense in &it.senses {
        screen.wrapped(&sense_line(sense), &format!("{indent}• "), &rest)?;
    }
    if !it.not_to_confuse_with.is_empty() {
        screen.put(&head("Not to be confused with"))?;
    }
    for other in &it.not_to_confuse_with {
        screen.wrapped(&lookalike_line(other), &format!("{indent}• "), &rest)?;
    }
    Ok(())
}

fn sense_line(sense: &Sense) -> Line {
    let mut line = Line::from(sense.text.to_string().as_str());
    if !sense.used_in.is_empty() {
        let used_in: Vec<String> = sense.used_in.iter().map(Untrusted::to_string).collect();
        line.push(Style::Dim, &format!(" · used in {}", used_in.join(", ")));
    }
    if let Some(source) = &sense.source {
        line.push(Style::Dim, &format!(" · {source}"));
    }
    line
}

fn lookalike_line(other: &Lookalike) -> Line {
    let line = Line::of(Style::Strong, &other.term.to_string());
    match &other.why {
        Some(why) => line.with(Style::Plain, &format!(": {why}")),
        None => line,
    }
}
