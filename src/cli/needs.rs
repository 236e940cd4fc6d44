//! `kb needs`: what practitioners ask for, and what becomes of it.

use crate::domain::coverage::Dimension;
use crate::exit::Exit;

use super::Stop;
use super::needs_gaps;
use super::needs_import;
use super::needs_list;
use super::needs_log;
use super::needs_similar;
use super::needs_verbs::{self, Verb};
use super::options::Format;
use super::session::Session;

/// Show what people ask for, the most painful first
///
/// A need is a question of a practitioner that waits for an answer, an article of type `need`.
/// They are in the order of their pain, over each need and those that ask the same:
///
///   pain = Σ severity × (votes + times asked)
///
/// Severity is 1 (annoyance) to 4 (stops us). Only votes count that somebody can look up: with
/// `evidence_links`, or imported from a survey. Whoever wrote a need down asked it once. It puts
/// a list in order and measures nothing: severity is no amount, and who votes and asks is
/// counted twice.
///
/// States, in the order of their life: raw (written down as it was said), clarified (somebody
/// asked back), open (clear, and nobody is working on it), claimed (somebody is, until a named
/// day; then it is open again), answered (there are articles), accepted (who asked says that they
/// help), or declined (it will not be answered, and it says why).
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb needs
  kb needs --topic change --top 5
  kb needs --gaps
  kb needs import survey.csv --dry-run
  kb needs answer need-stop-the-clock --with stop-the-clock")]
#[command(args_conflicts_with_subcommands = true)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Only needs in these states; raw, clarified and open, if left out
    #[arg(long = "state", value_name = "STATE", value_delimiter = ',')]
    pub(super) states: Vec<String>,
    /// Only needs on this topic (can be repeated)
    #[arg(long = "topic", value_name = "TOPIC")]
    pub(super) topics: Vec<String>,
    /// Show at most this many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    pub(super) top: usize,
    /// Show all of them, in every state
    #[arg(long, conflicts_with_all = ["top", "states"])]
    pub(super) all: bool,
    /// Show what the library lacks: needs and topics without an article in use and reviewed
    #[arg(long, conflicts_with = "states")]
    pub(super) gaps: bool,
    /// With --gaps: look at audience, size or maturity in place of topics
    #[arg(long, value_name = "WHAT", value_enum, requires = "gaps", hide_short_help = true)]
    pub(super) by: Option<By>,
    /// Show what nobody asked for: articles that no need and no judged query names
    #[arg(long, conflicts_with_all = ["gaps", "states"])]
    pub(super) surplus: bool,
    /// Show needs like this need or question; without one, needs that seem to ask the same
    #[arg(long, value_name = "ID|TEXT", num_args = 0.., conflicts_with_all = ["gaps", "surplus"])]
    pub(super) similar: Option<Vec<String>>,
    /// Bring the questions that found no answer together, each with the command that asks it
    #[arg(long, conflicts_with_all = ["gaps", "surplus", "similar"])]
    pub(super) from_log: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// By what gaps are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum By {
    /// What articles are about
    Topic,
    /// Whom they are written for
    Audience,
    /// How many people the organisation has
    Size,
    /// How far its service management has come
    Maturity,
}

impl By {
    pub(super) fn dimension(self) -> Dimension {
        match self {
            Self::Topic => Dimension::Topic,
            Self::Audience => Dimension::Audience,
            Self::Size => Dimension::Size,
            Self::Maturity => Dimension::Maturity,
        }
    }
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    if let Some(asked) = &args.similar {
        return needs_similar::run(asked, args, session);
    }
    match &args.verb {
        Some(Verb::Import(import)) => needs_import::run(import, session),
        Some(verb) => needs_verbs::run(verb, session),
        None if args.gaps => needs_gaps::gaps(args, session),
        None if args.surplus => needs_gaps::surplus(args, session),
        None if args.from_log => needs_log::run(args, session),
        None => needs_list::run(args, session),
    }
}

/// A number from 1.
fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "it counts from 1".to_owned())
}
