//! Where relative links lead: which destinations are ours to check, and what they mean.
//!
//! Links that only a web server could resolve are left alone: addresses,
//! templates, and paths from the root of a site.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::markdown::Link;
use crate::domain::path::ArticlePath;

/// Marks of template languages that write links when a site is built.
const TEMPLATE_MARKS: [&str; 5] = ["{{", "{%", "<%", "${", "{#"];

/// True for `/path`, which only a site's server can resolve: not checked, worth one note.
#[must_use]
pub fn is_site_absolute(destination: &str) -> bool {
    let destination = destination.trim();
    destination.starts_with('/') && !destination.starts_with("//") && !is_template(destination)
}

fn is_template(destination: &str) -> bool {
    TEMPLATE_MARKS.iter().any(|mark| destination.contains(mark))
}

/// A relative link, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference<'d> {
    /// The path as written, without query and fragment; empty for the same file.
    pub(super) path: &'d str,
    /// The fragment as written, without `#`.
    pub(super) fragment: Option<&'d str>,
}

impl<'d> Reference<'d> {
    /// Takes `destination` apart; `None` if it is not ours to check.
    pub(super) fn new(destination: &'d str) -> Option<Self> {
        let destination = destination.trim();
        let is_rooted = destination.starts_with('/');
        if destination.is_empty()
            || is_rooted
            || has_scheme(destination)
            || is_template(destination)
        {
            return None;
        }
        let (address, fragment) = match destination.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (destination, None),
        };
        let path = address.split('?').next().unwrap_or_default();
        let fragment = fragment.and_then(|fragment| fragment.split(":~:").next());
        Some(Self { path, fragment: fragment.filter(|fragment| !fragment.is_empty()) })
    }
}

fn has_scheme(destination: &str) -> bool {
    let end = destination.find([':', '/', '?', '#']);
    let Some((scheme, _)) = end.map(|end| destination.split_at(end)) else {
        return false;
    };
    destination[scheme.len()..].starts_with(':')
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
}

/// `%20` as a space; a `%` that starts no such pair stays.
pub(super) fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        let pair = text.get(index + 1..index + 3).filter(|_| *byte == b'%');
        if let Some(value) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            decoded.push(value);
            index += 3;
        } else {
            decoded.push(*byte);
            index += 1;
        }
    }
    decoded
}

/// What a link leads to.
pub(super) enum Found<'a> {
    /// An article.
    Article(&'a Article),
    /// Some other file or folder.
    Other,
    /// Nothing; where it was looked for.
    Missing(ArticlePath),
    /// A place outside the source.
    Outside,
}

/// What a source knows of paths that are not articles.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Whether there is a file or a folder at a path, article or not.
    pub exists: &'a (dyn Fn(&ArticlePath) -> bool + Sync),
    /// What a path that does not exist is called, if it exists but for upper and lower case.
    pub spelled: &'a (dyn Fn(&ArticlePath) -> Option<ArticlePath> + Sync),
    /// The library's folder in its repository, with a `/` at its end; empty if they are one.
    pub prefix: &'a [u8],
}

/// A link that is ours to check, and what it leads to.
pub(super) struct Resolved<'a> {
    /// The article it stands in.
    pub(super) from: &'a Article,
    /// The link.
    pub(super) link: &'a Link,
    /// The link, taken apart.
    pub(super) reference: Reference<'a>,
    /// What it leads to.
    pub(super) found: Found<'a>,
}

/// Every link of a library, followed once for all rules.
pub(super) struct Links<'a> {
    articles: &'a BTreeMap<ArticlePath, Article>,
    places: Places<'a>,
    followed: OnceCell<(Targets<'a>, Vec<Resolved<'a>>)>,
}

impl<'a> Links<'a> {
    pub(super) fn new(articles: &'a BTreeMap<ArticlePath, Article>, places: Places<'a>) -> Self {
        Self { articles, places, followed: OnceCell::new() }
    }

    /// The links in the order of their articles and places.
    pub(super) fn all(&self) -> &[Resolved<'a>] {
        &self.follow().1
    }

    /// What `missing` is called if it is there, but for upper and lower case.
    pub(super) fn respelled(&self, missing: &ArticlePath) -> Option<ArticlePath> {
        self.follow().0.respelled(missing)
    }

    fn follow(&self) -> &(Targets<'a>, Vec<Resolved<'a>>) {
        self.followed.get_or_init(|| {
            let targets = Targets::new(self.articles, self.places);
            let of = |from: &'a Article| {
                from.outline
                    .links
                    .iter()
                    .filter_map(move |link| Some((from, link, Reference::new(&link.destination)?)))
            };
            // Looking at files is most of the work, so every core takes a share.
            let resolved = self.articles.par_iter().flat_map_iter(|(_, from)| of(from)).map(
                |(from, link, reference)| {
                    let found = targets.find(from, &reference);
                    Resolved { from, link, reference, found }
                },
            );
            let resolved = resolved.collect();
            (targets, resolved)
        })
    }
}

/// Everything that links can lead to.
struct Targets<'a> {
    articles: &'a BTreeMap<ArticlePath, Article>,
    places: Places<'a>,
    /// What links may call articles, by the same in lower case; `None` if two share it.
    folded: OnceLock<HashMap<String, Option<&'a [u8]>>>,
    /// Articles by their paths without one or more suffixes, and by the folders they stand for.
    stripped: HashMap<&'a [u8], &'a Article>,
}

impl<'a> Targets<'a> {
    /// Looks once at every path.
    fn new(articles: &'a BTreeMap<ArticlePath, Article>, places: Places<'a>) -> Self {
        let mut stripped = HashMap::with_capacity(articles.len() * 2);
        for (path, article) in articles {
            let mut rest = path.as_bytes();
            while let Some(shorter) = without_suffix(rest) {
                rest = shorter;
                stripped.entry(rest).or_insert(article);
            }
            let name = rest.rsplit(|byte| *byte == b'/').next().unwrap_or(rest);
            let is_index = [&b"index"[..], b"_index", b"readme"];
            if is_index.iter().any(|index| name.eq_ignore_ascii_case(index)) {
                stripped.entry(path.folder()).or_insert(article);
            }
        }
        Self { articles, places, folded: OnceLock::new(), stripped }
    }

    /// What the path of `reference`, written in `from`, leads to.
    fn find(&self, from: &'a Article, reference: &Reference<'_>) -> Found<'a> {
        if reference.path.is_empty() {
            return Found::Article(from);
        }
        let found = self.resolve(from, &percent_decoded(reference.path));
        match found {
            Found::Missing(_) if reference.path.contains('%') => {
                match self.resolve(from, reference.path.as_bytes()) {
                    Found::Missing(_) | Found::Outside => found,
                    literal => literal,
                }
            }
            _ => found,
        }
    }

    fn resolve(&self, from: &Article, path: &[u8]) -> Found<'a> {
        match from.path.resolve(path) {
            Some(target) => self.look_up(target),
            None if self.places.prefix.is_empty() => Found::Outside,
            None => self.resolve_in_repository(from, path),
        }
    }

    /// Follows a link out of a library that lies in a folder of its repository.
    fn resolve_in_repository(&self, from: &Article, path: &[u8]) -> Found<'a> {
        let whole = ArticlePath::new([self.places.prefix, from.path.as_bytes()].concat());
        let Some(target) = whole.resolve(path) else {
            return Found::Outside;
        };
        match target.as_bytes().strip_prefix(self.places.prefix) {
            Some(inside) => self.look_up(ArticlePath::new(inside)),
            None => Found::Other,
        }
    }

    fn look_up(&self, target: ArticlePath) -> Found<'a> {
        let bytes = target.as_bytes();
        let page = bytes.strip_suffix(b".html").or_else(|| bytes.strip_suffix(b".htm"));
        let article = self
            .articles
            .get(&target)
            .or_else(|| self.stripped.get(bytes).copied())
            .or_else(|| page.and_then(|page| self.stripped.get(page).copied()));
        match article {
            Some(article) => Found::Article(article),
            None if bytes.is_empty() || (self.places.exists)(&target) => Found::Other,
            None => Found::Missing(target),
        }
    }

    /// What `missing` is called if it is there, but for upper and lower case.
    fn respelled(&self, missing: &ArticlePath) -> Option<ArticlePath> {
        let folded = self.folded.get_or_init(|| {
            let whole = self.articles.keys().map(ArticlePath::as_bytes);
            let mut folded = HashMap::with_capacity(self.articles.len() * 2);
            for name in whole.chain(self.stripped.keys().copied()) {
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

/// A path without its last suffix of letters.
fn without_suffix(path: &[u8]) -> Option<&[u8]> {
    let dot = path.iter().rposition(|byte| matches!(byte, b'.' | b'/'))?;
    let (before, suffix) = path.split_at(dot);
    let is_suffix = suffix.len() > 1 && suffix[1..].iter().all(u8::is_ascii_alphabetic);
    let has_name = before.last().is_some_and(|byte| *byte != b'/');
    (suffix[0] == b'.' && is_suffix && has_name).then_some(before)
}

/// How a link in `from` is written that leads to `to`.
pub(super) fn relative(from: &ArticlePath, to: &ArticlePath) -> String {
    let names = |path: &ArticlePath| -> Vec<String> {
        path.lossy().split('/').map(str::to_owned).collect()
    };
    let (from, to) = (names(from), names(to));
    let folders = from.len() - 1;
    let shared =
        from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(folders - shared);
    link.push_str(&to[shared..].join("/"));
    let encoded = |character: char| match character {
        '%' | ' ' | '#' | '?' | '(' | ')' | '<' | '>' | '"' => {
            format!("%{:02X}", u32::from(character))
        }
        _ => character.to_string(),
    };
    link.chars().map(encoded).collect()
}

#[cfg(test)]
#[path = "links_tests.rs"]
mod tests;
