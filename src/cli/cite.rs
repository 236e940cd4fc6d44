//! `kb show --cite`: the credit of an article, ready to paste.

use crate::domain::article::Status;
use crate::domain::outcome::ShownArticle;
use crate::exit::Exit;
use crate::render::cite;
use crate::render::screen::{Line, Style};
use crate::workspace::Workspace;

use super::Stop;
use super::session::Session;

/// The form of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Cite {
    /// Plain text
    Text,
    /// Markdown, for the page that uses the text
    Markdown,
    /// HTML, likewise
    Html,
    /// An entry of a `.bib` file
    Bibtex,
    /// An item for citation managers
    CslJson,
}

/// Prints the credit of `shown`.
pub(super) fn cite(
    form: Cite,
    mut shown: ShownArticle,
    workspace: &Workspace,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    match (shown.trust.status, &shown.trust.superseded_by) {
        (Status::Active, _) => {}
        (Status::Draft, _) => session.note(&format!("`{}` is a draft", shown.id))?,
        (Status::Retired, None) => session.note(&format!("`{}` is retired", shown.id))?,
        (Status::Retired, Some(next)) => {
            session.note(&format!("`{}` is retired, see `{next}`", shown.id))?;
        }
    }
    if matches!(form, Cite::Bibtex | Cite::CslJson) {
        let known = workspace.history(std::slice::from_ref(&shown.path))?.of(&shown.path);
        shown.attribution.issued = known.updated.or(known.created);
    }
    let attribution = &shown.attribution;
    let text = match form {
        Cite::Text => cite::text(attribution),
        Cite::Markdown => cite::markdown(attribution),
        Cite::Html => cite::html(attribution),
        Cite::Bibtex => cite::bibtex(attribution),
        Cite::CslJson => {
            cite::csl_json(&mut session.env.out.writer, attribution)?;
            return Ok(Exit::Fine);
        }
    };
    let mut screen = session.screen();
    text.lines().try_for_each(|line| screen.put(&Line::of(Style::Plain, line)))?;
    Ok(Exit::Fine)
}
