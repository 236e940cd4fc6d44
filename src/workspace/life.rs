//! Where the versions of one article lay, and when files at single paths went.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::life::Writer;
use crate::domain::past::{Past, Version};
use crate::domain::path::ArticlePath;
use crate::domain::person::{People, Signature};
use crate::git::{Removal, Sought};

use super::Workspace;

impl Workspace {
    /// Where each of `versions` of the article at `path` lay, in their order; where that cannot
    /// be told, it is taken to have lain where the next one did.
    #[must_use]
    pub fn places(
        &self,
        past: &Past,
        path: &ArticlePath,
        versions: &[Version],
    ) -> Vec<ArticlePath> {
        let mut here = path.clone();
        let mut places: Vec<ArticlePath> = Vec::with_capacity(versions.len());
        for version in versions.iter().rev() {
            let found = past.commit_of(version).id.and_then(|commit| {
                let whole = self.in_repository(&here);
                let found = self.repository()?.place_of(commit, version.blob, &whole)?;
                self.in_library(&found)
            });
            here = found.unwrap_or(here);
            places.push(here.clone());
        }
        places.reverse();
        places
    }

    /// The last removal of the files at `paths`, and who wrote that commit.
    #[must_use]
    pub fn removals(
        &self,
        paths: &BTreeSet<ArticlePath>,
    ) -> BTreeMap<ArticlePath, (Removal, Writer)> {
        let commit = self.commit();
        let whole = paths.iter().map(|path| self.in_repository(path)).collect();
        let (Some(repository), Some(commit)) = (self.repository(), commit) else {
            return BTreeMap::new();
        };
        let mailmap = repository.mailmap(commit);
        let writer = |author: &Signature| {
            let people = People::new([author.clone()], &mailmap);
            let person = people.find(author).map(|id| people.of(id));
            let name = person.map(|person| person.name.clone()).unwrap_or_default();
            Writer { name, is_bot: person.is_some_and(|person| person.is_bot) }
        };
        let removals = repository.removals(commit, &whole).into_iter();
        let inside = |(path, removal): (ArticlePath, Removal)| {
            let writer = writer(&removal.author);
            Some((self.in_library(&path)?, (removal, writer)))
        };
        removals.filter_map(inside).collect()
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

    fn in_repository(&self, path: &ArticlePath) -> ArticlePath {
        ArticlePath::new([self.prefix.as_slice(), path.as_bytes()].concat())
    }

    fn in_library(&self, path: &ArticlePath) -> Option<ArticlePath> {
        path.as_bytes().strip_prefix(self.prefix.as_slice()).map(ArticlePath::new)
    }
}
