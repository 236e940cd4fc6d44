//! The world as one value: arguments, folder, variables, day, streams.
//!
//! The only reader of the process, its clock and its terminal. Everything else
//! is handed an [`Env`], so that every command runs in a test by what a person
//! sees.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Once;

use jiff::ToSpan;
use jiff::civil::Date;

/// The width where nothing says how wide the terminal is, in columns.
const WIDTH_DEFAULT: usize = 80;

/// When to use colour, as asked for on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// On a terminal that can show it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Somewhere to write, and what is known about it.
pub struct Stream {
    /// Where the bytes go.
    pub writer: Box<dyn Write>,
    /// True if a person is watching.
    pub is_terminal: bool,
}

/// Everything a command may know of the world outside the repository.
pub struct Env {
    /// The arguments after the program's name.
    pub args: Vec<OsString>,
    /// The folder it was started in.
    pub cwd: PathBuf,
    /// The environment variables that are UTF-8.
    pub variables: BTreeMap<String, String>,
    /// The day, in UTC.
    pub today: Date,
    /// Columns of the terminal.
    pub width: usize,
    /// Data: what was asked for.
    pub out: Stream,
    /// Talk: progress, notes, failures.
    pub err: Stream,
}

impl Env {
    /// The world of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the process")]
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect::<BTreeMap<_, _>>();
        let out_is_terminal = std::io::stdout().is_terminal();
        let asked = variables.get("COLUMNS").and_then(|columns| columns.parse().ok());
        let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = asked.or(measured.filter(|_| out_is_terminal)).filter(|width| *width > 0);
        Self {
            args: std::env::args_os().skip(1).collect(),
            cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            today: today(&variables),
            variables,
            width: width.unwrap_or(WIDTH_DEFAULT),
            out: Stream {
                writer: Box::new(std::io::BufWriter::new(std::io::stdout())),
                is_terminal: out_is_terminal,
            },
            err: Stream {
                writer: Box::new(std::io::stderr()),
                is_terminal: std::io::stderr().is_terminal(),
            },
        }
    }

    /// A variable that is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether to colour a stream: the flag, then `NO_COLOR`, then `CLICOLOR_FORCE`
    /// and `FORCE_COLOR`, then `TERM=dumb`, then whether it is a terminal.
    ///
    /// The order of <https://no-color.org> and <https://bixense.com/clicolors>.
    #[must_use]
    pub fn uses_color(&self, choice: ColorChoice, is_terminal: bool) -> bool {
        let forces = |name| self.variable(name).is_some_and(|value| value != "0");
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if self.variable("NO_COLOR").is_some() => false,
            ColorChoice::Auto if forces("CLICOLOR_FORCE") || forces("FORCE_COLOR") => true,
            ColorChoice::Auto if self.variable("TERM") == Some("dumb") => false,
            ColorChoice::Auto => is_terminal,
        }
    }

    /// The user's cache folder, if the environment names one.
    #[must_use]
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let absolute =
            |name| self.variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        absolute("KB_CACHE_DIR")
            .or_else(|| absolute("XDG_CACHE_HOME").map(|path| path.join("kb")))
            .or_else(|| absolute("HOME").map(|path| path.join(".cache/kb")))
            .or_else(|| absolute("LOCALAPPDATA").map(|path| path.join("kb")))
    }
}

/// Lets `colored` style whatever it is asked to: the decision is made per stream, here.
pub fn prepare_color() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| colored::control::set_override(true));
}

/// The day in UTC, or the one that `SOURCE_DATE_EPOCH` gives for reproducible output.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn today(variables: &BTreeMap<String, String>) -> Date {
    let asked = variables.get("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse::<i64>().ok());
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = asked.unwrap_or_else(|| {
        now.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    });
    let days = (seconds / 86_400).clamp(-100_000, 2_900_000);
    Date::constant(1970, 1, 1).saturating_add(days.days())
}
