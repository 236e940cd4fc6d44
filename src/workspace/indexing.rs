//! Writes what changed into an index and its manifest, or lays it over them in memory.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::domain::path::ArticlePath;
use crate::failure::Failure;
use crate::fs::place;
use crate::fs::stat::Stat;
use crate::fs::walk::Folder;
use crate::index::{ArticleText, Index, Load, Opened, Writer};
use crate::parse;

use super::cache::{make_room, remove_older};
use super::components::Components;
use super::listing::Survey;
use super::load::{Depth, Reader};
use super::manifest::{Head, Held, Manifest};
use super::refresh::{Searchable, searchable};
use super::source::{Listing, Source};
use super::turns::{Refresh, awaited, cause, not_kept, open_writer};
use super::{Data, Workspace};

/// What is to be added to an index and taken out of it.
pub(super) struct Delta {
    pub(super) data: Data,
    pub(super) listing: Listing,
    pub(super) gone: Vec<(ArticlePath, Held)>,
}

impl Delta {
    /// True if the index stays as it is.
    fn is_empty(&self) -> bool {
        self.listing.entries.is_empty() && self.gone.iter().all(|(_, held)| held.is_none())
    }
}

/// What an index is going to hold.
pub(super) enum Ledger {
    /// What a manifest says, but for a few files.
    Amended(Manifest),
    /// What is found out anew.
    New { head: Head, files: BTreeMap<ArticlePath, Held>, folders: Vec<Folder> },
}

impl Ledger {
    pub(super) fn set(&mut self, path: &ArticlePath, old: Held, new: Held) {
        match self {
            Self::Amended(manifest) => manifest.change(path, old, new),
            Self::New { files, .. } => drop(files.insert(path.clone(), new)),
        }
    }

    fn head(&mut self) -> &mut Head {
        match self {
            Self::Amended(manifest) => &mut manifest.head,
            Self::New { head, .. } => head,
        }
    }

    /// The manifest of all that was set so far.
    fn seal(&mut self) -> &mut Manifest {
        if let Self::New { head, files, folders } = self {
            *self = Self::Amended(Manifest::new(std::mem::take(head), files, folders));
        }
        match self {
            Self::Amended(manifest) => manifest,
            Self::New { .. } => unreachable!("it was made a manifest just now"),
        }
    }
}

impl Workspace {
    /// Brings the committed index up to date; in memory, if it cannot be written now.
    pub(super) fn update(
        &self,
        folder: &Path,
        index: &Index,
        before: &str,
        mut ledger: Ledger,
        delta: Delta,
        refresh: Refresh,
    ) -> Result<Searchable, Failure> {
        for (path, held) in &delta.gone {
            ledger.set(path, *held, None);
        }
        ledger.head().skipped.clone_from(&delta.listing.skipped);
        let is_based = match &ledger {
            Ledger::Amended(manifest) => manifest.is_based_in(folder),
            Ledger::New { .. } => true,
        };
        let why = match open_writer(folder, Load::Few, refresh) {
            Ok(Opened::Ready(writer)) if is_based && writer.payload() == Some(before) => {
                match self.write(*writer, folder, index, &delta, &mut ledger) {
                    Ok(found) => return Ok(found),
                    Err(failure) => Some(failure),
                }
            }
            Ok(_) => None,
            Err(failure) => Some(failure),
        };
        if delta.is_empty() {
            let manifest = std::mem::take(ledger.seal());
            let mut found = searchable(Some(index.clone()), None, HashSet::new(), manifest);
            found.is_kept = false;
            return Ok(found);
        }
        // Somebody else is writing, or there is no room: what changed is laid over in memory.
        let Delta { data, listing, gone } = delta;
        let mut writer = Writer::in_memory(Load::Few)?;
        let mut hidden: HashSet<ArticlePath> = gone.into_iter().map(|(path, _)| path).collect();
        hidden.extend(listing.entries.iter().map(|entry| entry.path.clone()));
        self.add_all(&writer, &data, listing, &mut ledger, &|_, _| {})?;
        let manifest = std::mem::take(ledger.seal());
        writer.commit(&manifest.head.key)?;
        let mut found = searchable(Some(index.clone()), Some(writer.index()?), hidden, manifest);
        found.notes = why.iter().map(not_kept).collect();
        found.is_kept = false;
        Ok(found)
    }

    /// Writes what changed into the committed index.
    fn write(
        &self,
        mut writer: Writer,
        folder: &Path,
        index: &Index,
        delta: &Delta,
        ledger: &mut Ledger,
    ) -> Result<Searchable, Failure> {
        let Delta { data, listing, gone } = delta;
        let is_changed = !delta.is_empty();
        for (path, _) in gone {
            writer.delete(path);
        }
        self.add_all(&writer, data, listing.clone(), ledger, &|_, _| {})?;
        let manifest = ledger.seal();
        if is_changed {
            writer.commit(&manifest.head.payload())?;
        }
        let index = if is_changed { writer.index()? } else { index.clone() };
        let components = Components::of(folder, &index, &manifest.head.components);
        manifest.head.components = components;
        let notes = manifest.store(folder).err().iter().map(not_kept).collect();
        let mut found = searchable(Some(index), None, HashSet::new(), std::mem::take(manifest));
        found.notes = notes;
        Ok(found)
    }

    /// Makes the index from nothing: in `folder` if that can be written, else in memory.
    ///
    /// What was there stays in use for others until the new one is committed.
    pub(super) fn build(
        &self,
        folder: Option<&Path>,
        key: &str,
        refresh: Refresh,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Searchable, Failure> {
        let opened = folder.map(|folder| (folder, open_writer(folder, Load::Many, refresh)));
        let why = match opened {
            None => self.cache_refusal(),
            Some((folder, Ok(Opened::Ready(writer)))) => {
                let cleared = writer.clear();
                match cleared.and_then(|()| self.fill(*writer, Some(folder), key, progress)) {
                    Ok(found) => return Ok(found),
                    Err(failure) => Some(cause(&failure)),
                }
            }
            Some((folder, Ok(Opened::Busy))) => {
                let made = awaited(folder, key, refresh);
                let made = made
                    .map(|(index, manifest)| self.brought_up(folder, &index, manifest, refresh));
                if let Some(found) = made.transpose()?.flatten() {
                    return Ok(found);
                }
                None
            }
            Some((_, Err(failure))) => self.cache_refusal().or(Some(cause(&failure))),
        };
        let mut found = self.fill(Writer::in_memory(Load::Many)?, None, key, progress)?;
        found.is_kept = false;
        let note =
            |why| format!("no index can be kept here: {why}; this search read every article");
        found.notes.extend(why.map(note));
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
        let data = self.data_or_built_in();
        let looked_ns = folder.and_then(place::now_ns).unwrap_or(i64::MIN);
        let (head, survey) = self.survey_at(folder, key, looked_ns)?;
        let mut files = BTreeMap::new();
        add_absent(&mut files, &survey);
        let mut ledger = Ledger::New { head, files, folders: survey.folders };
        self.add_all(&writer, &data, survey.listing, &mut ledger, progress)?;
        let manifest = ledger.seal();
        writer.commit(&manifest.head.payload())?;
        let index = writer.index()?;
        if let (Some(folder), Source::Revision { .. }) = (folder, &self.source) {
            make_room(folder);
        }
        let mut notes = Vec::new();
        if let Some(folder) = folder {
            manifest.head.components = Components::of(folder, &index, &Components::default());
            match manifest.store(folder) {
                Ok(()) => remove_older(folder),
                Err(failure) => notes.push(not_kept(&failure)),
            }
        }
        let manifest = std::mem::take(manifest);
        let mut found = searchable(Some(index), None, HashSet::new(), manifest);
        found.notes = notes;
        Ok(found)
    }

    /// Reads and adds the articles of `listing`, noting in `ledger` what was added and what not.
    fn add_all(
        &self,
        writer: &Writer,
        data: &Data,
        listing: Listing,
        ledger: &mut Ledger,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<(), Failure> {
        let stats: HashMap<ArticlePath, Stat> = listing
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
                let dates = self.settings.date_format;
                let added = writer.add(&ArticleText { article: &read.article, body: &body, dates });
                progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, all);
                added.map(|()| (read.article.path.clone(), read.article.blob))
            },
        );
        for added in loaded.values {
            let (path, blob) = added?;
            let stat = stats.get(&path).copied().unwrap_or_default();
            ledger.set(&path, None, Some((stat, blob)));
        }
        ledger.head().skipped = loaded.skipped;
        Ok(())
    }
}

/// Notes what git tracks and is neither there nor skipped: it may come back without a trace.
pub(super) fn add_absent(files: &mut BTreeMap<ArticlePath, Held>, survey: &Survey) {
    let listed = survey.listing.entries.iter().map(|entry| &entry.path);
    let skipped = survey.listing.skipped.iter().map(|skipped| &skipped.path);
    let there: HashSet<&ArticlePath> = listed.chain(skipped).collect();
    for path in survey.tracked.iter().filter(|path| !there.contains(path)) {
        files.insert(path.clone(), None);
    }
}
