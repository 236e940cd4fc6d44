//! `kb index`: the copy of the articles that searches read.

use clap::ArgGroup;

use crate::domain::outcome::{IndexCondition, IndexOutcome, Skipped};
use crate::exit::Exit;
use crate::render;
use crate::workspace::{Refresh, Scrutiny, Searchable, Workspace};

use super::Stop;
use super::options::Format;
use super::session::Session;

/// How often to write an index that others keep changing.
const ATTEMPTS_MAX: usize = 3;
const BUSY: &str = "somebody else is writing the index or the articles; run `kb index` again";

/// Make or inspect the index; searches keep it by themselves
///
/// The index is only a copy: it can be deleted at any time, and no answer
/// depends on whether there is one.
#[derive(clap::Args)]
#[command(
    group(ArgGroup::new("what")),
    after_help = "\
Examples:
  kb index
  kb index --status
  kb index --verify --format json"
)]
pub(super) struct Args {
    /// Say where the index is and what it is worth, and change nothing
    #[arg(long, group = "what")]
    status: bool,
    /// Compare every byte of the index and of the articles; exit with 1 if anything is wrong
    #[arg(long, group = "what")]
    verify: bool,
    /// Make the index anew from every article, and forget what is kept of history
    #[arg(long, group = "what")]
    rebuild: bool,
    /// The index of this commit, branch or tag in place of that of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let looks_only = args.status || args.verify;
    let kept = if looks_only { None } else { Some(keep(&workspace, args.rebuild, session)?) };
    let scrutiny = if args.verify { Scrutiny::Bytes } else { Scrutiny::Stat };
    let mut outcome = workspace.index_status(scrutiny)?;
    let is_kept = kept.as_ref().is_none_or(|made| made.is_kept);
    let notes = kept.map(|made| made.notes).unwrap_or_default();
    outcome.notes.extend((!is_kept && notes.is_empty()).then(|| BUSY.to_owned()));
    outcome.notes.extend(notes);
    session.notes(&outcome.notes)?;
    match args.format {
        Format::Json => render::json::index::index(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::index::index(&mut session.screen(), &outcome)?,
    }
    Ok(exit(&outcome, looks_only, is_kept))
}

/// Makes the index, or brings it up to date.
fn keep(workspace: &Workspace, is_anew: bool, session: &Session<'_>) -> Result<Searchable, Stop> {
    if is_anew {
        workspace.forget_history();
    }
    let first = if is_anew { Refresh::Rebuild } else { Refresh::Keep };
    let mut made = super::search::searchable(workspace, first, session)?;
    // Whoever was waited for has written something else: that is built upon.
    for _ in 1..ATTEMPTS_MAX {
        if made.is_kept || !made.notes.is_empty() {
            break;
        }
        made = super::search::searchable(workspace, Refresh::Keep, session)?;
    }
    Ok(made)
}

/// A damaged index is a finding; one that was asked for and cannot be kept is a failure. Who
/// edits an article while it is made is no fault of it.
fn exit(outcome: &IndexOutcome, looks_only: bool, is_kept: bool) -> Exit {
    match (&outcome.condition, looks_only) {
        (IndexCondition::Current, _) if outcome.skipped.iter().any(Skipped::is_unread) => {
            Exit::Broken
        }
        (IndexCondition::Current, _)
        | (IndexCondition::Absent | IndexCondition::Outdated, true) => Exit::Fine,
        (IndexCondition::Behind(_), _) if is_kept => Exit::Fine,
        (IndexCondition::Damaged(_), true) => Exit::Found,
        (_, _) => Exit::Broken,
    }
}
