//! `kb stale`: which articles need a look, since when, and what settles it.

use crate::domain::background::Background;
use crate::domain::claim::{Claims, Reviewed};
use crate::domain::outcome::{Skipped, StaleOutcome};
use crate::domain::path::ArticlePath;
use crate::domain::review::Freshness;
use crate::domain::review_after::may_expire;
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle::{self, Fact, Known};
use crate::render;
use crate::workspace::{Data, Depth, Loaded, Read, Workspace};

use super::Stop;
use super::hint::did_you_mean;
use super::options::Format;
use super::session::Session;

/// Show which articles are due, overdue, unreviewed or to be retired
///
/// Freshness is computed from review dates, intervals and the repository's
/// history; it is never stored.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb stale
  kb stale --state overdue --owner service-level-group
  kb stale --today 2027-06-01 --format json
  kb stale --fail-on overdue")]
pub(super) struct Args {
    /// Show only this state: retirement, overdue, due, unreviewed, current or retired (can be
    /// repeated)
    #[arg(long, value_name = "STATE", value_parser = state)]
    state: Vec<Freshness>,
    /// Show only what this person or team looks after (can be repeated)
    #[arg(long, value_name = "OWNER")]
    owner: Vec<String>,
    /// Exit with 1 if any article is in this state, or overdue where `due` is asked for, and
    /// so on (can be repeated)
    #[arg(long, value_name = "STATE", value_parser = state)]
    fail_on: Vec<Freshness>,
    /// Judge this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn state(text: &str) -> Result<Freshness, String> {
    let written = text.replace('-', "_");
    if written == "due_soon" {
        return Err("what is due soon is current; leave `--state` out to see it".to_owned());
    }
    Freshness::ALL.into_iter().find(|state| state.name() == written).ok_or_else(|| {
        let names = Freshness::ALL.map(Freshness::name);
        did_you_mean(text, names, || format!("the states are {}", names.join(", ")))
    })
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let workspace = session.open(args.at.as_deref())?;
    let mut outcome = judge(&workspace, session)?;
    outcome.states.clone_from(&args.state);
    if !args.owner.is_empty() {
        outcome.articles.retain(|article| {
            let owner = article.owner.as_ref().map(|owner| owner.raw().to_lowercase());
            owner.is_some_and(|owner| args.owner.iter().any(|asked| asked.to_lowercase() == owner))
        });
    }
    let fails = outcome
        .articles
        .iter()
        .any(|article| args.fail_on.iter().any(|limit| is_as_bad(article.judgement.state, *limit)));
    outcome.counts = lifecycle::counts(&outcome.articles);
    outcome.articles.retain(|article| {
        let judgement = &article.judgement;
        match args.state.as_slice() {
            [] => judgement.needs_somebody(),
            states => states.contains(&judgement.state),
        }
    });
    session.notes(&outcome.notes)?;
    match args.format {
        Format::Json => render::json::stale::stale(&mut session.env.out.writer, &outcome)?,
        Format::Human => {
            session.page();
            render::human::stale::stale(&mut session.screen(), &outcome)?;
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
    let data = workspace.data()?;
    let loaded = load(workspace, &data)?;
    let paths: Vec<ArticlePath> = loaded.values.iter().map(|fact| fact.path.clone()).collect();
    let reviewed: Vec<Reviewed> =
        loaded.values.iter().filter_map(|fact| fact.reviewed.clone()).collect();
    let (history, today) = (workspace.history(&paths)?, session.today());
    let claims =
        if reviewed.is_empty() { Claims::default() } else { workspace.claims(&reviewed, today)? };
    let mut notes = workspace.notes.clone();
    notes.extend(workspace.note_if_empty(paths.len() + loaded.skipped.len()));
    let of_history = lifecycle::note(history.completeness).map(str::to_owned);
    // What is said of all of history holds for the reviews in it too.
    notes.extend(of_history.or(claims.note));
    if !workspace.settings.is_configured {
        let name = sanitise(&workspace.settings.name).into_owned();
        notes.push(format!(
            "`{name}` has no `kb.toml` that names its review dates, so no article counts as \
             reviewed"
        ));
    }
    let background = Background { events: &data.events, people: data.people.as_ref() };
    let known = Known { history: &history, claims: claims.by_path, background };
    Ok(StaleOutcome {
        today,
        history: history.completeness,
        articles: lifecycle::assess(loaded.values, known, today),
        states: Vec::new(),
        counts: Vec::new(),
        skipped: loaded.skipped,
        notes,
    })
}

/// What the articles say themselves; a body is read only where it may say until when.
fn load(workspace: &Workspace, data: &Data) -> Result<Loaded<Fact>, Failure> {
    let depth = |_: &ArticlePath, text: &str| {
        if may_expire(text) { Depth::Whole } else { Depth::FrontMatter }
    };
    let fact = |read: Read<'_>| Fact::of(&read.article);
    Ok(workspace.read_articles(data, workspace.list_names()?, depth, fact))
}
