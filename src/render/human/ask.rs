//! What a library has for a question, and what became of it.

use std::io;

use crate::domain::ask::{AskEnd, AskOutcome, JoinedNeed, LikeNeed, WrittenNeed};
use crate::domain::issue_link::IssueLink;
use crate::render::count;
use crate::render::screen::{Line, Screen, Style};

use super::search::print_hit;

/// Prints the sections that answer or are nearest, and the needs like it.
///
/// # Errors
/// The stream does not take it.
pub fn found(screen: &mut Screen<'_>, outcome: &AskOutcome) -> io::Result<()> {
    let head = match (outcome.is_answered, outcome.hits.is_empty()) {
        (true, _) => "This is answered already:",
        (false, true) => "No article answers this.",
        (false, false) => "No article answers this. Nearest:",
    };
    screen.put(&Line::of(Style::Strong, head))?;
    for (index, hit) in outcome.hits.iter().enumerate() {
        print_hit(screen, index + 1, hit, &outcome.libraries[hit.origin])?;
    }
    let (settled, open): (Vec<_>, Vec<_>) =
        outcome.needs.iter().partition(|like| like.need.is_settled);
    if !open.is_empty() {
        screen.put(&Line::of(Style::Strong, "Needs that ask something like it:"))?;
        for (index, like) in open.iter().enumerate() {
            screen.wrapped(&need(like), &format!("{}  ", index + 1), "   ")?;
        }
        screen.put(&Line::new())?;
    }
    if settled.is_empty() {
        return Ok(());
    }
    screen.put(&Line::of(Style::Strong, "Asked before, and settled:"))?;
    settled.iter().try_for_each(|like| screen.wrapped(&need(like), "-  ", "   "))?;
    screen.put(&Line::new())
}

fn need(like: &LikeNeed) -> Line {
    let need = &like.need;
    let mut said: Vec<String> = need.told().into_iter().collect();
    said.push(format!("asked {}", times(like.times_asked)));
    if !need.answered_by.is_empty() {
        let ids: Vec<String> = need.answered_by.iter().map(ToString::to_string).collect();
        said.push(format!("answered by {}", ids.join(", ")));
    }
    said.push(format!("{} % alike", like.percent));
    Line::of(Style::Strong, &need.title.to_string())
        .with(Style::Dim, &format!(" ({})", said.join(", ")))
        .with(Style::Plain, " · ")
        .with(Style::Path, &need.id.to_string())
}

fn times(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        many => format!("{many} times"),
    }
}

/// Prints what was done, and the commands that follow.
///
/// # Errors
/// The stream does not take it.
pub fn end(screen: &mut Screen<'_>, outcome: &AskOutcome) -> io::Result<()> {
    match &outcome.end {
        AskEnd::Found { anyway, join, read } => {
            commands(screen, "What settled that need:", read)?;
            if let Some(join) = join {
                commands(screen, "If you ask the same, count it there:", [join])?;
            }
            let said = match join {
                Some(_) => "If you ask something else:",
                None => "If that helps, you are done. If not:",
            };
            commands(screen, said, [anyway])
        }
        AskEnd::Written(need) => written(screen, need, outcome.is_dry_run),
        AskEnd::Joined(need) => joined(screen, need, outcome.is_dry_run),
        AskEnd::Linked(link) => linked(screen, link),
        AskEnd::Left => screen.put(&Line::of(Style::Dim, "Nothing was written.")),
    }
}

fn written(screen: &mut Screen<'_>, need: &WrittenNeed, is_dry_run: bool) -> io::Result<()> {
    let path = need.path.to_string();
    if is_dry_run {
        screen.put(
            &Line::of(Style::Plain, "Would write ")
                .with(Style::Path, &path)
                .with(Style::Plain, ":"),
        )?;
        return need.text.lines().try_for_each(|line| screen.put(&Line::from(line)));
    }
    let open: Vec<String> = need.unsaid.iter().map(|it| format!("`{}`", it.name())).collect();
    let open = match open.as_slice() {
        [] => ".".to_owned(),
        open => format!("; it still says nothing of {}.", open.join(", ")),
    };
    let line = Line::of(Style::Plain, "Wrote ").with(Style::Path, &path).with(Style::Plain, &open);
    screen.wrapped(&line, "", "  ")?;
    commands(screen, "Others see it once it is committed and pushed:", &need.next)
}

fn joined(screen: &mut Screen<'_>, need: &JoinedNeed, is_dry_run: bool) -> io::Result<()> {
    let id = need.id.to_string();
    if !need.is_changed {
        let line = Line::of(Style::Plain, "Counted already: ").with(Style::Path, &id);
        return screen.wrapped(
            &line.with(Style::Plain, " has every one of these links."),
            "",
            "  ",
        );
    }
    let verb = if is_dry_run { "Would count it with " } else { "Counted with " };
    let links = match need.links_added {
        0 => String::new(),
        added => format!(", {} more", count(added, "link")),
    };
    let line = Line::of(Style::Plain, verb).with(Style::Path, &id);
    screen.wrapped(
        &line.with(Style::Plain, &format!(": asked {}{links}.", times(need.times_asked))),
        "",
        "  ",
    )?;
    if is_dry_run {
        // Whole lines: this is to be read by programs too.
        let diff = String::from_utf8_lossy(&need.diff);
        return diff.lines().try_for_each(|line| screen.put(&Line::from(line)));
    }
    commands(screen, "Others see it once it is committed and pushed:", &need.next)
}

fn linked(screen: &mut Screen<'_>, link: &IssueLink) -> io::Result<()> {
    screen.put(&Line::from("Nothing was sent. This address opens an issue that asks it:"))?;
    screen.put(&Line::from(link.url.as_str()))?;
    if link.cut_bytes > 0 {
        let cut = format!(
            "An address has room for so much: the last {} of the text are not in it.",
            count(link.cut_bytes, "byte")
        );
        screen.wrapped(&Line::of(Style::Warning, &cut), "", "  ")?;
    }
    Ok(())
}

/// Prints `said` and below it `commands`, if there are any; neither wrapped nor cut, since they
/// are to be pasted.
pub(super) fn commands<'c>(
    screen: &mut Screen<'_>,
    said: &str,
    commands: impl IntoIterator<Item = &'c String>,
) -> io::Result<()> {
    for (index, command) in commands.into_iter().enumerate() {
        if index == 0 {
            screen.wrapped(&Line::from(said), "", "  ")?;
        }
        screen.put(&Line::of(Style::Plain, "  ").with(Style::Hint, command))?;
    }
    Ok(())
}
