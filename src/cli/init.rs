//! `kb init`: makes a repository a library, by what its pages already say.

use crate::domain::date;
use crate::domain::finding::Level;
use crate::domain::outcome::{InitOutcome, LibraryFigures, MappedField};
use crate::domain::path::ArticlePath;
use crate::domain::settings::DateFormat;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::lifecycle;
use crate::parse::survey::{Proposal, Survey};
use crate::render;
use crate::render::ci::Forge;
use crate::render::config::{Config, config};
use crate::workspace::Workspace;

use super::Stop;
use super::options::Format;
use super::session::Session;

/// Make this repository a library, by what its pages say
///
/// Counts which front-matter fields say when a page was reviewed, for how long,
/// and who looks after it. Writes `kb.toml` and nothing else, and never over
/// one that is there. `--ci` also writes what checks every change on a forge.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb init
  kb init --dry-run
  kb init --ci github
  kb -C path/to/docs init --format json")]
pub(super) struct Args {
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Also write what checks every change there: a job, forms and templates; never over a file
    #[arg(long, value_name = "FORGE", value_enum)]
    ci: Option<CiForge>,
    /// The SHA-256 of the release's archive for Linux, for `--ci` to pin
    #[arg(long, value_name = "SUM", requires = "ci", value_parser = super::init_ci::sha256)]
    pub(super) sha256: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// Where the repository is kept.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum CiForge {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
}

impl From<CiForge> for Forge {
    fn from(forge: CiForge) -> Self {
        match forge {
            CiForge::Github => Self::Github,
            CiForge::Gitlab => Self::Gitlab,
        }
    }
}

pub(super) const CONFIG: &str = "kb.toml";
/// How long a review is taken to hold where no page says.
const EVERY_DEFAULT: &str = "12 months";

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    if let Some(forge) = args.ci {
        return super::init_ci::run(args, forge.into(), session);
    }
    let workspace = session.open(None)?;
    check_is_new(&workspace, session)?;
    let (proposal, text) = proposed(&workspace)?;
    if !args.dry_run {
        workspace.create_path(&ArticlePath::new(CONFIG), text.as_bytes())?;
    }
    let mut outcome = InitOutcome {
        pages: proposal.pages,
        fields: proposal.fields.iter().map(mapped).collect(),
        assumed: assumed(&proposal),
        config: text,
        now: None,
        notes: workspace.notes.clone(),
    };
    if !args.dry_run {
        outcome.now = Some(now(session)?);
    }
    session.notes(&outcome.notes)?;
    match args.format {
        Format::Json => render::json::init::init(&mut session.env.out.writer, &outcome)?,
        Format::Human => render::human::init::init(&mut session.screen(), &outcome)?,
    }
    Ok(Exit::Fine)
}

fn check_is_new(workspace: &Workspace, session: &Session<'_>) -> Result<(), Failure> {
    let failure = || Failure::new("cannot make a library here");
    if session.global.config.is_some() {
        return Err(failure()
            .because("`--config` names a `kb.toml` already")
            .hint("leave out `--config`"));
    }
    if workspace.settings.is_configured || workspace.exists(&ArticlePath::new(CONFIG)) {
        return Err(failure()
            .because(format!("there is a `{CONFIG}` already"))
            .hint("edit it; `docs/configuration.md` explains every key"));
    }
    Ok(())
}

/// What pages say, and the `kb.toml` that follows from it.
pub(super) fn proposed(workspace: &Workspace) -> Result<(Proposal, String), Failure> {
    let proposal = survey(workspace)?;
    let text = text_of(workspace, &proposal);
    Ok((proposal, text))
}

/// Counts over every page that is read without configuration.
fn survey(workspace: &Workspace) -> Result<Proposal, Failure> {
    let mut survey = Survey::default();
    let listing = workspace.list()?;
    for entry in &listing.entries {
        // What cannot be read tells nothing; `kb check` names it.
        if let Ok(bytes) = workspace.read(entry) {
            survey.see(&entry.path, &bytes);
        }
    }
    Ok(survey.proposal())
}

fn mapped(found: &crate::parse::survey::Found) -> MappedField {
    MappedField { theirs: Untrusted::from(found.theirs), ours: found.ours, pages: found.pages }
}

/// True if pages say when they were reviewed and none says for how long that holds.
fn lacks_interval(proposal: &Proposal) -> bool {
    let has = |ours: &str| proposal.fields.iter().any(|field| field.ours == ours);
    has("review.on") && !has("review.every")
}

fn reviewed_pages(proposal: &Proposal) -> usize {
    let reviewed = proposal.fields.iter().find(|field| field.ours == "review.on");
    reviewed.map_or(0, |field| field.pages)
}

fn assumed(proposal: &Proposal) -> Vec<String> {
    let mut assumed = Vec::new();
    if lacks_interval(proposal) {
        assumed.push(format!("a review holds {EVERY_DEFAULT}, since no page says how long"));
    }
    if proposal.date_format != DateFormat::Iso {
        assumed.push(format!("dates are written {}", date::pattern(proposal.date_format)));
    }
    assumed
}

fn text_of(workspace: &Workspace, proposal: &Proposal) -> String {
    let has = |ours: &str| proposal.fields.iter().any(|field| field.ours == ours);
    let mut off = Vec::new();
    if !has("license") {
        off.push(("license", "No page names its licence: it is that of the repository."));
    }
    if !has("review.on") {
        off.push(("review", "No page says when it was last reviewed."));
    }
    if reviewed_pages(proposal) > 0 && reviewed_pages(proposal) * 2 < proposal.pages {
        off.push(("review-missing", "Most pages do not say when they were reviewed."));
    }
    if proposal.fields.is_empty() {
        off.push(("front-matter", "The pages have front matter of their own, or none."));
        off.push(("structure", "The pages have sections of their own."));
    }
    config(&Config {
        name: workspace.settings.name.as_str(),
        include: if proposal.is_ours { &[] } else { &proposal.include },
        exclude: &proposal.exclude,
        fields: proposal.fields.iter().map(|field| (field.theirs, field.ours)).collect(),
        date_format: proposal.date_format,
        review_every: lacks_interval(proposal).then_some(EVERY_DEFAULT),
        off: &off,
    })
}

/// What search, check and stale find now.
fn now(session: &Session<'_>) -> Result<LibraryFigures, Failure> {
    let workspace = session.open(None)?;
    let checked = super::check_library::with_own_policy(&workspace, session)?;
    let judged = super::stale::judge(&workspace, session)?;
    Ok(LibraryFigures {
        articles: checked.articles,
        errors: checked.count(Level::Error),
        warnings: checked.count(Level::Warning),
        by_state: lifecycle::counts(&judged.articles),
    })
}
