//! Writing an index: articles in, articles out, one commit.
//!
//! One process writes at a time; whoever comes second is told so at once and
//! never waits. What is not committed is as if it had never been given.

use std::path::Path;

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, Lock};
use tantivy::index::SegmentId;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::schema::{Field, OwnedValue};
use tantivy::{Directory, Document, IndexWriter, SegmentMeta, Term};

use super::called;
use super::directory::{META, Shared};
use super::fields::{Fields, schema};
use super::open::{Damage, Index, create, empty_in_memory, guarded, is_folder, open};
use super::record::StoredArticle;
use super::values::terms;
use crate::domain::article::{Article, Status};
use crate::domain::path::ArticlePath;
use crate::domain::settings::DateFormat;
use crate::failure::Failure;

/// The type of articles that define a term.
const DEFINITION: &str = "definition";
/// Held for as long as somebody writes, from before the first look into the folder.
const LOCK: &str = "kb-writer.lock";
/// More writing threads than this only make more segments to merge.
const THREADS_MAX: usize = 4;
/// Memory of one writing thread: more only matters above 30,000 articles. Half of it makes three
/// times the segments of 10,000, of which a search takes 60 % longer, and saves 15 MB.
const THREAD_BYTES_MANY: usize = 64_000_000;
/// The least tantivy accepts.
const THREAD_BYTES_FEW: usize = 15_000_000;
/// More segments than this are merged: each is searched by itself.
const SEGMENTS_MAX: usize = 8;
/// The largest segments are left alone by a merge, which would copy them.
const SEGMENTS_KEPT: usize = 4;

/// How much is going to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// A handful of articles: one thread.
    Few,
    /// A whole library: all cores, up to four.
    Many,
}

/// An article and the text it is searched by.
#[derive(Clone, Copy, Debug)]
pub struct ArticleText<'a> {
    /// The article.
    pub article: &'a Article,
    /// The text of its body without marks, headings included, in reading order.
    pub body: &'a str,
    /// How its tree writes days.
    pub dates: DateFormat,
}

/// What came of asking to write.
#[derive(Debug)]
pub enum Opened {
    /// The way is free.
    Ready(Box<Writer>),
    /// Somebody else is writing just now.
    Busy,
}

/// Writes one index.
pub struct Writer {
    /// The path of the folder in backticks, or what stands for it, in messages.
    place: String,
    inner: IndexWriter<Entry>,
    fields: Fields,
    payload: Option<String>,
    /// Released by the system when the process ends, however it ends.
    lock: Option<DirectoryLock>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Writer({})", self.place)
    }
}

impl Writer {
    /// Opens the index in `folder`, made if there is none.
    ///
    /// A damaged index is thrown away: then nothing is in it and
    /// [`Self::payload`] is `None`.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn open(folder: &Path, load: Load) -> Result<Opened, Failure> {
        let place = format!("`{}`", folder.display());
        let failure = |cause: Damage| cannot_write(&place, &cause);
        make_folder(folder).map_err(failure)?;
        let directory = Shared::open(folder).map_err(|cause| failure(Damage::new(cause)))?;
        let lock = Lock { filepath: LOCK.into(), is_blocking: false };
        let lock = match directory.acquire_lock(&lock) {
            Ok(lock) => lock,
            Err(LockError::LockBusy) => return Ok(Opened::Busy),
            Err(LockError::IoError(cause)) => return Err(failure(Damage::new(cause))),
        };
        if !matches!(open(folder), Ok(Some(_))) {
            empty_folder(folder).map_err(|cause| failure(Damage::from(cause)))?;
        }
        sweep(folder);
        let writer = guarded(|| Self::of(&create(directory)?, load, place.clone(), Some(lock)));
        writer.map(|writer| Opened::Ready(Box::new(writer))).map_err(failure)
    }

    /// A new index in memory, for when nothing can be written or little has changed.
    ///
    /// # Errors
    /// If the machine has no thread left.
    pub fn in_memory(load: Load) -> Result<Self, Failure> {
        let place = "memory".to_owned();
        let writer = guarded(|| Self::of(&empty_in_memory()?, load, place.clone(), None));
        writer.map_err(|cause| cannot_write(&place, &cause))
    }

    fn of(
        index: &tantivy::Index,
        load: Load,
        place: String,
        lock: Option<DirectoryLock>,
    ) -> Result<Self, Damage> {
        let payload = index.load_metas()?.payload;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (threads, bytes) = match load {
            Load::Few => (1, THREAD_BYTES_FEW),
            Load::Many => (cores.min(THREADS_MAX), THREAD_BYTES_MANY),
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(bytes)
            .num_merge_threads(1)
            .build();
        let inner = index.writer_with_options(options)?;
        inner.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self { place, inner, fields: schema().1, payload, lock })
    }

    /// What was given to the last commit; `None` if there was none, or it was damaged.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.payload.as_deref()
    }

    /// True if what is written outlives the process.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.lock.is_some()
    }

    /// Takes an article in. One of the same path that is in already stays in beside it,
    /// unless it is [deleted](Self::delete) first.
    ///
    /// # Errors
    /// If nothing more can be written.
    pub fn add(&self, text: &ArticleText<'_>) -> Result<(), Failure> {
        let entry = Entry::of(&self.fields, text);
        self.inner.add_document(entry).map_err(|cause| self.cannot_write(Damage::from(cause)))?;
        Ok(())
    }

    /// Takes the article at `path` out.
    pub fn delete(&self, path: &ArticlePath) {
        self.inner.delete_term(Term::from_field_bytes(self.fields.path, path.as_bytes()));
    }

    /// Takes every article out.
    ///
    /// # Errors
    /// If nothing more can be written.
    pub fn clear(&self) -> Result<(), Failure> {
        self.inner.delete_all_documents().map_err(|cause| self.cannot_write(cause))?;
        Ok(())
    }

    /// Makes everything given so far what is found, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written; then the last commit is still what is found.
    pub fn commit(&mut self, payload: &str) -> Result<(), Failure> {
        let committed = guarded(|| {
            let mut commit = self.inner.prepare_commit()?;
            commit.set_payload(payload);
            commit.commit()?;
            Ok(())
        });
        committed.map_err(|cause| cannot_write(&self.place, &cause))?;
        self.payload = Some(payload.to_owned());
        // The commit stands whether or not there was room to merge.
        let _ = guarded(|| self.merge());
        Ok(())
    }

    /// The index as of the last commit.
    ///
    /// # Errors
    /// If it cannot be read back.
    pub fn index(&self) -> Result<Index, Failure> {
        guarded(|| Index::of(self.inner.index())).map_err(|cause| {
            Failure::new(format!("cannot read the index in {}", self.place)).because(cause)
        })
    }

    fn merge(&mut self) -> Result<(), Damage> {
        let segments = self.inner.index().searchable_segment_metas()?;
        let chosen = to_merge(segments);
        if !chosen.is_empty() {
            self.inner.merge(&chosen).wait()?;
        }
        Ok(())
    }

    fn cannot_write(&self, cause: impl std::fmt::Display) -> Failure {
        cannot_write(&self.place, &Damage::new(cause))
    }
}

fn cannot_write(place: &str, cause: &Damage) -> Failure {
    Failure::new(format!("cannot write the index in {place}")).because(cause)
}

/// Which segments to make one of: none, unless there are too many. Then all but
/// the largest, and those where most articles are gone.
fn to_merge(mut segments: Vec<SegmentMeta>) -> Vec<SegmentId> {
    if segments.len() <= SEGMENTS_MAX {
        return Vec::new();
    }
    segments.sort_by_key(|segment| std::cmp::Reverse(segment.num_docs()));
    let is_mostly_gone = |segment: &SegmentMeta| segment.num_deleted_docs() > segment.num_docs();
    segments
        .iter()
        .enumerate()
        .filter(|(rank, segment)| *rank >= SEGMENTS_KEPT || is_mostly_gone(segment))
        .map(|(_, segment)| segment.id())
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
fn make_folder(folder: &Path) -> Result<(), Damage> {
    if !is_folder(folder)? {
        std::fs::create_dir_all(folder)?;
    }
    Ok(())
}

/// Removes the files of a damaged or unfinished index; the lock stays, we hold it.
#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
fn empty_folder(folder: &Path) -> std::io::Result<()> {
    // Without its list of segments there is no index, even if we are stopped here.
    match std::fs::remove_file(folder.join(META)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        if file.file_name() != LOCK && !file.file_type()?.is_dir() {
            std::fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// What the names of temporary files and folders begin with: ours, and those of what the manifest
/// comes from.
const TEMPORARY: [&str; 2] = [".tmp", ".kb-"];

/// Takes away the temporary files and folders of writers that were killed: nobody else writes here
/// now.
#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
fn sweep(folder: &Path) {
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.flatten() {
        if file.file_name().to_str().is_some_and(is_temporary) {
            remove(&file.path());
        }
    }
}

/// Removes a temporary file, or a folder that holds nothing else; a link and not where it leads.
/// What cannot be removed harms nobody.
#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
fn remove(temporary: &Path) {
    if std::fs::remove_file(temporary).is_ok() {
        return;
    }
    let is_folder = std::fs::symlink_metadata(temporary).is_ok_and(|it| it.is_dir());
    let files = std::fs::read_dir(temporary).into_iter().flatten().flatten();
    for file in files.filter(|_| is_folder) {
        if file.file_name().to_str().is_some_and(is_temporary) {
            drop(std::fs::remove_file(file.path()));
        }
    }
    drop(std::fs::remove_dir(temporary));
}

fn is_temporary(name: &str) -> bool {
    TEMPORARY.iter().any(|start| name.starts_with(start))
}

/// One article as tantivy takes it: each text once, whichever fields it goes into.
struct Entry {
    values: Vec<OwnedValue>,
    fields: Vec<(Field, usize)>,
}

impl Entry {
    fn of(fields: &Fields, text: &ArticleText<'_>) -> Self {
        let record = StoredArticle::of(text.article);
        let meta = &text.article.meta;
        let mut entry = Self { values: Vec::new(), fields: Vec::new() };
        entry.push(&[fields.path], OwnedValue::Bytes(record.path.as_bytes().to_vec()));
        entry.push(&[fields.record], OwnedValue::Bytes(record.encode()));
        for name in called::names(text.article) {
            entry.push(&[fields.called], OwnedValue::Bytes(name));
        }
        let words = [fields.all, fields.exact];
        entry.text(&[fields.title, fields.all, fields.exact], record.title.raw());
        if let Some(name) = called::file_name(text.article) {
            entry.text(&words, name.as_ref());
        }
        let names = meta.aliases.iter().chain(&meta.term).map(|name| &name.value);
        names.for_each(|name| entry.text(&words, name.raw()));
        let summary = [fields.summary, fields.all, fields.exact];
        meta.summary.iter().for_each(|text| entry.text(&summary, text.raw()));
        let questions = [fields.questions, fields.all, fields.exact];
        meta.questions.iter().for_each(|question| entry.text(&questions, question.raw()));
        entry.text(&words, text.body);
        defined_names(text.article).for_each(|name| entry.text(&[fields.names], name));
        for term in terms(text.article, text.dates) {
            entry.push(&[fields.values], OwnedValue::Str(term));
        }
        entry
    }

    fn text(&mut self, fields: &[Field], text: &str) {
        if !text.is_empty() {
            self.push(fields, OwnedValue::Str(text.to_owned()));
        }
    }

    fn push(&mut self, fields: &[Field], value: OwnedValue) {
        self.fields.extend(fields.iter().map(|field| (*field, self.values.len())));
        self.values.push(value);
    }
}

/// The names of the term that `article` defines, the term first; none if it is retired, for then
/// it has nothing to say any more.
fn defined_names(article: &Article) -> impl Iterator<Item = &str> {
    let meta = &article.meta;
    let kind = meta.kind.as_ref().map(|kind| kind.value.raw().trim());
    let is_in_use = kind == Some(DEFINITION) && meta.status != Status::Retired;
    let term = meta.term.as_ref().or(meta.title.as_ref());
    let names = term.into_iter().chain(&meta.aliases).map(|name| name.value.raw());
    names.filter(move |_| is_in_use)
}

impl Document for Entry {
    type Value<'a> = &'a OwnedValue;
    type FieldsValuesIter<'a> = Box<dyn Iterator<Item = (Field, &'a OwnedValue)> + 'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        Box::new(self.fields.iter().map(|(field, value)| (*field, &self.values[*value])))
    }
}

#[cfg(test)]
#[path = "build_tests.rs"]
mod tests;
