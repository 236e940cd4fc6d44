//! Questions about places outside a library's articles: folders, data and cache files.

#![expect(clippy::disallowed_methods, reason = "this is where files are looked at")]

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::stat::Stat;
use super::{bytes, locate};
use crate::domain::path::ArticlePath;

/// The largest cache or settings file that is read, in bytes.
const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// How much of a file is summed up at a time, in bytes.
const CHECKSUM_BYTES: usize = 128 * 1024;

/// True if there is a folder at `path`.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// True if there is a regular file at `path`, or a link to one.
#[must_use]
pub fn is_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// True if `path` is a symbolic link, wherever it leads.
#[must_use]
pub fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// True if anything is at `path`, be it a link that leads nowhere.
#[must_use]
pub fn is_anything(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Why the folder at `path` takes no new file; `None` if it does. Nothing is left behind.
#[must_use]
pub fn refuses_files(path: &Path) -> Option<String> {
    let refused = tempfile::tempfile_in(path).err()?;
    Some(match refused.kind() {
        std::io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
        _ => super::why(&refused),
    })
}

/// `path` with every link followed as far as there is anything, and what is to come below it.
#[must_use]
pub fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir if place.file_name().is_some() => {
                place.pop();
            }
            Component::CurDir => {}
            other => place.push(other),
        }
        if let Ok(real) = place.canonicalize() {
            place = real;
        }
    }
    place
}

/// The bytes of a path, `/` between names.
#[must_use]
pub fn path_bytes(path: &Path) -> Vec<u8> {
    let bytes = bytes(path.as_os_str());
    if cfg!(windows) {
        bytes.into_iter().map(|byte| if byte == b'\\' { b'/' } else { byte }).collect()
    } else {
        bytes
    }
}

/// Reads a file that is named by the user or is our own.
///
/// # Errors
/// Why not, in plain words.
pub fn read_file(path: &Path) -> Result<Vec<u8>, String> {
    read_file_of(path, FILE_BYTES_MAX)
}

/// Like [`read_file`], of at most so many bytes.
///
/// # Errors
/// Why not, in plain words.
pub fn read_file_of(path: &Path, bytes_max: u64) -> Result<Vec<u8>, String> {
    let metadata = std::fs::metadata(path).map_err(|error| super::why(&error))?;
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    if metadata.len() > bytes_max {
        return Err(format!("it is larger than {} MiB", bytes_max / 1024 / 1024));
    }
    std::fs::read(path).map_err(|error| super::why(&error))
}

/// What the file system says of a file that is not an article; `None` if there is none.
#[must_use]
pub fn stat_file(path: &Path) -> Option<Stat> {
    let metadata = std::fs::symlink_metadata(path).ok()?;
    metadata.is_file().then(|| Stat::of(&metadata))
}

/// What the file system says of the file that `path` leads to; `None` if there is none.
#[must_use]
pub fn stat_target(path: &Path) -> Option<Stat> {
    std::fs::metadata(path).ok().map(|metadata| Stat::of(&metadata))
}

/// Now, by the clock of the file system of `folder`, in nanoseconds since 1970; `None` if it
/// takes no file.
#[must_use]
pub fn now_ns(folder: &Path) -> Option<i64> {
    let file = tempfile::tempfile_in(folder).ok()?;
    Some(Stat::of(&file.metadata().ok()?).mtime_ns)
}

/// The CRC-32 of what the regular file at `path` holds, a piece at a time; `None` if there is
/// none, or it cannot be read.
#[must_use]
pub fn checksum(path: &Path) -> Option<u32> {
    // A pipe would never answer.
    stat_file(path)?;
    let mut file = std::fs::File::open(path).ok()?;
    let mut piece = vec![0; CHECKSUM_BYTES];
    let mut checksum = crc32fast::Hasher::new();
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Some(checksum.finalize()),
            Ok(bytes) => checksum.update(&piece[..bytes]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
}

/// True if a folder below `root` looks different once something is put into it, as far as an
/// attempt in `folder` can tell; some file systems leave its times alone.
#[must_use]
pub fn folders_tell(folder: &Path, root: &Path) -> bool {
    let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let is_seen = || -> std::io::Result<bool> {
        let probe = tempfile::tempdir_in(folder)?;
        std::fs::File::open(probe.path())?.set_modified(then)?;
        let before = Stat::of(&std::fs::symlink_metadata(probe.path())?);
        let _file = tempfile::NamedTempFile::new_in(probe.path())?;
        let after = Stat::of(&std::fs::symlink_metadata(probe.path())?);
        Ok(before.mtime_ns != after.mtime_ns)
    };
    is_on_same_device(folder, root) && is_seen().unwrap_or(false)
}

#[cfg(unix)]
fn is_on_same_device(folder: &Path, root: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| std::fs::metadata(path).ok().map(|metadata| metadata.dev());
    device(folder).is_some() && device(folder) == device(root)
}

#[cfg(not(unix))]
fn is_on_same_device(folder: &Path, root: &Path) -> bool {
    folder.components().next() == root.components().next()
}

/// What the files directly in a folder take, in bytes; nothing if there is no such folder.
#[must_use]
pub fn folder_bytes(path: &Path) -> u64 {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}

/// True if a folder on the way from `root` to `path` is a symbolic link, inside or outside: links
/// are never followed, and what git tracks is not there then. `root` itself may be one.
#[must_use]
pub fn is_behind_link(root: &Path, path: &ArticlePath) -> bool {
    let Some(place) = locate(root, path) else { return false };
    place.ancestors().skip(1).take_while(|above| *above != root).any(is_link)
}

/// True if anything lies at `path` below `root`, be it a link that leads nowhere.
#[must_use]
pub fn exists(root: &Path, path: &ArticlePath) -> bool {
    locate(root, path).is_some_and(|place| std::fs::symlink_metadata(place).is_ok())
}

/// The names in the folder at `path` below `root`; none if there is no such folder, or if it
/// lies behind a link.
#[must_use]
pub fn names(root: &Path, path: &ArticlePath) -> Vec<Vec<u8>> {
    let folder = if path.as_bytes().is_empty() { Some(root.into()) } else { locate(root, path) };
    let is_folder =
        |place: &PathBuf| std::fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_dir());
    let folder = folder.filter(|place| is_folder(place) && !is_behind_link(root, path));
    let entries = folder.and_then(|place| std::fs::read_dir(place).ok());
    let names = entries.into_iter().flatten().flatten();
    names.map(|entry| bytes(&entry.file_name())).collect()
}

/// The names in the folder at `path` below `root`, each with whether it is a folder; `None` if
/// they cannot all be told.
#[must_use]
pub fn names_and_folders(root: &Path, path: &ArticlePath) -> Option<Vec<(Vec<u8>, bool)>> {
    let folder = if path.as_bytes().is_empty() { root.into() } else { locate(root, path)? };
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let entry = entry.ok()?;
        Some((bytes(&entry.file_name()), entry.file_type().ok()?.is_dir()))
    };
    std::fs::read_dir(folder).ok()?.map(name).collect()
}

/// Where a symbolic link leads, as it is written; `None` for anything else.
#[must_use]
pub fn link_target(root: &Path, path: &ArticlePath) -> Option<Vec<u8>> {
    std::fs::read_link(locate(root, path)?).ok().map(|target| path_bytes(&target))
}

/// True if `path` below `root` is a regular file or a link to one, and that lies below `within`.
#[must_use]
pub fn leads_to_file(root: &Path, path: &ArticlePath, within: &Path) -> bool {
    let real = locate(root, path).and_then(|place| place.canonicalize().ok());
    real.is_some_and(|place| is_file(&place) && place.starts_with(real_path(within)))
}

/// True for pipes, sockets and devices.
#[must_use]
pub fn is_neither_file_nor_folder(root: &Path, path: &ArticlePath) -> bool {
    let metadata = locate(root, path).and_then(|place| std::fs::symlink_metadata(place).ok());
    metadata.is_some_and(|metadata| !metadata.is_file() && !metadata.is_dir())
}

/// Removes one of our own cache files; one that is not there is as good as removed.
pub fn forget(path: &Path) {
    // Whatever stays behind fails its checks when it is read again.
    drop(std::fs::remove_file(path));
}

/// Removes a folder of our own cache and the files in it. What is a link, or holds folders, stays.
pub fn forget_folder(path: &Path) {
    if is_link(path) {
        return;
    }
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        forget(&entry.path());
    }
    drop(std::fs::remove_dir(path));
}

/// The names of the folders directly in a folder, without links and names that are not UTF-8.
#[must_use]
pub fn folder_names(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}
