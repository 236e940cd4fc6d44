//! `kb check`: what is wrong with the articles, and the way out.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::sync::OnceLock;

use clap::ValueEnum;

use crate::domain::finding::{Finding, Level};
use crate::domain::outcome::{CheckOutcome, Skipped};
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::rules::links::Moves;
use crate::rules::policy::Policy;
use crate::workspace::{ARTICLE_BYTES_MAX, Changes, Evidence, Workspace};

use super::check_baseline::BaselineArgs;
use super::check_library::{Checked, Extent, nothing_moved};
use super::check_print::CheckFormat;
use super::check_protect::ProtectArgs;
use super::check_scope::ScopeArgs;
use super::fix::FixArgs;
use super::session::Session;
use super::{
    Stop, check_baseline, check_library, check_policy, check_protect, check_scope,
    check_watch as watch, fix,
};

/// Check front matter, licences, reviews, sections and links
///
/// Without a `kb.toml`, only files and links are checked.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb check
  kb check kb/service-level
  kb check --rule broken-link --format json
  kb check --changed-since main
  kb check --staged --changed-lines
  kb check --format sarif > kb.sarif
  kb check --fail-on warning")]
pub(super) struct Args {
    /// Report only on these files, folders or ids; everything is still read
    #[arg(value_name = "PATH")]
    paths: Vec<String>,
    /// Run only this rule: a code, a name or a family (can be repeated)
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// Make findings of this rule errors (can be repeated)
    #[arg(long, value_name = "RULE")]
    deny: Vec<String>,
    /// Make findings of this rule warnings (can be repeated)
    #[arg(long, value_name = "RULE")]
    warn: Vec<String>,
    /// Leave this rule out (can be repeated)
    #[arg(long, value_name = "RULE")]
    allow: Vec<String>,
    /// Exit with 1 from this level on
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    fail_on: FailOn,
    /// Exit with 0 whatever is found
    #[arg(long, hide_short_help = true)]
    exit_zero: bool,
    #[command(flatten)]
    fix: FixArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Check what comes in as the article at PATH, with the articles that it links to
    #[arg(
        long,
        hide_short_help = true,
        value_name = "PATH",
        conflicts_with_all = [
            "paths", "at", "fix", "unsafe_fixes", "diff", "changed_since", "staged",
            "changed_lines", "update_baseline",
        ],
    )]
    stdin_filename: Option<String>,
    /// Check again whenever an article, an image or `kb.toml` changes, until it is interrupted
    #[arg(
        long,
        hide_short_help = true,
        conflicts_with_all = [
            "at", "staged", "fix", "unsafe_fixes", "diff", "stdin_filename", "update_baseline",
        ],
    )]
    watch: bool,
    /// Ask history too when reviews were claimed and who changed licences and credits, as with
    /// `check.history` in `kb.toml`
    #[arg(long, hide_short_help = true, conflicts_with = "stdin_filename")]
    history: bool,
    /// Check this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    #[command(flatten)]
    baseline: BaselineArgs,
    #[command(flatten)]
    protect: ProtectArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FailOn {
    /// Errors only
    #[default]
    Error,
    /// Warnings too
    Warning,
    /// Anything at all
    Info,
}

impl From<FailOn> for Level {
    fn from(limit: FailOn) -> Self {
        match limit {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
        }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    if args.watch { watch::watch(args, session) } else { run_once(args, session) }
}

/// Checks, and tells what was found.
pub(super) fn run_once(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let mut workspace = if args.scope.staged {
        session.open_staged()?
    } else {
        session.open(args.at.as_deref())?
    };
    if args.history {
        workspace.settings.history.ask_all();
    }
    let policy = policy(&workspace.settings, args)?;
    if let Some(name) = &args.stdin_filename {
        let Some(outcome) = check_stdin(name, &mut workspace, &policy, args, session)? else {
            return Ok(Exit::Fine);
        };
        return tell(&workspace, &outcome, args, session);
    }
    let wanted = match args.paths.as_slice() {
        [] => vec![Vec::new()],
        paths => super::select::paths(&workspace, session, paths)?,
    };
    let moves = OnceLock::new();
    let check = |workspace: &Workspace| {
        let mut outcome = check(workspace, &policy, args, session, &moves)?;
        outcome.findings.retain(|finding| is_about(finding, &wanted));
        Ok(outcome)
    };
    let protected = check_protect::add(&workspace, &args.protect, session)?;
    let mut outcome = check(&workspace)?;
    outcome.notes.extend(protected);
    if args.fix.is_wanted() {
        let (left, applied) = fix::mend(&mut workspace, &args.fix, outcome, &check)?;
        outcome = left;
        if args.fix.diff {
            let diff = fix::diff(&workspace, session.env.out.is_terminal)?;
            session.notes(&outcome.notes)?;
            session.env.out.writer.write_all(&diff)?;
            let is_read = !outcome.skipped.iter().any(Skipped::is_unread);
            return Ok(match (is_read, diff.is_empty() || args.exit_zero) {
                (false, _) => Exit::Broken,
                (true, true) => Exit::Fine,
                (true, false) => Exit::Found,
            });
        }
        workspace.write_held()?;
        outcome.notes.push(match applied {
            1 => "1 fix was applied".to_owned(),
            _ => format!("{applied} fixes were applied"),
        });
    }
    tell(&workspace, &outcome, args, session)
}

/// Checks what `args` ask for; `known` are the moves that git was asked for, if it was.
fn check(
    workspace: &Workspace,
    policy: &Policy,
    args: &Args,
    session: &Session<'_>,
    known: &OnceLock<Moves>,
) -> Result<CheckOutcome, Failure> {
    if args.baseline.update_baseline {
        return check_baseline::update(workspace, policy, session, args.baseline.accept_new);
    }
    let changes = args.scope.changes(workspace)?;
    let extent = match &changes {
        Some(changes) if check_scope::may_change_all(workspace, changes) => {
            Extent::AllSince(changes)
        }
        Some(changes) => Extent::Changed(changes),
        None => Extent::All,
    };
    let evidence = match &changes {
        // History is long, and fixes are worth the wait.
        _ if args.fix.is_wanted() => Some(Evidence::History),
        Some(changes) => Some(Evidence::Changes(changes)),
        None => None,
    };
    let moves = |missing: &BTreeSet<ArticlePath>| {
        let ask = |evidence| workspace.moves(missing, evidence);
        known.get_or_init(|| evidence.map(ask).unwrap_or_default()).clone()
    };
    let Checked { mut outcome, reach } =
        check_library::check(workspace, policy, extent, session, &moves)?;
    if !args.baseline.no_baseline {
        check_library::leave_known(workspace, policy, extent, &mut outcome)?;
    }
    if let Some(changes) = &changes {
        let before = |changes: &Changes| before(changes, args, session);
        let is_by_line = args.scope.changed_lines;
        let change = (changes, reach.as_ref());
        check_scope::keep_changed(workspace, change, is_by_line, &mut outcome, &before)?;
    }
    Ok(outcome)
}

/// What was found in the commit that changes are compared with, by its own `kb.toml`.
fn before(changes: &Changes, args: &Args, session: &Session<'_>) -> Result<Vec<Finding>, Failure> {
    let Some(base) = changes.base else { return Ok(Vec::new()) };
    let mut workspace = session.open(Some(&base.to_string()))?;
    if args.history {
        workspace.settings.history.ask_all();
    }
    let policy = policy(&workspace.settings, args)?;
    let checked = check_library::check(&workspace, &policy, Extent::All, session, &nothing_moved)?;
    Ok(checked.outcome.findings)
}

/// Checks what an editor sends as the article that it calls `name`; `None` if that is no article.
fn check_stdin(
    name: &str,
    workspace: &mut Workspace,
    policy: &Policy,
    args: &Args,
    session: &mut Session<'_>,
) -> Result<Option<CheckOutcome>, Stop> {
    let path = super::select::file(workspace, session, name)?;
    let mut bytes = Vec::new();
    let limit = ARTICLE_BYTES_MAX + 1;
    let read = session.env.input.by_ref().take(limit).read_to_end(&mut bytes);
    read.map_err(|cause| {
        Failure::new("cannot read the standard input").because(cause.to_string())
    })?;
    if !workspace.is_article(&path) {
        session.note(&format!("`{path}` is no article of this library, so it was not checked"))?;
        return Ok(None);
    }
    workspace.hold(path.clone(), bytes);
    let extent = Extent::One(&path);
    let mut outcome =
        check_library::check(workspace, policy, extent, session, &nothing_moved)?.outcome;
    if !args.baseline.no_baseline {
        check_library::leave_known(workspace, policy, extent, &mut outcome)?;
    }
    outcome.findings.retain(|it| it.place.as_ref().is_some_and(|place| place.path == path));
    outcome.skipped.retain(|skipped| skipped.path == path);
    Ok(Some(outcome))
}

/// Prints what was found, and says how it ends.
fn tell(
    workspace: &Workspace,
    outcome: &CheckOutcome,
    args: &Args,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    session.notes(&outcome.notes)?;
    super::check_print::print(args.format, workspace, outcome, session)?;
    let worst = outcome.findings.iter().map(|finding| finding.level).max();
    Ok(if outcome.skipped.iter().any(Skipped::is_unread) {
        Exit::Broken
    } else if !args.exit_zero && worst.is_some_and(|worst| worst >= args.fail_on.into()) {
        Exit::Found
    } else {
        Exit::Fine
    })
}

/// Which rules run at which level: `kb.toml`, then the flags.
fn policy(settings: &Settings, args: &Args) -> Result<Policy, Failure> {
    let mut policy = check_policy::own(settings)?;
    let flags =
        [(&args.deny, Level::Error), (&args.warn, Level::Warning), (&args.allow, Level::Off)];
    for (names, level) in flags {
        for name in names {
            check_policy::find(name)?.into_iter().for_each(|rule| policy.set(rule, level));
        }
    }
    if !args.rule.is_empty() {
        let rules =
            args.rule.iter().map(|name| check_policy::find(name)).collect::<Result<Vec<_>, _>>()?;
        policy.only(&rules.concat());
    }
    Ok(policy)
}

fn is_about(finding: &Finding, wanted: &[Vec<u8>]) -> bool {
    let Some(place) = &finding.place else {
        return true;
    };
    let path = place.path.as_bytes();
    wanted.iter().any(|wanted| {
        path.strip_prefix(wanted.as_slice())
            .is_some_and(|rest| rest.is_empty() || wanted.is_empty() || rest.starts_with(b"/"))
    })
}
