//! What else to read, and why.

use std::io;

use crate::domain::related::{Reason, RelatedArticle, RelatedOutcome};
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::render::screen::{Line, Screen, Style};

use super::{count, trust};

/// Prints what is related, best first, each with its reasons.
///
/// # Errors
/// The stream does not take it.
pub fn related(screen: &mut Screen<'_>, outcome: &RelatedOutcome) -> io::Result<()> {
    if outcome.related.is_empty() {
        let text = format!("Nothing here is related to `{}`", outcome.article.id);
        return screen.wrapped(&Line::of(Style::Strong, &text), "", "  ");
    }
    let head =
        Line::of(Style::Dim, "Related to ").with(Style::Strong, &outcome.article.title.to_string());
    screen.wrapped(&head, "", "  ")?;
    screen.put(&Line::new())?;
    for (index, related) in outcome.related.iter().enumerate() {
        one(screen, index + 1, related)?;
    }
    let first = outcome.related.first().map(|it| shell_word(it.article.id.raw()));
    let open = format!(" · open: kb show {}", first.unwrap_or_default());
    let closing = Line::of(Style::Dim, &count(outcome.related.len(), "related article"));
    screen.wrapped(&closing.with(Style::Dim, &open), "", "  ")
}

fn one(screen: &mut Screen<'_>, number: usize, related: &RelatedArticle) -> io::Result<()> {
    let indent = " ".repeat(number.to_string().len() + 2);
    let title = Line::of(Style::Strong, &related.article.title.to_string());
    screen.wrapped(&title, &format!("{number}  "), &indent)?;
    let place = format!("{}:1", related.article.path);
    screen.put(&Line::of(Style::Plain, &indent).with(Style::Path, &place))?;
    let mut why: Vec<String> = related.why.iter().map(reason).collect();
    if let Some(retired) = &related.in_place_of {
        why.push(format!("in place of {retired}, which is retired"));
    }
    screen.wrapped(&Line::from(why.join(" · ").as_str()), &indent, &indent)?;
    trust::put(screen, &related.trust, &indent, &indent)?;
    screen.put(&Line::new())
}

fn reason(reason: &Reason) -> String {
    let list =
        |texts: &[Untrusted]| texts.iter().map(Untrusted::to_string).collect::<Vec<_>>().join(", ");
    match reason {
        Reason::Need => "the need that this answers".to_owned(),
        Reason::Answer => "answers this".to_owned(),
        Reason::SourceOf(relation) if relation.takes_text() => {
            format!("text of it stands here ({})", relation.name())
        }
        Reason::SourceOf(relation) => format!("a source of this ({})", relation.name()),
        Reason::From(relation) if relation.takes_text() => {
            format!("text of this stands there ({})", relation.name())
        }
        Reason::From(relation) => format!("names this as a source ({})", relation.name()),
        Reason::Successor => "takes the place of this".to_owned(),
        Reason::Predecessor => "this takes its place".to_owned(),
        Reason::SameNeeds(needs) => format!("answers the same: {}", list(needs)),
        Reason::LinkedBothWays => "linked both ways".to_owned(),
        Reason::LinkedTo => "linked from here".to_owned(),
        Reason::LinksHere => "links here".to_owned(),
        Reason::Words(words) => format!("same words: {}", list(words)),
        Reason::Topics(topics) => format!("same topics: {}", list(topics)),
    }
}
