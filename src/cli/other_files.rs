//! What lies around articles, as rules on links ask for it.

use std::collections::BTreeSet;

use crate::domain::path::ArticlePath;
use crate::rules::links::{Moves, Places};
use crate::workspace::Workspace;

/// What a question about a path, or about words, is answered by.
type Answer<'w, Q, A> = Box<dyn Fn(&Q) -> A + Sync + 'w>;

/// Which of some words stand anywhere.
type Stand<'w> = Box<dyn Fn(&[&str]) -> Vec<bool> + Sync + 'w>;

/// The files of a library that are not articles, looked at when somebody asks.
pub(super) struct OtherFiles<'w> {
    workspace: &'w Workspace,
    exists: Answer<'w, ArticlePath, bool>,
    spelled: Answer<'w, ArticlePath, Option<ArticlePath>>,
    bytes: Answer<'w, ArticlePath, Option<u64>>,
    images: Box<dyn Fn() -> Vec<ArticlePath> + Sync + 'w>,
    stand: Stand<'w>,
}

impl<'w> OtherFiles<'w> {
    /// Those of the library `workspace`.
    pub(super) fn new(workspace: &'w Workspace) -> Self {
        let spelling = workspace.spelling();
        Self {
            workspace,
            exists: Box::new(|path| workspace.exists(path)),
            spelled: Box::new(move |path| spelling.find(path)),
            bytes: Box::new(|path| workspace.bytes(path)),
            images: Box::new(|| workspace.images()),
            stand: Box::new(|words| workspace.stand_anywhere(words)),
        }
    }

    /// The same for rules, where `moves` tells what became of files that are not there.
    pub(super) fn places<'a>(
        &'a self,
        moves: &'a (dyn Fn(&BTreeSet<ArticlePath>) -> Moves + Sync),
    ) -> Places<'a> {
        Places {
            exists: &*self.exists,
            spelled: &*self.spelled,
            prefix: self.workspace.prefix(),
            site_root: self.workspace.settings.site_root.as_deref(),
            bytes: &*self.bytes,
            images: &*self.images,
            stand: &*self.stand,
            moves,
        }
    }
}
