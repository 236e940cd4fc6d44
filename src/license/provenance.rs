//! Where the text of the articles comes from, followed through the library.
//!
//! Text that an article took from another article brings along what that one took from
//! elsewhere. Each article is looked at after those that it takes from, so that a licence that
//! does not fit is told once, where it first does not fit; the time is linear in the sources.

use std::collections::HashMap;

use crate::domain::article::Article;
use crate::domain::article_names::{ArticleNames, split_heading};
use crate::domain::path::ArticlePath;
use crate::domain::source::SourceReference;

use super::explain::kind_of_use;
use super::expression::Expression;
use super::matrix::{Judgement, Terms, Use};
use super::statement::Statement;

/// The most sources of different licences that an article brings along: one for each row of the
/// matrix and each use, and some for expressions.
const BROUGHT_MAX: usize = 64;

/// Text that an article takes from elsewhere, at once or through others.
#[derive(Clone, Copy)]
pub struct Taken<'a> {
    /// The article that took it into the library.
    pub by: &'a Article,
    /// What it took.
    pub source: &'a SourceReference,
    /// The licence, as written.
    pub license: &'a str,
    /// What has been done with the text on the way.
    pub kind: Use,
}

/// One piece of text in one article, and what the matrix says of it.
pub struct Judged<'a> {
    /// The article that holds it.
    pub article: &'a Article,
    /// The entry of that article by which it came.
    pub through: &'a SourceReference,
    /// Where it came from.
    pub taken: Taken<'a>,
    /// What is said of it.
    pub outcome: Outcome,
}

/// What is said of text in an article.
pub enum Outcome {
    /// What the matrix says.
    Says(Judgement),
    /// A written permission is recorded, which answers whatever the licence says.
    Permitted,
    /// The licence of the article or of the text is absent or not understood.
    Unknown,
}

impl Outcome {
    /// True if a person need not look.
    fn is_settled(&self) -> bool {
        match self {
            Self::Says(judgement) => judgement.cell.verdict.is_settled(),
            Self::Permitted => true,
            Self::Unknown => false,
        }
    }
}

/// What verdicts depend on beside the articles.
#[derive(Clone, Copy)]
pub struct Circumstances<'e> {
    /// True if the whole library is offered for non-commercial use only.
    pub is_noncommercial: bool,
    /// Whether the file at a path from the root can record a permission.
    pub is_record: &'e dyn Fn(&ArticlePath) -> bool,
}

/// The sources of a library's articles.
pub struct Provenance<'a> {
    articles: Vec<&'a Article>,
    names: ArticleNames<'a>,
    /// Articles that take text, those that others take from first.
    order: Vec<&'a Article>,
    /// Articles that take text from one that takes text from them, in the end.
    pub circles: Vec<(&'a Article, &'a Article)>,
}

/// True if any article takes text from somewhere; most libraries' rules end here.
fn takes_text(article: &Article) -> bool {
    article.meta.sources.iter().any(|source| source.relation.takes_text())
}

impl<'a> Provenance<'a> {
    /// The sources of a library; `None` if no article takes text from anywhere.
    #[must_use]
    pub fn new(articles: Vec<&'a Article>) -> Option<Self> {
        let taking: Vec<&Article> =
            articles.iter().copied().filter(|article| takes_text(article)).collect();
        if taking.is_empty() {
            return None;
        }
        let names = ArticleNames::new(articles.iter().copied());
        let (order, circles) = (Vec::new(), Vec::new());
        let mut provenance = Self { articles, names, order, circles };
        provenance.put_in_order(&taking);
        Some(provenance)
    }

    /// The article that `source` of `from` is; `None` for what lies elsewhere.
    #[must_use]
    pub fn article_of(&self, from: &Article, source: &SourceReference) -> Option<&'a Article> {
        let (name, _) = split_heading(source.article.as_ref()?.value.raw());
        self.names.find(from, name).map(|index| self.articles[index])
    }

    /// The articles that `from` takes text from.
    pub fn taken_from(&self, from: &'a Article) -> impl Iterator<Item = &'a Article> {
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

    /// What is said of all text in all articles, article by article.
    ///
    /// What does not fit into one article is not judged again in those that take from it.
    #[must_use]
    pub fn judged(&self, circumstances: Circumstances<'_>) -> Vec<Judged<'a>> {
        let mut brought: HashMap<&ArticlePath, Vec<Taken<'a>>> = HashMap::new();
        let mut all = Vec::new();
        for article in &self.order {
            let judged = self.judge(article, &brought, circumstances);
            let mut settled: Vec<Taken<'a>> = Vec::new();
            for judged in judged.iter().filter(|it| it.outcome.is_settled()) {
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
        brought: &HashMap<&ArticlePath, Vec<Taken<'a>>>,
        circumstances: Circumstances<'_>,
    ) -> Vec<Judged<'a>> {
        let target = article.meta.license.as_ref();
        let target = target.and_then(|license| Statement::read(license.value.raw()));
        let mut judged: Vec<Judged<'a>> = Vec::new();
        for through in &article.meta.sources {
            let Some(kind) = kind_of_use(through.relation) else {
                continue;
            };
            let before = judged.len();
            for taken in self.taken_through(article, (through, kind), brought) {
                let is_told = |it: &Judged<'_>| {
                    it.taken.license == taken.license && it.taken.kind == taken.kind
                };
                if judged[before..].iter().any(is_told) {
                    continue;
                }
                let is_permitted = [through, taken.source]
                    .into_iter()
                    .any(|source| is_permitted(source, circumstances.is_record));
                let is_part = through.part.is_some() || taken.kind == Use::Verbatim;
                let is_noncommercial = circumstances.is_noncommercial;
                let terms = Terms { kind: taken.kind, is_part, is_noncommercial };
                let outcome = match &target {
                    _ if is_permitted => Outcome::Permitted,
                    Some(Statement::Licensed(target)) => says(taken.license, target, terms),
                    _ => Outcome::Unknown,
                };
                judged.push(Judged { article, through, taken, outcome });
            }
        }
        judged
    }

    /// What comes into `article` by `through`: the text itself, and what that brings along.
    fn taken_through(
        &self,
        article: &'a Article,
        (through, kind): (&'a SourceReference, Use),
        brought: &HashMap<&ArticlePath, Vec<Taken<'a>>>,
    ) -> Vec<Taken<'a>> {
        let origin = self.article_of(article, through);
        let own = through.license.as_ref();
        let license = own.or_else(|| origin.and_then(|origin| origin.meta.license.as_ref()));
        let license = license.map_or("", |license| license.value.raw());
        let direct = Taken { by: article, source: through, license, kind };
        let further = origin.and_then(|origin| brought.get(&origin.path)).into_iter().flatten();
        let further = further.filter(|taken| !lies_elsewhere(taken.source, through));
        let on_the_way = |taken: &Taken<'a>| match kind {
            Use::Adaptation => Taken { kind, ..*taken },
            Use::Verbatim => *taken,
        };
        std::iter::once(direct).chain(further.map(on_the_way)).collect()
    }
}

/// What the matrix says of text under `license`, as written, in an article under `target`.
fn says(license: &str, target: &Expression, terms: Terms) -> Outcome {
    let judged = Statement::read(license).map(|statement| statement.judge(target, terms));
    judged.map_or(Outcome::Unknown, Outcome::Says)
}

/// The file that is to record a permission for `source`, by its path from the root.
#[must_use]
pub fn permission(source: &SourceReference) -> Option<ArticlePath> {
    let permission = source.permission.as_ref()?;
    let path = ArticlePath::new("").resolve(permission.value.raw().as_bytes())?;
    // What git keeps for itself is no part of the library.
    (!path.as_bytes().starts_with(b".git/")).then_some(path)
}

/// Whether a written permission is recorded and there.
fn is_permitted(source: &SourceReference, is_record: &dyn Fn(&ArticlePath) -> bool) -> bool {
    permission(source).is_some_and(|path| is_record(&path))
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
