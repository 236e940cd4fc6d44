//! The command line: reads arguments, calls the layers, chooses format and exit code.
//!
//! Thin on purpose: what a command finds out is a value of `domain`, and how
//! it looks is `render`'s.

mod adopt;
mod adopt_fields;
mod adopt_known;
mod adopt_plan;
mod adopt_read;
mod adopt_terms;
mod adopt_text;
mod adopt_writer;
mod ask;
mod ask_look;
mod ask_ready;
mod ask_say;
mod ask_write;
mod asked;
mod asked_keys;
mod check;
mod check_baseline;
mod check_history;
mod check_library;
mod check_policy;
mod check_print;
mod check_protect;
mod check_scope;
mod check_watch;
mod cite;
mod completions;
mod config;
mod config_machine;
mod credits;
mod eval;
mod eval_bounds;
mod eval_library;
mod explain;
mod explain_license;
mod export;
mod export_claims;
mod export_codeowners;
mod export_details;
mod export_gate;
mod export_graph;
mod export_hand_over;
mod export_library;
mod export_links;
mod export_llms;
mod export_out;
mod export_reuse;
mod export_site;
mod export_table;
mod filter;
mod fix;
mod front;
mod gap;
mod hint;
mod index;
mod init;
mod init_ci;
mod judged;
mod like_me;
mod list;
mod list_changed;
mod man;
mod needs;
mod needs_gaps;
mod needs_import;
mod needs_import_match;
mod needs_import_new;
mod needs_import_raise;
mod needs_import_values;
mod needs_list;
mod needs_log;
mod needs_move;
mod needs_refused;
mod needs_similar;
mod needs_unread;
mod needs_verbs;
mod new;
mod new_from;
mod next;
mod next_jobs;
mod options;
mod other_files;
mod owners;
mod plain;
mod profile;
mod pulse_bounds;
mod query_log;
mod reference;
mod report;
mod retire;
mod retire_links;
mod retire_plan;
mod review;
mod review_ask;
mod review_desk;
mod review_dossier;
mod review_names;
mod review_next;
mod review_refused;
mod review_who;
mod search;
mod search_desk;
mod search_find;
mod search_hit;
mod search_libraries;
mod search_picker;
mod search_preview;
mod select;
mod session;
mod show;
mod show_edit;
mod show_history;
mod show_meanings;
mod show_place;
mod show_related;
mod stale;
mod stale_select;
mod use_article;
mod use_metric;
mod use_template;
mod use_values;
mod worked;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::env::{ColorChoice, Env};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render;

pub use reference::reference;

use options::{Format, Global};
use session::Session;

/// A knowledge base over a git repository: find, check, keep fresh
///
/// Articles are Markdown files with YAML front matter; git is the database and
/// the pull request is the workflow. Nothing is ever sent anywhere, and nothing
/// of the repository is ever run.
#[derive(Parser)]
#[command(
    name = "kb",
    version,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMAND",
    after_help = concat!(
        "Examples:\n  kb search when can we stop the clock\n  kb check\n\n",
        "Exit codes: 0 fine · 1 findings, or nothing answers · 2 could not work"
    ),
    after_long_help = LONG_HELP
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

const LONG_HELP: &str = "\
Examples:
  kb search when can we stop the clock
  kb check
  kb stale --state overdue

Exit codes, the same for every command and format:
  0  fine
  1  findings at or above --fail-on, or nothing answers
  2  could not work, or not everything was looked at";

/// Every command, in the order of an article's life.
#[derive(Subcommand)]
enum Command {
    Search(search::Args),
    Show(show::Args),
    List(list::Args),
    New(new::Args),
    Use(use_article::Args),
    Adopt(adopt::Args),
    Ask(ask::Args),
    Check(check::Args),
    Explain(explain::Args),
    Stale(stale::Args),
    Needs(needs::Args),
    Report(report::Args),
    Credits(credits::Args),
    Retire(retire::Args),
    Review(review::Args),
    Next(next::Args),
    Init(init::Args),
    Index(index::Args),
    #[command(hide = true)]
    Export(export::Args),
    #[command(hide = true)]
    Eval(eval::Args),
    #[command(hide = true)]
    Config(config::Args),
    #[command(hide = true)]
    Completions(completions::Args),
    #[command(hide = true)]
    Man(man::Args),
}

/// The verbs that `kb` alone names: what readers, writers and reviewers do every day.
const OVERVIEW: [&str; 6] = ["search", "show", "list", "new", "check", "stale"];

/// Why a command ended early.
enum Stop {
    /// The tool cannot work.
    Failure(Failure),
    /// The output does not take what is written.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the command that the arguments ask for.
pub fn run(env: &mut Env) -> Exit {
    let format = format_asked_for(&env.args);
    let color = color_asked_for(&env.args);
    if let Some(answered) = completions::answer(env) {
        return answered.unwrap_or_else(|stop| report(env, stop, format, color));
    }
    let outcome = match parse(&env.args, env.width) {
        Err(error) => usage(env, &error),
        Ok(cli) => {
            let mut session = Session::new(env, cli.global);
            match cli.command {
                command if !takes_folders(command.as_ref(), &session) => {
                    Err(several(session.global.folders.len()).into())
                }
                Some(command) => dispatch(command, &mut session),
                None => overview(&mut session),
            }
        }
    };
    let outcome = outcome.and_then(|exit| Ok(env.out.writer.flush().map(|()| exit)?));
    match outcome {
        Ok(exit) => exit,
        Err(stop) => report(env, stop, format, color),
    }
}

/// True if the command works on as many libraries as were named.
fn takes_folders(command: Option<&Command>, session: &Session<'_>) -> bool {
    matches!(command, Some(Command::Search(_))) || session.global.folders.len() < 2
}

fn several(folders: usize) -> Failure {
    Failure::new(format!("this command works on one library, and `-C` names {folders}"))
        .hint("name one; `kb search` takes several")
}

fn dispatch(command: Command, session: &mut Session<'_>) -> Result<Exit, Stop> {
    match command {
        Command::Search(args) => search::run(&args, session),
        Command::Show(args) => show::run(&args, session),
        Command::List(args) => list::run(&args, session),
        Command::New(args) => new::run(&args, session),
        Command::Use(args) => use_article::run(&args, session),
        Command::Adopt(args) => adopt::run(&args, session),
        Command::Ask(args) => ask::run(&args, session),
        Command::Check(args) => check::run(&args, session),
        Command::Explain(args) => explain::run(&args, session),
        Command::Stale(args) => stale::run(&args, session),
        Command::Needs(args) => needs::run(&args, session),
        Command::Report(args) => report::run(&args, session),
        Command::Credits(args) => credits::run(&args, session),
        Command::Retire(args) => retire::run(&args, session),
        Command::Review(args) => review::run(&args, session),
        Command::Next(args) => next::run(&args, session),
        Command::Init(args) => init::run(&args, session),
        Command::Index(args) => index::run(&args, session),
        Command::Export(args) => export::run(&args, session),
        Command::Eval(args) => eval::run(&args, session),
        Command::Config(args) => config::run(&args, session),
        Command::Completions(args) => completions::run(&args, session),
        Command::Man(args) => man::run(&args, session),
    }
}

fn parse(args: &[OsString], width: usize) -> Result<Cli, clap::Error> {
    let command = Cli::command().term_width(width);
    let name = OsString::from("kb");
    let matches = command.try_get_matches_from(std::iter::once(&name).chain(args))?;
    Cli::from_arg_matches(&matches)
}

/// Help and version are answers; anything else clap says is a failure.
fn usage(env: &mut Env, error: &clap::Error) -> Result<Exit, Stop> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        env.out.writer.write_all(error.render().to_string().as_bytes())?;
        return Ok(Exit::Fine);
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let failed = lines.next().unwrap_or("").trim_start_matches("error: ").replace('\'', "`");
    let tips: Vec<&str> = lines.clone().filter_map(|line| line.strip_prefix("tip: ")).collect();
    let details: Vec<&str> = lines
        .filter(|line| !line.starts_with("tip:") && !line.starts_with("For more"))
        .filter(|line| !line.starts_with("Usage:"))
        .collect();
    let hint = tips.first().map_or_else(
        || "run `kb --help` to see what there is".to_owned(),
        |tip| tip.replace('\'', "`"),
    );
    let failure = Failure::new(failed).hint(hint);
    let because = details.join(" ").replace('\'', "`");
    Err(Stop::Failure(if because.is_empty() { failure } else { failure.because(because) }))
}

/// What `kb` alone prints: the verbs, and one thing to try.
fn overview(session: &mut Session<'_>) -> Result<Exit, Stop> {
    let command = Cli::command();
    let verbs: Vec<(String, String)> = command
        .get_subcommands()
        .filter(|verb| OVERVIEW.contains(&verb.get_name()))
        .map(|verb| {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            (verb.get_name().to_owned(), about)
        })
        .collect();
    render::human::overview::overview(&mut session.screen(), &verbs)?;
    Ok(Exit::Fine)
}

/// Says that the tool met a fault of its own, where no article can be named for it.
pub fn report_fault(env: &mut Env) -> Exit {
    let failure = Failure::new("this tool met a fault of its own")
        .because(crate::env::last_panic().unwrap_or_else(|| "a panic".to_owned()))
        .hint("please report it with the command and, if you can, the file");
    let (format, color) = (format_asked_for(&env.args), color_asked_for(&env.args));
    report(env, Stop::Failure(failure), format, color)
}

fn report(env: &mut Env, stop: Stop, format: Format, choice: ColorChoice) -> Exit {
    let failure = match stop {
        Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::Fine,
        Stop::Output(error) => Failure::new("cannot write the output").because(error),
        Stop::Failure(failure) => failure,
    };
    let written = match format {
        Format::Json => render::json::failure::failure(&mut env.out.writer, &failure)
            .and_then(|()| env.out.writer.flush()),
        Format::Human => {
            let is_used = env.uses_color(choice, env.err.is_terminal);
            let colour = session::colour(is_used);
            let mut screen = render::screen::Screen::new(&mut env.err.writer, colour, env.width);
            render::human::failure::failure(&mut screen, &failure)
        }
    };
    // Where not even the failure can be written, the exit code still tells.
    written.map_or(Exit::Broken, |()| Exit::Broken)
}

/// The colour that the arguments ask for, known even when they cannot be parsed.
fn color_asked_for(args: &[OsString]) -> ColorChoice {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let asks = |when: &str| {
        words.contains(&format!("--color={when}").as_str())
            || words.windows(2).any(|pair| pair == ["--color", when])
    };
    match (asks("never"), asks("always")) {
        (true, _) => ColorChoice::Never,
        (_, true) => ColorChoice::Always,
        _ => ColorChoice::Auto,
    }
}

/// The format that the arguments ask for, known even when they cannot be parsed.
fn format_asked_for(args: &[OsString]) -> Format {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let asks = |name: &str| {
        words.contains(&format!("--format={name}").as_str())
            || words.windows(2).any(|pair| pair == ["--format", name])
    };
    let is_json = asks("json") || asks("json-lines");
    if is_json { Format::Json } else { Format::Human }
}
