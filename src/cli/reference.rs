//! `docs/cli.md`, made from the commands themselves so that it cannot drift.

use std::fmt::Write as _;

use clap::CommandFactory;

use super::Cli;

/// The reference of every command and option, in Markdown.
///
/// # Panics
/// Never: only commands that exist are looked up.
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(
        "# Commands\n\nMade from the help of the commands and held by a test: edit the help in \
         `src/cli`,\nthen run `UPDATE_EXPECT=1 cargo test`.\n",
    );
    let command = Cli::command();
    let subcommands: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    section(&mut page, "kb", command);
    for name in subcommands {
        let mut command = Cli::command().term_width(100);
        command.build();
        let found = command.find_subcommand(&name).expect("its name was just listed");
        section(&mut page, &format!("kb {name}"), found.clone());
    }
    page
}

fn section(page: &mut String, name: &str, command: clap::Command) {
    let mut command = command.term_width(100);
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    write!(page, "\n## `{name}`\n\n```text\n{}\n```\n", help.join("\n").trim_end())
        .expect("a String takes all that is written");
}
