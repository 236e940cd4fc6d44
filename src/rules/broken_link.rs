//! KB401: a relative link that leads nowhere.
//!
//! Images have a rule of their own. Suffixes may be left out or be those of the built page, since
//! hosts and site builders resolve both. What leads out of the repository, or
//! is wrong in case only, has a rule of its own.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::article::Article;
use crate::domain::finding::{Finding, FixKind, Level, Place, RuleMeta};
use crate::domain::id::{ArticleId, IdScheme};
use crate::domain::link_list::ListedLink;
use crate::domain::markdown::LinkKind;
use crate::domain::path::ArticlePath;
use crate::domain::suggest::nearest;

use super::context::LibraryContext;
use super::links::{Resolved, Target};
use super::reference::{Reference, percent_decoded, respelled};
use super::report::{Report, quote};
use super::{Check, Rule, moved};

/// The most names that one broken link is compared with.
const CANDIDATES_MAX: usize = 2_000;
/// How many letters a name may differ by; [`nearest`] takes no more.
const LETTERS_APART: usize = 3;
/// What links to articles and to the pages made of them end with.
const PAGE_SUFFIXES: [&str; 7] = ["md", "markdown", "mdx", "erb", "html", "htm", "qmd"];

pub(super) static RULE: Rule = Rule {
    meta: RuleMeta {
        code: "KB401",
        name: "broken-link",
        level: Level::Error,
        fix: FixKind::Safe,
        summary: "A relative link leads to no file.",
        doc: include_str!("broken_link.md"),
    },
    draft: Level::Warning,
    check: Check::Library(check),
};

fn check(context: &LibraryContext<'_>, report: &mut Report<'_>) {
    let mut names: Option<Names<'_>> = None;
    let site_root = context.around.settings.site_root.as_deref();
    for broken in context.links.missing() {
        let Resolved { from, link, reference, target } = &broken;
        if let Target::Missing(path) = target
            && link.kind == LinkKind::Link
            && context.links.respelled(path).is_none()
        {
            let place = context.place(&from.path, link.span);
            let message = format!("{} leads to no file", quote(link.destination));
            let found = report.about(from, place.clone(), link.destination, message);
            found.depends_on(path);
            if reference.path.contains('\\') {
                found.help(format!("write {}", quote(&link.destination.replace('\\', "/"))));
            } else if let Some(moved) = context.links.moved(path) {
                moved::tell(found, (&broken, &place), moved, site_root);
            } else {
                let names = names.get_or_insert_with(|| Names::new(context));
                let write =
                    |target: &Article| respelled(reference, &from.path, &target.path, site_root);
                help(found, &place, link, reference, names.nearest(path).map(write), path);
            }
        }
    }
}

fn help(
    found: &mut Finding,
    place: &Place,
    link: &ListedLink<'_>,
    reference: &Reference<'_>,
    meant: Option<String>,
    missing: &ArticlePath,
) {
    let Some(mut destination) = meant else {
        found.help(format!("remove the link, or create {}", quote(&missing.lossy())));
        return;
    };
    if let Some(fragment) = reference.fragment {
        destination = format!("{destination}#{fragment}");
    }
    found.help(format!("did you mean {}?", quote(&destination)));
    if link.is_as_written {
        let says = format!("write {}", quote(&destination));
        found.replace(FixKind::Offered, says, place, destination);
    }
}

/// Articles by name, to find what a broken link meant without comparing it with all of them.
pub(super) struct Names<'a> {
    by_stem: HashMap<String, Vec<&'a Article>>,
    /// Names by first letter and length: no other can be near.
    by_shape: HashMap<(Option<char>, usize), Vec<String>>,
    /// What was asked before; one missing file may be linked from everywhere.
    answers: HashMap<String, Option<String>>,
}

impl<'a> Names<'a> {
    /// The names of all articles.
    pub(super) fn new(context: &LibraryContext<'a>) -> Self {
        let mut by_stem: HashMap<String, Vec<&'a Article>> = HashMap::new();
        for article in context.articles.values() {
            by_stem.entry(stem(&article.path)).or_default().push(article);
        }
        let mut by_shape: HashMap<_, Vec<String>> = HashMap::new();
        for name in by_stem.keys() {
            by_shape.entry(shape(name)).or_default().push(name.clone());
        }
        for names in by_shape.values_mut() {
            names.sort_unstable();
        }
        Self { by_stem, by_shape, answers: HashMap::new() }
    }

    /// The article with the name of `missing`, or nearly so; of several, the nearest by folder.
    pub(super) fn nearest(&mut self, missing: &ArticlePath) -> Option<&'a Article> {
        if !may_be_article(missing) {
            return None;
        }
        let written = stem(missing);
        let name = match self.answers.get(&written) {
            Some(answer) => answer.clone(),
            None => self.look_up(&written),
        };
        let found = name.as_ref().and_then(|name| self.by_stem.get(name));
        self.answers.insert(written, name.clone());
        let shared = |article: &&&Article| {
            let pairs = article.path.as_bytes().iter().zip(missing.as_bytes());
            pairs.take_while(|(a, b)| a == b).count()
        };
        found?.iter().take(CANDIDATES_MAX).max_by_key(shared).copied()
    }

    fn look_up(&self, written: &str) -> Option<String> {
        if self.by_stem.contains_key(written) {
            return Some(written.to_owned());
        }
        let (initial, length) = shape(written);
        let lengths = length.saturating_sub(LETTERS_APART)..=length + LETTERS_APART;
        let candidates = lengths
            .filter_map(|length| self.by_shape.get(&(initial, length)))
            .flatten()
            .map(String::as_str)
            .take(CANDIDATES_MAX);
        nearest(written, candidates, strsim::damerau_levenshtein).map(str::to_owned)
    }
}

fn shape(name: &str) -> (Option<char>, usize) {
    (name.chars().next(), name.chars().count())
}

/// True for a path without a suffix, or with one that articles or their built pages have.
fn may_be_article(missing: &ArticlePath) -> bool {
    let name = String::from_utf8_lossy(missing.file_name()).to_ascii_lowercase();
    let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix);
    suffix.is_none_or(|suffix| PAGE_SUFFIXES.contains(&suffix))
}

/// The lower-case name of a file without its suffixes; an index has the name of its folder.
fn stem(path: &ArticlePath) -> String {
    let library: Arc<str> = Arc::from("");
    let path = ArticlePath::new(percent_decoded(&path.lossy()));
    ArticleId::of_path(&library, IdScheme::Stem, &path).raw().to_lowercase()
}

#[cfg(test)]
#[path = "broken_link_tests.rs"]
mod tests;
