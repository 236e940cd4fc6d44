//! Where the text of the articles comes from, followed through the library.
//!
//! Text that an article took from another article brings along what that one took from
//! elsewhere. Each article is looked at after those that it takes from, so that a licence that
//! does not fit is told once, where it first does not fit; the time is linear in the sources.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::article_names::split_heading;
use crate::domain::path::ArticlePath;
use crate::domain::source::SourceReference;
use crate::license::expression::{Expression, parse};
use crate::license::matrix::{Judgement, Terms, Use};
use crate::license::statement::Statement;

use super::context::LibraryContext;
use super::named::{Meant, Named};

/// The most sources of different licences that an article brings along: one for each row of the
/// matrix and each use, and some for expressions.
const BROUGHT_MAX: usize = 64;

/// Text that an article takes from elsewhere, at once or through others.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    /// The article that took it into the library.
    pub(super) by: &'a Article,
    /// What it took.
    pub(super) source: &'a SourceReference,
    /// The licence, as written.
    pub(super) license: &'a str,
    /// What has been done with the text on the way.
    pub(super) kind: Use,
}

/// One piece of text in one article, and what the matrix says of it.
pub(super) struct Judged<'a> {
    /// The article that holds it.
    pub(super) article: &'a Article,
    /// The entry of that article by which it came.
    pub(super) through: &'a SourceReference,
    /// Where it came from.
    pub(super) taken: Taken<'a>,
    /// What the matrix says.
    pub(super) judgement: Judgement,
}

/// The sources of a library's articles.
pub(super) struct Provenance<'c, 'a> {
    context: &'c LibraryContext<'a>,
    named: Named<'c, 'a>,
    /// Articles that take text, those that others take from first.
    order: Vec<&'a Article>,
    /// Articles that take text from one that takes text from them, in the end.
    pub(super) circles: Vec<(&'a Article, &'a Article)>,
}

/// True if any article takes text from somewhere; most libraries' rules end here.
fn takes_text(article: &Article) -> bool {
    article.meta.sources.iter().any(|source| source.relation.takes_text())
}

impl<'c, 'a> Provenance<'c, 'a> {
    /// The sources of a library; `None` if no article takes text from anywhere.
    pub(super) fn new(context: &'c LibraryContext<'a>) -> Option<Self> {
        let taking: Vec<&Article> =
            context.articles.values().filter(|article| takes_text(article)).collect();
        if taking.is_empty() {
            return None;
        }
        let (order, circles) = (Vec::new(), Vec::new());
        let mut provenance = Self { context, named: Named::new(context), order, circles };
        provenance.put_in_order(&taking);
        Some(provenance)
    }

    /// The article that `source` of `from` is; `None` for what lies elsewhere.
    pub(super) fn article_of(
        &self,
        from: &Article,
        source: &SourceReference,
    ) -> Option<&'a Article> {
        match self.meant(from, source.article.as_ref()?.value.raw()) {
            Meant::Article(article) => Some(article),
            Meant::Other | Meant::Missing => None,
        }
    }

    /// What `name`, in a source of `from`, leads to; `#` and a heading may follow.
    pub(super) fn meant(&self, from: &Article, name: &str) -> Meant<'a> {
        self.named.find(from, split_heading(name).0)
    }

    /// The articles that `from` takes text from.
    pub(super) fn taken_from(&self, from: &'a Article) -> impl Iterator<Item = &'a Article> {
        let taking = from.meta.sources.iter().filter(|source| source.relation.takes_text());
        taking.filter_map(move |source| self.article_of(from, source))
    }

    /// Finds the order of `taking`, and where they go round in a circle.
    fn put_in_order(&mut self, taking: &[&'a Article]) {
        let (mut order, mut circles) = (Vec::new(), Vec::new());
        // Whether everything that it takes from has been seen to.
        let mut is_left: HashMap<&ArticlePath, bool> = HashMap::new();
        for start in taking {
            let mut stack = vec![*start];
            while let Some(article) = stack.last().copied() {
                match is_left.get(&article.path) {
                    None => {
                        is_left.insert(&article.path, false);
                        for next in self.taken_from(article).filter(|next| takes_text(next)) {
                            match is_left.get(&next.path) {
                                None => stack.push(next),
                                Some(false) => circles.push((article, next)),
                                Some(true) => {}
                            }
                        }
                    }
                    Some(is_done) => {
                        if !is_done {
                            is_left.insert(&article.path, true);
                            order.push(article);
                        }
                        stack.pop();
                    }
                }
            }
        }
        (self.order, self.circles) = (order, circles);
    }

    /// What the matrix says of all text in all articles, article by article.
    ///
    /// What does not fit into one article is not judged again in those that take from it.
    pub(super) fn judged(&self) -> Vec<Judged<'a>> {
        let mut brought: HashMap<&ArticlePath, Vec<Taken<'a>>> = HashMap::new();
        let mut all = Vec::new();
        for article in &self.order {
            let Some(target) = license_of(article).and_then(|text| parse(text).ok()) else {
                continue;
            };
            let judged = self.judge(article, &target, &brought);
            let mut settled: Vec<Taken<'a>> = Vec::new();
            for judged in judged.iter().filter(|it| it.judgement.cell.verdict.is_settled()) {
                let taken = judged.taken;
                let is_same =
                    |known: &Taken<'_>| known.license == taken.license && known.kind == taken.kind;
                if settled.len() < BROUGHT_MAX && !settled.iter().any(is_same) {
                    settled.push(taken);
                }
            }
            brought.insert(&article.path, settled);
            all.extend(judged);
        }
        all
    }

    fn judge(
        &self,
        article: &'a Article,
        target: &Expression,
        brought: &HashMap<&ArticlePath, Vec<Taken<'a>>>,
    ) -> Vec<Judged<'a>> {
        let is_noncommercial = self.context.around.settings.license.is_noncommercial;
        let mut judged: Vec<Judged<'a>> = Vec::new();
        for through in article.meta.sources.iter().filter(|it| it.relation.takes_text()) {
            let before = judged.len();
            for taken in self.taken_through(article, through, brought) {
                let is_told = |it: &Judged<'_>| {
                    it.taken.license == taken.license && it.taken.kind == taken.kind
                };
                let is_settled = judged[before..].iter().any(is_told)
                    || self.is_permitted(through)
                    || self.is_permitted(taken.source);
                let statement = Statement::read(taken.license).filter(|_| !is_settled);
                let Some(statement) = statement else {
                    continue;
                };
                let is_part = through.part.is_some();
                let terms = Terms { kind: taken.kind, is_part, is_noncommercial };
                let judgement = statement.judge(target, terms);
                judged.push(Judged { article, through, taken, judgement });
            }
        }
        judged
    }

    /// What comes into `article` by `through`: the text itself, and what that brings along.
    fn taken_through(
        &self,
        article: &'a Article,
        through: &'a SourceReference,
        brought: &HashMap<&ArticlePath, Vec<Taken<'a>>>,
    ) -> Vec<Taken<'a>> {
        let is_adapted = through.relation.is_adaptation();
        let kind = if is_adapted { Use::Adaptation } else { Use::Verbatim };
        let origin = self.article_of(article, through);
        let own = through.license.as_ref().map(|license| license.value.raw());
        let license = own.or_else(|| origin.and_then(license_of));
        let direct = license.map(|license| Taken { by: article, source: through, license, kind });
        let further = origin.and_then(|origin| brought.get(&origin.path)).into_iter().flatten();
        let further = further.filter(|taken| !lies_elsewhere(taken.source, through));
        let on_the_way = |taken: &Taken<'a>| match kind {
            Use::Adaptation => Taken { kind, ..*taken },
            Use::Verbatim => *taken,
        };
        direct.into_iter().chain(further.map(on_the_way)).collect()
    }

    /// Whether a written permission is recorded and there.
    pub(super) fn is_permitted(&self, source: &SourceReference) -> bool {
        let path = source
            .permission
            .as_ref()
            .and_then(|permission| ArticlePath::new("").resolve(permission.value.raw().as_bytes()));
        path.is_some_and(|path| self.context.links.exists(&path))
    }
}

/// The licence of an article, as written.
fn license_of(article: &Article) -> Option<&str> {
    article.meta.license.as_ref().map(|license| license.value.raw())
}

/// True if what `taken` brought stands in another part of the article in between than the one
/// that was taken `through` it, as in `article: triage#checklist`.
fn lies_elsewhere(taken: &SourceReference, through: &SourceReference) -> bool {
    let wanted = through.article.as_ref().and_then(|name| split_heading(name.value.raw()).1);
    match (&taken.part, wanted) {
        (Some(part), Some(wanted)) => part.value.raw().trim_start_matches('#') != wanted,
        _ => false,
    }
}
