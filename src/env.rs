//! The world as one value: arguments, folder, variables, day, streams.
//!
//! The only reader of the process, its clock and its terminal. Everything else
//! is handed an [`Env`], so that every command runs in a test by what a person
//! sees.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::{Mutex, Once, PoisonError};

use jiff::ToSpan;
use jiff::civil::Date;

mod programs;
mod terminal;

pub use programs::run_editor;
use programs::{PAGER_DEFAULT, open_pager};
pub use terminal::{Canvas, FullScreen, OpenScreen};

/// The width where nothing says how wide the terminal is, in columns.
const WIDTH_DEFAULT: usize = 80;

/// The first version of the GNOME terminal's widget that shows links, 0.50.
const VTE_WITH_LINKS: u32 = 5000;

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

/// Starts a program that shows what is written to it page by page.
pub type OpenPager = fn(&str) -> io::Result<Box<dyn Write>>;

/// Starts an editor: the command as the user named it, what is appended to it, and the line to
/// open at, which the editor also finds in `KB_LINE`. Returns when it has ended.
pub type RunEditor = fn(&str, &[OsString], u32) -> io::Result<ExitStatus>;

/// How often files are looked at that are watched: soon enough for a person, and no load.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(500);

/// How much of a line that somebody types is read at once, in bytes; a terminal takes 4096
/// (`MAX_CANON` of Linux and macOS is at most that).
pub const LINE_BYTES_MAX: usize = 4096;

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
    /// What comes in.
    pub input: Box<dyn Read>,
    /// True if a person types what comes in.
    pub input_is_terminal: bool,
    /// Waits a moment before files are looked at again; false when it is time to end.
    pub wait: Box<dyn FnMut() -> bool>,
    /// Data: what was asked for.
    pub out: Stream,
    /// Talk: progress, notes, failures.
    pub err: Stream,
    /// How to start the user's pager; `None` where there can be none.
    pub pager: Option<OpenPager>,
    /// How to start the user's editor; `None` where there can be none.
    pub editor: Option<RunEditor>,
    /// How to take over the whole terminal; `None` where there is none to take.
    pub screen: Option<OpenScreen>,
}

impl Env {
    /// The world of this process.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the process")]
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect::<BTreeMap<_, _>>();
        let out_is_terminal = io::stdout().is_terminal();
        let asked = variables.get("COLUMNS").and_then(|columns| columns.parse().ok());
        let measured = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = asked.or(measured.filter(|_| out_is_terminal)).filter(|width| *width > 0);
        Self {
            args: std::env::args_os().skip(1).collect(),
            cwd: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
            today: today(&variables),
            variables,
            width: width.unwrap_or(WIDTH_DEFAULT),
            input: Box::new(io::stdin()),
            input_is_terminal: io::stdin().is_terminal(),
            wait: Box::new(|| {
                std::thread::sleep(LOOK_EVERY);
                true
            }),
            out: Stream {
                writer: Box::new(io::BufWriter::new(io::stdout())),
                is_terminal: out_is_terminal,
            },
            err: Stream { writer: Box::new(io::stderr()), is_terminal: io::stderr().is_terminal() },
            pager: Some(open_pager),
            editor: Some(run_editor),
            screen: terminal::opener(),
        }
    }

    /// True if a person can be asked: they see what is said, and type what comes in.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        self.input_is_terminal && self.err.is_terminal
    }

    /// The next line that comes in, without its end; `None` once nothing more does.
    ///
    /// What is not UTF-8 becomes U+FFFD, and a line ends after [`LINE_BYTES_MAX`].
    ///
    /// # Errors
    /// The stream cannot be read.
    pub fn read_line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let mut byte = [0];
        // One byte at a time: what comes after the line is for whoever reads next.
        while line.len() < LINE_BYTES_MAX {
            match self.input.read(&mut byte) {
                Ok(0) if line.is_empty() => return Ok(None),
                Ok(0) => break,
                Ok(_) if byte[0] == b'\n' => break,
                Ok(_) => line.push(byte[0]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let line = String::from_utf8_lossy(&line);
        Ok(Some(line.strip_suffix('\r').unwrap_or(&line).to_owned()))
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
        self.color_and_variable(choice, is_terminal).0
    }

    /// [`Self::uses_color`], with the variable that decided it, if one did.
    #[must_use]
    pub fn color_and_variable(
        &self,
        choice: ColorChoice,
        is_terminal: bool,
    ) -> (bool, Option<&'static str>) {
        let forces = |name: &&str| self.variable(name).is_some_and(|value| value != "0");
        match choice {
            ColorChoice::Always => return (true, None),
            ColorChoice::Never => return (false, None),
            ColorChoice::Auto => {}
        }
        if self.variable("NO_COLOR").is_some() {
            (false, Some("NO_COLOR"))
        } else if let Some(name) = ["CLICOLOR_FORCE", "FORCE_COLOR"].into_iter().find(forces) {
            (true, Some(name))
        } else if self.variable("TERM") == Some("dumb") {
            (false, Some("TERM"))
        } else {
            (is_terminal, None)
        }
    }

    /// What the environment says of the characters a terminal shows: the variable that decides
    /// it and its value, by POSIX, "Environment Variables", 8.2; `None` if it says nothing.
    #[must_use]
    pub fn locale(&self) -> Option<(&'static str, &str)> {
        let mut named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
        named.find_map(|name| Some((name, self.variable(name)?)))
    }

    /// The pager that the user's environment names, `less` if it names none; `None` if it asks
    /// for none by an empty value or `cat`.
    ///
    /// Nothing a repository says is asked: `core.pager` of its configuration least of all.
    #[must_use]
    pub fn pager_command(&self) -> Option<&str> {
        let named = ["KB_PAGER", "PAGER"].iter().find_map(|name| self.variables.get(*name));
        let command = named.map_or(PAGER_DEFAULT, |command| command.trim());
        let is_dumb = self.variable("TERM") == Some("dumb");
        (!matches!(command, "" | "cat") && !is_dumb).then_some(command)
    }

    /// The editor that the user's environment names, and the variable that does: `KB_EDITOR`,
    /// `VISUAL` unless the terminal is dumb, `EDITOR`, as git asks its own.
    ///
    /// Nothing a repository says is asked: `core.editor` of its configuration least of all.
    #[must_use]
    pub fn editor_command(&self) -> Option<(&'static str, &str)> {
        let is_dumb = self.variable("TERM") == Some("dumb");
        let names = ["KB_EDITOR", "VISUAL", "EDITOR"].into_iter();
        let mut commands = names
            .filter(|name| *name != "VISUAL" || !is_dumb)
            .filter_map(|name| Some((name, self.variable(name)?.trim())));
        commands.find(|(_, command)| !command.is_empty())
    }

    /// The file of the user's profile, there or not, and whether `KB_PROFILE` names it: else
    /// `kb/profile.toml` in the user's folder for settings, as the XDG Base Directory
    /// Specification has it; `None` where no variable leads to one, or `KB_PROFILE` is empty.
    #[must_use]
    pub fn profile_file(&self) -> Option<(PathBuf, bool)> {
        if let Some(named) = self.variables.get("KB_PROFILE") {
            return (!named.is_empty()).then(|| (PathBuf::from(named), true));
        }
        let below = [("XDG_CONFIG_HOME", ""), ("HOME", ".config"), ("APPDATA", "")];
        let (folder, inside) = below.into_iter().find_map(|(name, inside)| {
            let folder = PathBuf::from(self.variable(name)?);
            folder.is_absolute().then_some((folder, inside))
        })?;
        Some((folder.join(inside).join("kb").join("profile.toml"), false))
    }

    /// True if the terminal shows links that are not spelled out (OSC 8).
    ///
    /// By `FORCE_HYPERLINK`, else by what terminals that can do it say of themselves, as listed
    /// at <https://github.com/Alhadis/OSC8-Adoption>.
    #[must_use]
    pub fn shows_links(&self, is_terminal: bool) -> bool {
        if let Some(forced) = self.variable("FORCE_HYPERLINK") {
            return forced != "0";
        }
        let program = self.variable("TERM_PROGRAM").unwrap_or_default();
        let term = self.variable("TERM").unwrap_or_default();
        let vte = self.variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
        is_terminal
            && (["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"].contains(&program)
                || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot"].contains(&term)
                || vte.is_some_and(|version| version >= VTE_WITH_LINKS)
                || self.variable("WT_SESSION").is_some()
                || self.variable("KONSOLE_VERSION").is_some())
    }

    /// Where git looks for the user's list of what to ignore, unless it is told otherwise: see
    /// `core.excludesFile` in `git-config(1)`.
    #[must_use]
    pub fn git_ignore_file(&self) -> Option<PathBuf> {
        let below = [("XDG_CONFIG_HOME", "git/ignore"), ("HOME", ".config/git/ignore")];
        below
            .into_iter()
            .find_map(|(name, inside)| Some(Path::new(self.variable(name)?).join(inside)))
    }

    /// The user's cache folder, if the environment names one.
    #[must_use]
    pub fn cache_folder(&self) -> Option<PathBuf> {
        self.cache_folder_and_variable().map(|(folder, _)| folder)
    }

    /// [`Self::cache_folder`], with the variable that names it.
    #[must_use]
    pub fn cache_folder_and_variable(&self) -> Option<(PathBuf, &'static str)> {
        let below = [
            ("KB_CACHE_DIR", ""),
            ("XDG_CACHE_HOME", "kb"),
            ("HOME", ".cache/kb"),
            ("LOCALAPPDATA", "kb"),
        ];
        below.into_iter().find_map(|(name, inside)| {
            let folder =
                self.variable(name).map(PathBuf::from).filter(|path| path.is_absolute())?;
            Some((if inside.is_empty() { folder } else { folder.join(inside) }, name))
        })
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

/// What the last panic said, and where.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps panics from printing: each is told as a skipped file or a failure instead.
pub fn hold_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(" at {at}"));
        let text = panic.payload().downcast_ref::<&str>().copied();
        let owned = panic.payload().downcast_ref::<String>().map(String::as_str);
        let message = text.or(owned).unwrap_or("a panic");
        let mut last = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(format!("{message}{place}"));
    }));
}

/// What the last panic said, if panics are held.
#[must_use]
pub fn last_panic() -> Option<String> {
    LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(input: &'static [u8]) -> Env {
        let stream = || Stream { writer: Box::new(io::sink()), is_terminal: true };
        Env {
            args: Vec::new(),
            cwd: PathBuf::new(),
            variables: BTreeMap::new(),
            today: Date::constant(2026, 11, 23),
            width: WIDTH_DEFAULT,
            input: Box::new(input),
            input_is_terminal: true,
            wait: Box::new(|| false),
            out: stream(),
            err: stream(),
            pager: None,
            editor: None,
            screen: None,
        }
    }

    #[track_caller]
    fn check(input: &'static [u8], expected: &[&str]) {
        let mut env = typing(input);
        let lines: Vec<String> =
            std::iter::from_fn(|| env.read_line().expect("a slice can be read")).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_come_one_by_one_without_their_ends() {
        check(b"", &[]);
        check(b"one\ntwo\r\n\nlast", &["one", "two", "", "last"]);
        check(b"caf\xe9\n", &["caf\u{fffd}"]);
    }

    #[test]
    fn a_line_that_does_not_end_is_cut() {
        let long: &'static [u8] = &[b'a'; LINE_BYTES_MAX + 2];
        let mut env = typing(long);
        let mut length = || env.read_line().expect("it can be read").map(|line| line.len());
        assert_eq!([length(), length(), length()], [Some(LINE_BYTES_MAX), Some(2), None]);
    }

    #[test]
    fn a_person_is_asked_only_where_they_see_and_type() {
        let mut env = typing(b"");
        assert!(env.can_ask());
        env.err.is_terminal = false;
        assert!(!env.can_ask());
        env.err.is_terminal = true;
        env.input_is_terminal = false;
        assert!(!env.can_ask());
    }
}
