//! Writes one file whole: after a crash there is the old file or the new one.
//! Only what others collect lines in is added to in place.
//!
//! Replaces a regular file or makes one. Never writes through a symbolic link,
//! which could lead out of the repository.

#![expect(clippy::disallowed_methods, reason = "this is where files are written")]

use std::fs::{File, Metadata, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{NOT_REGULAR, SYMBOLIC_LINK, shown};
use crate::domain::untrusted::shell_word;
use crate::failure::Failure;

/// Puts `bytes` at `path`, in place of what is there.
///
/// An existing file keeps its permissions.
///
/// # Errors
///
/// If `path` is a symbolic link or no regular file, or its folder takes no
/// file. The old file is intact then, and nothing else remains.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let existing = look(path)?;
    let temporary = prepare(folder_of(path), existing.as_ref(), bytes)
        .map_err(|error| not_taken(path, &error))?;
    temporary.persist(path).map_err(|error| not_taken(path, &error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Puts `new` in place of the file at `path`, which was read as `old`.
///
/// It keeps its permissions. What somebody else writes there meanwhile stays: this tool takes
/// turns with itself by a lock on the file; for others a moment is left between the last look
/// and the exchange of the files.
///
/// # Errors
///
/// If the file does not hold `old` any more, is read-only, no regular file, or its folder takes
/// no file. What is there stays then, and nothing else remains.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Failure> {
    let failure = || cannot_write(path);
    let existing = replaceable(path, old)?;
    let temporary =
        prepare(folder_of(path), Some(&existing), new).map_err(|error| not_taken(path, &error))?;
    let file = File::open(path).map_err(|error| failure().because(error))?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Err(failure()
            .because("another run is writing it")
            .hint("run the same command again"));
    }
    // As late as can be: whoever saved in between wins, and who had the lock before has put
    // another file in place of the one that is open here.
    replaceable(path, old)?;
    temporary.persist(path).map_err(|error| not_taken(path, &error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// The file at `path`, if [`replace`] takes it and it holds `old`.
///
/// # Errors
///
/// As [`replace`], but for what only writing can tell.
pub fn replaceable(path: &Path, old: &[u8]) -> Result<Metadata, Failure> {
    let failure = || cannot_write(path);
    let changed =
        || failure().because("it changed since it was read").hint("run the same command again");
    let existing = look(path)?.ok_or_else(changed)?;
    if existing.permissions().readonly() {
        let way_out = format!("run `chmod u+w {}`", shell_word(&path.to_string_lossy()));
        return Err(failure().because("it is read-only").hint(way_out));
    }
    let now = std::fs::read(path).map_err(|error| failure().because(error))?;
    if now == old { Ok(existing) } else { Err(changed()) }
}

/// Why a folder takes no file, without the name of a file that nobody asked for.
fn not_taken(path: &Path, error: &io::Error) -> Failure {
    let inner = error.get_ref().and_then(|it| std::error::Error::source(it));
    let because = inner.map_or_else(|| error.to_string(), ToString::to_string);
    let failure = cannot_write(path).because(because);
    let folder = shell_word(&folder_of(path).to_string_lossy());
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            failure.hint(format!("files are exchanged whole, so run `chmod u+w {folder}`"))
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            failure.hint("make room on the disk, then run the same command again")
        }
        io::ErrorKind::ReadOnlyFilesystem => failure.hint("work in a copy that can be written"),
        io::ErrorKind::FileTooLarge => {
            failure.hint("raise the limit with `ulimit -f unlimited`, then run the same command")
        }
        _ => failure,
    }
}

/// The regular file at `path`; `None` if nothing is there.
fn look(path: &Path) -> Result<Option<Metadata>, Failure> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => Err(cannot_write(path)
            .because(SYMBOLIC_LINK)
            .hint("edit the file it points to instead")),
        Ok(metadata) if !metadata.is_file() => Err(cannot_write(path).because(NOT_REGULAR)),
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_write(path).because(error)),
    }
}

fn cannot_write(path: &Path) -> Failure {
    Failure::new(format!("cannot write `{}`", shown(path)))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts `bytes` at `path`, where nothing may be yet; makes the folders that are missing.
///
/// # Errors
///
/// If anything is at `path`, be it written at the same moment by somebody else,
/// if a folder on the way is a symbolic link, or the folder takes no file.
pub fn create(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    sweep(path.parent().unwrap_or(root));
    create_next(root, path, bytes)
}

/// Like [`create`], for one of many files in a folder: what killed runs left there is not looked
/// for again, which would cost a look at every file for each of them.
///
/// # Errors
///
/// As there.
pub fn create_next(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failure = || cannot_write(path);
    let folder = path.parent().unwrap_or(root);
    let inside = folder.strip_prefix(root).unwrap_or(folder);
    let on_the_way = inside.ancestors().map(|folder| root.join(folder));
    if on_the_way.filter(|folder| folder != root).any(|folder| folder.is_symlink()) {
        return Err(failure().because("a folder on the way is a symbolic link"));
    }
    std::fs::create_dir_all(folder).map_err(|error| failure().because(error))?;
    let temporary = prepared(folder, None, bytes).map_err(|error| not_taken(path, &error))?;
    temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => {
            failure().because("it is there already").hint("edit that file, or choose another name")
        }
        _ => not_taken(path, &error.error),
    })?;
    sync_folder(folder);
    Ok(())
}

/// Puts `bytes` into the cache file `name` in `folder`, which is made if it is missing.
///
/// Where that cannot be done nothing is said: a cache that is not there costs time, not truth.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) {
    if std::fs::create_dir_all(folder).is_ok() {
        let _ = write_atomically(&folder.join(name), bytes);
    }
}

/// Puts `bytes` behind what the file at `path` holds, or into a new one.
///
/// # Errors
///
/// If the file does not take it; then it may hold a part.
pub fn append(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let open = std::fs::OpenOptions::new().append(true).create(true).open(path);
    open.and_then(|mut file| file.write_all(bytes))
        .map_err(|error| cannot_write(path).because(error))
}

/// How many bytes the file at `path` holds; none if there is none.
#[must_use]
pub fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// A file beside the target that holds `bytes` on the disk; it vanishes unless it is persisted.
fn prepare(folder: &Path, existing: Option<&Metadata>, bytes: &[u8]) -> io::Result<NamedTempFile> {
    sweep(folder);
    prepared(folder, existing, bytes)
}

fn prepared(folder: &Path, existing: Option<&Metadata>, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    if existing.is_none() {
        share(&mut builder);
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Some(existing) = existing {
        temporary.as_file().set_permissions(existing.permissions())?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// What the names of temporary files begin with; six characters follow.
const PREFIX: &str = ".kb-";
/// A temporary file that is older is of a run that was killed.
pub(super) const LEFT_BEHIND: Duration = Duration::from_secs(3_600);

/// Takes away the temporary files that killed runs left in `folder`.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let is_ours = |name: &str| name.starts_with(PREFIX) && name.len() == PREFIX.len() + 6;
    for entry in entries.flatten().filter(|it| it.file_name().to_str().is_some_and(is_ours)) {
        let age = entry.metadata().ok().filter(Metadata::is_file);
        let age = age.and_then(|it| it.modified().ok()?.elapsed().ok());
        if age.is_some_and(|age| age > LEFT_BEHIND) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Makes a new file readable for all that the user's mask allows, unlike a temporary one.
#[cfg(unix)]
fn share(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn share(_builder: &mut tempfile::Builder<'_, '_>) {}

/// Makes the new name last through a crash.
///
/// The file is written and named by now, so a file system that cannot do this
/// is no reason to say that nothing was written.
#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}
