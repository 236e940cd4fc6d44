//! Opening an index to search it: without a lock, without writing, without trust.
//!
//! An index is a copy of what the articles say. Whatever is odd about it is
//! [`Damage`], and the way out is always the same: build it again. Nothing here
//! repairs, and nothing here panics.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::directory::RamDirectory;
use tantivy::directory::error::OpenWriteError;
use tantivy::index::{SegmentComponent, SegmentMeta};
use tantivy::{Directory, ReloadPolicy, Searcher, TantivyError};

use super::directory::{META, ReadOnly};
use super::fields::{Fields, schema};

/// How often opening is tried while a writer replaces files.
const ATTEMPTS_MAX: usize = 5;

/// Why an index cannot be used; it is to be built again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage(String);

impl Damage {
    pub(super) fn new(what: impl fmt::Display) -> Self {
        Self(what.to_string())
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<TantivyError> for Damage {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::IoError(cause)
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: cause, .. }) => {
                Self::new(cause)
            }
            // The thread that writes keeps its reason for itself; it has no other.
            TantivyError::ErrorInThread(_) => {
                Self::new("a file could not be written, as on a full disk")
            }
            other => Self::new(other),
        }
    }
}

impl From<std::io::Error> for Damage {
    fn from(error: std::io::Error) -> Self {
        Self::new(error)
    }
}

/// An index as of one commit; later commits do not change it.
#[derive(Clone)]
pub struct Index {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    commit: Commit,
}

/// What a list of segments says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Commit {
    payload: Option<String>,
    files: Vec<String>,
}

impl Commit {
    fn of(index: &tantivy::Index) -> Result<Self, Damage> {
        let metas = index.load_metas()?;
        let names = metas.segments.iter().flat_map(components);
        let files = names.map(|path| path.display().to_string()).chain([META.to_owned()]);
        Ok(Self { files: files.collect(), payload: metas.payload })
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Index({} articles)", self.articles())
    }
}

impl Index {
    /// How many articles it holds.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// What was given to the commit it shows; `None` if nothing was ever committed.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.commit.payload.as_deref()
    }

    /// The names of the files it is read from, the list of segments last.
    ///
    /// None of the others is ever written again: what changes gets a new name.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.commit.files
    }

    /// The index as of the last commit of `index`.
    pub(super) fn of(index: &tantivy::Index) -> Result<Self, Damage> {
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(Damage::new("the index has other fields than ours"));
        }
        let (searcher, commit) = of_one_commit(
            || Commit::of(index),
            || {
                let reader = index
                    .reader_builder()
                    .reload_policy(ReloadPolicy::Manual)
                    .num_warming_threads(0)
                    .try_into()?;
                Ok(reader.searcher())
            },
        )?;
        Ok(Self { searcher, fields, commit })
    }
}

/// What `open` gives, with what the list of segments says of the commit that it shows.
///
/// Both read that list, each for itself: a commit in between would give the payload
/// of one state to the content of the next, and whoever holds the payload against a manifest
/// would take old content for what lies there now.
fn of_one_commit<C: PartialEq, T>(
    commit: impl Fn() -> Result<C, Damage>,
    open: impl FnOnce() -> Result<T, Damage>,
) -> Result<(T, C), Damage> {
    let before = commit()?;
    let opened = open()?;
    if commit()? != before {
        return Err(Damage::new("the index changed while it was opened"));
    }
    Ok((opened, before))
}

/// Opens the index in `folder`; `Ok(None)` if there is none.
///
/// # Errors
/// Damage, if there is one that cannot be used.
pub fn open(folder: &Path) -> Result<Option<Index>, Damage> {
    guarded(|| {
        let Some(index) = open_files(folder, Index::of)? else {
            return Ok(None);
        };
        Ok(Some(index))
    })
}

/// The names of the files of the index in `folder` whose bytes have changed
/// since they were written: what opening does not notice.
///
/// # Errors
/// Damage, if the index cannot be opened at all.
pub fn verify(folder: &Path) -> Result<Vec<String>, Damage> {
    guarded(|| {
        let damaged = open_files(folder, |index| {
            Index::of(index)?;
            let mut damaged = Vec::new();
            for segment in index.searchable_segment_metas()? {
                damaged.extend(damaged_files(index, &segment));
            }
            Ok(damaged)
        })?;
        Ok(damaged.unwrap_or_default())
    })
}

/// The files of `segment` that are missing or not as they were written.
///
/// tantivy's own check passes over files that `.managed.json` does not list.
fn damaged_files(index: &tantivy::Index, segment: &SegmentMeta) -> Vec<String> {
    components(segment)
        .into_iter()
        .filter(|path| !matches!(index.directory().validate_checksum(path), Ok(true)))
        .map(|path| path.display().to_string())
        .collect()
}

/// The files that `segment` consists of.
fn components(segment: &SegmentMeta) -> Vec<PathBuf> {
    let mut components = vec![
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Terms,
        SegmentComponent::Store,
    ];
    if segment.has_deletes() {
        components.push(SegmentComponent::Delete);
    }
    components.into_iter().map(|component| segment.relative_path(component)).collect()
}

/// Lets `read` look at the index in `folder`, again if a writer changed it meanwhile.
fn open_files<T>(
    folder: &Path,
    read: impl Fn(&tantivy::Index) -> Result<T, Damage>,
) -> Result<Option<T>, Damage> {
    if !is_folder(folder)? {
        return Ok(None);
    }
    let directory = ReadOnly::open(folder).map_err(Damage::new)?;
    let segments = || directory.atomic_read(Path::new(META)).ok();
    let mut attempts = 0;
    loop {
        let Some(before) = segments() else {
            return Ok(None);
        };
        attempts += 1;
        let opened = tantivy::Index::open(directory.clone());
        match opened.map_err(Damage::from).and_then(|index| read(&index)) {
            Ok(value) => return Ok(Some(value)),
            Err(damage) if attempts == ATTEMPTS_MAX => return Err(damage),
            Err(damage) if segments().as_ref() == Some(&before) => return Err(damage),
            Err(_) => {}
        }
    }
}

/// False if nothing is there.
///
/// A link is refused: it could lead a writer to remove files elsewhere.
#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
pub(super) fn is_folder(folder: &Path) -> Result<bool, Damage> {
    match std::fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(Damage::new(format!("`{}` is not a folder", folder.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Damage::from(error)),
    }
}

/// Runs `work`; a panic of tantivy on bytes that cannot be is damage too.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Damage>) -> Result<T, Damage> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| Err(Damage::new(message(&*cause))))
}

fn message(cause: &(dyn Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().copied();
    let text = text.or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    format!("reading the index ended with `{}`", text.unwrap_or("a panic"))
}

/// A new, empty index in memory.
pub(super) fn empty_in_memory() -> tantivy::Result<tantivy::Index> {
    create(RamDirectory::create())
}

/// The index in `directory`, made if there is none.
pub(super) fn create(directory: impl Directory) -> tantivy::Result<tantivy::Index> {
    let settings = tantivy::IndexSettings {
        docstore_compress_dedicated_thread: false,
        ..tantivy::IndexSettings::default()
    };
    tantivy::Index::builder()
        .schema(schema().0)
        .settings(settings)
        .tokenizers(super::fields::tokenisers())
        .open_or_create(Box::new(directory) as Box<dyn Directory>)
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;
