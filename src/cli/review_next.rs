//! What to type once reviews are recorded.

use std::path::Path;

use crate::domain::path::ArticlePath;
use crate::domain::reviewed::{End, ReviewedArticle};
use crate::domain::untrusted::shell_word;
use crate::workspace::Workspace;

use super::review_desk::Desk;
use super::session::Session;

/// The most ids that the first line of a commit names: it is to stay on one line.
const NAMED_MAX: usize = 3;

/// The commands that commit what was written; none where there is no repository.
pub(super) fn next(
    workspace: &Workspace,
    session: &Session<'_>,
    articles: &[ReviewedArticle],
    desk: &Desk<'_>,
) -> Vec<String> {
    let written: Vec<&ReviewedArticle> =
        articles.iter().filter(|article| article.end == End::Written).collect();
    if written.is_empty() || !workspace.is_repository() {
        return Vec::new();
    }
    let git = git(workspace, session);
    let paths = |articles: &[&ReviewedArticle]| {
        articles.iter().map(|article| path_word(&article.path)).collect::<Vec<_>>().join(" ")
    };
    let new: Vec<&ReviewedArticle> =
        written.iter().filter(|article| desk.is_new(&article.path)).copied().collect();
    let add = (!new.is_empty()).then(|| format!("{git} add -- {}", paths(&new)));
    let commit = format!(
        "{git} commit -m {}{} -- {}",
        shell_word(&subject(&written)),
        trailers(&written),
        paths(&written)
    );
    add.into_iter().chain([commit]).collect()
}

/// The commands that commit the files at `paths`, which are words of a command already, and leave
/// out whatever else is staged; none where there is no repository.
pub(super) fn commit(
    workspace: &Workspace,
    session: &Session<'_>,
    paths: &[String],
    message: &str,
) -> Vec<String> {
    if !workspace.is_repository() || paths.is_empty() {
        return Vec::new();
    }
    let (git, paths) = (git(workspace, session), paths.join(" "));
    vec![
        format!("{git} add -- {paths}"),
        format!("{git} commit -m {} -- {paths}", shell_word(message)),
    ]
}

/// `git`, in the folder that paths are told from.
pub(super) fn git(workspace: &Workspace, session: &Session<'_>) -> String {
    let folder = session.global.folder().unwrap_or(Path::new(""));
    let is_here =
        session.global.folder().is_none() && session.env.cwd.join(folder) == workspace.root;
    if is_here {
        return "git".to_owned();
    }
    format!("git -C {}", shell_word(&workspace.root.to_string_lossy()))
}

/// The path as a word of a command of git's.
pub(super) fn path_word(path: &ArticlePath) -> String {
    // A colon at its start would make a pattern of it.
    let path = path.lossy();
    shell_word(&if path.starts_with(':') { format!("./{path}") } else { path })
}

fn subject(written: &[&ReviewedArticle]) -> String {
    let stands = |article: &&ReviewedArticle| {
        article.record.as_ref().is_some_and(|record| record.verdict.stands())
    };
    let what = if written.iter().any(stands) { "review" } else { "needs work" };
    if written.len() > NAMED_MAX {
        return format!("{what}: {} articles", written.len());
    }
    let ids: Vec<&str> = written.iter().map(|article| article.id.raw()).collect();
    format!("{what}: {}", ids.join(", "))
}

/// One for each article that was found to stand: that is what later tells a review from a date
/// that moved alone.
fn trailers(written: &[&ReviewedArticle]) -> String {
    let stands = written
        .iter()
        .filter(|article| article.record.as_ref().is_some_and(|record| record.verdict.stands()));
    let trailer = |article: &&&ReviewedArticle| {
        format!(" --trailer {}", shell_word(&format!("Reviewed-Article: {}", article.id.raw())))
    };
    stands.map(|article| trailer(&article)).collect()
}
