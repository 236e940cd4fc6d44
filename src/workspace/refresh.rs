//! Makes the index as current as the files, whatever the state it was left in.
//!
//! The index is committed first and the manifest written second, each naming the
//! other, so that a kill in between costs indexing again and never a wrong answer. Where
//! nothing can be written, or somebody else is writing, what has changed is
//! indexed in memory and laid over what there is.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use crate::domain::history::ObjectId;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs::look::Seen;
use crate::fs::place;
use crate::fs::stat::Stat;
use crate::index::{Index, Layer};

use super::cache::{index_folder, key_of};
use super::components::stored;
use super::fresh::{Changes, Freshness};
use super::listing::Survey;

use super::Workspace;
use super::indexing::{Delta, Ledger, add_absent};
use super::manifest::{Head, Held, Manifest};
use super::source::{Listing, Source};
use super::turns::Refresh;

/// A list of files with no more parts than this is looked through before a thread has started.
const PARTS_AT_ONCE: usize = 3;

/// What can be searched now.
pub struct Searchable {
    /// The committed index, if there is one to use.
    base: Option<Index>,
    /// What changed since, in memory.
    overlay: Option<Index>,
    /// What of the committed index no longer holds.
    hidden: HashSet<ArticlePath>,
    nothing_hidden: HashSet<ArticlePath>,
    /// What was indexed, file by file.
    manifest: Manifest,
    /// True if what was found out is kept for the next search.
    pub is_kept: bool,
    /// What is not in it.
    pub skipped: Vec<Skipped>,
    /// Articles that can be found.
    pub articles: usize,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
}

impl Searchable {
    /// The layers to search.
    #[must_use]
    pub fn layers(&self) -> Vec<Layer<'_>> {
        let base = self.base.iter().map(|index| Layer::new(index, &self.hidden));
        let overlay = self.overlay.iter().map(|index| Layer::new(index, &self.nothing_hidden));
        base.chain(overlay).collect()
    }

    /// Whether the articles differ from the commit that is checked out; `None` without one.
    #[must_use]
    pub fn is_dirty(&self, workspace: &Workspace) -> Option<bool> {
        if let Source::Revision { .. } = &workspace.source {
            return Some(false);
        }
        let committed = workspace.committed()?;
        let is_stored = |path: &ArticlePath, blob: &ObjectId| {
            let then = committed.get(path);
            then.is_some_and(|then| blob == then || workspace.is_stored_as(path, *then))
        };
        let files = self.manifest.files()?;
        let is_clean = files.len() == committed.len()
            && files.iter().all(|(path, (_, blob))| is_stored(path, blob));
        Some(!is_clean)
    }
}

impl Workspace {
    /// Finds or makes an index to search; `progress` hears of long work: done, of all.
    ///
    /// # Errors
    /// The articles cannot be listed, or not even an index in memory can be made.
    pub fn searchable(
        &self,
        refresh: Refresh,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Searchable, Failure> {
        let (folder, key) = (index_folder(self), key_of(self));
        let usable = folder.as_deref().filter(|_| refresh != Refresh::Rebuild);
        let stored = usable.and_then(|folder| Some((folder, stored(folder, &key)?)));
        if let Some((folder, (index, manifest))) = stored
            && let Some(found) = self.brought_up(folder, &index, manifest, refresh)?
        {
            return Ok(found);
        }
        self.build(folder.as_deref(), &key, refresh, progress)
    }

    /// [`Workspace::searchable`], with what `search` finds in it.
    ///
    /// In a large library the committed index is searched while other threads look at the files,
    /// and once more only if something changed.
    ///
    /// # Errors
    /// As there.
    pub fn searched<T>(
        &self,
        refresh: Refresh,
        progress: &(dyn Fn(usize, usize) + Sync),
        search: impl Fn(&Searchable) -> T,
    ) -> Result<(Searchable, T), Failure> {
        let folder = index_folder(self);
        let key = key_of(self);
        let is_looked_at =
            refresh == Refresh::Check && !matches!(self.source, Source::Revision { .. });
        let usable = folder.as_deref().filter(|_| is_looked_at);
        let stored = usable.and_then(|folder| Some((folder, stored(folder, &key)?)));
        let large = stored.filter(|(_, (_, manifest))| manifest.parts() > PARTS_AT_ONCE);
        let Some((folder, (index, manifest))) = large else {
            let found = self.searchable(refresh, progress)?;
            let answer = search(&found);
            return Ok((found, answer));
        };
        let committed = searchable(Some(index.clone()), None, HashSet::new(), manifest);
        let (freshness, answer) = std::thread::scope(|scope| {
            let look = || self.look_again(&committed.manifest);
            match std::thread::Builder::new().spawn_scoped(scope, look) {
                Ok(looker) => {
                    let answer = search(&committed);
                    (looker.join().unwrap_or(Freshness::Unknown), answer)
                }
                Err(_) => (look(), search(&committed)),
            }
        });
        if matches!(freshness, Freshness::Same) && !committed.manifest.is_moved {
            return Ok((committed, answer));
        }
        let found = match self.refreshed(folder, &index, committed.manifest, freshness, refresh)? {
            Some(found) => found,
            None => self.build(Some(folder), &key, refresh, progress)?,
        };
        let answer = search(&found);
        Ok((found, answer))
    }

    /// The index with what changed since, as far as `refresh` asks for it; `None` if the manifest
    /// is damaged.
    pub(super) fn brought_up(
        &self,
        folder: &Path,
        index: &Index,
        manifest: Manifest,
        refresh: Refresh,
    ) -> Result<Option<Searchable>, Failure> {
        if refresh == Refresh::Skip || matches!(self.source, Source::Revision { .. }) {
            return Ok(Some(searchable(Some(index.clone()), None, HashSet::new(), manifest)));
        }
        let freshness = self.look_again(&manifest);
        self.refreshed(folder, index, manifest, freshness, refresh)
    }

    /// The index with what changed since; `None` if the manifest is damaged.
    fn refreshed(
        &self,
        folder: &Path,
        index: &Index,
        mut manifest: Manifest,
        freshness: Freshness,
        refresh: Refresh,
    ) -> Result<Option<Searchable>, Failure> {
        if matches!(freshness, Freshness::Same) && !manifest.is_moved {
            return Ok(Some(searchable(Some(index.clone()), None, HashSet::new(), manifest)));
        }
        // Before the looks that count: whatever changes from now on leaves a trace.
        let looked_ns = place::now_ns(folder).unwrap_or(i64::MIN);
        if let Freshness::Suspects(suspects) = freshness
            && let Some(changes) = self.examine(&manifest, suspects)
        {
            manifest.head.looked_ns = looked_ns;
            return self.amend(folder, index, manifest, changes, refresh).map(Some);
        }
        self.list_again(folder, index, manifest, looked_ns, refresh)
    }

    /// Takes a few changed files into account.
    fn amend(
        &self,
        folder: &Path,
        index: &Index,
        mut manifest: Manifest,
        changes: Changes,
        refresh: Refresh,
    ) -> Result<Searchable, Failure> {
        let before = manifest.head.payload();
        let skipped = manifest.head.skipped.clone();
        let Changes { add, gone, touched, folders } = changes;
        for folder in folders {
            manifest.change_folder(folder);
        }
        let mut ledger = Ledger::Amended(manifest);
        for (path, held, stat) in touched {
            ledger.set(&path, held, held.map(|(_, blob)| (stat, blob)));
        }
        let delta = Delta {
            data: self.data_or_built_in(),
            listing: Listing { entries: add, skipped },
            gone,
        };
        self.update(folder, index, &before, ledger, delta, refresh)
    }

    /// Lists all files anew and takes what changed into account; `None` if the manifest is damaged.
    fn list_again(
        &self,
        folder: &Path,
        index: &Index,
        manifest: Manifest,
        looked_ns: i64,
        refresh: Refresh,
    ) -> Result<Option<Searchable>, Failure> {
        let before = manifest.head.payload();
        let Some(known) = manifest.files() else { return Ok(None) };
        let (mut head, survey) = self.survey_at(Some(folder), &manifest.head.key, looked_ns)?;
        head.components.clone_from(&manifest.head.components);
        let changes = self.changes(&manifest, &known, &survey.listing);
        let is_same = changes.is_empty()
            && !manifest.is_moved
            && head.depends_on_same(&manifest.head)
            && survey.listing.skipped == manifest.head.skipped
            && manifest.folders().as_ref() == Some(&survey.folders)
            // What was too new to be trusted and is not any more is worth writing down.
            && manifest.head.vouches_for(&survey.folders) == head.vouches_for(&survey.folders);
        if is_same {
            let none = HashSet::new();
            return Ok(Some(searchable(Some(index.clone()), None, none, manifest)));
        }
        // It is going to be replaced, which some systems refuse while it is open.
        drop(manifest);
        let mut files: BTreeMap<ArticlePath, Held> =
            known.into_iter().map(|(path, held)| (path, Some(held))).collect();
        for path in changes.gone.iter().map(|(path, _)| path) {
            files.remove(path);
        }
        add_absent(&mut files, &survey);
        let mut ledger = Ledger::New { head, files, folders: survey.folders };
        for (path, held, stat) in changes.touched {
            ledger.set(&path, held, held.map(|(_, blob)| (stat, blob)));
        }
        let listing = Listing { entries: changes.add, skipped: survey.listing.skipped };
        let delta = Delta { data: self.data_or_built_in(), listing, gone: changes.gone };
        self.update(folder, index, &before, ledger, delta, refresh).map(Some)
    }

    /// All files, with a head that says what the list of them depends on.
    pub(super) fn survey_at(
        &self,
        folder: Option<&Path>,
        key: &str,
        looked_ns: i64,
    ) -> Result<(Head, Survey), Failure> {
        // Before the list: what changes from now on is seen the next time.
        let (git_index, rules) = self.list_depends_on();
        let mut survey = self.survey()?;
        if !folder.is_some_and(|folder| place::folders_tell(folder, &self.root)) {
            // Rules that nothing is known of are never the same: all is listed every time.
            survey.folders.iter_mut().for_each(|folder| folder.rules = Seen::Other);
        }
        let head = Head { key: key.to_owned(), git_index, rules, looked_ns, ..Head::default() };
        Ok((head, survey))
    }

    /// How many articles of `listing` the index does not hold as they are, or holds in vain.
    pub(super) fn changed(
        &self,
        manifest: &Manifest,
        known: &BTreeMap<ArticlePath, (Stat, ObjectId)>,
        listing: &Listing,
    ) -> usize {
        let changes = self.changes(manifest, known, listing);
        let gone = changes.gone.iter().map(|(path, _)| path);
        let paths = changes.add.iter().map(|entry| &entry.path).chain(gone);
        paths.collect::<BTreeSet<_>>().len()
    }

    fn changes(
        &self,
        manifest: &Manifest,
        known: &BTreeMap<ArticlePath, (Stat, ObjectId)>,
        listing: &Listing,
    ) -> Changes {
        let mut changes = Changes::default();
        let mut left: BTreeSet<&ArticlePath> = known.keys().collect();
        let refused: BTreeSet<&ArticlePath> =
            manifest.head.skipped.iter().map(|skipped| &skipped.path).collect();
        let mut bytes = Vec::new();
        for entry in &listing.entries {
            left.remove(&entry.path);
            let held = known.get(&entry.path).copied();
            let is_vouched_for = held.is_some_and(|(then, _)| {
                entry.stat == Some(then) && manifest.head.is_settled(&then)
            });
            if is_vouched_for {
                continue;
            }
            match self.read_into(entry, &mut bytes) {
                Ok(()) => changes.sort(entry.clone(), held, &bytes),
                Err(_) if held.is_none() && refused.contains(&entry.path) => {}
                Err(_) => {
                    changes.add.push(entry.clone());
                    changes.gone.extend(held.map(|held| (entry.path.clone(), Some(held))));
                }
            }
        }
        let gone = left.into_iter().map(|path| (path.clone(), known.get(path).copied()));
        changes.gone.extend(gone);
        changes
    }
}

pub(super) fn searchable(
    base: Option<Index>,
    overlay: Option<Index>,
    hidden: HashSet<ArticlePath>,
    manifest: Manifest,
) -> Searchable {
    let count = |index: &Option<Index>| index.as_ref().map_or(0, Index::articles);
    let articles = count(&base).saturating_sub(hidden.len() as u64) + count(&overlay);
    Searchable {
        articles: usize::try_from(articles).unwrap_or(usize::MAX),
        base,
        overlay,
        hidden,
        nothing_hidden: HashSet::new(),
        skipped: manifest.head.skipped.clone(),
        manifest,
        is_kept: true,
        notes: Vec::new(),
    }
}
