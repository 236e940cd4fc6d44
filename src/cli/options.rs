//! Options that several commands share, declared once.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::domain::review::parse_date;
use crate::env::ColorChoice;

/// What every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Global {
    /// Work on the library in this folder (search: several)
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    pub(super) folders: Vec<PathBuf>,
    /// Use this file in place of the library's `kb.toml`
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub(super) color: Color,
    /// Judge as of this day, YYYY-MM-DD, in place of today
    #[arg(long, value_name = "DATE", value_parser = date, global = true)]
    pub(super) today: Option<Date>,
    /// Say more; with `check`, show infos too
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// Print what was asked for and failures, but no notes and no progress
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print straight to the terminal, not through a pager
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
}

impl Global {
    /// The folder that the command works in, as typed; `None`: the current one.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folders.first().map(PathBuf::as_path)
    }
}

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// One stable JSON object; see `schemas/`
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Which articles, by what their front matter says.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilterArgs {
    /// Only articles of this type (can be repeated)
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) kinds: Vec<String>,
    /// Only articles on this topic (can be repeated)
    #[arg(long = "topic", value_name = "TOPIC")]
    pub(super) topics: Vec<String>,
    /// Only articles with this status: draft, active or retired (can be repeated)
    #[arg(long = "status", value_name = "STATUS")]
    pub(super) statuses: Vec<String>,
    /// Only articles that this person or team looks after (can be repeated)
    #[arg(long = "owner", value_name = "OWNER")]
    pub(super) owners: Vec<String>,
    /// Only articles under this licence (can be repeated)
    #[arg(long = "license", alias = "licence", value_name = "SPDX")]
    pub(super) licenses: Vec<String>,
}

/// Reads a day of the command line.
pub(super) fn date(text: &str) -> Result<Date, String> {
    parse_date(text).map_err(|wrong| format!("it {wrong}"))
}
