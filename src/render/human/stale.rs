//! What `kb stale` found.

use std::io;

use crate::domain::outcome::{StaleArticle, StaleOutcome};
use crate::domain::review::{Freshness, Reason};
use crate::render::screen::{Line, Screen, Style};

/// Prints a block for each state that was asked for, most urgent first.
///
/// # Errors
/// The stream does not take it.
pub fn stale(screen: &mut Screen<'_>, outcome: &StaleOutcome) -> io::Result<()> {
    for state in Freshness::ALL.into_iter().filter(|state| outcome.states.contains(state)) {
        let articles: Vec<&StaleArticle> =
            outcome.articles.iter().filter(|article| article.judgement.state == state).collect();
        let (title, style) = title(state);
        let mut head = Line::of(style, title);
        head.push(Style::Plain, &format!(" ({})", articles.len()));
        if articles.is_empty() {
            head.push(Style::Dim, " none");
        }
        screen.put(&head)?;
        for article in articles {
            print_article(screen, article)?;
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

fn title(state: Freshness) -> (&'static str, Style) {
    match state {
        Freshness::Retirement => ("Due for retirement", Style::Error),
        Freshness::Overdue => ("Overdue", Style::Error),
        Freshness::Due => ("Due", Style::Warning),
        Freshness::DueSoon => ("Due within 30 days", Style::Warning),
        Freshness::Unreviewed => ("Never reviewed", Style::Warning),
        Freshness::Current => ("Current", Style::Ok),
        Freshness::Retired => ("Retired", Style::Dim),
    }
}

fn print_article(screen: &mut Screen<'_>, article: &StaleArticle) -> io::Result<()> {
    let mut line = Line::of(Style::Path, &article.id.to_string());
    let parts = [
        since(article),
        why(article),
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
        (_, None) => String::new(),
        (Freshness::Unreviewed, Some(_)) => {
            article.created.map_or_else(String::new, |day| format!("here since {day}"))
        }
        (_, Some(due)) if judgement.days_overdue > 0 => {
            let days = usize::try_from(judgement.days_overdue).unwrap_or(usize::MAX);
            format!("due since {due}, {}", super::count(days, "day"))
        }
        (_, Some(due)) => format!("due {due}"),
    }
}

fn why(article: &StaleArticle) -> String {
    let said = article.judgement.reasons.iter().map(|reason| match reason {
        Reason::RetireOn(day) => format!("was to be retired on {day}"),
        Reason::Abandoned { unchanged_since } => format!("unchanged since {unchanged_since}"),
        Reason::ReviewedOn(day) => {
            let every = article.every.map_or_else(String::new, |every| format!(" for {every}"));
            format!("reviewed {day}{every}")
        }
        Reason::ReviewInFuture(day) => format!("review dated in the future, {day}"),
        Reason::NeverReviewed => "no review recorded".to_owned(),
    });
    said.collect::<Vec<_>>().join(", ")
}
