//! A digest of what needs somebody for each owner, in Markdown: one rolling issue each.
//!
//! The bytes follow from the articles and their states, and count no days: an issue changes when
//! something to do has come or gone, not because a night has passed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::domain::outcome::{StaleArticle, StaleOutcome};
use crate::domain::review::Freshness;
use crate::domain::untrusted::Untrusted;

use super::count;
use super::reasons::{command, sentence};
use super::report::markdown::theirs;

/// So many articles are listed for one owner: what is more, nobody reads in an issue.
const LINES_MAX: usize = 50;
/// GitHub takes 65,536 characters for the body of an issue; what the last line says has room
/// beyond this.
const BYTES_MAX: usize = 60_000;
/// What stands in the mark in place of an owner.
const NOBODY: &str = "no-owner";

/// The digests by owner, those of nobody last, each after a line with its mark:
/// `<!-- kb-stale: OWNER -->`.
#[must_use]
pub fn issues(outcome: &StaleOutcome) -> String {
    let mut by_owner: BTreeMap<(bool, String), Vec<&StaleArticle>> = BTreeMap::new();
    for article in &outcome.articles {
        let name = article.owner.as_ref().map(|owner| owner.raw().to_lowercase());
        by_owner.entry((name.is_none(), name.unwrap_or_default())).or_default().push(article);
    }
    let digests = by_owner.values().map(|articles| digest(articles, outcome.today));
    digests.collect::<Vec<_>>().join("\n")
}

fn digest(articles: &[&StaleArticle], today: Date) -> String {
    let owner = articles.first().and_then(|article| article.owner.as_ref());
    let number = count(articles.len(), "article");
    let verb = if articles.len() == 1 { "needs" } else { "need" };
    let whose = owner.map_or_else(
        || format!("Of those that nobody looks after, {number} {verb} somebody"),
        |owner| format!("Of those that {} looks after, {number} {verb} a look", shown(owner)),
    );
    let mut text = format!("<!-- kb-stale: {} -->\n\n{whose}:\n\n", key(owner));
    let mut told = 0;
    for article in articles.iter().take(LINES_MAX) {
        let line = line(article, today);
        if text.len() + line.len() > BYTES_MAX {
            break;
        }
        text.push_str(&line);
        told += 1;
    }
    if told < articles.len() {
        let _ = writeln!(text, "\nand {} more: <code>kb stale -v</code>", articles.len() - told);
    }
    text.push_str("\nThis is kept up to date by a job; nobody needs to edit it.\n");
    text
}

/// Which article, what is with it, since when, why, and what settles it.
fn line(article: &StaleArticle, today: Date) -> String {
    let id = Untrusted::from(article.id.raw());
    let parts = [
        state(article.judgement.state).to_owned(),
        since(article, today),
        theirs(&sentence(article, today)),
        shown(&Untrusted::new(command(&article.settle(today), &article.id))),
    ];
    let mut line = format!("- {}", shown(&id));
    for part in parts.iter().filter(|part| !part.is_empty()) {
        line.push_str(" · ");
        line.push_str(part);
    }
    line + "\n"
}

fn shown(text: &Untrusted) -> String {
    format!("<code>{}</code>", theirs(text.raw()))
}

fn state(state: Freshness) -> &'static str {
    match state {
        Freshness::Retirement => "due for retirement",
        Freshness::Unreviewed => "never reviewed",
        state => state.name(),
    }
}

/// The day, and never how many there are from it to this one.
fn since(article: &StaleArticle, today: Date) -> String {
    match (article.judgement.due, article.created) {
        (Some(due), _) if due <= today => format!("due since {due}"),
        (Some(due), _) => format!("due {due}"),
        (None, Some(day)) if article.reviewed.is_none() => format!("here since {day}"),
        _ => String::new(),
    }
}

/// The owner as the mark has it: letters, digits, `.`, `_` and `-` as they are, any other byte
/// as in addresses, so that nothing ends the comment and no two owners are one.
fn key(owner: Option<&Untrusted>) -> String {
    let Some(owner) = owner else { return NOBODY.to_owned() };
    let mut key = String::new();
    for byte in owner.raw().to_lowercase().bytes() {
        if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            key.push(char::from(byte));
        } else {
            let _ = write!(key, "%{byte:02X}");
        }
    }
    if key == NOBODY { key.replace('-', "%2D") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(owner: &str, expected: &str) {
        assert_eq!(key(Some(&Untrusted::from(owner))), expected);
    }

    #[test]
    fn no_owner_ends_the_mark_or_is_taken_for_another() {
        check("Service-Desk", "service-desk");
        check("#team --> x", "%23team%20--%3E%20x");
        check("no-owner", "no%2Downer");
        check("é\n", "%C3%A9%0A");
        assert_eq!(key(None), "no-owner");
    }
}
