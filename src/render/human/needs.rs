//! What practitioners ask for, the most painful first.

use std::io;

use crate::domain::article::Status;
use crate::domain::need::NeedState;
use crate::domain::needs::{ListedNeed, NeedsOutcome};
use crate::domain::outcome::Skipped;
use crate::domain::pain::{Pain, PainPart};
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// Prints every need with its score and the parts of it, then what to do next.
///
/// # Errors
/// The stream does not take it.
pub fn needs(screen: &mut Screen<'_>, outcome: &NeedsOutcome) -> io::Result<()> {
    for (index, listed) in outcome.listed.iter().enumerate() {
        one(screen, index + 1, listed)?;
    }
    if outcome.more > 0 {
        let text = format!("… {} more · show them: --all", outcome.more);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    skipped(screen, &outcome.skipped)?;
    closing(screen, outcome)?;
    if outcome.has_votes || outcome.counts.iter().all(|(_, needs)| *needs == 0) {
        return Ok(());
    }
    let text = "no community votes yet: what counts is how often it was asked, and severity";
    screen.wrapped(&Line::of(Style::Dim, text), "", "  ")
}

fn one(screen: &mut Screen<'_>, number: usize, listed: &ListedNeed) -> io::Result<()> {
    let indent = " ".repeat(number.to_string().len() + 2);
    let title = Line::of(Style::Strong, &listed.need.title.to_string());
    screen.wrapped(&title, &format!("{number}  "), &indent)?;
    let mut line = Line::of(Style::Path, &listed.need.id.to_string());
    let mut add = |text: &str| {
        if !text.is_empty() {
            line.push(Style::Dim, " · ");
            line.push(Style::Plain, text);
        }
    };
    add(&state(listed));
    add(if listed.need.status == Status::Draft { "draft" } else { "" });
    add(&list(&listed.need.topics));
    let links = listed.need.demand.evidence_links.len();
    add(&if links > 0 { count(links, "link") } else { String::new() });
    screen.wrapped(&line, &indent, &indent)?;
    screen.wrapped(&pain(&listed.pain), &indent, &format!("{indent}  "))?;
    if !listed.same.is_empty() {
        let ids: Vec<String> = listed.same.iter().map(ToString::to_string).collect();
        let text = format!("asked the same: {}", ids.join(", "));
        screen.wrapped(&Line::of(Style::Dim, &text), &indent, &format!("{indent}  "))?;
    }
    screen.put(&Line::new())
}

/// How far it has come, and who works on it or answers it.
fn state(listed: &ListedNeed) -> String {
    let need = &listed.need;
    let by = need.demand.claimed_by.as_ref().map_or_else(String::new, |who| format!(" by {who}"));
    let until = need.demand.claimed_until.as_ref().map(|until| until.value);
    match (listed.state, until) {
        (NeedState::Open, Some(until)) if listed.is_claim_expired => {
            format!("open again: the claim{by} ended on {until}")
        }
        (NeedState::Claimed, Some(until)) => format!("claimed{by} until {until}"),
        (NeedState::Claimed, None) => format!("claimed{by}"),
        (NeedState::Answered | NeedState::Accepted, _) if !need.answered_by.is_empty() => {
            format!("{} by {}", listed.state.name(), list(&need.answered_by))
        }
        (state, _) => state.name().to_owned(),
    }
}

/// The score and how it is made.
fn pain(pain: &Pain) -> Line {
    let line = Line::of(Style::Strong, &format!("pain {}", pain.points()));
    let parts: Vec<String> = pain.parts.iter().map(part).collect();
    let line = line.with(Style::Plain, &format!(" = {}", parts.join(" + ")));
    let bare: u64 = pain.parts.iter().map(|part| u64::from(part.votes_without_evidence)).sum();
    if bare == 0 {
        return line;
    }
    let votes = if bare == 1 { "1 vote".to_owned() } else { format!("{bare} votes") };
    line.with(Style::Warning, &format!(" · {votes} without evidence, not counted"))
}

/// `severity 3 × (votes 14 + asked 31)`.
pub(super) fn part(part: &PainPart) -> String {
    let severity = part.severity.map_or_else(|| "not said, 1".to_owned(), |it| it.to_string());
    format!("severity {severity} × (votes {} + asked {})", part.votes, part.asked)
}

/// Says what was not read.
pub(super) fn skipped(screen: &mut Screen<'_>, skipped: &[Skipped]) -> io::Result<()> {
    for skipped in skipped.iter().filter(|skipped| skipped.is_unread()) {
        let text = format!("{}: not looked at: it {}", skipped.path, skipped.why);
        screen.put(&Line::of(Style::Warning, &text))?;
    }
    Ok(())
}

fn closing(screen: &mut Screen<'_>, outcome: &NeedsOutcome) -> io::Result<()> {
    let all = outcome.listed.len() + outcome.more;
    let what = match (outcome.is_waiting_list(), all) {
        (true, 0) => "No need waits for somebody".to_owned(),
        (true, 1) => "1 need waits for somebody".to_owned(),
        (true, _) => format!("{all} needs wait for somebody"),
        (false, 0) => "No need is in this state".to_owned(),
        (false, _) => count(all, "need"),
    };
    let others = outcome
        .counts
        .iter()
        .filter(|(state, needs)| *needs > 0 && !outcome.states.contains(state));
    let others: Vec<String> =
        others.map(|(state, needs)| format!("{needs} {}", state.name())).collect();
    let text =
        if others.is_empty() { what } else { format!("{what} · {} (--all)", others.join(", ")) };
    let text = Line::of(Style::Dim, &text);
    let Some(first) = outcome.listed.iter().find(|listed| listed.state.is_waiting()) else {
        return screen.wrapped(&text, "", "  ");
    };
    let claim = format!("take one: kb needs claim {}", shell_word(first.need.id.raw()));
    screen.wrapped_with(&text, &Line::of(Style::Dim, &claim), "", "")
}

pub(super) fn list(texts: &[Untrusted]) -> String {
    texts.iter().map(Untrusted::to_string).collect::<Vec<_>>().join(", ")
}
