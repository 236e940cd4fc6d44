//! What a library consists of: its articles by licence, by source, by verdict.

use std::collections::{BTreeMap, HashMap};

use super::by_source::by_source;
use super::effective::effective;
use super::expression::Expression;
use super::matrix::{Terms, Unstated, Use, Verdict, judge};
use super::provenance::{Circumstances, Outcome, Provenance};
use super::statement::Statement;
use crate::domain::article::{Article, Status, Written};
use crate::domain::license::{ArticleGroup, Fits, GroupBy, GroupName};
use crate::domain::path::ArticlePath;
use crate::domain::untrusted::Untrusted;

/// Text is held against so many licences of the library, the most frequent ones: one for every
/// article would take quadratic time.
const TARGETS_MAX: usize = 50;

/// Sorts `chosen`, which are some of `all`, into groups.
///
/// An article is in one group, or in one for each place that its sources come from.
#[must_use]
pub fn groups(
    chosen: &[&Article],
    all: &[Article],
    by: GroupBy,
    circumstances: Circumstances<'_>,
) -> Vec<ArticleGroup> {
    let library = Library::new(all);
    match by {
        GroupBy::License => library.by_license(chosen),
        GroupBy::Source => by_source(chosen),
        GroupBy::Verdict => library.by_verdict(chosen, circumstances),
    }
}

/// The licence of an article as a whole: that of its authors with those of its excerpts.
#[derive(Clone, Debug)]
pub enum Whole {
    /// It says none.
    None,
    /// What it says is no licence that could be judged.
    NotUnderstood(Untrusted),
    /// It holds an excerpt whose licence nobody says, beside this.
    PartUnknown(Expression),
    /// All of it is known.
    Known(Expression),
}

/// The licences of `all` as wholes, one for each.
#[must_use]
pub fn wholes(all: &[Article]) -> Vec<Whole> {
    let library = Library::new(all);
    all.iter().map(|article| library.whole(article)).collect()
}

struct Library<'a> {
    all: &'a [Article],
    /// The licences of what stands unchanged in an article, by its path.
    parts: HashMap<&'a ArticlePath, Parts>,
}

/// The licences of the unchanged parts of an article, those of their own parts too.
#[derive(Default)]
struct Parts {
    licenses: Vec<String>,
    /// True if nobody says the licence of one.
    has_unknown: bool,
}

/// What is said of a licence; `None` where it is absent or not understood.
fn read(license: Option<&Written<Untrusted>>) -> Option<Statement> {
    Statement::read(license?.value.raw())
}

impl<'a> Library<'a> {
    fn new(all: &'a [Article]) -> Self {
        let mut parts: HashMap<&ArticlePath, Parts> = HashMap::new();
        let circumstances = Circumstances { is_noncommercial: false, is_record: &|_| false };
        let judged = Provenance::new(all.iter().collect())
            .map_or_else(Vec::new, |provenance| provenance.judged(circumstances));
        for judged in judged.iter().filter(|judged| judged.taken.kind == Use::Verbatim) {
            let parts = parts.entry(&judged.article.path).or_default();
            match &judged.outcome {
                Outcome::Says(judgement) if !is_unstated(&judgement.source) => {
                    parts.licenses.extend(judgement.bound.iter().cloned());
                }
                _ => parts.has_unknown = true,
            }
        }
        Self { all, parts }
    }

    fn by_license(&self, chosen: &[&Article]) -> Vec<ArticleGroup> {
        let mut groups: BTreeMap<GroupName, (ArticleGroup, Option<Expression>)> = BTreeMap::new();
        for (index, article) in chosen.iter().enumerate() {
            let (name, expression) = self.named(article);
            let new = || (ArticleGroup::new(name.clone()), expression);
            groups.entry(name.clone()).or_insert_with(new).0.articles.push(index);
        }
        let targets = self.own_licenses();
        let fit = |(group, expression): (ArticleGroup, Option<Expression>)| ArticleGroup {
            fits: expression.map(|expression| fits(&expression, &targets)),
            ..group
        };
        let mut groups: Vec<ArticleGroup> = groups.into_values().map(fit).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.articles.len()));
        groups
    }

    /// The licence of an article as a whole, and its expression if all of it is understood.
    fn named(&self, article: &Article) -> (GroupName, Option<Expression>) {
        let named = |text: String| GroupName::License(Untrusted::new(text));
        match self.whole(article) {
            Whole::None => (GroupName::NoLicense, None),
            Whole::NotUnderstood(written) => (GroupName::License(written), None),
            Whole::PartUnknown(known) => (named(format!("{known} AND NOASSERTION")), None),
            Whole::Known(whole) => (named(whole.to_string()), Some(whole)),
        }
    }

    fn whole(&self, article: &Article) -> Whole {
        let Some(written) = article.meta.license.as_ref() else { return Whole::None };
        let Some(Statement::Licensed(own)) = read(Some(written)) else {
            return Whole::NotUnderstood(written.value.clone());
        };
        let parts = self.parts.get(&article.path);
        let licenses = parts.map_or(&[][..], |parts| &parts.licenses);
        let whole = effective(&own, licenses.iter().map(String::as_str)).unwrap_or(*own);
        let has_unknown = parts.is_some_and(|parts| parts.has_unknown);
        if has_unknown { Whole::PartUnknown(whole) } else { Whole::Known(whole) }
    }

    /// The licences of the authors of the library, the most frequent first; nobody writes
    /// into a retired article.
    fn own_licenses(&self) -> Vec<(String, Expression)> {
        let mut counts: BTreeMap<String, (usize, Expression)> = BTreeMap::new();
        for article in self.all.iter().filter(|it| it.meta.status != Status::Retired) {
            if let Some(Statement::Licensed(own)) = read(article.meta.license.as_ref()) {
                counts.entry(own.to_string()).or_insert((0, *own)).0 += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        counts.truncate(TARGETS_MAX);
        counts.into_iter().map(|(text, (_, expression))| (text, expression)).collect()
    }

    fn by_verdict(
        &self,
        chosen: &[&Article],
        circumstances: Circumstances<'_>,
    ) -> Vec<ArticleGroup> {
        let mut names = vec![
            GroupName::Verdict(Verdict::Forbidden),
            GroupName::UnknownLicense,
            GroupName::Verdict(Verdict::Review),
            GroupName::Verdict(Verdict::Conditions),
            GroupName::Verdict(Verdict::Ok),
        ];
        let ranks = names.clone();
        let rank = |name: &GroupName| ranks.iter().position(|known| known == name);
        names.push(GroupName::NoText);
        let mut worst: HashMap<&ArticlePath, usize> = HashMap::new();
        let judged = Provenance::new(self.all.iter().collect())
            .map_or_else(Vec::new, |provenance| provenance.judged(circumstances));
        for judged in &judged {
            let name = match &judged.outcome {
                Outcome::Says(judgement) => GroupName::Verdict(judgement.cell.verdict),
                Outcome::Permitted => GroupName::Verdict(Verdict::Conditions),
                Outcome::Unknown => GroupName::UnknownLicense,
            };
            let rank = rank(&name).unwrap_or(ranks.len());
            let known = worst.entry(&judged.article.path).or_insert(rank);
            *known = rank.min(*known);
        }
        let mut groups: Vec<ArticleGroup> = names.into_iter().map(ArticleGroup::new).collect();
        let none = groups.len() - 1;
        for (index, article) in chosen.iter().enumerate() {
            let group = worst.get(&article.path).copied().unwrap_or(none);
            groups[group].articles.push(index);
        }
        groups.retain(|group| !group.articles.is_empty());
        groups
    }
}

/// True for the words that stand where a licence is not known.
fn is_unstated(id: &str) -> bool {
    [Unstated::NoAssertion, Unstated::NoLicense].iter().any(|word| word.name() == id)
}

fn fits(text: &Expression, targets: &[(String, Expression)]) -> Fits {
    let mut fits = Fits::default();
    for (name, target) in targets {
        match judge(text, target, Terms::of(Use::Adaptation)).cell.verdict {
            Verdict::Ok | Verdict::Conditions => fits.into.push(name.clone()),
            Verdict::Review => fits.review.push(name.clone()),
            Verdict::Forbidden => {}
        }
    }
    fits
}
