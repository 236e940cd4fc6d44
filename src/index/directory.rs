//! The folder of an index, as tantivy sees it: one view to read it, one to write it.
//!
//! Reading takes no lock and writes nothing, so that searching works in a
//! folder that may only be read (tantivy #557). Writing makes files that other
//! people on the machine can read as far as the umask allows; tantivy's own
//! would be private to whoever indexed first.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

/// What lists the segments; there is no index without it.
pub(super) const META: &str = "meta.json";

/// The largest list of segments or files that is read, in bytes: a segment takes about 1 KiB.
const LIST_BYTES_MAX: u64 = 16 << 20;

/// A folder that is only read.
#[derive(Clone, Debug)]
pub(super) struct ReadOnly {
    inner: MmapDirectory,
    root: PathBuf,
}

impl ReadOnly {
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { inner: MmapDirectory::open(folder)?, root: folder.to_owned() })
    }
}

/// Refuses what lies at `path` in `root` and is no regular file of at most `bytes_max` bytes: a
/// pipe would never answer, and a link could lead anywhere. Nothing at all is for others to tell.
#[expect(clippy::disallowed_methods, reason = "the folder of the index is this layer's own")]
fn regular(root: &Path, path: &Path, bytes_max: u64) -> io::Result<()> {
    let refused = |what: &str| Err(io::Error::other(format!("`{}` {what}", path.display())));
    match std::fs::symlink_metadata(root.join(path)) {
        Ok(metadata) if !metadata.is_file() => refused("is not a regular file"),
        Ok(metadata) if metadata.len() > bytes_max => refused("is too large to be ours"),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Like [`regular`], for who is about to read it.
fn readable(root: &Path, path: &Path, bytes_max: u64) -> Result<(), OpenReadError> {
    let refused = |error| OpenReadError::wrap_io_error(error, path.to_owned());
    regular(root, path, bytes_max).map_err(refused)
}

fn refusal() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "this index is only read")
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        readable(&self.root, path, u64::MAX)?;
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refusal()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refusal(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        readable(&self.root, path, LIST_BYTES_MAX)?;
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refusal())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// The lock on the list of segments is granted without asking: whoever opens
    /// an index tries again if it changed meanwhile.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if lock.filepath == META_LOCK.filepath {
            Ok(DirectoryLock::from(Box::new(())))
        } else {
            Err(LockError::LockBusy)
        }
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

/// A folder that is written.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    inner: MmapDirectory,
    root: PathBuf,
}

impl Shared {
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { inner: MmapDirectory::open(folder)?, root: folder.to_owned() })
    }
}

/// A temporary file that others may read once the umask has been taken off.
fn temporary(root: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(root)
}

impl Directory for Shared {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        readable(&self.root, path, u64::MAX)?;
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    /// A file of that name can only be what a killed writer left behind: it is in no
    /// list of segments, and the name is given again from the same number on.
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        match self.inner.open_write(path) {
            Err(OpenWriteError::FileAlreadyExists(_)) => {
                // Where it cannot be removed, it is told again that it is there.
                drop(self.inner.delete(path));
                self.inner.open_write(path)
            }
            opened => opened,
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        readable(&self.root, path, LIST_BYTES_MAX)?;
        self.inner.atomic_read(path)
    }

    /// Only the list of segments is waited for until it is on the disk: the list
    /// of files, written again for each of them, is only needed to tidy up.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut file = temporary(&self.root)?;
        file.write_all(data)?;
        if path == Path::new(META) {
            file.as_file().sync_data()?;
        }
        file.persist(self.root.join(path))?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    /// A lock that is a link would be made wherever that leads, and a pipe would wait for ever.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        regular(&self.root, &lock.filepath, u64::MAX).map_err(LockError::wrap_io_error)?;
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
