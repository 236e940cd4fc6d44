//! What a library consists of: its articles by licence, by source, by verdict.

use std::collections::{BTreeMap, HashMap};

use super::by_source::by_source;
use super::effective::effective;
use super::expression::Expression;
use super::matrix::{Terms, Use, Verdict, judge};
use super::provenance::{Circumstances, Outcome, Provenance};
use super::statement::Statement;
use crate::domain::article::{Article, Status, Written};
use crate::domain::article_names::{ArticleNames, split_heading};
use crate::domain::license::{ArticleGroup, Fits, GroupBy, GroupName};
use crate::domain::path::ArticlePath;
use crate::domain::source::{Relation, SourceReference};
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
    let library = Library { all, names: ArticleNames::new(all.iter()) };
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
    let library = Library { all, names: ArticleNames::new(all.iter()) };
    all.iter().map(|article| library.whole(article)).collect()
}

struct Library<'a> {
    all: &'a [Article],
    names: ArticleNames<'a>,
}

/// What is said of a licence; `None` where it is absent or not understood.
fn read(license: Option<&Written<Untrusted>>) -> Option<Statement> {
    Statement::read(license?.value.raw())
}

impl Library<'_> {
    /// The licence of a source; that of the article of this library, where it says none itself.
    fn license_of(&self, from: &Article, source: &SourceReference) -> Option<Statement> {
        let article = || {
            let (name, _) = split_heading(source.article.as_ref()?.value.raw());
            let index = self.names.find(from, name)?;
            self.all[index].meta.license.as_ref()
        };
        read(source.license.as_ref().or_else(article))
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
        let excerpts =
            article.meta.sources.iter().filter(|source| source.relation == Relation::Excerpt);
        let mut parts = Vec::new();
        let mut is_known = true;
        for source in excerpts {
            match self.license_of(article, source) {
                Some(Statement::Licensed(license)) => {
                    parts.extend(judge(&license, &own, Terms::of(Use::Verbatim)).bound);
                }
                Some(Statement::Unstated(_)) | None => is_known = false,
            }
        }
        let whole = effective(&own, parts.iter().map(String::as_str)).unwrap_or(*own);
        if is_known { Whole::Known(whole) } else { Whole::PartUnknown(whole) }
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
