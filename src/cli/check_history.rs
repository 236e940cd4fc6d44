//! `kb check --history`: what the rules on history need, if anybody asks for them.

use std::collections::BTreeMap;

use crate::domain::article::Article;
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
        articles: &BTreeMap<ArticlePath, Article>,
    ) -> Result<Self, Failure> {
        let settings = &workspace.settings;
        let is_wanted = settings.history.is_wanted && rules::asks_for_histories(policy, settings);
        let is_meant = |path: &&ArticlePath| match extent {
            Extent::All | Extent::AllSince(_) => true,
            Extent::Changed(changes) => changes.files.contains_key(path),
            Extent::One(_) => false,
        };
        let told = match extent {
            Extent::All | Extent::AllSince(_) | Extent::Changed(_) if is_wanted => {
                workspace.past(&articles.keys().filter(is_meant).cloned().collect())?
            }
            _ => Told::default(),
        };
        Ok(Self { workspace, told })
    }

    /// What rules may ask; `None` where history was not asked or cannot be read.
    pub(super) fn histories(&self) -> Option<Histories<'_>> {
        self.told.past.as_ref().map(|past| Histories { past, versions: self })
    }

    /// What was left out and why.
    pub(super) fn note(&self) -> Option<String> {
        self.told.note.clone()
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
