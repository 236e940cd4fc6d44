//! `kb show TERM` where several articles say what the term means: each in short.

use crate::domain::article::{Article, Status};
use crate::domain::definition::{Meaning, Meanings};
use crate::domain::retirement::Pointer;
use crate::domain::untrusted::Untrusted;
use crate::exit::Exit;
use crate::render;

use super::Stop;
use super::options::Format;
use super::select;
use super::session::Session;

/// Shows each of `several` articles that `name` may mean; those that are retired only if all are.
///
/// # Errors
/// The output does not take it, or the articles are of one id, which no term tells apart.
pub(super) fn run(
    name: &str,
    several: &[&Article],
    format: Format,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    if !several.iter().all(|article| select::is_other_name(article, name)) {
        return Err(select::ambiguous(name, several).into());
    }
    let is_retired = |article: &&&Article| article.meta.status == Status::Retired;
    let (retired, in_use): (Vec<&&Article>, Vec<_>) = several.iter().partition(is_retired);
    let shown = if in_use.is_empty() { retired } else { in_use };
    let meaning = |article: &&Article| Meaning {
        article: Pointer::to(article),
        term: article.meta.term.as_ref().map(|term| term.value.clone()),
        summary: article.meta.summary.clone(),
        definition: article.meta.definition.as_deref().cloned(),
    };
    let meanings =
        Meanings { name: Untrusted::from(name), all: shown.into_iter().map(meaning).collect() };
    match format {
        Format::Json => {
            render::json::meanings::meanings(&mut session.env.out.writer, &meanings)?;
        }
        Format::Human => {
            session.page();
            render::human::meanings::meanings(&mut session.screen(), &meanings)?;
        }
    }
    Ok(Exit::Fine)
}
