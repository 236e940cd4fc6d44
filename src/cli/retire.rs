//! `kb retire`: takes an article out of use, with a reason and a forwarding address.

use jiff::civil::Date;

use crate::domain::untrusted::{Untrusted, sanitise};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;

use super::Stop;
use super::hint::did_you_mean;
use super::options::{Format, date};
use super::plain;
use super::retire_plan::{Asked, Plan};
use super::session::Session;

/// Take an article out of use, and say why and what takes its place
///
/// The article stays where it is and can still be read: who has its id or a link learns that it
/// is retired, why, and where to go. What leads to it is listed; with --write it is led on to
/// the successor.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb retire stop-the-clock --reason superseded --by sla-clock-policy --dry-run
  kb retire stop-the-clock --reason superseded --by sla-clock-policy --write
  kb retire metric-fcr --reason obsolete --note \"Nobody asks for it any more.\"

Reasons:
  superseded  another article says it better or more fully; asks for --by
  duplicate   the same is said in another article; asks for --by
  wrong       it is not true, and perhaps never was
  obsolete    what it describes is gone
  unsafe      following it could do harm")]
pub(super) struct Args {
    /// The article: an id, a path or a former id
    #[arg(value_name = "ID")]
    id: String,
    /// Why: superseded, wrong, obsolete, duplicate or unsafe
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// The article in use that takes its place
    #[arg(long, value_name = "ID")]
    by: Option<String>,
    /// The day it went out of use; today, if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<Date>,
    /// What else those should know who come to it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Lead the links in other articles on to the successor, too
    #[arg(long)]
    write: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The reasons that are none without a successor.
const WITH_SUCCESSOR: [&str; 2] = ["superseded", "duplicate"];

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let reasons = data.schema.vocabularies.get("retired_reason");
    let reasons: Vec<&str> = reasons.into_iter().flatten().map(|(it, _)| it.as_str()).collect();
    let reason = reason(args, &reasons)?;
    let today = session.today();
    if let Some(on) = args.on.filter(|on| *on > today) {
        let failure = Failure::new(format!("cannot retire an article on {on}"));
        return Err(failure
            .because(format!("that day is still to come: today is {today}"))
            .hint(format!("write `retire_on: {on}` into its front matter, and it is due then"))
            .into());
    }
    let note = args.note.as_deref().map(|text| plain::words("note", text));
    let asked = Asked {
        id: &args.id,
        reason: &reason,
        by: args.by.as_deref(),
        on: args.on,
        today,
        note: note.transpose()?.map(Untrusted::new),
        redirects: args.write,
    };
    let Plan { mut retirement, writes, notes, is_unread } = Plan::make(&workspace, &data, &asked)?;
    retirement.is_dry_run = args.dry_run;
    // One that cannot be written stops all of them, before the first.
    writes.iter().try_for_each(|it| workspace.check_replaceable(&it.path, &it.old))?;
    if !args.dry_run {
        // The tombstone comes last: until then all that was written leads to articles in use, and
        // the same command does what is left.
        writes.iter().try_for_each(|it| workspace.replace_path(&it.path, &it.old, &it.new))?;
    }
    session.notes(&workspace.notes)?;
    session.notes(&notes)?;
    match args.format {
        Format::Json => {
            render::json::retire::retire(&mut session.env.out.writer, &retirement)?;
        }
        Format::Human => render::human::retire::retire(&mut session.screen(), &retirement)?,
    }
    Ok(if is_unread { Exit::Broken } else { Exit::Fine })
}

/// The reason as the vocabulary writes it.
fn reason(args: &Args, reasons: &[&str]) -> Result<String, Failure> {
    let written = args.reason.trim().to_lowercase();
    if !reasons.contains(&written.as_str()) {
        let all = || format!("the reasons are {}", reasons.join(", "));
        return Err(Failure::new(format!("there is no reason `{}`", sanitise(&args.reason)))
            .hint(did_you_mean(&written, reasons.iter().copied(), all)));
    }
    if WITH_SUCCESSOR.contains(&written.as_str()) && args.by.is_none() {
        return Err(Failure::new(format!("cannot retire an article as {written}"))
            .because("nobody said which article takes its place")
            .hint("name it with `--by ID`, or give another reason"));
    }
    Ok(written)
}
