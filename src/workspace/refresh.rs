//! Makes the index as current as the files, whatever the state it was left in.
//!
//! The index is committed first and the manifest written second, each naming the
//! other, so that a kill in between costs indexing again and never a wrong answer. Where
//! nothing can be written, or somebody else is writing, what has changed is
//! indexed in memory and laid over what there is.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use crate::domain::history::ObjectId;
use crate::domain::outcome::Skipped;
use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs::place;
use crate::fs::stat::Stat;
use crate::git::{Repository, hash_blob};
use crate::index::{self, ArticleText, Index, Layer, Load, Opened, Writer};
use crate::parse;

use super::cache::{Manifest, index_folder, key_of};
use super::load::{Depth, Reader};
use super::source::{Entry, Listing, Source};
use super::{Data, Workspace};

/// How often index and manifest are looked at before they are made anew.
const LOOKS_MAX: usize = 3;

/// Whether a search looks at the files first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Find out what changed since the index was made.
    Check,
    /// Take the index as it is; make it if there is none.
    Skip,
}

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
    files: BTreeMap<ArticlePath, (Stat, ObjectId)>,
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
        let base = self.base.iter().map(|index| Layer { index, hidden: &self.hidden });
        let overlay =
            self.overlay.iter().map(|index| Layer { index, hidden: &self.nothing_hidden });
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
        let is_clean = self.files.len() == committed.len()
            && self.files.iter().all(|(path, (_, blob))| is_stored(path, blob));
        Some(!is_clean)
    }
}

/// What is different from what the index holds.
#[derive(Default)]
struct Changes {
    /// New or changed files.
    add: Vec<Entry>,
    /// Paths whose old record no longer holds.
    gone: Vec<ArticlePath>,
    /// Files that were touched and have the same content.
    touched: Vec<(ArticlePath, Stat, ObjectId)>,
}

/// What is to be added to an index and taken out of it.
struct Delta {
    data: Data,
    listing: Listing,
    gone: Vec<ArticlePath>,
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
        let folder = index_folder(self);
        let key = key_of(self);
        let stored = folder.as_deref().and_then(|folder| stored(folder, &key));
        let Some((index, manifest)) = stored else {
            return self.build(folder.as_deref(), &key, progress);
        };
        if refresh == Refresh::Skip || matches!(self.source, Source::Revision { .. }) {
            return Ok(searchable(Some(index), None, HashSet::new(), manifest));
        }
        let (listing, git_index) = self.list_known(&manifest)?;
        let changes = self.changes(&manifest, &listing);
        let is_settled = changes.add.is_empty() && changes.gone.is_empty();
        let is_same = is_settled && changes.touched.is_empty() && git_index == manifest.git_index;
        if is_same && listing.skipped == manifest.skipped {
            return Ok(searchable(Some(index), None, HashSet::new(), manifest));
        }
        let folder = folder.expect("an index was read from it");
        self.update(&folder, index, manifest, listing, git_index, changes)
    }

    /// The articles, from the manifest where git's index vouches for the list.
    fn list_known(&self, manifest: &Manifest) -> Result<(Listing, Option<Stat>), Failure> {
        let is_listed_by_git =
            matches!(self.source, Source::WorkTree) && !self.settings.is_configured;
        let repository = if is_listed_by_git { self.repository() } else { None };
        let Some(repository) = repository else {
            return Ok((self.list()?, None));
        };
        let now = git_index(&repository);
        drop(repository);
        if now.is_some_and(|now| Some(now) == manifest.git_index && manifest.is_settled(&now)) {
            let known: Vec<ArticlePath> = manifest
                .files
                .keys()
                .chain(manifest.skipped.iter().map(|skipped| &skipped.path))
                .cloned()
                .collect();
            return Ok((self.list_paths(&known), now));
        }
        Ok((self.list()?, now))
    }

    /// How many articles of `listing` the index does not hold as they are, or holds in vain.
    pub(super) fn changed(&self, manifest: &Manifest, listing: &Listing) -> usize {
        let changes = self.changes(manifest, listing);
        let paths = changes.add.iter().map(|entry| &entry.path).chain(&changes.gone);
        paths.collect::<BTreeSet<_>>().len()
    }

    fn changes(&self, manifest: &Manifest, listing: &Listing) -> Changes {
        let mut changes = Changes::default();
        let mut left: BTreeSet<&ArticlePath> = manifest.files.keys().collect();
        let refused: BTreeMap<&ArticlePath, &Skipped> =
            manifest.skipped.iter().map(|skipped| (&skipped.path, skipped)).collect();
        for entry in &listing.entries {
            let known = left.remove(&entry.path);
            let stat = entry.stat.expect("every file of a work tree or folder was looked at");
            if manifest.vouches_for(&entry.path, &stat) {
                continue;
            }
            let blob = self.read(entry).ok().map(|bytes| hash_blob(&bytes));
            let before = manifest.files.get(&entry.path).map(|(_, blob)| *blob);
            match blob {
                Some(blob) if before == Some(blob) => {
                    changes.touched.push((entry.path.clone(), stat, blob));
                }
                None if refused.contains_key(&entry.path) => {}
                _ => {
                    changes.add.push(entry.clone());
                    changes.gone.extend(known.then(|| entry.path.clone()));
                }
            }
        }
        changes.gone.extend(left.into_iter().cloned());
        changes
    }

    /// Brings the committed index up to date; in memory, if it cannot be written now.
    fn update(
        &self,
        folder: &Path,
        index: Index,
        mut manifest: Manifest,
        listing: Listing,
        git_index: Option<Stat>,
        changes: Changes,
    ) -> Result<Searchable, Failure> {
        let data = self.data()?;
        manifest.git_index = git_index;
        for (path, stat, blob) in changes.touched {
            manifest.files.insert(path, (stat, blob));
        }
        for path in &changes.gone {
            manifest.files.remove(path);
        }
        let listing = Listing { entries: changes.add, skipped: listing.skipped };
        let delta = Delta { data, listing, gone: changes.gone };
        if let Ok(Opened::Ready(writer)) = Writer::open(folder, Load::Few)
            && writer.payload() == Some(&manifest.payload())
            && let Ok(found) = self.write(*writer, folder, &index, &delta, &mut manifest)
        {
            return Ok(found);
        }
        // Somebody else is writing, or there is no room: what changed is laid over in memory.
        let Delta { data, listing, gone } = delta;
        let mut writer = Writer::in_memory(Load::Few)?;
        let mut hidden: HashSet<ArticlePath> = gone.into_iter().collect();
        hidden.extend(listing.entries.iter().map(|entry| entry.path.clone()));
        manifest.skipped =
            self.add_all(&writer, &data, listing, &mut manifest.files, &|_, _| {})?;
        writer.commit(&manifest.key)?;
        Ok(searchable(Some(index), Some(writer.index()?), hidden, manifest))
    }

    /// Writes what changed into the committed index.
    fn write(
        &self,
        mut writer: Writer,
        folder: &Path,
        index: &Index,
        delta: &Delta,
        manifest: &mut Manifest,
    ) -> Result<Searchable, Failure> {
        let Delta { data, listing, gone } = delta;
        let is_changed = !listing.entries.is_empty() || !gone.is_empty();
        for path in gone {
            writer.delete(path);
        }
        manifest.skipped =
            self.add_all(&writer, data, listing.clone(), &mut manifest.files, &|_, _| {})?;
        if is_changed {
            manifest.seal();
            writer.commit(&manifest.payload())?;
        }
        let mut notes = Vec::new();
        if manifest.store(folder).is_err() {
            notes.push("the index could not be kept up to date; the answer is complete".to_owned());
        }
        let index = if is_changed { writer.index()? } else { index.clone() };
        let found = searchable(Some(index), None, HashSet::new(), std::mem::take(manifest));
        Ok(Searchable { notes, ..found })
    }

    /// Makes the index from nothing: in `folder` if that can be written, else in memory.
    fn build(
        &self,
        folder: Option<&Path>,
        key: &str,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Searchable, Failure> {
        let opened = folder.map(|folder| (folder, Writer::open(folder, Load::Many)));
        let is_busy = matches!(opened, Some((_, Ok(Opened::Busy))));
        if let Some((folder, Ok(Opened::Ready(writer)))) = opened {
            Manifest::forget(folder);
            let kept =
                writer.clear().and_then(|()| self.fill(*writer, Some(folder), key, progress));
            if let Ok(found) = kept {
                return Ok(found);
            }
        }
        let mut found = self.fill(Writer::in_memory(Load::Many)?, None, key, progress)?;
        if !is_busy {
            let note = "no index can be kept here, so this search read every article";
            found.notes.push(note.to_owned());
        }
        Ok(found)
    }

    /// Reads every article into an empty index, and says in `folder` what it holds.
    fn fill(
        &self,
        mut writer: Writer,
        folder: Option<&Path>,
        key: &str,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Searchable, Failure> {
        let data = self.data()?;
        let git_index = self.repository().and_then(|repository| git_index(&repository));
        let mut manifest = Manifest::new(key, git_index);
        manifest.skipped =
            self.add_all(&writer, &data, self.list()?, &mut manifest.files, progress)?;
        manifest.seal();
        writer.commit(&manifest.payload())?;
        let mut notes = Vec::new();
        if folder.is_some_and(|folder| manifest.store(folder).is_err()) {
            notes.push("the index could not be kept; the answer is complete".to_owned());
        }
        let found = searchable(Some(writer.index()?), None, HashSet::new(), manifest);
        Ok(Searchable { notes, ..found })
    }

    /// Reads and adds the articles of `listing`, noting in `files` what was added.
    fn add_all(
        &self,
        writer: &Writer,
        data: &Data,
        listing: Listing,
        files: &mut BTreeMap<ArticlePath, (Stat, ObjectId)>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<Skipped>, Failure> {
        let stats: BTreeMap<ArticlePath, Stat> = listing
            .entries
            .iter()
            .map(|entry| (entry.path.clone(), entry.stat.unwrap_or_default()))
            .collect();
        let all = listing.entries.len();
        let done = std::sync::atomic::AtomicUsize::new(0);
        let reader = Reader::new(self, data);
        let loaded = reader.read_all(
            listing,
            |_, _| Depth::Hashed,
            |read| {
                let body = parse::plain::plain(&read.text, read.article.body_span);
                let added = writer.add(&ArticleText { article: &read.article, body: &body });
                progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, all);
                added.map(|()| (read.article.path.clone(), read.article.blob))
            },
        );
        for added in loaded.values {
            let (path, blob) = added?;
            let stat = stats.get(&path).copied().unwrap_or_default();
            files.insert(path, (stat, blob));
        }
        Ok(loaded.skipped)
    }
}

/// The index and manifest in `folder`, if both are sound, made for `key` and for each other.
///
/// Another process may put a new one in place between the two looks.
fn stored(folder: &Path, key: &str) -> Option<(Index, Manifest)> {
    (0..LOOKS_MAX).find_map(|_| {
        let manifest = Manifest::load(folder).filter(|manifest| manifest.key == key)?;
        let index = index::open(folder).ok().flatten()?;
        (index.payload() == Some(&manifest.payload())).then_some((index, manifest))
    })
}

fn searchable(
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
        files: manifest.files,
        skipped: manifest.skipped,
        notes: Vec::new(),
    }
}

/// What git's own index was last, by which the list of tracked files is known.
fn git_index(repository: &Repository) -> Option<Stat> {
    let file: PathBuf = repository.index_file();
    place::stat_file(&file)
}
