//! Why an article is as fresh as it is, in words that accuse nobody.

use jiff::civil::Date;

use crate::domain::article::NeedsWork;
use crate::domain::drift::Drift;
use crate::domain::outcome::StaleArticle;
use crate::domain::review::{Interval, Reason};

use super::count;

/// Every reason of `article`, what matters most first.
pub(super) fn sentence(article: &StaleArticle, today: Date) -> String {
    let said = article.judgement.reasons.iter().map(|reason| words(reason, article.every, today));
    said.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ")
}

fn words(reason: &Reason, every: Option<Interval>, today: Date) -> String {
    match reason {
        Reason::RetireOn(day) if *day > today => format!("to be retired on {day}"),
        Reason::RetireOn(day) => format!("was to be retired on {day}"),
        Reason::Superseded(by) => format!("{by} takes its place"),
        Reason::Abandoned { unchanged_since } => format!("unchanged since {unchanged_since}"),
        Reason::OwnerGone(owner) => format!("people.yaml does not know its owner {owner}"),
        Reason::NeedsWork(work) => needs_work(work),
        Reason::StatementOver(it) if it.why.is_empty() => {
            format!("line {} held until {}", it.line, it.on)
        }
        Reason::StatementOver(it) => format!("line {} held until {}: {}", it.line, it.on, it.why),
        Reason::Happened(event) => format!("{} happened on {}", event.id, event.on),
        Reason::ReviewedOn(day) => {
            let every = every.map_or_else(String::new, |every| format!(" for {every}"));
            format!("reviewed {day}{every}")
        }
        Reason::ReviewInFuture(day) => format!("review dated in the future, {day}"),
        Reason::NeverReviewed => "no review recorded".to_owned(),
        Reason::DueSoon { days, .. } => format!("in {}", days_of(*days)),
        Reason::Rewritten(drift) | Reason::Changed(drift) => {
            format!("{} since the review", changed(*drift))
        }
        Reason::LaterThanCommit { says, committed } => {
            format!("says {says}, committed {committed}, which counts")
        }
        Reason::DateOnly => "the date moved and the body did not".to_owned(),
        Reason::RedatedTogether { others } => {
            let others = usize::try_from(*others).unwrap_or(usize::MAX);
            format!("the date moved with that of {}", count(others, "other article"))
        }
    }
}

fn needs_work(work: &NeedsWork) -> String {
    let since = work.on.as_ref().map_or_else(String::new, |on| format!(" since {}", on.value));
    let note = work.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
    format!("needs work{since}{note}")
}

/// `12 % of the words, numbers and headings changed`.
pub(super) fn changed(drift: Drift) -> String {
    let kinds = [
        (drift.has_changed_code, "code"),
        (drift.has_changed_numbers, "numbers"),
        (drift.has_changed_modals, "words such as must and not"),
        (drift.has_changed_headings, "headings"),
    ];
    let mut parts = Vec::new();
    if drift.percent() > 0 {
        parts.push(format!("{} % of the words", drift.percent()));
    }
    parts.extend(kinds.into_iter().filter(|(is, _)| *is).map(|(_, kind)| kind.to_owned()));
    let said = match parts.as_slice() {
        [] => return "changed".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    format!("{said} changed")
}

fn days_of(days: u32) -> String {
    count(usize::try_from(days).unwrap_or(usize::MAX), "day")
}
