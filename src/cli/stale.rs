//! `kb stale`: which articles need a look, since when, and what settles it.

use clap::ValueEnum;

use crate::domain::outcome::{Skipped, StaleArticle, StaleAsk, StaleBy, StaleOutcome};
use crate::domain::review::{Freshness, Interval};
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle::{self, budget};
use crate::render;
use crate::workspace::{Data, Depth, Workspace};

use super::Stop;
use super::hint::did_you_mean;
use super::judged;
use super::owners::Owners;
use super::session::Session;
use super::stale_select;

/// Show which articles are due, overdue, unreviewed or to be retired
///
/// Freshness is computed from review dates, intervals, events and the repository's
/// history; it is never stored. Current articles are shown if they are due soon or
/// changed since their review.
///
/// `--budget N` chooses the N best worth a reviewer's time today. What comes first:
/// what a reviewer found to need work and statements that ran out; what changed since
/// its review and is due; what an event touched; never reviewed; overdue; due for
/// retirement; due; changed; due soon. Among equals the day decides, the same all day
/// and on every machine, and no owner gets more than an equal share.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb stale
  kb stale --by owner --within 30d
  kb stale --budget 3
  kb stale --event itil-5
  kb stale --state overdue --fail-on overdue
  kb stale --format issue
  kb stale --today 2027-06-01 --format json")]
pub(super) struct Args {
    /// Show only this state: retirement, overdue, due, unreviewed, current or retired (can be
    /// repeated)
    #[arg(long, value_name = "STATE", value_parser = state)]
    pub(super) state: Vec<Freshness>,
    /// Put together by state, by who looks after them, or by topic
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    by: By,
    /// Show also what is due, or to be retired, within this time, such as 30d, 6w or 2 months
    #[arg(long, value_name = "TIME", value_parser = within)]
    pub(super) within: Option<Interval>,
    /// Show only what this person or team looks after, by id, name or alias (can be repeated)
    #[arg(long, value_name = "OWNER")]
    pub(super) owner: Vec<String>,
    /// Show only what is on this topic (can be repeated)
    #[arg(long, value_name = "TOPIC")]
    pub(super) topic: Vec<String>,
    /// Show what depends on this event and was not reviewed since
    #[arg(long, value_name = "ID", conflicts_with = "state")]
    pub(super) event: Option<String>,
    /// Show only the N best worth a reviewer's time today
    #[arg(long, value_name = "N")]
    budget: Option<usize>,
    /// Exit with 1 if any article is in this state, or overdue where `due` is asked for, and
    /// so on (can be repeated)
    #[arg(long, value_name = "STATE", value_parser = state)]
    fail_on: Vec<Freshness>,
    /// Judge this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: StaleFormat,
}

/// How to print what needs somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum StaleFormat {
    /// For people
    #[default]
    Human,
    /// Markdown for one issue an owner, each after a line `<!-- kb-stale: OWNER -->`
    Issue,
    /// One stable JSON object; see `schemas/`
    Json,
}

/// What articles are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum By {
    /// State, most urgent first
    #[default]
    State,
    /// Who looks after them
    Owner,
    /// Topics; an article with several stands under each
    Topic,
}

impl From<By> for StaleBy {
    fn from(by: By) -> Self {
        match by {
            By::State => Self::State,
            By::Owner => Self::Owner,
            By::Topic => Self::Topic,
        }
    }
}

fn state(text: &str) -> Result<Freshness, String> {
    let written = text.replace('-', "_");
    if written == "due_soon" {
        return Err("what is due soon is current; `--within 30d` shows it".to_owned());
    }
    Freshness::ALL.into_iter().find(|state| state.name() == written).ok_or_else(|| {
        let names = Freshness::ALL.map(Freshness::name);
        did_you_mean(text, names, || format!("the states are {}", names.join(", ")))
    })
}

/// `30d` and `6w`, where nothing else can be meant, and all that an interval may be.
pub(super) fn within(text: &str) -> Result<Interval, String> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.trim_end_matches(['d', 'w']).len());
    let word = match unit {
        "d" => "days",
        "w" => "weeks",
        _ => return Interval::parse(text).and_then(not_never),
    };
    Interval::parse(&format!("{number} {word}"))
}

fn not_never(interval: Interval) -> Result<Interval, String> {
    match interval {
        Interval::Never => Err("write it like `30d`, `6w` or `2 months`".to_owned()),
        _ => Ok(interval),
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let data = workspace.data()?;
    let event = args.event.as_deref().map(|id| stale_select::event(id, &data)).transpose()?;
    let mut outcome = judge_with(&workspace, &data, session)?;
    let owners = Owners::new(&args.owner, &data, &outcome.articles)?;
    stale_select::check_topics(&args.topic, &data, &outcome.articles)?;
    let is_in_scope = |it: &StaleArticle| owners.have(it) && stale_select::is_on(&args.topic, it);
    outcome.articles.retain(is_in_scope);
    let limits = &args.fail_on;
    let fails = outcome
        .articles
        .iter()
        .any(|article| limits.iter().any(|limit| is_as_bad(article.judgement.state, *limit)));
    outcome.counts = lifecycle::counts(&outcome.articles);
    let today = outcome.today;
    let is_wanted = |it: &_| stale_select::is_wanted(args, event.as_ref(), it, today);
    outcome.articles.retain(is_wanted);
    outcome.needy = outcome.articles.len();
    if let Some(most) = args.budget {
        outcome.articles = budget::choose(std::mem::take(&mut outcome.articles), most, today);
    }
    outcome.ask = StaleAsk {
        states: args.state.clone(),
        by: args.by.into(),
        event,
        is_budget: args.budget.is_some(),
    };
    session.notes(&outcome.notes)?;
    match args.format {
        StaleFormat::Json => render::json::stale::stale(&mut session.env.out.writer, &outcome)?,
        StaleFormat::Issue => {
            let text = render::issue::issues(&outcome);
            session.env.out.writer.write_all(text.as_bytes())?;
        }
        StaleFormat::Human => {
            session.page();
            let shows_all = session.global.verbose;
            render::human::stale::stale(&mut session.screen(), &outcome, shows_all)?;
        }
    }
    Ok(if outcome.skipped.iter().any(Skipped::is_unread) {
        Exit::Broken
    } else if fails {
        Exit::Found
    } else {
        Exit::Fine
    })
}

/// Whether `state` is `limit` or what comes after it: an overdue article is also due.
fn is_as_bad(state: Freshness, limit: Freshness) -> bool {
    state == limit || (limit.is_past_due() && state <= limit)
}

pub(super) fn judge(workspace: &Workspace, session: &Session<'_>) -> Result<StaleOutcome, Failure> {
    judge_with(workspace, &workspace.data()?, session)
}

fn judge_with(
    workspace: &Workspace,
    data: &Data,
    session: &Session<'_>,
) -> Result<StaleOutcome, Failure> {
    let judged = judged::judge(workspace, data, session, Depth::FrontMatter, |_| ())?;
    let mut notes = judged.notes;
    if !workspace.settings.is_configured {
        let name = sanitise(&workspace.settings.name).into_owned();
        notes.push(format!(
            "`{name}` has no `kb.toml` that names its review dates, so no article counts as \
             reviewed"
        ));
    }
    Ok(StaleOutcome {
        today: session.today(),
        history: judged.history,
        articles: judged.articles,
        ask: StaleAsk::default(),
        needy: 0,
        counts: Vec::new(),
        skipped: judged.skipped,
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_within(text: &str, expected: Option<Interval>) {
        assert_eq!(within(text).ok(), expected, "{text}");
    }

    #[test]
    fn a_time_is_written_short_or_as_an_interval() {
        check_within("30d", Some(Interval::Days(30)));
        check_within("6w", Some(Interval::Days(42)));
        check_within("2 months", Some(Interval::Months(2)));
        check_within("30 days", Some(Interval::Days(30)));
        for text in ["", "d", "30dd", "30", "2m", "never", "0d", "-3d", "99999999999d", "3 dw"] {
            check_within(text, None);
        }
    }
}
