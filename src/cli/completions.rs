//! `kb completions`: lets a shell complete commands, options, ids, topics and rules.
//!
//! The shell asks `kb` itself each time, by setting `COMPLETE` to its name, so
//! that new articles are offered without setting anything up again.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{CommandFactory as _, ValueEnum};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;

use crate::domain::id::ArticleId;
use crate::env::Env;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::rules::RULES;
use crate::rules::policy::FAMILIES;
use crate::workspace::{Ask, Workspace};

use super::session::Session;
use super::{Cli, Stop};

/// What a shell sets when it asks for completions.
const ASKED_BY: &str = "COMPLETE";

/// Print what makes a shell complete commands, options, ids, topics and rules
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  source <(kb completions bash)
  kb completions fish > ~/.config/fish/completions/kb.fish")]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Elvish => "elvish",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Zsh => "zsh",
        }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let shells = Shells::builtins();
    let completer = shells.completer(args.shell.name()).expect("every shell we offer is built in");
    let mut script = Vec::new();
    completer.write_registration(ASKED_BY, "kb", "kb", "kb", &mut script)?;
    session.env.out.writer.write_all(&script)?;
    Ok(Exit::Fine)
}

/// Answers a shell that asks what could come next; `None` if none asks.
pub(super) fn answer(env: &mut Env) -> Option<Result<Exit, Stop>> {
    let name = env.variable(ASKED_BY).filter(|name| *name != "0")?.to_owned();
    // A shell passes the words after `--`; without them, somebody merely has the variable set.
    let words = env.args.iter().position(|arg| arg == "--")? + 1;
    let words = env.args[words..].to_vec();
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&name) else {
        let names: Vec<&str> = shells.names().collect();
        let failure = Failure::new(format!("cannot complete for the shell of `{ASKED_BY}`"))
            .hint(format!("it is one of {}", names.join(", ")));
        return Some(Err(failure.into()));
    };
    let mut command = with_candidates(Cli::command(), &library(env, &words));
    command.build();
    let mut offered = Vec::new();
    let completed = shell.write_complete(&mut command, words, Some(&env.cwd), &mut offered);
    let written = completed
        .and_then(|()| env.out.writer.write_all(&offered))
        .and_then(|()| env.out.writer.flush());
    Some(written.map(|()| Exit::Fine).map_err(Stop::Output))
}

/// The library that the words so far are about.
fn library(env: &Env, words: &[OsString]) -> Ask {
    let is_flag = |word: &OsString| word == "-C" || word == "--directory";
    let folder =
        words.windows(2).find(|pair| is_flag(&pair[0])).map(|pair| PathBuf::from(&pair[1]));
    Ask {
        folder: folder.map_or_else(|| env.cwd.clone(), |folder| env.cwd.join(folder)),
        cache_folder: env.cache_folder(),
        ignore_file: env.git_ignore_file(),
        ..Ask::default()
    }
}

/// Lets the arguments that name something of a library offer what it has.
fn with_candidates(command: clap::Command, ask: &Ask) -> clap::Command {
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        sub.mut_args(|arg| {
            let ask = ask.clone();
            match (name.as_str(), arg.get_id().as_str()) {
                (_, "rule" | "deny" | "warn" | "allow") => arg.add(ArgValueCandidates::new(rules)),
                ("show" | "retire" | "use", "id")
                | ("retire", "by")
                | ("check", "paths")
                | ("review", "ids") => arg.add(ArgValueCandidates::new(move || ids(&ask))),
                (_, "kinds") | ("new", "kind") => {
                    arg.add(ArgValueCandidates::new(move || values(&ask, None)))
                }
                (_, "topics") | ("new", "topic") => {
                    arg.add(ArgValueCandidates::new(move || values(&ask, Some("topics"))))
                }
                ("retire", "reason") => {
                    arg.add(ArgValueCandidates::new(move || values(&ask, Some("retired_reason"))))
                }
                ("review", "checked") => {
                    arg.add(ArgValueCandidates::new(move || values(&ask, Some("checked"))))
                }
                (_, "statuses") => {
                    arg.add(ArgValueCandidates::new(move || values(&ask, Some("status"))))
                }
                _ => arg,
            }
        })
    })
}

fn candidate(value: &str, help: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_owned().into()))
}

fn rules() -> Vec<CompletionCandidate> {
    let rules = RULES.iter().map(|rule| candidate(rule.meta.name, rule.meta.summary));
    let families = FAMILIES.iter().map(|(name, _)| candidate(name, "a family of rules"));
    rules.chain(families).collect()
}

/// Ids are made of paths: no article is read. A name that could steer the shell is left out.
fn ids(ask: &Ask) -> Vec<CompletionCandidate> {
    let listed = Workspace::open(ask).and_then(|workspace| {
        let listing = workspace.list()?;
        Ok(listing.entries.iter().map(|entry| workspace.id_of(&entry.path)).collect::<Vec<_>>())
    });
    // Without a library there is nothing to offer, and no place to say why.
    let ids = listed.unwrap_or_default();
    let is_plain = |id: &str| id.chars().all(|c| c.is_alphanumeric() || "-_./+@".contains(c));
    ids.iter().map(ArticleId::raw).filter(|id| is_plain(id)).map(CompletionCandidate::new).collect()
}

/// The values of a vocabulary; the types of article without one.
fn values(ask: &Ask, vocabulary: Option<&str>) -> Vec<CompletionCandidate> {
    let Ok(schema) = Workspace::open(ask).and_then(|workspace| workspace.data()) else {
        return Vec::new();
    };
    let schema = schema.schema;
    match vocabulary {
        None => schema.types.values().map(|kind| candidate(&kind.name, &kind.doc)).collect(),
        Some(name) => {
            let values = schema.vocabularies.get(name).into_iter().flatten();
            values.map(|(value, test)| candidate(value, test)).collect()
        }
    }
}
