//! `kb show ID --edit`: the user's editor, at the line of what was asked for.

use std::path::Path;

use crate::domain::article::Article;
use crate::domain::editor::{Form, form};
use crate::domain::untrusted::sanitise;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::workspace::Workspace;

use super::Stop;
use super::select;
use super::session::Session;
use super::show_place::{At, asked, part, whole};

/// Opens what `id` means, waits until the editor ends, and says nothing if it ends well.
pub(super) fn run(
    id: &str,
    workspace: &Workspace,
    session: &mut Session<'_>,
) -> Result<Exit, Stop> {
    let data = workspace.data()?;
    let articles = workspace.load_front_matter(&data, |read| read.article)?.values;
    let wanted = asked(&articles, id, workspace, session);
    let article = match wanted.found.as_slice() {
        [] => return Err(select::unknown(&articles, wanted.name).into()),
        [one] => *one,
        several => return Err(select::ambiguous(wanted.name, several).into()),
    };
    let line = line_of(workspace, article, wanted.at)?;
    let Some(place) = workspace.file_to_edit(&article.path) else {
        let failure = Failure::new(format!("cannot edit `{}`", article.id));
        let failure = failure.because("this repository has no work tree, so there is no file");
        return Err(failure.hint("clone it, and edit the article there").into());
    };
    open(&place, line, session)?;
    Ok(Exit::Fine)
}

/// The line to open `article` at.
fn line_of(workspace: &Workspace, article: &Article, at: At<'_>) -> Result<u32, Failure> {
    if at == At::Whole {
        return Ok(1);
    }
    let (text, read) = whole(workspace, article)?;
    let part = part(&read, &text, at)?;
    // Whoever names a line wants to be there, and not at the heading above it.
    Ok(if let At::Line(line) = at { line } else { part.line })
}

/// Starts the user's editor on the file at `place`.
///
/// # Errors
/// No editor is named, or it cannot be started, or it does not end well.
pub(super) fn open(place: &Path, line: u32, session: &mut Session<'_>) -> Result<(), Stop> {
    let Some((variable, command)) = session.env.editor_command() else {
        return Err(Failure::new("no editor is named")
            .because("none of `KB_EDITOR`, `VISUAL` and `EDITOR` is set")
            .hint("name yours, as in `export EDITOR=nano`, and run the same command again")
            .into());
    };
    let command = command.to_owned();
    let form = form(&command);
    if form == Form::FileOnly && line > 1 && !command.contains("KB_LINE") {
        let shown = sanitise(&command);
        session.note(&format!("how `{shown}` is told a line is not known; it is line {line}"))?;
    }
    std::io::Write::flush(&mut session.env.out.writer)?;
    let arguments = form.arguments(place.as_os_str().to_owned(), line);
    let Some(run) = session.env.editor else {
        return Err(Failure::new("no editor can be started here").into());
    };
    let cannot = || Failure::new(format!("cannot edit with `{}`", sanitise(&command)));
    let hint = format!(
        "`{variable}` names it; name an editor that you have there or in `KB_EDITOR`, as in \
         `export {variable}=nano`"
    );
    match run(&command, &arguments, line) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let why = match status.code() {
                // What POSIX lets a shell end with, 2.8.2.
                Some(127) => "there is no such program".to_owned(),
                Some(126) => "it is no program that can be run".to_owned(),
                Some(code) => format!("it ended with code {code}"),
                None => "it was stopped by a signal".to_owned(),
            };
            Err(cannot().because(why).hint(hint).into())
        }
        Err(cause) => Err(cannot().because(cause).hint(hint).into()),
    }
}
