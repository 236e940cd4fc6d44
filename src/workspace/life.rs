//! When files at single paths went, whose ids may be given again.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::life::Writer;
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, Signature};
use crate::domain::revision::Revisions;
use crate::domain::roster::call_by_pseudonyms;
use crate::git::{Removal, Sought, is_like};

use super::Workspace;
use super::acts::address_digest;

impl Workspace {
    /// The last removal of the files at `paths`, and who wrote that commit.
    #[must_use]
    pub fn removals(
        &self,
        paths: &BTreeSet<ArticlePath>,
    ) -> BTreeMap<ArticlePath, (Removal, Writer)> {
        let commit = self.commit().filter(|_| !paths.is_empty());
        let whole: BTreeSet<ArticlePath> =
            paths.iter().map(|path| self.in_repository(path)).collect();
        // Reading a data file opens the repository itself.
        let listed = commit.and_then(|_| self.data_or_built_in().people);
        let (Some(repository), Some(commit)) = (self.repository(), commit) else {
            return BTreeMap::new();
        };
        let mailmap = repository.mailmap(commit);
        let writer = |author: &Signature| {
            let mut people = People::new([author.clone()], &mailmap);
            if let Some(listed) = &listed {
                let signatures = std::slice::from_ref(author);
                call_by_pseudonyms(&mut people, listed, signatures, address_digest);
            }
            let person = people.find(author).map(|id| people.of(id));
            let name = person.map(|person| person.name.clone()).unwrap_or_default();
            Writer { name, is_bot: person.is_some_and(|person| person.is_bot) }
        };
        let removals =
            self.with_commits(&repository, commit, |it| repository.removals(commit, &whole, it));
        let inside = |(path, removal): (ArticlePath, Removal)| {
            let writer = writer(&removal.author);
            Some((self.in_library(&path)?, (removal, writer)))
        };
        removals.into_iter().filter_map(inside).collect()
    }

    /// Where an article lay last that was called `id` and is not there any more, and where it
    /// lies now, if it moved.
    #[must_use]
    pub fn last_place_of(&self, id: &str) -> Option<(ArticlePath, Option<ArticlePath>)> {
        let commit = self.commit()?;
        let mut found: Option<ArticlePath> = None;
        let mut seek = |gone: &ArticlePath| {
            let Some(inside) = self.in_library(gone) else { return Sought::No };
            let is_meant = self.is_article(&inside)
                && (self.id_of(&inside).raw() == id || inside.as_bytes() == id.as_bytes());
            if is_meant {
                found = Some(inside);
                return Sought::Last;
            }
            Sought::No
        };
        let exists =
            |path: &ArticlePath| self.in_library(path).is_some_and(|path| self.exists(&path));
        let moved = self.repository()?.moves(commit, &mut seek, &exists);
        let moved = moved.into_values().next().map(|moved| moved.to);
        let now = moved.and_then(|to| self.in_library(&to)).filter(|to| self.exists(to));
        Some((found?, now))
    }

    /// Finds in history what had the ids of the new articles of `revisions` and went; what is
    /// much the same as the new article has come back, and is left out.
    pub fn ask_history(&self, revisions: &mut Revisions) {
        let new: BTreeMap<String, ArticlePath> = revisions
            .came
            .iter()
            .filter(|path| !revisions.moved.contains_key(*path))
            .map(|path| (self.id_of(path).raw().to_lowercase(), path.clone()))
            .collect();
        let Some(commit) = self.commit().filter(|_| !new.is_empty()) else { return };
        let mut gone: BTreeMap<ArticlePath, ArticlePath> = BTreeMap::new();
        let mut seek = |path: &ArticlePath| {
            let inside = self.in_library(path).filter(|inside| self.is_article(inside));
            let id = inside.as_ref().map(|inside| self.id_of(inside).raw().to_lowercase());
            let (Some(inside), Some(now)) = (inside, id.and_then(|id| new.get(&id))) else {
                return Sought::No;
            };
            gone.insert(inside, now.clone());
            Sought::Yes
        };
        let exists =
            |path: &ArticlePath| self.in_library(path).is_some_and(|path| self.exists(&path));
        let moved = self.repository().map(|it| it.moves(commit, &mut seek, &exists));
        let moved: BTreeSet<ArticlePath> =
            moved.unwrap_or_default().keys().filter_map(|path| self.in_library(path)).collect();
        gone.retain(|path, _| !moved.contains(path) && !revisions.earlier.contains_key(path));
        let removals = self.removals(&gone.keys().cloned().collect());
        for (path, (removal, _)) in removals {
            let Some(now) = gone.get(&path) else { continue };
            let whole = self.in_repository(&path);
            let old = self.repository().and_then(|it| it.bytes_at(removal.parent, &whole));
            let (Some(old), Some(new)) = (old, self.content(now)) else { continue };
            if !is_like(&old, &new) {
                revisions.former.insert(now.clone(), (path, removal.on));
            }
        }
    }

    fn in_repository(&self, path: &ArticlePath) -> ArticlePath {
        ArticlePath::new([self.prefix.as_slice(), path.as_bytes()].concat())
    }

    pub(super) fn in_library(&self, path: &ArticlePath) -> Option<ArticlePath> {
        path.as_bytes().strip_prefix(self.prefix.as_slice()).map(ArticlePath::new)
    }
}
