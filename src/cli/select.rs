//! Which article or path somebody means.

use std::path::Path;

use crate::domain::article::Article;
use crate::domain::definition::folded;
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::workspace::Workspace;

use super::session::Session;

/// The articles that `name` could mean: by id or path; by a former id, another name or the term
/// that it defines; by the last part of an id.
pub(super) fn find<'a>(articles: &'a [Article], name: &str) -> Vec<&'a Article> {
    let path = name.trim_start_matches("./").as_bytes();
    let by = |is_meant: &dyn Fn(&Article) -> bool| -> Vec<&'a Article> {
        articles.iter().filter(|article| is_meant(article)).collect()
    };
    let ways: [&dyn Fn(&Article) -> bool; 3] = [
        &|article| article.id.raw() == name || article.path.as_bytes() == path,
        &|article| is_other_name(article, name),
        &|article| article.id.raw().rsplit('/').next() == Some(name),
    ];
    ways.into_iter().map(by).find(|found| !found.is_empty()).unwrap_or_default()
}

/// True if `article` answers to `name` beside its id: a former id, another name, its term.
pub(super) fn is_other_name(article: &Article, name: &str) -> bool {
    let mut names = article.meta.aliases.iter().chain(&article.meta.term);
    let name = folded(name);
    names.any(|other| folded(other.value.raw()) == name)
}

/// Says that `name` means no article, with the nearest that exists.
pub(super) fn unknown(articles: &[Article], name: &str) -> Failure {
    let ids = articles.iter().map(|article| article.id.raw());
    let last = |id: &'_ str| id.rsplit('/').next().unwrap_or(id).to_owned();
    let wanted = last(name);
    let tails: Vec<String> = articles.iter().map(|article| last(article.id.raw())).collect();
    let by_tail = || {
        let tail = nearest(&wanted, tails.iter().map(String::as_str), strsim::damerau_levenshtein)?;
        articles.iter().map(|article| article.id.raw()).find(|id| last(id) == tail)
    };
    let meant = nearest(name, ids, strsim::damerau_levenshtein).or_else(by_tail);
    Failure::new(format!("there is no article `{}`", sanitise(name))).hint(meant.map_or_else(
        || "run `kb search WORDS` to find one, or `kb list` to see them all".to_owned(),
        |id| format!("did you mean `{}`?", sanitise(id)),
    ))
}

/// Says that `name` means several articles.
pub(super) fn ambiguous(name: &str, several: &[&Article]) -> Failure {
    let paths: Vec<String> = several.iter().take(5).map(|it| format!("`{}`", it.path)).collect();
    Failure::new(format!("`{}` means {} articles", sanitise(name), several.len()))
        .because(format!("there are {}", paths.join(", ")))
        .hint("name one by its path")
}

/// The paths from the library's root that `names` mean: files, folders or ids.
///
/// # Errors
/// A name means nothing.
pub(super) fn paths(
    workspace: &Workspace,
    session: &Session<'_>,
    names: &[String],
) -> Result<Vec<Vec<u8>>, Failure> {
    let folder = session.global.folder().unwrap_or(Path::new(""));
    let start = session.env.cwd.join(folder);
    let listed: Vec<ArticlePath> =
        workspace.list()?.entries.into_iter().map(|entry| entry.path).collect();
    let mut paths = Vec::new();
    for name in names {
        let below = |path: &ArticlePath, wanted: &[u8]| {
            let rest = path.as_bytes().strip_prefix(wanted);
            rest.is_some_and(|rest| wanted.is_empty() || rest.is_empty() || rest.starts_with(b"/"))
        };
        let relative = workspace.relative(&start, name);
        let known = relative.filter(|wanted| listed.iter().any(|path| below(path, wanted)));
        let by_id = || {
            let path = listed.iter().find(|path| workspace.id_of(path).raw() == name)?;
            Some(path.as_bytes().to_vec())
        };
        paths.push(known.or_else(by_id).ok_or_else(|| {
            Failure::new(format!("there is no article at `{}`", sanitise(name)))
                .hint("name a file, a folder or an id; `kb list` shows them all")
        })?);
    }
    Ok(paths)
}

/// The path from the library's root that `name` means, whether or not a file is there.
///
/// # Errors
/// It lies outside the library.
pub(super) fn file(
    workspace: &Workspace,
    session: &Session<'_>,
    name: &str,
) -> Result<ArticlePath, Failure> {
    let folder = session.global.folder().unwrap_or(Path::new(""));
    let path = workspace.relative(&session.env.cwd.join(folder), name);
    path.map(ArticlePath::new).ok_or_else(|| {
        Failure::new(format!("cannot check `{}`", sanitise(name)))
            .because("it lies outside the library")
            .hint("name a path in the library, as from the current folder")
    })
}
