//! Needs that cannot be read, told by whatever looks at needs.

use crate::domain::article::Article;
use crate::domain::outcome::Skipped;
use crate::exit::Exit;
use crate::workspace::{Data, Loaded, Workspace};

use super::Stop;
use super::session::Session;

/// So many are named: whoever has more has another trouble.
const TOLD_MAX: usize = 20;

/// Everything of `loaded` that cannot be read, and every need whose front matter cannot.
pub(super) fn unread(workspace: &Workspace, data: &Data, loaded: &Loaded<Article>) -> Vec<Skipped> {
    let damaged = loaded.values.iter().filter_map(|it| workspace.damaged_need(data, it));
    loaded.skipped.iter().filter(|it| it.is_unread()).cloned().chain(damaged).collect()
}

/// Says what was not looked at, and how the run ends: as `exit` if that was nothing.
///
/// # Errors
/// The stream does not take it.
pub(super) fn tell(
    unread: &[Skipped],
    exit: Exit,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    for it in unread.iter().take(TOLD_MAX) {
        session.note(&format!("{}: not looked at: it {}", it.path, it.why))?;
    }
    let more = unread.len().saturating_sub(TOLD_MAX);
    if more > 0 {
        session.note(&format!("{more} more files were not looked at: `kb needs` names them"))?;
    }
    Ok(if unread.is_empty() { exit } else { Exit::Broken })
}
