//! Which needs and topics have an article that is in use and reviewed, and which articles nobody
//! asked for.
//!
//! Honest about halves: a draft and an article that nobody reviewed answer nobody for certain, so
//! neither closes a gap, and both are named.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use crate::domain::article::{Article, Status};
use crate::domain::article_names::split_heading;
use crate::domain::coverage::{Covered, Dimension, Standing, UnaskedArticle, UncoveredNeed};
use crate::domain::filter::fold;
use crate::domain::need::{KIND, Need, NeedState};
use crate::domain::path::ArticlePath;
use crate::domain::register::Register;
use crate::domain::review::{Freshness, Judgement};
use crate::domain::successor::{End, Successors};
use crate::domain::untrusted::Untrusted;

/// The articles of a library, its needs, and how fresh each is.
pub struct Library<'a> {
    articles: &'a [Article],
    judged: &'a BTreeMap<ArticlePath, Judgement>,
    register: &'a Register,
    successors: Successors<'a>,
    /// By path.
    by_path: HashMap<&'a ArticlePath, &'a Article>,
    /// The articles that say of themselves that they answer a need, by the path of the need.
    answering: HashMap<&'a ArticlePath, Vec<&'a Article>>,
}

impl<'a> Library<'a> {
    /// The library of `articles`.
    #[must_use]
    pub fn new(
        articles: &'a [Article],
        judged: &'a BTreeMap<ArticlePath, Judgement>,
        register: &'a Register,
    ) -> Self {
        let successors = Successors::new(articles.iter());
        let mut answering: HashMap<&ArticlePath, Vec<&Article>> = HashMap::new();
        for article in articles {
            for written in &article.meta.answers {
                if let Some(need) = successors.named(article, written.value.raw()) {
                    answering.entry(&need.path).or_default().push(article);
                }
            }
        }
        let by_path = articles.iter().map(|article| (&article.path, article)).collect();
        Self { articles, judged, register, successors, by_path, answering }
    }

    /// What `article` is worth to whoever asks today.
    fn standing(&self, article: &Article) -> Standing {
        let state = self.judged.get(&article.path).map(|judgement| judgement.state);
        match (article.meta.status, state) {
            (Status::Retired, _) | (_, Some(Freshness::Retired)) => Standing::Retired,
            (Status::Draft, _) => Standing::Draft,
            (_, None | Some(Freshness::Unreviewed)) => Standing::Unreviewed,
            (_, Some(Freshness::Overdue | Freshness::Retirement)) => Standing::Overdue,
            (_, Some(Freshness::Due | Freshness::Current)) => Standing::Live,
        }
    }

    /// What answers `need`, and what that is worth, the best first.
    fn answers(&self, need: &Need) -> Vec<(Untrusted, Standing)> {
        let Some(article) = self.by_path.get(&need.path) else { return Vec::new() };
        let named = need.answered_by.iter().map(|name| {
            let found = self.successors.named(article, name.raw());
            (name.clone(), found.map(|found| self.in_use(found)))
        });
        let own = self.answering.get(&need.path).into_iter().flatten();
        let own = own.map(|found| (Untrusted::from(found.id.raw()), Some(self.in_use(found))));
        let mut seen = HashSet::new();
        let mut answers = Vec::new();
        for (name, found) in named.chain(own) {
            let is_new = found.is_none_or(|found| seen.insert(&found.path));
            if is_new {
                let standing = found.map_or(Standing::Missing, |found| self.standing(found));
                let name = found.map_or(name, |found| Untrusted::from(found.id.raw()));
                answers.push((name, standing));
            }
        }
        answers.sort_by_key(|(_, standing)| Reverse(*standing));
        answers
    }

    /// The article in use that took the place of `article`, or `article` itself.
    fn in_use(&self, article: &'a Article) -> &'a Article {
        match self.successors.end(article) {
            End::InUse(last, _) => last,
            End::Retired(_) | End::Circle => article,
        }
    }

    /// The needs that no article answers which is in use and reviewed, the most painful first;
    /// declined ones ask nothing.
    #[must_use]
    pub fn uncovered(&self, today: Date) -> Vec<(&'a Need, UncoveredNeed)> {
        let is_asked = |need: &Need| need.state_on(today) != NeedState::Declined;
        let ranked = self.register.ranked(is_asked).into_iter();
        let gap = |(need, pain): (&'a Need, crate::domain::pain::Pain)| {
            let answers = self.answers(need);
            let is_covered = answers.first().is_some_and(|(_, best)| *best == Standing::Live);
            let uncovered = UncoveredNeed {
                id: need.id.clone(),
                path: need.path.clone(),
                title: need.title.clone(),
                state: need.state_on(today),
                pain: pain.points(),
                answers,
            };
            (!is_covered).then_some((need, uncovered))
        };
        ranked.filter_map(gap).collect()
    }

    /// How far articles cover each value of `by`, those of `vocabulary` and whatever else is
    /// written; the most painful first, then in the order of the vocabulary. Beside them, how many
    /// articles in use say nothing of it.
    #[must_use]
    pub fn covered(
        &self,
        by: Dimension,
        vocabulary: &[String],
        uncovered: &[(&'a Need, UncoveredNeed)],
    ) -> (Vec<Covered>, usize) {
        let mut values: BTreeMap<String, Covered> = BTreeMap::new();
        let entry = |value: &str| Covered {
            value: Untrusted::from(value),
            in_use: 0,
            live: 0,
            drafts: 0,
            needs: 0,
            pain: 0,
        };
        for value in vocabulary {
            values.insert(fold(value), entry(value));
        }
        let mut unsaid = 0;
        for article in self.articles.iter().filter(|article| article.kind() != Some(KIND)) {
            let said = values_of(article, by);
            let standing = self.standing(article);
            unsaid += usize::from(said.is_empty() && standing > Standing::Draft);
            for value in said {
                let covered = values.entry(fold(value)).or_insert_with(|| entry(value));
                covered.in_use += usize::from(standing > Standing::Draft);
                covered.live += usize::from(standing == Standing::Live);
                covered.drafts += usize::from(standing == Standing::Draft);
            }
        }
        for (need, gap) in uncovered {
            let asked = self.by_path.get(&need.path).map(|article| values_of(article, by));
            let asked_by = need.demand.asked_by.as_ref().filter(|_| by == Dimension::Size);
            let size = asked_by.and_then(|asked_by| asked_by.raw().splitn(3, '/').nth(2));
            let asked: BTreeSet<&str> =
                asked.into_iter().flatten().chain(size.map(str::trim)).collect();
            for value in asked {
                let covered = values.entry(fold(value)).or_insert_with(|| entry(value));
                covered.needs += 1;
                covered.pain = covered.pain.saturating_add(gap.pain);
            }
        }
        let places = vocabulary.iter().enumerate().map(|(place, value)| (fold(value), place));
        let places: HashMap<String, usize> = places.collect();
        let mut all: Vec<(usize, Covered)> = values
            .into_iter()
            .map(|(value, covered)| (places.get(&value).copied().unwrap_or(usize::MAX), covered))
            .collect();
        all.sort_by_key(|(place, covered)| (Reverse(covered.pain), Reverse(covered.needs), *place));
        (all.into_iter().map(|(_, covered)| covered).collect(), unsaid)
    }

    /// The articles in use that nobody asked for, by path: no need names them, they name no need,
    /// and none of the names in `judged`, of judged queries, means them.
    #[must_use]
    pub fn unasked(&self, judged: &[Untrusted]) -> Vec<UnaskedArticle> {
        let mut asked: HashSet<&ArticlePath> = HashSet::new();
        for need in self.register.needs() {
            let Some(article) = self.by_path.get(&need.path) else { continue };
            for name in &need.answered_by {
                let named = self.successors.named(article, name.raw());
                asked.extend(named.map(|named| &self.in_use(named).path));
            }
            asked.extend(self.answering.get(&need.path).into_iter().flatten().map(|it| &it.path));
        }
        let judged: HashSet<&str> = judged.iter().map(|name| split_heading(name.raw()).0).collect();
        let is_unasked = |article: &&Article| {
            let is_judged = judged.contains(article.id.raw())
                || article.meta.aliases.iter().any(|alias| judged.contains(alias.value.raw()));
            is_offered(article) && !is_judged && !asked.contains(&article.path)
        };
        let unasked = self.articles.iter().filter(is_unasked).map(|article| UnaskedArticle {
            id: article.id.clone(),
            path: article.path.clone(),
            title: article.title(),
            topics: article.meta.topics.clone(),
        });
        unasked.collect()
    }
}

/// True if `article` is offered to readers and asks nothing itself.
#[must_use]
pub fn is_offered(article: &Article) -> bool {
    article.meta.status == Status::Active && article.kind() != Some(KIND)
}

/// What `article` says of `by`, each value once.
fn values_of(article: &Article, by: Dimension) -> Vec<&str> {
    let meta = &article.meta;
    let context = meta.context.as_deref();
    let said: &[Untrusted] = match (by, context) {
        (Dimension::Topic, _) => &meta.topics,
        (_, None) => &[],
        (Dimension::Audience, Some(context)) => &context.audience,
        (Dimension::Size, Some(context)) => &context.size,
        (Dimension::Maturity, Some(context)) => &context.maturity,
    };
    let values: BTreeSet<&str> = said.iter().map(Untrusted::raw).collect();
    values.into_iter().collect()
}
