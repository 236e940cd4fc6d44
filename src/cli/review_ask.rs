//! The questions that a reviewer is asked, and what their answers mean.

use crate::domain::article::Article;
use crate::domain::verdict::{ReviewRecord, Verdict};
use crate::workspace::Data;

use super::Stop;
use super::plain;
use super::review::{Asked, checked, vocabulary};
use super::session::Session;

/// What a reviewer types who cannot stand by an article.
const NEEDS_WORK: &str = "needs-work";
/// How often an answer that cannot be taken is asked for again; then it counts as none.
const TRIES_MAX: usize = 5;

/// What a reviewer says.
pub(super) enum Answer {
    /// What they found.
    Verdict(Verdict),
    /// Nothing of this article.
    Skip,
    /// Nothing any more.
    Stop,
}

/// Asks what was checked and what else there is to say.
///
/// # Errors
/// The terminal is gone.
pub(super) fn verdict(
    session: &mut Session<'_>,
    data: &Data,
    asked: &Asked,
) -> Result<Answer, Stop> {
    let known = vocabulary(data).join(", ");
    let question =
        format!("What did you check? ({known}; or {NEEDS_WORK}; nothing: leave it for later)");
    for _ in 0..TRIES_MAX {
        let Some(answer) = session.ask(&question)? else { return Ok(Answer::Stop) };
        let answer = answer.trim().to_lowercase();
        if answer.is_empty() {
            return Ok(Answer::Skip);
        }
        if [NEEDS_WORK, "needs work", "needs_work"].contains(&answer.as_str()) {
            let needed = line(session, "What does it need?", "text", true)?;
            return Ok(needed.map_or(Answer::Stop, |note| {
                note.map_or(Answer::Skip, |note| Answer::Verdict(Verdict::NeedsWork { note }))
            }));
        }
        let written: Vec<String> =
            answer.split([',', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        match checked(&written, data) {
            Ok(checked) => return note(session, asked, checked),
            Err(failure) => {
                let hint = failure.hint.map_or_else(String::new, |hint| format!("; {hint}"));
                session.note(&format!("{}{hint}", failure.failed))?;
            }
        }
    }
    Ok(Answer::Skip)
}

fn note(session: &mut Session<'_>, asked: &Asked, checked: Vec<String>) -> Result<Answer, Stop> {
    if let Some(note) = &asked.note {
        let note = Some(note.clone());
        return Ok(Answer::Verdict(Verdict::Stands { checked, note }));
    }
    let question = if asked.needs_notes {
        "A note on this one? (with so many at once, each needs one)"
    } else {
        "A note for readers or the next reviewer? (nothing: none)"
    };
    Ok(match line(session, question, "note", asked.needs_notes)? {
        None => Answer::Stop,
        Some(None) if asked.needs_notes => Answer::Skip,
        Some(note) => Answer::Verdict(Verdict::Stands { checked, note }),
    })
}

/// A line of words, asked for again while it cannot be taken; nothing, if none is typed, and
/// `None` where they say no more.
///
/// # Errors
/// The terminal is gone.
#[expect(clippy::option_option, reason = "no line and an empty one are two answers")]
pub(super) fn line(
    session: &mut Session<'_>,
    question: &str,
    what: &str,
    is_needed: bool,
) -> Result<Option<Option<String>>, Stop> {
    for attempt in 1..=TRIES_MAX {
        let Some(answer) = session.ask(question)? else { return Ok(None) };
        if answer.trim().is_empty() {
            if !is_needed || attempt == TRIES_MAX {
                break;
            }
            continue;
        }
        match plain::words(what, &answer) {
            Ok(words) => return Ok(Some(Some(words))),
            Err(failure) => session.note(&failure.because.unwrap_or(failure.failed))?,
        }
    }
    Ok(Some(None))
}

/// What is asked before `record` is written.
pub(super) fn question(article: &Article, record: &ReviewRecord) -> String {
    let ReviewRecord { on, by, verdict, .. } = record;
    match verdict {
        Verdict::Stands { checked, .. } => format!(
            "Record that `{by}` reviewed `{}` on {on} ({})? (yes/no)",
            article.id,
            checked.join(", ")
        ),
        Verdict::NeedsWork { .. } => {
            format!("Record that `{}` needs work, found by `{by}` on {on}? (yes/no)", article.id)
        }
    }
}

/// True if the reviewer says yes.
///
/// # Errors
/// The terminal is gone.
pub(super) fn agrees(session: &mut Session<'_>, question: &str) -> Result<bool, Stop> {
    for _ in 0..TRIES_MAX {
        let answer = session.ask(question)?.unwrap_or_default().trim().to_lowercase();
        match answer.as_str() {
            "y" | "yes" => return Ok(true),
            "" | "n" | "no" => return Ok(false),
            _ => {}
        }
    }
    Ok(false)
}
