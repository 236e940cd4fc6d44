//! Writes a question down: as a need or as one more count of a need.

use std::collections::BTreeSet;

use crate::domain::ask::{JoinedNeed, WrittenNeed};
use crate::domain::gap::is_closed;
use crate::domain::id::IdScheme;
use crate::domain::path::ArticlePath;
use crate::domain::question::{Prompt, Question};
use crate::domain::untrusted::shell_word;
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::index::NEED;
use crate::parse::asked_again::asked_again;
use crate::parse::skeleton::id_of_title;
use crate::workspace::{Data, Workspace};

use super::ask_ready::Ready;
use super::front::not_editable;
use super::review_next::{self, path_word};
use super::select;
use super::session::Session;

/// What the ids of needs begin with, so that none takes the id of the article that answers it.
const ID_START: &str = "need-";

/// # Errors
/// The library is not one of our kind that has files.
pub(super) fn check_is_ours(workspace: &Workspace) -> Result<(), Failure> {
    let settings = &workspace.settings;
    let failure = Failure::new("cannot write the question down here");
    if !settings.is_configured {
        return Err(failure
            .because("this folder has no `kb.toml`")
            .hint("run `kb init` first, or add `--url` for an issue"));
    }
    if !settings.has_own_fields {
        return Err(failure
            .because("articles here have fields of their own, and needs have ours")
            .hint("add `--url` for an issue"));
    }
    if !workspace.has_files() {
        return Err(failure
            .because("there are no files to add to, only commits")
            .hint("work in a clone with files"));
    }
    Ok(())
}

/// The need that asks `question`; nothing is written yet.
///
/// # Errors
/// The template cannot be filled, or the library cannot be read.
pub(super) fn write(
    (workspace, data): (&Workspace, &Data),
    ready: &Ready<'_>,
    question: &Question,
    session: &Session<'_>,
) -> Result<WrittenNeed, Failure> {
    let text = ready.text(question)?;
    let taken = taken(workspace, data)?;
    let stem = id_of_title(&question.title);
    let stem = if stem.is_empty() { session.today().to_string() } else { stem };
    let numbered = (2_u32..).map(|number| format!("{ID_START}{stem}-{number}"));
    let ids = std::iter::once(format!("{ID_START}{stem}")).chain(numbered);
    for id in ids {
        let path = ready.path(workspace, &id)?;
        if !taken.contains(&id) && workspace.text(&path).is_none() {
            let unsaid = Prompt::ALL.into_iter().filter(|it| question.said(*it).is_none());
            let (id, unsaid) = (workspace.id_of(&path), unsaid.collect());
            return Ok(WrittenNeed { id, path, text, unsaid, next: Vec::new() });
        }
    }
    unreachable!("one of so many numbers is free")
}

/// The ids that articles have or answer to.
fn taken(workspace: &Workspace, data: &Data) -> Result<BTreeSet<String>, Failure> {
    if workspace.settings.ids == IdScheme::Path {
        return Ok(BTreeSet::new());
    }
    let loaded = workspace.load_front_matter(data, |read| {
        let article = read.article;
        let aliases = article.meta.aliases.iter().map(|it| it.value.raw().to_owned());
        std::iter::once(article.id.raw().to_owned()).chain(aliases).collect::<Vec<_>>()
    })?;
    Ok(loaded.values.into_iter().flatten().collect())
}

/// Writes `need`, unless nothing is to be written, and says what follows.
///
/// # Errors
/// The folder takes no file.
pub(super) fn finish(
    workspace: &Workspace,
    (mut need, title): (WrittenNeed, &str),
    is_dry_run: bool,
    session: &Session<'_>,
) -> Result<WrittenNeed, Failure> {
    if is_dry_run {
        return Ok(need);
    }
    workspace.create_path(&need.path, need.text.as_bytes())?;
    need.next.push(format!("kb check {}", shell_word(need.id.raw())));
    need.next.extend(commit(workspace, session, &need.path, &format!("need: {title}")));
    Ok(need)
}

/// The commands that commit the file at `path`; none where there is no repository.
pub(super) fn commit(
    workspace: &Workspace,
    session: &Session<'_>,
    path: &ArticlePath,
    message: &str,
) -> Vec<String> {
    review_next::commit(workspace, session, &[path_word(path)], message)
}

/// Counts one more in the need that `name` means.
///
/// # Errors
/// There is no such need, it is done with, or it cannot be edited.
pub(super) fn join(
    workspace: &Workspace,
    name: &str,
    links: &[String],
    is_dry_run: bool,
    session: &Session<'_>,
) -> Result<JoinedNeed, Failure> {
    let data = workspace.data()?;
    let articles = workspace.load_front_matter(&data, |read| read.article)?.values;
    let article = match select::find(&articles, name).as_slice() {
        [] => return Err(select::unknown(&articles, name)),
        [one] => *one,
        several => return Err(select::ambiguous(name, several)),
    };
    let (id, path) = (&article.id, &article.path);
    let failure = || Failure::new(format!("cannot count it with `{id}`"));
    if article.kind() != Some(NEED) {
        return Err(failure().because("that is no need").hint("name a need, or leave it out"));
    }
    if is_closed(&article.meta) {
        let state = article.meta.state.as_ref().map(ToString::to_string).unwrap_or_default();
        return Err(failure()
            .because(format!("it is {state}, and nobody looks at it any more"))
            .hint(format!(
                "read it with `kb show {}`; if it does not help, ask with `--anyway`",
                shell_word(id.raw())
            )));
    }
    let old = workspace.read_path(path).map_err(|why| failure().because(format!("it {why}")))?;
    let text = String::from_utf8(old.clone()).map_err(|_| failure().because("it is not UTF-8"))?;
    let again = asked_again(&text, links)
        .map_err(|error| not_editable("count one more in", path, &error))?;
    let is_changed = again.text != text;
    let shown = ArticlePath::new([workspace.prefix(), path.as_bytes()].concat());
    let diff = unified_diff(&shown, &old, again.text.as_bytes())?;
    let mut next = Vec::new();
    if is_changed && !is_dry_run {
        workspace.replace_path(path, &old, again.text.as_bytes())?;
        next = commit(workspace, session, path, &format!("need: {id} asked once more"));
    }
    Ok(JoinedNeed {
        id: id.clone(),
        path: path.clone(),
        times_asked: again.times_asked,
        links_added: again.links_added,
        is_changed,
        diff,
        next,
    })
}
