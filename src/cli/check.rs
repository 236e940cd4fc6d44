//! `kb check`: what is wrong with the articles, and the way out.

use clap::ValueEnum;

use crate::domain::finding::{Finding, Level};
use crate::domain::outcome::Skipped;
use crate::domain::settings::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::rules::policy::Policy;

use super::check_baseline::BaselineArgs;
use super::check_print::CheckFormat;
use super::session::Session;
use super::{Stop, check_baseline, check_library, check_policy};

/// Check front matter, licences, reviews, sections and links
///
/// Without a `kb.toml`, only files and links are checked.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb check
  kb check kb/service-level
  kb check --rule broken-link --format json
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
    /// Apply every fix that cannot change what an article says, then check again
    #[arg(long, conflicts_with = "at")]
    fix: bool,
    /// Check this commit, branch or tag in place of the files
    #[arg(long, value_name = "REV")]
    at: Option<String>,
    #[command(flatten)]
    baseline: BaselineArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
}

/// How often `--fix` looks again; no file needs more, whatever fixes make of one another.
const FIX_ROUNDS_MAX: usize = 20;

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
    let workspace = session.open(args.at.as_deref())?;
    let policy = policy(&workspace.settings, args)?;
    let wanted = match args.paths.as_slice() {
        [] => vec![Vec::new()],
        paths => super::select::paths(&workspace, session, paths)?,
    };
    let check = |session: &Session<'_>| {
        let check =
            if args.baseline.no_baseline { check_library::check_all } else { check_library::check };
        check(&workspace, &policy, session)
    };
    let mut outcome = if args.baseline.update_baseline {
        check_baseline::update(&workspace, &policy, session, args.baseline.accept_new)?
    } else {
        check(session)?
    };
    outcome.findings.retain(|finding| is_about(finding, &wanted));
    if args.fix {
        let mut applied = 0;
        // Some fixes make room for others, and of many in one file only some are told at once.
        for _ in 0..FIX_ROUNDS_MAX {
            let now = super::fix::apply(&workspace, &outcome.findings)?;
            if now == 0 {
                break;
            }
            applied += now;
            outcome = check(session)?;
            outcome.findings.retain(|finding| is_about(finding, &wanted));
        }
        outcome.notes.push(match applied {
            1 => "1 fix was applied".to_owned(),
            _ => format!("{applied} fixes were applied"),
        });
    }
    session.notes(&outcome.notes)?;
    super::check_print::print(args.format, &workspace, &outcome, session)?;
    let worst = outcome.findings.iter().map(|finding| finding.level).max();
    Ok(if outcome.skipped.iter().any(Skipped::is_unread) {
        Exit::Broken
    } else if worst.is_some_and(|worst| worst >= args.fail_on.into()) {
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
