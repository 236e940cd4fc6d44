//! What `kb stale` found.

use std::io;

use jiff::civil::Date;

use crate::domain::outcome::{StaleArticle, StaleOutcome};
use crate::domain::review::Freshness;
use crate::render::reasons;
use crate::render::screen::{Line, Screen, Style};

/// Prints a block for each state that was asked for, most urgent first.
///
/// # Errors
/// The stream does not take it.
pub fn stale(screen: &mut Screen<'_>, outcome: &StaleOutcome) -> io::Result<()> {
    let is_asked = |state: &Freshness| match outcome.states.as_slice() {
        [] => *state != Freshness::Retired,
        states => states.contains(state),
    };
    for state in Freshness::ALL.into_iter().filter(is_asked) {
        let articles: Vec<&StaleArticle> =
            outcome.articles.iter().filter(|article| article.judgement.state == state).collect();
        let (title, style) = title(state, outcome.states.is_empty());
        let mut head = Line::of(style, title);
        head.push(Style::Plain, &format!(" ({})", articles.len()));
        if articles.is_empty() {
            head.push(Style::Dim, " none");
        }
        screen.put(&head)?;
        for article in articles {
            print_article(screen, outcome, article)?;
        }
    }
    for skipped in &outcome.skipped {
        let text = format!("{}: not judged: it {}", skipped.path, skipped.why);
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    let judged: usize = outcome.counts.iter().map(|(_, count)| count).sum();
    let text = format!("{} judged as of {}", super::count(judged, "article"), outcome.today);
    screen.put(&Line::of(Style::Dim, &text))
}

/// State, since when and why, in a line.
pub(super) fn summary(article: &StaleArticle, today: Date) -> String {
    let (title, _) = title(article.judgement.state, false);
    let parts = [title.to_lowercase(), since(article), reasons::sentence(article, today)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn title(state: Freshness, is_worth_a_look: bool) -> (&'static str, Style) {
    match state {
        Freshness::Retirement => ("Due for retirement", Style::Error),
        Freshness::Overdue => ("Overdue", Style::Error),
        Freshness::Due => ("Due", Style::Warning),
        Freshness::Unreviewed => ("Never reviewed", Style::Warning),
        Freshness::Current if is_worth_a_look => ("Current, and soon due or changed", Style::Ok),
        Freshness::Current => ("Current", Style::Ok),
        Freshness::Retired => ("Retired", Style::Dim),
    }
}

fn print_article(
    screen: &mut Screen<'_>,
    outcome: &StaleOutcome,
    article: &StaleArticle,
) -> io::Result<()> {
    let mut line = Line::of(Style::Path, &article.id.to_string());
    let parts = [
        since(article),
        reasons::sentence(article, outcome.today),
        article.owner.as_ref().map_or_else(|| "no owner".to_owned(), ToString::to_string),
        format!("kb show {}", article.id),
    ];
    for part in parts.iter().filter(|part| !part.is_empty()) {
        line.push(Style::Dim, " · ");
        line.push(Style::Plain, part);
    }
    screen.wrapped(&line, "  ", "      ")
}

fn since(article: &StaleArticle) -> String {
    let judgement = &article.judgement;
    match (judgement.state, judgement.due) {
        (Freshness::Unreviewed, _) if judgement.counts_from.is_none() => {
            article.created.map_or_else(String::new, |day| format!("here since {day}"))
        }
        (_, None) => String::new(),
        (_, Some(due)) if judgement.days_overdue > 0 => {
            let days = usize::try_from(judgement.days_overdue).unwrap_or(usize::MAX);
            format!("due since {due}, {}", super::count(days, "day"))
        }
        (_, Some(due)) => format!("due {due}"),
    }
}
