//! Which articles a reviewer names, and no more of the library read than it takes to know.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::article::Article;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::rules::links::let_go_of_text;
use crate::workspace::{Data, Depth, Loaded, Workspace};

use super::select;
use super::session::Session;

/// Reads what is needed: all of every article where their links are shown; else the front matter
/// of those that are named by id or path, and of all where a name may be a former id.
pub(super) fn load(
    workspace: &Workspace,
    data: &Data,
    names: &[Name<'_>],
    is_whole: bool,
) -> Result<Loaded<Article>, Failure> {
    if is_whole {
        return workspace.load(data, |read| {
            let mut article = read.article;
            let_go_of_text(&mut article, &read.text);
            article
        });
    }
    let listing = workspace.list_names()?;
    let (mut known, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    for path in listing.entries.iter().map(|entry| &entry.path) {
        let id = workspace.id_of(path);
        for name in names {
            if id.raw() == name.written || name.paths.contains(path) {
                known.insert(name.written);
                wanted.insert(path.clone());
            }
        }
    }
    if names.iter().any(|name| !known.contains(name.written)) {
        return workspace.load_front_matter(data, |read| read.article);
    }
    let (meant, rest) = listing.split(|path| wanted.contains(path));
    let depth = |_: &ArticlePath, _: &str| Depth::FrontMatter;
    let mut loaded = workspace.read_articles(data, meant, depth, |read| read.article);
    loaded.skipped.extend(rest.skipped);
    Ok(loaded)
}

/// What somebody calls an article, and the paths that this may be.
pub(super) struct Name<'n> {
    written: &'n str,
    /// From the library's root, and from the folder that the command was started in.
    paths: Vec<ArticlePath>,
}

impl<'n> Name<'n> {
    /// What `written` may mean.
    pub(super) fn of(written: &'n str, workspace: &Workspace, session: &Session<'_>) -> Self {
        let folder = session.global.folder().unwrap_or(Path::new(""));
        let from_here = workspace.relative(&session.env.cwd.join(folder), written);
        let from_root = written.trim_start_matches("./").as_bytes().to_vec();
        let paths = from_here.into_iter().chain([from_root]).map(ArticlePath::new).collect();
        Self { written, paths }
    }
}

/// The articles that `names` mean, each once; a slip in one of them stops all.
pub(super) fn chosen<'a>(
    names: &[Name<'_>],
    workspace: &Workspace,
    library: &'a Loaded<Article>,
) -> Result<Vec<&'a Article>, Failure> {
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::new();
    for name in names {
        let here = name.paths.first();
        let at_path = library.values.iter().find(|article| Some(&article.path) == here);
        let found = select::find(&library.values, name.written);
        let article = match (found.as_slice(), at_path) {
            (_, Some(article)) => article,
            ([one], None) => *one,
            ([], None) => return Err(unknown(name, workspace, library)),
            (several, None) => return Err(select::ambiguous(name.written, several)),
        };
        if seen.insert(&article.path) {
            chosen.push(article);
        }
    }
    Ok(chosen)
}

/// Says that there is no such article, or why it is not read.
fn unknown(name: &Name<'_>, workspace: &Workspace, library: &Loaded<Article>) -> Failure {
    let is_meant = |skipped: &&Skipped| {
        name.paths.contains(&skipped.path) || workspace.id_of(&skipped.path).raw() == name.written
    };
    match library.skipped.iter().find(is_meant) {
        Some(skipped) => Failure::new(format!("cannot review `{}`", skipped.path))
            .because(format!("it {}", skipped.why))
            .hint("`kb check` says what is wrong with it"),
        None => select::unknown(&library.values, name.written),
    }
}
