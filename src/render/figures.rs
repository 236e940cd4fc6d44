//! A library in figures, as one sentence a command: the same for people and for JSON.

use crate::domain::outcome::LibraryFigures;
use crate::domain::review::Freshness;

use super::count;

/// Each command, and what it finds.
pub(super) fn sentences(figures: &LibraryFigures) -> [(&'static str, String); 3] {
    let of =
        |state| figures.by_state.iter().find(|(it, _)| *it == state).map_or(0, |(_, count)| *count);
    let [due, overdue, retirement] =
        [Freshness::Due, Freshness::Overdue, Freshness::Retirement].map(of);
    let (errors, warnings) = (count(figures.errors, "error"), count(figures.warnings, "warning"));
    [
        ("kb search WORDS", format!("finds among {}", count(figures.articles, "article"))),
        ("kb check", format!("{errors}, {warnings}")),
        (
            "kb stale",
            format!(
                "{} past their day ({due} due, {overdue} overdue, {retirement} due for \
                 retirement), {} never reviewed",
                due + overdue + retirement,
                of(Freshness::Unreviewed)
            ),
        ),
    ]
}
