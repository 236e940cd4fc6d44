//! `kb check --watch`: checks again whenever the library changes.
//!
//! Files are looked at every now and then and not waited for, which works on
//! every file system and costs one look a file. A fault of one moment, such as
//! a `kb.toml` that is half written, is told and watched until it is mended.

use crate::exit::Exit;
use crate::workspace::Look;

use super::Stop;
use super::check::{Args, run_once};
use super::session::Session;

/// Checks until it is time to end; how the last check ended.
///
/// # Errors
/// Nobody reads any more what is printed.
pub(super) fn watch(args: &Args, session: &mut Session<'_>) -> Result<Exit, Stop> {
    loop {
        let before = state(session);
        let exit = match run_once(args, session) {
            Err(Stop::Failure(failure)) => {
                let cause = failure.because.map(|cause| format!(": {cause}")).unwrap_or_default();
                session.note(&format!("{}{cause}", failure.failed))?;
                Exit::Broken
            }
            exit => exit?,
        };
        session.note("watching; end with Ctrl+C")?;
        session.env.out.writer.flush()?;
        loop {
            if !(session.env.wait)() {
                return Ok(exit);
            }
            if state(session) != before {
                break;
            }
        }
    }
}

/// What the files look like; `None` while the library cannot be opened.
fn state(session: &Session<'_>) -> Option<Look> {
    session.open(None).and_then(|workspace| workspace.look()).ok()
}
