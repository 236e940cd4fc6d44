//! What links can lead to, and where one leads.
//!
//! Suffixes may be left out or be those of the built page, since hosts and
//! site builders resolve both; an index answers for its folder. Where a site is
//! built, what is missing beside a page is looked for in the folder that it is served as.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::domain::article::Article;
use crate::domain::history::Moved;
use crate::domain::page::{is_index, without_suffix};
use crate::domain::path::ArticlePath;

use super::reference::{Reference, percent_decoded};

/// What a source knows of paths that are not articles.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Whether there is a file or a folder at a path, article or not.
    pub exists: &'a (dyn Fn(&ArticlePath) -> bool + Sync),
    /// What a path that does not exist is called, if it exists but for upper and lower case.
    pub spelled: &'a (dyn Fn(&ArticlePath) -> Option<ArticlePath> + Sync),
    /// The library's folder in its repository, with a `/` at its end; empty if they are one.
    pub prefix: &'a [u8],
    /// The folder in the library that links which start with `/` are meant from, if it was told.
    pub site_root: Option<&'a str>,
    /// How large the file at a path is, in bytes; `None` if there is none.
    pub bytes: &'a (dyn Fn(&ArticlePath) -> Option<u64> + Sync),
    /// The images that lie where articles do, in order.
    pub images: &'a (dyn Fn() -> Vec<ArticlePath> + Sync),
    /// Which words stand anywhere in the files, licence texts left out.
    pub stand: &'a (dyn Fn(&[&str]) -> Vec<bool> + Sync),
    /// What became of files that are not there, by what links call them; asked at most once.
    pub moves: &'a (dyn Fn(&BTreeSet<ArticlePath>) -> Moves + Sync),
}

/// What became of files, by what links call them.
pub type Moves = BTreeMap<ArticlePath, Moved>;

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An article, by its number in the order of paths.
    Article(u32),
    /// Some other file or folder.
    Other,
    /// Nothing.
    Missing,
    /// A place outside the source.
    Outside,
    /// Something that only the server of a web site knows.
    Unknown,
}

/// What links to the sources of pages end with.
const MARKDOWN: [&[u8]; 3] = [b".md", b".mdx", b".markdown"];

/// Everything that links can lead to.
pub(super) struct Targets<'a> {
    articles: Vec<&'a Article>,
    places: Places<'a>,
    /// True if a page may be served as a folder of its own, as site builders do.
    pages_are_folders: bool,
    /// What links may call articles, by the same in lower case; `None` if two share it.
    folded: OnceLock<HashMap<String, Option<&'a [u8]>>>,
    /// The numbers of articles by their paths, by their paths without one or more suffixes, and
    /// by the folders they stand for.
    named: HashMap<&'a [u8], u32>,
}

impl<'a> Targets<'a> {
    /// Looks once at the path of each of `articles`, which are in the order of their paths.
    pub(super) fn new(
        articles: Vec<&'a Article>,
        places: Places<'a>,
        pages_are_folders: bool,
    ) -> Self {
        let mut named: HashMap<&[u8], u32> = HashMap::with_capacity(articles.len() * 3);
        let numbered = || (0..).zip(&articles);
        named.extend(numbered().map(|(number, article)| (article.path.as_bytes(), number)));
        for (number, article) in numbered() {
            let mut rest = article.path.as_bytes();
            while let Some(shorter) = without_suffix(rest) {
                rest = shorter;
                named.entry(rest).or_insert(number);
            }
            if is_index(last_part(rest)) {
                named.entry(article.path.folder()).or_insert(number);
            }
        }
        Self { articles, places, pages_are_folders, folded: OnceLock::new(), named }
    }

    /// The article of that number.
    pub(super) fn article(&self, number: u32) -> Option<&'a Article> {
        self.articles.get(number as usize).copied()
    }

    /// What the path of `reference`, written in `from`, leads to; `path` is left at where it was
    /// looked for, and is no more than memory that is used again.
    pub(super) fn find(
        &self,
        (number, from): (u32, &Article),
        reference: &Reference<'_>,
        path: &mut Vec<u8>,
    ) -> Found {
        if reference.path.is_empty() {
            return Found::Article(number);
        }
        if !reference.path.contains('%') {
            return self.resolve(from, reference.path.as_bytes(), path);
        }
        let found = self.resolve(from, &percent_decoded(reference.path), path);
        if found != Found::Missing {
            return found;
        }
        let mut literal = Vec::new();
        match self.resolve(from, reference.path.as_bytes(), &mut literal) {
            Found::Missing | Found::Outside => found,
            literal => literal,
        }
    }

    fn resolve(&self, from: &Article, link: &[u8], path: &mut Vec<u8>) -> Found {
        let found = self.look_from(from.path.folder(), link, path);
        if self.pages_are_folders && matches!(found, Found::Missing | Found::Outside) {
            return self.resolve_as_served(from, link).unwrap_or(found);
        }
        found
    }

    /// What `link` leads to if the page `from` is served as a folder: `records` in `slack.md` is
    /// `slack/records`. Links to Markdown are followed by builders, from the file, and never so.
    fn resolve_as_served(&self, from: &Article, link: &[u8]) -> Option<Found> {
        if link.starts_with(b"/") || MARKDOWN.iter().any(|suffix| link.ends_with(suffix)) {
            return None;
        }
        let served = without_suffixes(from.path.as_bytes());
        if is_index(last_part(served)) {
            return None;
        }
        let found = self.look_from(served, link, &mut Vec::new());
        matches!(found, Found::Article(_) | Found::Other).then_some(found)
    }

    fn look_from(&self, folder: &[u8], link: &[u8], path: &mut Vec<u8>) -> Found {
        match self.locate(folder, link, path) {
            Ok(()) => self.look_up(path),
            Err(found) => found,
        }
    }

    /// Where in the library the path of `reference`, written in `from`, is, if it is there.
    pub(super) fn path_of(&self, from: &Article, reference: &Reference<'_>) -> Option<ArticlePath> {
        let mut path = Vec::new();
        let located = self.locate(from.path.folder(), &percent_decoded(reference.path), &mut path);
        located.is_ok().then(|| ArticlePath::new(path))
    }

    /// Leaves in `path` where to look for `link`, written in `folder`.
    ///
    /// # Errors
    /// What it leads to, where that can be told without a look.
    fn locate(&self, folder: &[u8], link: &[u8], path: &mut Vec<u8>) -> Result<(), Found> {
        path.clear();
        if link.starts_with(b"/") {
            let root = self.places.site_root.ok_or(Found::Unknown)?;
            path.extend_from_slice(root.trim_matches('/').as_bytes());
            return if ArticlePath::follow(path, link) { Ok(()) } else { Err(Found::Outside) };
        }
        path.extend_from_slice(folder);
        if ArticlePath::follow(path, link) {
            return Ok(());
        }
        if self.places.prefix.is_empty() {
            return Err(Found::Outside);
        }
        self.locate_in_repository(folder, link, path)
    }

    /// Follows a link out of a library that lies in a folder of its repository.
    fn locate_in_repository(
        &self,
        folder: &[u8],
        link: &[u8],
        path: &mut Vec<u8>,
    ) -> Result<(), Found> {
        path.clear();
        path.extend_from_slice(self.places.prefix);
        path.extend_from_slice(folder);
        if path.ends_with(b"/") {
            path.pop();
        }
        if !ArticlePath::follow(path, link) {
            return Err(Found::Outside);
        }
        if !path.starts_with(self.places.prefix) {
            return Err(Found::Other);
        }
        path.drain(..self.places.prefix.len());
        Ok(())
    }

    fn look_up(&self, path: &[u8]) -> Found {
        let page = path.strip_suffix(b".html").or_else(|| path.strip_suffix(b".htm"));
        let named = |path: &[u8]| self.named.get(path).copied();
        match named(path).or_else(|| page.and_then(named)) {
            Some(number) => Found::Article(number),
            None if path.is_empty() || (self.places.exists)(&ArticlePath::new(path)) => {
                Found::Other
            }
            None => Found::Missing,
        }
    }

    /// True if a link may lead to `path`.
    pub(super) fn has(&self, path: &ArticlePath) -> bool {
        self.look_up(path.as_bytes()) != Found::Missing
    }

    /// What `missing` is called if it is there, but for upper and lower case.
    pub(super) fn respelled(&self, missing: &ArticlePath) -> Option<ArticlePath> {
        let folded = self.folded.get_or_init(|| {
            let mut folded = HashMap::with_capacity(self.named.len());
            for name in self.named.keys().copied() {
                let known = folded.entry(fold(name)).or_insert(Some(name));
                *known = known.filter(|known| *known == name);
            }
            folded
        });
        let wanted = fold(missing.as_bytes());
        let suffix = [".html", ".htm"].into_iter().find(|suffix| wanted.ends_with(suffix));
        let page = suffix.and_then(|suffix| Some((wanted.strip_suffix(suffix)?, suffix)));
        if let Some(Some(name)) = folded.get(&wanted) {
            return Some(ArticlePath::new(name));
        }
        if let Some((Some(name), suffix)) =
            page.map(|(page, suffix)| (folded.get(page).copied().flatten(), suffix))
        {
            return Some(ArticlePath::new([name, suffix.as_bytes()].concat()));
        }
        (self.places.spelled)(missing)
    }
}

fn fold(path: &[u8]) -> String {
    String::from_utf8_lossy(path).to_lowercase()
}

/// What a path ends with, after its last `/`.
fn last_part(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

fn without_suffixes(path: &[u8]) -> &[u8] {
    std::iter::successors(Some(path), |path| without_suffix(path)).last().unwrap_or(path)
}
