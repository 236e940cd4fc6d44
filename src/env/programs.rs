//! The programs that a user's own environment names: a pager and an editor.
//!
//! Nothing else is ever started, and nothing of a repository names one.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};

/// The pager where the environment names none.
pub(super) const PAGER_DEFAULT: &str = "less";

/// Starts `command` as a shell would, for it to show what is written.
#[expect(clippy::disallowed_methods, reason = "the user's own pager, named by the environment")]
pub(super) fn open_pager(command: &str) -> io::Result<Box<dyn Write>> {
    let mut program = if cfg!(windows) {
        let mut words = command.split_whitespace();
        let mut program = Command::new(words.next().unwrap_or(PAGER_DEFAULT));
        program.args(words);
        program
    } else {
        let mut program = Command::new("sh");
        // A machine may have no `less`; whoever names another pager wants to hear of a mistake.
        let is_default = command == PAGER_DEFAULT;
        let fallback =
            format!("command -v {PAGER_DEFAULT} >/dev/null || exec cat; {PAGER_DEFAULT}");
        program.args(["-c", if is_default { &fallback } else { command }]);
        program
    };
    if std::env::var_os("LESS").is_none() {
        // Leave at once if it fits on the screen, pass colours on, keep the text there.
        program.env("LESS", "FRX");
    }
    let mut child = program.stdin(Stdio::piped()).spawn()?;
    let input = child.stdin.take();
    Ok(Box::new(Pager { input, child }))
}

/// Starts `command` as git starts an editor, with `arguments` behind it, and waits for its end.
///
/// A shell reads the command, because people write options and variables into it; it never reads
/// the arguments, which it is handed as they are.
///
/// # Errors
/// It cannot be started.
#[expect(clippy::disallowed_methods, reason = "the user's own editor, named by the environment")]
pub fn run_editor(command: &str, arguments: &[OsString], line: u32) -> io::Result<ExitStatus> {
    let mut program = if cfg!(windows) {
        // Quotation marks keep a path with blanks in one piece.
        let mut words = command.split('"').enumerate().flat_map(|(index, part)| {
            if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() }
        });
        let mut program = Command::new(words.next().unwrap_or_default());
        program.args(words);
        program
    } else {
        let mut program = Command::new("sh");
        program.args(["-c", &format!("{command} \"$@\""), "kb"]);
        program
    };
    if !io::stdout().is_terminal() && io::stderr().is_terminal() {
        // What we print is captured; nobody wants the screen of the editor in there.
        program.stdout(io::stderr());
    }
    program.args(arguments).env("KB_LINE", line.to_string()).status()
}

/// A running pager; dropped, it is waited for.
struct Pager {
    input: Option<ChildStdin>,
    child: Child,
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.input.as_mut().map_or(Ok(0), |input| input.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        drop(self.input.take());
        // How the pager ends is between it and the user.
        drop(self.child.wait());
    }
}
