//! Hits of a search as they are shown: the section that answers, and what to judge it by.

use std::cell::OnceCell;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::article::Status;
use crate::domain::found::Hit;
use crate::domain::id::ArticleId;
use crate::domain::outcome::{ShownLicense, Trust};
use crate::domain::path::ArticlePath;
use crate::domain::retirement::Pointer;
use crate::domain::review::{Freshness, Judgement, judge};
use crate::domain::successor::Successors;
use crate::index::{self, QueryTerms, StoredArticle};
use crate::workspace::{Data, Workspace};

use super::profile::{self, Profile};

/// A library whose data files are read once a hit depends on them: most searches never do.
pub(super) struct Library<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) profile: Option<&'w Profile>,
    data: OnceCell<Option<Data>>,
    /// Where the way of each retired article ends, once one that names a successor is shown.
    successors: OnceCell<HashMap<ArticlePath, Pointer>>,
}

impl<'w> Library<'w> {
    pub(super) fn new(workspace: &'w Workspace, profile: Option<&'w Profile>) -> Self {
        Self { workspace, profile, data: OnceCell::new(), successors: OnceCell::new() }
    }

    /// The article in use that those end at who ask for the retired `article`.
    fn successor(&self, article: &StoredArticle) -> Option<Pointer> {
        if article.status != Status::Retired || article.superseded_by.is_none() {
            return None;
        }
        let ends = self.successors.get_or_init(|| {
            let data = self.data.get_or_init(|| self.workspace.data().ok()).as_ref();
            let loaded =
                data.and_then(|data| self.workspace.load_front_matter(data, |it| it.article).ok());
            let articles = loaded.map(|loaded| loaded.values).unwrap_or_default();
            let successors = Successors::new(articles.iter());
            let ends = articles.iter().filter_map(|article| {
                let is_retired = article.meta.status == Status::Retired;
                let last = successors.last(article).filter(|_| is_retired)?;
                Some((article.path.clone(), Pointer::to(last)))
            });
            ends.collect()
        });
        ends.get(&article.path).cloned()
    }

    /// As `kb stale` judges it, but for what history and other articles could tell.
    ///
    /// Data files that cannot be read add nothing here; `kb check` says so.
    pub(super) fn judge(&self, article: &StoredArticle, today: Date) -> Judgement {
        let mut evidence = article.evidence_of_review();
        let judgement = judge(&evidence, today);
        let may_be_lost = article.owner.is_some() && judgement.state == Freshness::Overdue;
        if article.depends_on.is_empty() && !may_be_lost {
            return judgement;
        }
        let Some(data) = self.data.get_or_init(|| self.workspace.data().ok()) else {
            return judgement;
        };
        let owner = article.owner.as_ref();
        data.background().complete(&mut evidence, &article.depends_on, owner);
        judge(&evidence, today)
    }
}

/// The hit as it is shown.
pub(super) fn show(
    libraries: &[Library<'_>],
    hit: &index::Hit,
    terms: &QueryTerms,
    today: Date,
) -> Hit {
    let index::Hit { score, origin, article, .. } = hit;
    let (origin, library) = (*origin, &libraries[*origin]);
    let answer = library.workspace.answer(article, terms);
    Hit {
        id: ArticleId::new(&library.workspace.name, article.id.raw()),
        title: article.title.clone(),
        origin,
        path: article.path.clone(),
        line: answer.line,
        heading: answer.heading,
        also: answer.also,
        score: *score,
        snippet: answer.snippet,
        trust: Trust {
            successor: library.successor(article),
            fit: profile::fit(library.profile, article.context.as_ref()),
            ..trust(article, &library.judge(article, today))
        },
    }
}

/// What to judge an article by, from its record; history is not asked.
fn trust(article: &StoredArticle, judgement: &Judgement) -> Trust {
    Trust {
        kind: article.kind.clone(),
        status: article.status,
        freshness: judgement.state,
        reviewed: article.reviewed,
        is_changed: article.is_changed,
        due: judgement.due,
        evidence: article.evidence.clone(),
        license: article.license.clone().map(|expression| ShownLicense {
            expression,
            is_from_config: article.is_license_from_settings,
        }),
        disclosure: article.disclosure.clone(),
        tally: article.tally,
        words: article.words,
        superseded_by: article.superseded_by.clone().filter(|_| article.status == Status::Retired),
        successor: None,
        fit: None,
    }
}
