//! Which articles need somebody: front matter and history brought together.
//!
//! Proposes and accuses nobody: what history does not reach is unknown, and
//! what is unknown never makes an article look old.

pub mod report;

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::history::{Completeness, HistoryTable};
use crate::domain::id::ArticleId;
use crate::domain::outcome::StaleArticle;
use crate::domain::path::ArticlePath;
use crate::domain::review::{Evidence, Freshness, judge};
use crate::domain::untrusted::Untrusted;

/// What judging an article needs of it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The article.
    pub id: ArticleId,
    /// Where it lies.
    pub path: ArticlePath,
    /// Who looks after it.
    pub owner: Option<Untrusted>,
    /// What its front matter says about review.
    pub evidence: Evidence,
}

impl Fact {
    /// The facts of `article`.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        Self {
            id: article.id.clone(),
            path: article.path.clone(),
            owner: article.meta.owner.clone(),
            evidence: article.meta.evidence_of_review(),
        }
    }
}

/// Judges every article as of `today`, most urgent first.
#[must_use]
pub fn assess(facts: Vec<Fact>, history: &HistoryTable, today: Date) -> Vec<StaleArticle> {
    let mut articles: Vec<StaleArticle> = facts
        .into_iter()
        .map(|fact| {
            let known = history.of(&fact.path);
            let evidence =
                Evidence { created: known.created, updated: known.updated, ..fact.evidence };
            StaleArticle {
                judgement: judge(&evidence, today),
                id: fact.id,
                path: fact.path,
                owner: fact.owner,
                reviewed: evidence.reviewed,
                every: evidence.every,
                created: known.created,
                updated: known.updated,
            }
        })
        .collect();
    articles.sort_by(|a, b| urgency(a).cmp(&urgency(b)));
    articles
}

/// State first, then the longest overdue, then the soonest due.
fn urgency(article: &StaleArticle) -> (Freshness, Reverse<u32>, Option<Date>, &ArticlePath) {
    let judgement = &article.judgement;
    (judgement.state, Reverse(judgement.days_overdue), judgement.due, &article.path)
}

/// How many articles are in each state, every state named.
#[must_use]
pub fn counts(articles: &[StaleArticle]) -> Vec<(Freshness, usize)> {
    let count = |state| articles.iter().filter(|article| article.judgement.state == state).count();
    Freshness::ALL.into_iter().map(|state| (state, count(state))).collect()
}

/// What to say where history is not whole, with the line that mends it.
#[must_use]
pub fn note(completeness: Completeness) -> Option<&'static str> {
    match completeness {
        Completeness::Complete => None,
        Completeness::Shallow => Some(
            "this clone is shallow, so when older articles came and changed is unknown; \
             run `git fetch --unshallow --filter=blob:none`",
        ),
        Completeness::None => {
            Some("there is no git history here, so when articles came and changed is unknown")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::domain::history::PathHistory;
    use crate::domain::review::Interval;

    fn fact(path: &str, reviewed: Option<Date>) -> Fact {
        let evidence =
            Evidence { reviewed, every: Some(Interval::Months(12)), ..Evidence::default() };
        let id = ArticleId::new(&Arc::from("test"), path);
        Fact { id, path: ArticlePath::new(path), owner: None, evidence }
    }

    #[test]
    fn the_most_urgent_article_comes_first() {
        let facts = vec![
            fact("current.md", Some(date(2026, 5, 1))),
            fact("new.md", None),
            fact("overdue.md", Some(date(2025, 1, 1))),
            fact("longer-overdue.md", Some(date(2024, 12, 1))),
        ];
        let articles = assess(facts, &HistoryTable::none(), date(2026, 6, 1));
        let order: Vec<String> = articles.iter().map(|article| article.path.to_string()).collect();
        assert_eq!(order, ["longer-overdue.md", "overdue.md", "new.md", "current.md"]);
    }

    #[test]
    fn history_dates_what_front_matter_does_not() {
        let path = ArticlePath::new("new.md");
        let known = PathHistory { created: Some(date(2026, 1, 1)), updated: None };
        let history =
            HistoryTable { paths: BTreeMap::from([(path, known)]), ..HistoryTable::none() };
        let articles = assess(vec![fact("new.md", None)], &history, date(2026, 6, 1));
        assert_eq!(articles[0].judgement.due, Some(date(2026, 1, 31)));
    }

    #[test]
    fn every_state_is_counted_also_at_nought() {
        let articles = assess(vec![fact("a.md", None)], &HistoryTable::none(), date(2026, 6, 1));
        let counts = counts(&articles);
        assert_eq!(counts.len(), Freshness::ALL.len());
        assert!(counts.contains(&(Freshness::Unreviewed, 1)));
        assert!(counts.contains(&(Freshness::Overdue, 0)));
    }
}
