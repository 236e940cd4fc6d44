//! Gathers what a reviewer should know of an article before they say anything of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::body_digest::BodyDigest;
use crate::domain::claim::{Claims, Reviewed};
use crate::domain::front_matter::body;
use crate::domain::outcome::StaleArticle;
use crate::domain::path::ArticlePath;
use crate::domain::reviewed::{Dependant, Dossier, Since};
use crate::failure::Failure;
use crate::git::unified_diff;
use crate::lifecycle::{Fact, Known, assess};
use crate::parse::drift::compare;
use crate::parse::normal::digest;
use crate::parse::record::said;
use crate::parse::{markdown, split};
use crate::rules::dependants::Dependants;
use crate::rules::links::{Moves, Places};
use crate::workspace::{Data, Workspace};

/// The articles around the one that is reviewed.
pub(super) struct Library<'l> {
    workspace: &'l Workspace,
    data: &'l Data,
    /// By path; nothing where nobody is shown anything.
    articles: BTreeMap<ArticlePath, Article>,
}

impl<'l> Library<'l> {
    /// The library of `articles`, kept if `is_shown`.
    pub(super) fn new(
        (workspace, data): (&'l Workspace, &'l Data),
        articles: &[Article],
        is_shown: bool,
    ) -> Self {
        let kept = if is_shown { articles } else { &[] };
        let articles = kept.iter().map(|article| (article.path.clone(), article.clone()));
        Self { workspace, data, articles: articles.collect() }
    }

    /// What is known of `article`, whose file is `text`.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub(super) fn dossier(
        &self,
        article: &Article,
        text: &str,
        today: Date,
    ) -> Result<Dossier, Failure> {
        let meta = &article.meta;
        let claims = match Reviewed::of(article) {
            Some(reviewed) => self.workspace.claims(&[reviewed], today)?,
            None => Claims::default(),
        };
        let since = self.since(article, &claims, text)?;
        let said = said(text, &self.workspace.settings);
        Ok(Dossier {
            title: article.title(),
            state: self.state(article, claims, today)?,
            today,
            status: meta.status,
            authors: meta.authors.iter().map(|author| self.data.name_of(author)).collect(),
            words: markdown::outline(text, split::split(text.as_bytes()).body).words,
            last: meta.review.clone(),
            note: said.note,
            needs_work: said.needs_work,
            statements: article.statements.clone(),
            sources: meta.sources.clone(),
            dependants: self.dependants(&article.path),
            since,
        })
    }

    /// Its state, for which the whole library must be known: another may have its place.
    fn state(
        &self,
        article: &Article,
        claims: Claims,
        today: Date,
    ) -> Result<StaleArticle, Failure> {
        let history = self.workspace.history(std::slice::from_ref(&article.path))?;
        let background = self.data.background();
        let known = Known { history: &history, claims: claims.by_path, background };
        let facts = self.articles.values().map(Fact::of).collect();
        let mut judged = assess(facts, known, today).into_iter();
        let own = judged.find(|judged| judged.path == article.path);
        Ok(own.expect("the article is one of those that were judged"))
    }

    fn dependants(&self, path: &ArticlePath) -> Vec<Dependant> {
        let workspace = self.workspace;
        let places = Places {
            exists: &|path: &ArticlePath| workspace.exists(path),
            spelled: &|_: &ArticlePath| None,
            prefix: workspace.prefix(),
            site_root: workspace.settings.site_root.as_deref(),
            bytes: &|_: &ArticlePath| None,
            images: &Vec::new,
            stand: &|words: &[&str]| vec![false; words.len()],
            moves: &|_| Moves::new(),
        };
        Dependants::new(&self.articles, &workspace.settings, places).of(path)
    }

    fn since(&self, article: &Article, claims: &Claims, text: &str) -> Result<Since, Failure> {
        if article.meta.review.on.is_none() {
            return Ok(Since::NeverReviewed);
        }
        let reviewed = match claims.by_path.get(&article.path) {
            Some(claim) => self.workspace.reviewed_text(&article.path, &claim.statement)?,
            None => Err(claims.note.clone().unwrap_or_else(|| "there is no commit yet".to_owned())),
        };
        let reviewed = match reviewed {
            Ok(reviewed) => reviewed,
            Err(why) => return Ok(self.since_by_digest(text, why)),
        };
        let (before, now) = (body(reviewed.as_bytes()), body(text.as_bytes()));
        if before == now {
            return Ok(Since::Unchanged);
        }
        let diff = unified_diff(&article.path, before, now)?;
        Ok(Since::Changed { diff, drift: compare(&reviewed, text) })
    }

    /// What the digest of the reviewed body tells where that body is not there, and `why` not.
    fn since_by_digest(&self, text: &str, why: String) -> Since {
        match said(text, &self.workspace.settings).body {
            Some(body) if body == digest(text).to_string() => Since::Unchanged,
            Some(body) if BodyDigest::parse(&body).is_ok() => Since::Unknown(format!(
                "{why}; by the digest in `review.body` it is another text than was reviewed"
            )),
            _ => Since::Unknown(why),
        }
    }
}
