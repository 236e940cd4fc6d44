//! Adds lines to a log of our own: at once, within bounds, and never in anybody's way.
//!
//! A log that cannot be written is a line that is missing, and no reason to fail.

#![expect(clippy::disallowed_methods, reason = "this is where files are written")]

use std::fs::{File, Metadata, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Adds `line` to the log at `path`, whose folder is made if it is missing.
///
/// Two that write at the same time each leave their line whole: it is written at once, behind
/// whatever is there. A log that would become larger than `bytes_max` is first put aside as
/// [`put_aside`], in place of the one that was put aside before.
pub fn add(path: &Path, line: &[u8], bytes_max: u64) {
    let Some(folder) = path.parent() else { return };
    if std::fs::create_dir_all(folder).is_err() || !takes_lines(path) {
        return;
    }
    let Ok(file) = open(path) else { return };
    let Ok(length) = file.metadata().map(|metadata| metadata.len()) else { return };
    let is_full = length > 0 && length + line.len() as u64 > bytes_max;
    let mut file = file;
    if is_full && file.try_lock().is_err() {
        // Somebody is putting it aside, or was stopped in the middle of that: then it may grow to
        // twice its size, and no further.
        if length > 2 * bytes_max {
            return;
        }
    } else if is_full {
        // Another may have put this very file aside since it was opened.
        let is_still_full =
            std::fs::metadata(path).is_ok_and(|now| now.len() + line.len() as u64 > bytes_max);
        if is_still_full && std::fs::rename(path, put_aside(path)).is_err() {
            return;
        }
        let Ok(new) = open(path) else { return };
        file = new;
    }
    // One call, so that lines never mix; a full disk may leave a part of one.
    let _ = file.write(line);
}

/// Where a log lies that was full.
#[must_use]
pub fn put_aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".1");
    PathBuf::from(name)
}

/// True if nothing but a regular file is at `path`: a link leads anywhere, a pipe waits for ever,
/// and a file that has a second name is somebody else's too.
fn takes_lines(path: &Path) -> bool {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => metadata.is_file() && has_one_name(&metadata),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

#[cfg(unix)]
fn has_one_name(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) == 1
}

/// Elsewhere the number of names cannot be told.
#[cfg(not(unix))]
fn has_one_name(_metadata: &Metadata) -> bool {
    true
}

/// Opened to add to; a new one is for its owner alone, since questions are personal.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
