//! `kb check --history`: what the rules on history need, if anybody asks for them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::domain::article::Article;
use crate::domain::claim::{Claims, Reviewed};
use crate::domain::past::Version;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::rules::context::{Histories, Versions};
use crate::rules::{self, policy::Policy};
use crate::workspace::{Told, Workspace};

use super::check_library::Extent;

/// What history knows of the articles that are looked at.
pub(super) struct History<'w> {
    workspace: &'w Workspace,
    told: Told,
    claims: Option<Claims>,
}

impl<'w> History<'w> {
    /// Asks history, if a rule of `policy` and the settings want it; else it knows nothing.
    ///
    /// # Errors
    /// The repository cannot be read.
    pub(super) fn read(
        workspace: &'w Workspace,
        policy: &Policy,
        extent: Extent<'_>,
        (articles, today): (&BTreeMap<ArticlePath, Article>, Date),
    ) -> Result<Self, Failure> {
        let settings = &workspace.settings;
        let asked = settings.history;
        let asks_licenses = asked.asks_licenses && rules::asks_for_histories(policy, settings);
        let asks_reviews = asked.asks_reviews && rules::asks_for_claims(policy, settings);
        let is_meant = |path: &&ArticlePath| match extent {
            Extent::All | Extent::AllSince(_) => true,
            Extent::Changed(changes) => changes.files.contains_key(path),
            Extent::One(_) => false,
        };
        let told = match extent {
            Extent::All | Extent::AllSince(_) | Extent::Changed(_) if asks_licenses => {
                workspace.past(&articles.keys().filter(is_meant).cloned().collect())?
            }
            _ => Told::default(),
        };
        let claims = match extent {
            Extent::All | Extent::AllSince(_) | Extent::Changed(_) if asks_reviews => {
                let meant = articles.iter().filter(|(path, _)| is_meant(path));
                let reviewed: Vec<Reviewed> =
                    meant.filter_map(|(_, article)| Reviewed::of(article)).collect();
                Some(workspace.claims(&reviewed, today)?)
            }
            _ => None,
        };
        Ok(Self { workspace, told, claims })
    }

    /// What rules may ask; `None` where history was not asked or cannot be read.
    pub(super) fn histories(&self) -> Option<Histories<'_>> {
        self.told.past.as_ref().map(|past| Histories { past, versions: self })
    }

    /// What history says of reviews; `None` where nobody asked.
    pub(super) fn claims(&self) -> Option<&Claims> {
        self.claims.as_ref()
    }

    /// What was left out and why.
    pub(super) fn notes(&self) -> impl Iterator<Item = String> {
        let of_claims = self.claims.as_ref().and_then(|claims| claims.note.clone());
        self.told.note.iter().cloned().chain(of_claims)
    }
}

impl Versions for History<'_> {
    fn words(&self, path: &ArticlePath) -> Option<Vec<usize>> {
        self.workspace.words(self.told.past.as_ref()?, path)
    }

    fn text(&self, path: &ArticlePath, version: &Version) -> Option<String> {
        self.workspace.version_text(path, version)
    }
}
