//! Needs that seem to ask the same, and questions of the log brought together.

use std::io;

use crate::domain::similar::{AskedCluster, FromLogOutcome, NamedNeed, SimilarOutcome};
use crate::domain::untrusted::shell_word;
use crate::render::screen::{Line, Screen, Style};

use super::count;

/// Prints the needs like what was asked, or the pairs that seem to ask the same.
///
/// # Errors
/// The stream does not take it.
pub fn similar(screen: &mut Screen<'_>, outcome: &SimilarOutcome) -> io::Result<()> {
    match &outcome.asked {
        Some(asked) if outcome.found.is_empty() => {
            let text = format!("No need asks the same as `{asked}`");
            screen.wrapped(&Line::of(Style::Strong, &text), "", "  ")?;
            let text = format!("{} looked at", count(outcome.needs, "need"));
            screen.put(&Line::of(Style::Dim, &text))
        }
        Some(_) => {
            outcome.found.iter().try_for_each(|(need, share)| one(screen, need, *share))?;
            let first = outcome.found.first().map(|(need, _)| shell_word(need.id.raw()));
            let text = format!("{} · ", count(outcome.found.len(), "need"));
            let open = format!("open: kb show {}", first.unwrap_or_default());
            screen.put(&Line::of(Style::Dim, &text).with(Style::Dim, &open))
        }
        None => pairs(screen, outcome),
    }
}

fn one(screen: &mut Screen<'_>, need: &NamedNeed, share: f32) -> io::Result<()> {
    let title = Line::of(Style::Strong, &need.title.to_string());
    screen.wrapped(&title, "", "  ")?;
    screen.wrapped(&line(need).with(Style::Dim, &format!(" · {}", percent(share))), "  ", "    ")
}

fn line(need: &NamedNeed) -> Line {
    Line::of(Style::Path, &need.id.to_string())
        .with(Style::Dim, " · ")
        .with(Style::Plain, need.state.name())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn percent(share: f32) -> String {
    format!("{} % alike", (share.clamp(0.0, 1.0) * 100.0).round() as u8)
}

fn pairs(screen: &mut Screen<'_>, outcome: &SimilarOutcome) -> io::Result<()> {
    for (first, second, share) in &outcome.pairs {
        let title = Line::of(Style::Strong, &first.title.to_string());
        screen.wrapped(&title, "", "  ")?;
        let title = Line::of(Style::Strong, &second.title.to_string());
        screen.wrapped(&title, "", "  ")?;
        let line = line(first).with(Style::Dim, " · ");
        let line = line
            .with(Style::Path, &second.id.to_string())
            .with(Style::Dim, " · ")
            .with(Style::Plain, second.state.name())
            .with(Style::Dim, &format!(" · {}", percent(*share)));
        screen.wrapped(&line, "  ", "    ")?;
        let text = format!("if they ask the same: `same_as: {}` in {}", first.id, second.path);
        screen.wrapped(&Line::of(Style::Hint, &text), "  ", "    ")?;
    }
    if outcome.more > 0 {
        let text = format!("… {} more · show them: --all", outcome.more);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    let needs = count(outcome.needs, "need");
    let text = match outcome.pairs.len() + outcome.more {
        0 => format!("{needs}, no two of which seem to ask the same"),
        pairs => format!("{needs} · {}", count(pairs, "pair")),
    };
    screen.put(&Line::of(Style::Dim, &text))
}

/// Prints what was asked in vain, most often first, each with the command that writes it down.
///
/// # Errors
/// The stream does not take it.
pub fn from_log(screen: &mut Screen<'_>, outcome: &FromLogOutcome) -> io::Result<()> {
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        asked(screen, index + 1, cluster)?;
    }
    if outcome.more > 0 {
        let text = format!("… {} more · show them: --all", outcome.more);
        screen.put(&Line::of(Style::Dim, &text))?;
    }
    let log = outcome.log.as_ref().filter(|_| outcome.questions > 0);
    let log = log.map_or_else(String::new, |log| format!(" in {log}, on this machine only"));
    let mut parts = vec![format!("{}{log}", count(outcome.questions, "question"))];
    if outcome.unread > 0 {
        parts.push(format!("{} cannot be read", count(outcome.unread, "line")));
    }
    screen.wrapped(&Line::of(Style::Dim, &parts.join(" · ")), "", "  ")?;
    if outcome.is_on {
        return Ok(());
    }
    let text = "no question is kept: git config kb.logQueries true keeps those that find no answer";
    screen.wrapped(&Line::of(Style::Dim, text), "", "  ")
}

fn asked(screen: &mut Screen<'_>, number: usize, cluster: &AskedCluster) -> io::Result<()> {
    let indent = " ".repeat(number.to_string().len() + 2);
    let first = cluster.wordings.first().map(|(text, _)| text.to_string()).unwrap_or_default();
    screen.wrapped(&Line::of(Style::Strong, &first), &format!("{number}  "), &indent)?;
    let when = if cluster.first == cluster.last {
        format!("on {}", cluster.first)
    } else {
        format!("{} to {}", cluster.first, cluster.last)
    };
    let times =
        if cluster.times == 1 { "once".to_owned() } else { format!("{} times", cluster.times) };
    screen.wrapped(&Line::from(format!("asked {times}, {when}").as_str()), &indent, &indent)?;
    for (text, times) in cluster.wordings.iter().skip(1) {
        let line = Line::of(Style::Dim, &format!("also ({times}): {text}"));
        screen.wrapped(&line, &indent, &format!("{indent}  "))?;
    }
    if let Some(need) = &cluster.need {
        let by = if cluster.or.is_some() { "perhaps " } else { "asked already by " };
        let alike = cluster.alike.map_or_else(String::new, |it| format!(" ({})", percent(it)));
        let line = Line::of(Style::Plain, by)
            .with(Style::Path, &need.id.to_string())
            .with(Style::Plain, &format!("{alike}, {}", need.state.name()));
        screen.wrapped(&line, &indent, &indent)?;
    }
    // Neither wrapped nor cut: it is to be pasted.
    for command in std::iter::once(&cluster.command).chain(&cluster.or) {
        screen.put(&Line::of(Style::Plain, &format!("{indent}{command}")))?;
    }
    screen.put(&Line::new())
}
