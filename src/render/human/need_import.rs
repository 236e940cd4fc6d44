//! What an import brought.

use std::io;

use crate::domain::need_import::{ImportOutcome, MatchedBy, NewNeed, RaisedNeed};
use crate::render::screen::{Line, Screen, Style};

use super::count;
use super::need_move::{files, next};

/// So many rows of a need, new needs and faults are told: what is more, nobody reads.
const TOLD_MAX: usize = 20;

/// Prints the needs that have more votes, those that are to be written, and what was left out.
///
/// # Errors
/// The stream does not take it.
pub fn imported(screen: &mut Screen<'_>, outcome: &ImportOutcome) -> io::Result<()> {
    outcome.raised.iter().try_for_each(|need| raised(screen, need))?;
    if !outcome.new.is_empty() {
        let text = format!("No need asks yet ({}):", outcome.new.len());
        screen.put(&Line::of(Style::Strong, &text))?;
        outcome.new.iter().take(TOLD_MAX).try_for_each(|need| new(screen, need))?;
        more(screen, outcome.new.len())?;
    }
    for fault in outcome.faults.iter().take(TOLD_MAX) {
        let text = format!("row {}: left out: it {}", fault.number, fault.why);
        screen.wrapped(&Line::of(Style::Warning, &text), "", "  ")?;
    }
    more(screen, outcome.faults.len())?;
    for told in outcome.not_taken.iter().take(TOLD_MAX) {
        let text = format!("row {}: {}", told.number, told.why);
        screen.wrapped(&Line::of(Style::Warning, &text), "", "  ")?;
    }
    more(screen, outcome.not_taken.len())?;
    let mut parts = vec![format!("{} of {}", count(outcome.rows, "row"), outcome.source)];
    if outcome.unchanged > 0 {
        parts.push(format!("{} brought nothing new", outcome.unchanged));
    }
    if !outcome.new.is_empty() && !outcome.writes_new {
        parts.push("write the new ones as drafts: --write-new".to_owned());
    }
    screen.wrapped(&Line::of(Style::Dim, &parts.join(" · ")), "", "  ")?;
    if outcome.new.iter().any(|need| need.perhaps.is_some()) {
        let text = "what is perhaps a need counts nothing for it: name it in a column `same_as`, \
                    or take all of them with --join";
        screen.wrapped(&Line::of(Style::Hint, text), "", "  ")?;
    }
    if outcome.writes_new && !outcome.new.is_empty() {
        let text = "titles stand as they were written there: read them for names before you \
                    commit";
        screen.wrapped(&Line::of(Style::Hint, text), "", "  ")?;
    }
    if outcome.files.is_empty() && !outcome.new.is_empty() {
        // What is left to write was named above.
        return Ok(());
    }
    files(screen, &outcome.files, outcome.is_dry_run)?;
    next(screen, &outcome.next, outcome.is_dry_run)
}

fn more(screen: &mut Screen<'_>, all: usize) -> io::Result<()> {
    match all.saturating_sub(TOLD_MAX) {
        0 => Ok(()),
        more => screen.put(&Line::of(Style::Dim, &format!("  … {more} more"))),
    }
}

/// That votes came in for what nobody waits for any more.
fn closed(raised: &RaisedNeed) -> String {
    let why = raised.declined_reason.as_ref().map_or_else(String::new, |why| format!(": {why}"));
    match raised.need.state {
        state if state.is_closed() => format!(" · it is {}{why}", state.name()),
        _ => String::new(),
    }
}

fn raised(screen: &mut Screen<'_>, raised: &RaisedNeed) -> io::Result<()> {
    let line = Line::of(Style::Path, &raised.need.id.to_string())
        .with(Style::Dim, " · ")
        .with(Style::Strong, &format!("votes {} → {}", raised.before, raised.after))
        .with(Style::Warning, &closed(raised));
    screen.wrapped(&line, "", "  ")?;
    for (row, by) in raised.rows.iter().take(TOLD_MAX) {
        let by = match by {
            MatchedBy::Recorded => "as before".to_owned(),
            MatchedBy::Link => "linked".to_owned(),
            MatchedBy::Id => "by id".to_owned(),
            MatchedBy::Words(share) => format!("{} % alike", percent(*share)),
        };
        let line = Line::of(Style::Plain, &row.title)
            .with(Style::Dim, &format!(" · {} · {by}", votes(row.votes)));
        screen.wrapped(&line, "  ", "    ")?;
    }
    more(screen, raised.rows.len())
}

fn new(screen: &mut Screen<'_>, need: &NewNeed) -> io::Result<()> {
    let mut line = Line::of(Style::Plain, &need.title.to_string())
        .with(Style::Dim, &format!(" · {}", votes(need.votes)));
    if need.rows.len() > 1 {
        line.push(Style::Dim, &format!(" in {}", count(need.rows.len(), "row")));
    }
    if let Some((known, share)) = &need.perhaps {
        let perhaps = format!(" · perhaps {} ({} % alike)", known.id, percent(*share));
        line.push(Style::Hint, &perhaps);
    }
    if let Some(path) = &need.path {
        line.push(Style::Dim, " · ");
        line.push(Style::Path, &path.to_string());
    }
    screen.wrapped(&line, "  ", "    ")
}

fn votes(votes: u32) -> String {
    if votes == 1 { "1 vote".to_owned() } else { format!("{votes} votes") }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
