//! Why an article is as fresh as it is, in words that accuse nobody.

use jiff::civil::Date;

use crate::domain::article::NeedsWork;
use crate::domain::drift::Drift;
use crate::domain::id::ArticleId;
use crate::domain::outcome::{Settle, StaleArticle};
use crate::domain::review::{Interval, Reason};
use crate::domain::untrusted::{Untrusted, shell_word};

use super::count;

/// So many reasons of one article are told; the rest is counted, and in JSON.
const TOLD_MAX: usize = 6;

/// The reasons of `article`, what matters most first.
pub(super) fn sentence(article: &StaleArticle, today: Date) -> String {
    let reasons = &article.judgement.reasons;
    let told = reasons.iter().take(TOLD_MAX).map(|reason| words(reason, article.every, today));
    let mut said: Vec<String> = told.filter(|said| !said.is_empty()).collect();
    let more = reasons.len().saturating_sub(TOLD_MAX);
    if more > 0 {
        said.push(format!("and {}", count(more, "more reason")));
    }
    said.join("; ")
}

/// The command that settles the article `id`, safe to show and to paste.
pub(super) fn command(settle: &Settle, id: &ArticleId) -> String {
    let id = shell_word(id.raw());
    match settle {
        Settle::Review => format!("kb review {id}"),
        Settle::Retire => format!("kb retire {id} --reason obsolete"),
        Settle::RetireFor(by) => {
            format!("kb retire {id} --reason superseded --by {}", shell_word(by.raw()))
        }
        Settle::Show => format!("kb show {id}"),
    }
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
        Reason::StatementOver(it) => {
            format!("line {} held until {}: {}", it.line, it.on, short(&it.why))
        }
        Reason::Happened(event) => format!("{} happened on {}", event.id, event.on),
        Reason::ReviewedOn(day) => {
            let every = every.map_or_else(String::new, |every| format!(" for {every}"));
            format!("reviewed {day}{every}")
        }
        Reason::ReviewInFuture(day) => format!("review dated in the future, {day}"),
        // The state says it, or the day that is told before the reasons.
        Reason::NeverReviewed | Reason::DueSoon { .. } => String::new(),
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
    let note = work.note.as_ref().map_or_else(String::new, |note| format!(": {}", short(note)));
    format!("needs work{since}{note}")
}

/// `12 % of the words, numbers and headings changed`.
pub(super) fn changed(drift: Drift) -> String {
    let mut parts = Vec::new();
    if drift.percent() > 0 {
        parts.push(format!("{} % of the words", drift.percent()));
    }
    parts.extend(drift.kinds().into_iter().map(str::to_owned));
    let said = match parts.as_slice() {
        [] => return "changed".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    format!("{said} changed")
}

/// The most characters of what somebody wrote that a line has room for.
const WRITTEN_MAX: usize = 60;

/// The start of what somebody wrote, on one line.
fn short(written: &Untrusted) -> String {
    let text = written.raw().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut start: String = text.chars().take(WRITTEN_MAX).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    Untrusted::new(start).to_string()
}
