//! `kb check`: what is wrong with the articles, and the way out.

use std::collections::BTreeMap;

use clap::ValueEnum;

use crate::domain::article::Article;
use crate::domain::finding::{Finding, Level};
use crate::domain::outcome::{CheckOutcome, Skipped};
use crate::domain::path::ArticlePath;
use crate::domain::settings::Settings;
use crate::domain::text::Lines;
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;
use crate::rules::context::{ArticleContext, LibraryContext, Surroundings};
use crate::rules::links::Places;
use crate::rules::policy::{self, Policy};
use crate::rules::{self, Rule, fingerprint, links};
use crate::workspace::Workspace;

use super::Stop;
use super::session::Session;

/// Check front matter, licences, reviews, sections and links
///
/// Without a `kb.toml`, only files and links are checked.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb check
  kb check kb/service-level
  kb check --rule broken-link --format json
  kb check --format github
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
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum CheckFormat {
    /// For people
    #[default]
    Human,
    /// One stable JSON object; see `schemas/`
    Json,
    /// Annotations of GitHub Actions
    Github,
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
    let mut outcome = check(&workspace, &policy, session)?;
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
            outcome = check(&workspace, &policy, session)?;
            outcome.findings.retain(|finding| is_about(finding, &wanted));
        }
        outcome.notes.push(match applied {
            1 => "1 fix was applied".to_owned(),
            _ => format!("{applied} fixes were applied"),
        });
    }
    session.notes(&outcome.notes)?;
    match args.format {
        CheckFormat::Github => {
            let shows_infos = session.global.verbose;
            let prefix = workspace.prefix();
            render::github::check(&mut session.env.out.writer, &outcome, prefix, shows_infos)?;
        }
        CheckFormat::Json => render::json::check::check(&mut session.env.out.writer, &outcome)?,
        CheckFormat::Human => {
            session.page();
            let shows_infos = session.global.verbose;
            render::human::check::check(&mut session.screen(), &outcome, shows_infos)?;
        }
    }
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
    let mut policy = own_policy(settings)?;
    let flags =
        [(&args.deny, Level::Error), (&args.warn, Level::Warning), (&args.allow, Level::Off)];
    for (names, level) in flags {
        for name in names {
            find(name)?.into_iter().for_each(|rule| policy.set(rule, level));
        }
    }
    if !args.rule.is_empty() {
        let rules = args.rule.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?;
        policy.only(&rules.concat());
    }
    Ok(policy)
}

fn own_policy(settings: &Settings) -> Result<Policy, Failure> {
    Policy::read(&settings.levels).map_err(|unknown| {
        no_such_rule(&unknown.written, unknown.nearest)
            .because("`kb.toml` names it under `[rules]`")
    })
}

/// The rules that `name` means.
///
/// # Errors
/// There is none, with the nearest name.
pub(super) fn find(name: &str) -> Result<Vec<&'static Rule>, Failure> {
    policy::find(name).map_err(|nearest| no_such_rule(name, nearest))
}

fn no_such_rule(name: &str, nearest: Option<&'static str>) -> Failure {
    let failure = Failure::new(format!("there is no rule `{}`", sanitise(name)));
    failure.hint(nearest.map_or_else(
        || "run `kb explain` to see them all".to_owned(),
        |nearest| format!("did you mean `{nearest}`?"),
    ))
}

/// Checks with the rules and levels of `kb.toml` alone.
pub(super) fn with_own_policy(
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    check(workspace, &own_policy(&workspace.settings)?, session)
}

fn check(
    workspace: &Workspace,
    policy: &Policy,
    session: &Session<'_>,
) -> Result<CheckOutcome, Failure> {
    let data = workspace.data()?;
    let people = data.known_people();
    let around = Surroundings {
        settings: &workspace.settings,
        schema: &data.schema,
        people: people.as_ref(),
        events: &data.events,
        today: session.today(),
    };
    let loaded = workspace.load(&data, |read| {
        let lines = Lines::new(read.text.as_bytes());
        let context = ArticleContext {
            around: &around,
            article: &read.article,
            text: &read.text,
            lines: &lines,
        };
        let findings = rules::check_article(&context, policy);
        let mut article = read.article;
        links::let_go_of_text(&mut article, &read.text);
        (article, findings)
    })?;
    let mut findings = Vec::new();
    let articles = loaded.values.into_iter().map(|(article, found)| {
        findings.extend(found);
        (article.path.clone(), article)
    });
    let articles: BTreeMap<ArticlePath, Article> = articles.collect();
    let exists = |path: &ArticlePath| workspace.exists(path);
    let spelling = workspace.spelling();
    let spelled = |path: &ArticlePath| spelling.find(path);
    let read = |path: &ArticlePath| workspace.text(path);
    let places = Places {
        exists: &exists,
        spelled: &spelled,
        prefix: workspace.prefix(),
        site_root: workspace.settings.site_root.as_deref(),
    };
    let context = LibraryContext::new(&around, &articles, &loaded.skipped, places, &read);
    findings.extend(rules::check_library(&context, policy));
    fingerprint::sort(&mut findings);
    fingerprint::fingerprint(&mut findings);
    Ok(CheckOutcome {
        notes: notes(
            workspace,
            articles.len() + loaded.skipped.len(),
            context.unknown_links(),
            policy.holds_back(&workspace.settings),
        ),
        findings,
        articles: articles.len(),
        skipped: loaded.skipped,
    })
}

fn notes(
    workspace: &Workspace,
    files: usize,
    unknown_links: usize,
    holds_back: bool,
) -> Vec<String> {
    let mut notes = workspace.notes.clone();
    notes.extend(workspace.note_if_empty(files));
    if holds_back {
        notes.push(
            "front-matter, licence and review rules are off until `kb init` has made a \
             `kb.toml`"
                .to_owned(),
        );
    }
    if unknown_links > 0 {
        notes.push(format!(
            "{unknown_links} links start with `/` and were not checked; name their folder in \
             `kb.toml`: `[links]`, then `root = \"…\"`"
        ));
    }
    notes
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
