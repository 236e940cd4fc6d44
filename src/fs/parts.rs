//! A file of our own that is read part by part, even while another takes its place.

#![expect(clippy::disallowed_methods, reason = "this is where files are read")]

use std::fs::File;
use std::io;
use std::path::Path;

/// A file that stays open: what it holds stays the same, since ours are only ever exchanged whole.
#[derive(Debug)]
pub struct Parts {
    file: File,
    bytes: u64,
}

impl Parts {
    /// Opens the regular file at `path`; `None` if there is none that can be read.
    #[must_use]
    pub fn open(path: &Path) -> Option<Self> {
        let looked_at = std::fs::symlink_metadata(path).ok()?;
        let file = looked_at.is_file().then(|| File::open(path).ok())??;
        let bytes = file.metadata().ok().filter(std::fs::Metadata::is_file)?.len();
        Some(Self { file, bytes })
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The `length` bytes from `start` on; `None` if they are not all there.
    #[must_use]
    pub fn read(&self, start: u64, length: usize) -> Option<Vec<u8>> {
        if start.checked_add(length as u64)? > self.bytes {
            return None;
        }
        let mut part = vec![0; length];
        read_at(&self.file, &mut part, start).ok()?;
        Some(part)
    }
}

#[cfg(unix)]
fn read_at(file: &File, part: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, part, start)
}

#[cfg(windows)]
fn read_at(file: &File, mut part: &mut [u8], mut start: u64) -> io::Result<()> {
    while !part.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, part, start)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                part = &mut part[read..];
                start += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(not(any(unix, windows)))]
fn read_at(file: &File, part: &mut [u8], start: u64) -> io::Result<()> {
    use io::{Read as _, Seek as _};
    let mut file = file.try_clone()?;
    file.seek(io::SeekFrom::Start(start))?;
    file.read_exact(part)
}
