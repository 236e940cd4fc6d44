//! The links of a library, followed once for every rule that asks.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::domain::article::Article;
use crate::domain::history::Moved;
use crate::domain::link_list::{LinkList, ListedLink};
use crate::domain::path::ArticlePath;

use super::reference::{Reference, is_site_absolute};
use super::targets::{Found, Targets};
pub use super::targets::{Moves, Places};

/// Lets go of what only the text can explain, and keeps the links that may lead into the
/// library.
pub fn let_go_of_text(article: &mut Article, text: &str) {
    let outline = &mut article.outline;
    let mut kept = LinkList::default();
    for link in &outline.links {
        let destination = link.destination(text);
        if Reference::new(destination).is_some() {
            let is_as_written = link.destination.is_none();
            kept.push(ListedLink { kind: link.kind, destination, span: link.span, is_as_written });
        }
    }
    kept.shrink();
    outline.slugs.shrink();
    outline.anchors.shrink();
    outline.headings = Vec::new();
    outline.links = Vec::new();
    outline.undefined = Vec::new();
    outline.fences = Vec::new();
    outline.literal = Vec::new();
    outline.comments = Vec::new();
    article.links = kept;
    article.front = None;
}

/// A link that is ours to check, and what it leads to.
pub(super) struct Resolved<'a> {
    /// The article it stands in.
    pub(super) from: &'a Article,
    /// The link.
    pub(super) link: ListedLink<'a>,
    /// The link, taken apart.
    pub(super) reference: Reference<'a>,
    /// What it leads to.
    pub(super) target: Target<'a>,
}

/// What a link leads to.
pub(super) enum Target<'a> {
    /// An article.
    Article(&'a Article),
    /// Some other file or folder.
    Other,
    /// Nothing; where it was looked for.
    Missing(&'a ArticlePath),
    /// A place outside the source.
    Outside,
}

/// Every link of a library.
pub(super) struct Links<'a> {
    articles: &'a BTreeMap<ArticlePath, Article>,
    places: Places<'a>,
    /// True if a page may be served as a folder of its own.
    pages_are_folders: bool,
    followed: OnceCell<Followed<'a>>,
    images: OnceCell<Vec<ArticlePath>>,
    moves: OnceCell<Moves>,
}

struct Followed<'a> {
    targets: Targets<'a>,
    /// What each link leads to.
    found: Vec<Found>,
    /// Where those were looked for that lead nowhere, in the same order.
    missing: Vec<ArticlePath>,
}

impl<'a> Links<'a> {
    pub(super) fn new(
        articles: &'a BTreeMap<ArticlePath, Article>,
        places: Places<'a>,
        pages_are_folders: bool,
    ) -> Self {
        let (followed, images, moves) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { articles, places, pages_are_folders, followed, images, moves }
    }

    /// The links that lead nowhere.
    pub(super) fn missing(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.those(|found, _| found == Found::Missing)
    }

    /// The links that lead to articles.
    pub(super) fn to_articles(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.those(|found, _| matches!(found, Found::Article(_)))
    }

    /// The links that lead to a place within an article.
    pub(super) fn to_fragments(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.those(|found, link| {
            matches!(found, Found::Article(_)) && link.destination.contains('#')
        })
    }

    /// The links that lead to files that are no articles.
    pub(super) fn to_others(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.those(|found, _| found == Found::Other)
    }

    /// The links that lead out of the source.
    pub(super) fn outside(&self) -> impl Iterator<Item = Resolved<'_>> {
        self.those(|found, _| found == Found::Outside)
    }

    /// Some of the links, in the order of their articles and places; only those are taken apart.
    fn those(
        &self,
        is_meant: impl Fn(Found, &ListedLink<'_>) -> bool,
    ) -> impl Iterator<Item = Resolved<'_>> {
        let Followed { targets, found, missing } = self.follow();
        let mut missing = missing.iter();
        let links = self.articles.values();
        let links = links.flat_map(|from| from.links.iter().map(move |link| (from, link)));
        links.zip(found).filter_map(move |((from, link), found)| {
            let missing = (*found == Found::Missing).then(|| missing.next()).flatten();
            if !is_meant(*found, &link) {
                return None;
            }
            let reference = Reference::new(link.destination)?;
            let target = match found {
                Found::Article(number) => Target::Article(targets.article(*number)?),
                Found::Other => Target::Other,
                Found::Outside => Target::Outside,
                Found::Unknown => return None,
                Found::Missing => Target::Missing(missing?),
            };
            Some(Resolved { from, link, reference, target })
        })
    }

    /// What a link calls the file that it leads to, as a path from the root.
    pub(super) fn path_of(&self, link: &Resolved<'_>) -> Option<ArticlePath> {
        self.follow().targets.path_of(link.from, &link.reference)
    }

    /// How large the file at `path` is, in bytes.
    pub(super) fn bytes(&self, path: &ArticlePath) -> Option<u64> {
        (self.places.bytes)(path)
    }

    /// The images that lie where articles do, listed when a rule first asks.
    pub(super) fn images(&self) -> &[ArticlePath] {
        self.images.get_or_init(self.places.images)
    }

    /// Which of `words` stand anywhere in the files, licence texts left out.
    pub(super) fn stand(&self, words: &[&str]) -> Vec<bool> {
        (self.places.stand)(words)
    }

    /// True if the library lies in a folder of its repository.
    pub(super) fn is_part_of_repository(&self) -> bool {
        !self.places.prefix.is_empty()
    }

    /// How many links start with `/`, and were not followed because nobody told from where.
    #[must_use]
    pub(super) fn unknown(&self) -> usize {
        if self.places.site_root.is_some() {
            return 0;
        }
        let links = self.articles.values().flat_map(|article| article.links.iter());
        links.filter(|link| is_site_absolute(link.destination)).count()
    }

    /// Whether there is a file or a folder at `path`, article or not.
    pub(super) fn exists(&self, path: &ArticlePath) -> bool {
        (self.places.exists)(path)
    }

    /// What `missing` is called if it is there, but for upper and lower case.
    pub(super) fn respelled(&self, missing: &ArticlePath) -> Option<ArticlePath> {
        self.follow().targets.respelled(missing)
    }

    /// What became of the file that links call `missing`, if a link can lead there.
    pub(super) fn moved(&self, missing: &ArticlePath) -> Option<&Moved> {
        let Followed { targets, missing: all, .. } = self.follow();
        let moves = self.moves.get_or_init(|| {
            let all = all.iter().filter(|missing| targets.respelled(missing).is_none());
            (self.places.moves)(&all.cloned().collect())
        });
        moves.get(missing).filter(|moved| targets.has(&moved.to))
    }

    fn follow(&self) -> &Followed<'a> {
        self.followed.get_or_init(|| {
            let articles = self.articles.values().collect();
            let targets = Targets::new(articles, self.places, self.pages_are_folders);
            let of = |(number, from): (u32, &Article)| {
                let (mut path, mut missing) = (Vec::new(), Vec::new());
                let find = |link: ListedLink<'_>| {
                    let Some(reference) = Reference::new(link.destination) else {
                        return Found::Unknown;
                    };
                    let found = targets.find((number, from), &reference, &mut path);
                    if found == Found::Missing {
                        missing.push(ArticlePath::new(&path));
                    }
                    found
                };
                (from.links.iter().map(find).collect::<Vec<Found>>(), missing)
            };
            let numbered: Vec<(u32, &Article)> = (0..).zip(self.articles.values()).collect();
            // Looking at files is most of the work, so every core takes a share.
            let by_article: Vec<_> = numbered.par_iter().map(|it| of(*it)).collect();
            let links = by_article.iter().map(|(found, _)| found.len()).sum();
            let (mut found, mut missing) = (Vec::with_capacity(links), Vec::new());
            for (of_article, missing_there) in by_article {
                found.extend(of_article);
                missing.extend(missing_there);
            }
            Followed { targets, found, missing }
        })
    }
}
