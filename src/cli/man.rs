//! `kb man`: the manual pages, made from the help of the commands.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;

use super::hint::did_you_mean;
use super::session::Session;
use super::{Cli, Stop};

/// Print the manual page of kb or of one command, for man to show
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  kb man | man -l -
  kb man search > kb-search.1")]
pub(super) struct Args {
    /// The command; kb itself, if left out
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    let mut kb = Cli::command();
    kb.build();
    let page = match &args.command {
        None => kb,
        Some(name) => {
            let found = kb.find_subcommand(name).cloned().ok_or_else(|| unknown(&kb, name))?;
            let title = format!("kb-{name}");
            found.display_name(title.clone()).bin_name(format!("kb {name}")).name(title)
        }
    };
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).render(&mut bytes)?;
    session.env.out.writer.write_all(&bytes)?;
    Ok(Exit::Fine)
}

fn unknown(kb: &clap::Command, name: &str) -> Failure {
    let names = kb.get_subcommands().map(clap::Command::get_name);
    let hint = did_you_mean(name, names, || "run `kb --help` to see what there is".to_owned());
    Failure::new(format!("there is no command `{}`", sanitise(name))).hint(hint)
}
