//! `kb list --changed-since`: which articles are not as they were.

use crate::domain::article::Article;
use crate::domain::changed::ChangedArticle;
use crate::exit::Exit;
use crate::render;
use crate::workspace::{Data, Workspace};

use super::Stop;
use super::options::Format;
use super::session::Session;

/// Prints what became of the articles that `is_wanted` since `asked`.
pub(super) fn run(
    asked: &str,
    (workspace, data): (&Workspace, &Data),
    is_wanted: &dyn Fn(&Article) -> bool,
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let (changes, since) = workspace.changes_since_asked(asked)?;
    let mut found: Vec<ChangedArticle> = workspace.changed_articles(data, &changes)?;
    found.retain(|changed| is_wanted(&changed.article));
    session.notes(&workspace.notes)?;
    match format {
        Format::Json => {
            let out = &mut session.env.out.writer;
            render::json::list_changed::list_changed(out, &since, &found)?;
        }
        Format::Human => {
            session.page();
            render::human::list_changed::list_changed(&mut session.screen(), &since, &found)?;
        }
    }
    Ok(Exit::Fine)
}
