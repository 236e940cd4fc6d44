//! The verbs of `kb needs`: what each takes, and what it asks where that is left out.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::domain::need::CLAIM_DAYS;
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::needs_import::{self, Import};
use super::needs_move::{self, Step};
use super::options::{Format, date};
use super::plain;
use super::session::Session;

/// What becomes of needs.
#[derive(clap::Subcommand)]
pub(super) enum Verb {
    /// Say that a need is clear, once somebody asked back and wrote it down
    Clarify(Clarify),
    /// Say that a need waits for an answer, also after one that did not help
    Open(Open),
    /// Say that you work on needs, until a day; then they are open again
    Claim(Claim),
    /// Say which articles answer a need
    Answer(Answer),
    /// Say that the answer helps
    Accept(Accept),
    /// Say that a need will not be answered, and why
    Decline(Decline),
    /// Give claims back, or take back those that ran out
    Release(Release),
    Import(Import),
}

/// What every verb takes.
#[derive(clap::Args)]
pub(super) struct Common {
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(clap::Args)]
#[command(after_help = "\
Example:
  kb needs clarify need-stop-the-clock

What the situation is, what was tried and what a good answer would do must stand in it.")]
pub(super) struct Clarify {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  kb needs open need-stop-the-clock")]
pub(super) struct Open {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  kb needs claim need-stop-the-clock --until 2026-12-24")]
pub(super) struct Claim {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Who works on it, by id or name; who git says works here, if left out
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The last day of the claim; 30 days from today, or your own claim's, if left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "\
Example:
  kb needs answer need-stop-the-clock --with stop-the-clock,sla-clock-policy

The articles name the need under `answers` in turn.")]
pub(super) struct Answer {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Ids or paths of the articles that answer them, separated by commas
    #[arg(long, value_name = "ARTICLE", value_delimiter = ',')]
    with: Vec<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  kb needs accept need-stop-the-clock --by asker")]
pub(super) struct Accept {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Who says so: asker, or steward for an asker who cannot be reached
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "Example:\n  kb needs decline need-x --reason \"nobody asked since 2024\"")]
pub(super) struct Decline {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Why it will not be answered, for whoever asks it next
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    common: Common,
}

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb needs release need-stop-the-clock
  kb needs release --expired")]
pub(super) struct Release {
    /// Ids or paths of the needs
    #[arg(value_name = "ID", required_unless_present = "expired")]
    ids: Vec<String>,
    /// All needs whose claim ran out
    #[arg(long, conflicts_with = "ids")]
    expired: bool,
    /// Whose claim it is, by id or name; who git says works here, if left out
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// End claims of others too that have not run out
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

/// Who can accept an answer, by the words of `accepted_by`.
const ACCEPTING: [&str; 2] = ["asker", "steward"];

pub(super) fn run(verb: &Verb, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(None)?;
    let data = workspace.data()?;
    let (ids, step, common) = match verb {
        Verb::Clarify(it) => (&it.ids, Step::Clarify, &it.common),
        Verb::Open(it) => (&it.ids, Step::Open, &it.common),
        Verb::Claim(it) => {
            let by = claimant(it.by.as_deref(), &workspace, &data)?;
            let until = until(it.until, session.today())?;
            (&it.ids, Step::Claim { by, until, is_named: it.until.is_some() }, &it.common)
        }
        Verb::Answer(it) => {
            let mut with = named(it.with.iter().map(String::as_str));
            if with.is_empty() {
                let asks = ("Which articles answer it? (ids, separated by commas)", "with ARTICLE");
                let answer = ask(session, &it.common, asks)?;
                with = named(answer.split([',', ' ']));
            }
            if with.is_empty() {
                return Err(missing("with ARTICLE").into());
            }
            (&it.ids, Step::Answer { with }, &it.common)
        }
        Verb::Accept(it) => {
            let by = match &it.by {
                Some(by) => by.clone(),
                None => ask(session, &it.common, ("Who says so? (asker, steward)", "by WHO"))?,
            };
            (&it.ids, Step::Accept { by: accepting(&by)? }, &it.common)
        }
        Verb::Decline(it) => {
            let reason = match &it.reason {
                Some(reason) => reason.clone(),
                None => ask(session, &it.common, ("Why will it not be answered?", "reason TEXT"))?,
            };
            let reason = plain::words("reason", &reason)?;
            (&it.ids, Step::Decline { reason }, &it.common)
        }
        Verb::Release(it) => {
            let by = claimant(it.by.as_deref(), &workspace, &data);
            // Whom git does not know can still take back what ran out, or by force.
            let by = if it.by.is_some() { Some(by?) } else { by.ok() };
            let step = Step::Release { expired: it.expired, by, is_forced: it.force };
            (&it.ids, step, &it.common)
        }
        Verb::Import(it) => return needs_import::run(it, session),
    };
    let how = (common.dry_run, common.format);
    needs_move::run((&workspace, &data), (ids, &step), how, session)
}

/// What a person at the terminal answers; who cannot be asked is told the flag.
fn ask(
    session: &mut Session<'_>,
    common: &Common,
    (question, flag): (&str, &str),
) -> Result<String, Stop> {
    let asks = session.env.can_ask() && common.format == Format::Human;
    let answer = if asks { session.ask(question)? } else { None };
    let answer = answer.map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    answer.ok_or_else(|| missing(flag).into())
}

/// What is left out and cannot be asked: a flag with the name of its value.
fn missing(flag: &str) -> Failure {
    let name = flag.split(' ').next().unwrap_or_default();
    Failure::new(format!("`--{name}` is missing")).hint(format!("add `--{flag}`"))
}

/// The names that say something.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    names.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Who claims, as front matter names them: by the id in `people.yaml`, if there is one.
fn claimant(by: Option<&str>, workspace: &Workspace, data: &Data) -> Result<String, Failure> {
    let name = by.map(str::to_owned).or_else(|| workspace.user_name()).ok_or_else(|| {
        Failure::new("cannot tell who claims it")
            .because("git knows no `user.name`")
            .hint("add `--by \"Your Name\"`, or run `git config user.name \"Your Name\"`")
    })?;
    let name = plain::name("name", &name)?.to_owned();
    let known = data.people.as_ref().map(|people| people.id_of(&name).to_owned());
    Ok(known.unwrap_or(name))
}

/// The last day of a claim.
fn until(asked: Option<Date>, today: Date) -> Result<Date, Failure> {
    match asked {
        Some(until) if until < today => Err(Failure::new(format!("cannot claim until {until}"))
            .because(format!("that day is over: today is {today}"))
            .hint("name a day to come with `--until`, or leave it out for 30 days")),
        Some(until) => Ok(until),
        None => Ok(today.saturating_add(CLAIM_DAYS.days())),
    }
}

fn accepting(by: &str) -> Result<String, Failure> {
    let by = by.trim().to_lowercase();
    if ACCEPTING.contains(&by.as_str()) {
        return Ok(by);
    }
    Err(Failure::new(format!("`{}` cannot accept an answer", sanitise(&by)))
        .because("it is accepted by `asker`, or by a `steward` for them")
        .hint("add `--by asker` or `--by steward`"))
}
