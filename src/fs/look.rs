//! Looks at many files folder by folder, each by its name in an open folder.
//!
//! The kernel then resolves one name for each file and not the whole path. No
//! symbolic link is followed on the way: what lies behind one is not there.

#![expect(clippy::disallowed_methods, reason = "this is where files are looked at")]

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(unix)]
use rustix::fd::OwnedFd;

use super::locate;
use super::stat::Stat;
use crate::domain::path::ArticlePath;

/// So many folders are held open at once; what lies deeper is looked at by its path. Few, so
/// that it works for a process that may open sixteen files.
const OPEN_MAX: usize = 5;
/// More threads than this only wait for the same folders.
const THREADS_MAX: usize = 8;

/// What lies at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A regular file.
    File(Stat),
    /// A link, a folder or something else.
    Other,
    /// Nothing.
    Nothing,
}

/// Looks at names, one folder after the other.
pub struct Looker<'r> {
    root: &'r Path,
    folder: Vec<u8>,
    #[cfg(unix)]
    open: Vec<(Vec<u8>, OwnedFd)>,
    place: Place,
    /// The last folder that was found by its path.
    known: Option<PathBuf>,
}

/// Where the looker is.
enum Place {
    /// In no folder: it is not there.
    Nowhere,
    /// In the folder that is open.
    #[cfg(unix)]
    Open,
    /// In the folder of this path.
    Path(PathBuf),
}

impl<'r> Looker<'r> {
    /// Begins below the folder `root`, in none.
    #[must_use]
    pub fn new(root: &'r Path) -> Self {
        let folder = b"/".to_vec();
        Self {
            root,
            folder,
            #[cfg(unix)]
            open: Vec::new(),
            place: Place::Nowhere,
            known: None,
        }
    }

    /// Goes to the folder at `path`; false if there is none, or a link leads there.
    pub fn enter(&mut self, path: &[u8]) -> bool {
        if self.folder != path {
            path.clone_into(&mut self.folder);
            self.place = self.find(path);
        }
        !matches!(self.place, Place::Nowhere)
    }

    #[cfg(unix)]
    fn find(&mut self, path: &[u8]) -> Place {
        let names: Vec<&[u8]> =
            path.split(|byte| *byte == b'/').filter(|it| !it.is_empty()).collect();
        if names.len() >= OPEN_MAX || names.contains(&b"..".as_slice()) {
            return by_path(self.root, path, &mut self.known);
        }
        if self.open.is_empty() {
            match handles::root(self.root) {
                Ok(root) => self.open.push((Vec::new(), root)),
                Err(_) => return by_path(self.root, path, &mut self.known),
            }
        }
        let held = self.open[1..].iter().zip(&names).take_while(|((held, _), name)| held == *name);
        let held = held.count();
        self.open.truncate(1 + held);
        for name in &names[held..] {
            match handles::below(&self.open[self.open.len() - 1].1, name) {
                Ok(Some(folder)) => self.open.push((name.to_vec(), folder)),
                Ok(None) => return Place::Nowhere,
                Err(_) => return by_path(self.root, path, &mut self.known),
            }
        }
        Place::Open
    }

    #[cfg(not(unix))]
    fn find(&mut self, path: &[u8]) -> Place {
        by_path(self.root, path, &mut self.known)
    }

    /// What the folder itself looks like; `None` in none.
    #[must_use]
    pub fn folder(&self) -> Option<Stat> {
        match &self.place {
            Place::Nowhere => None,
            #[cfg(unix)]
            Place::Open => handles::folder(&self.open[self.open.len() - 1].1),
            Place::Path(place) => std::fs::symlink_metadata(place).ok().map(|it| Stat::of(&it)),
        }
    }

    /// What lies at `name` in the folder.
    #[must_use]
    pub fn look(&self, name: &[u8]) -> Seen {
        match &self.place {
            Place::Nowhere => Seen::Nothing,
            #[cfg(unix)]
            Place::Open => handles::look(&self.open[self.open.len() - 1].1, name),
            Place::Path(place) => {
                let file = locate(place, &ArticlePath::new(name));
                match file.map(std::fs::symlink_metadata) {
                    Some(Ok(metadata)) if metadata.is_file() => Seen::File(Stat::of(&metadata)),
                    Some(Ok(_)) => Seen::Other,
                    _ => Seen::Nothing,
                }
            }
        }
    }
}

/// The folder at `path`, if no name on the way is a link.
///
/// `known` is the last that was found so: what lies in it, or above it, need not be looked at from
/// the root down again, which would cost the cube of the depth in folders within folders.
fn by_path(root: &Path, path: &[u8], known: &mut Option<PathBuf>) -> Place {
    if path.is_empty() {
        return Place::Path(root.to_path_buf());
    }
    let Some(place) = locate(root, &ArticlePath::new(path)) else { return Place::Nowhere };
    let is_folder =
        |place: &Path| std::fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_dir());
    let is_known = |folder: &Path| known.as_ref().is_some_and(|known| known.starts_with(folder));
    let is_found = if place.parent().is_some_and(is_known) {
        is_folder(&place)
    } else {
        place.ancestors().take_while(|above| *above != root).all(is_folder)
    };
    if !is_found {
        return Place::Nowhere;
    }
    *known = Some(place.clone());
    Place::Path(place)
}

/// The system calls.
#[cfg(unix)]
mod handles {
    use std::path::Path;

    use rustix::fd::OwnedFd;
    use rustix::fs::{AtFlags, FileType, Mode, OFlags, fstat, open, openat, statat};
    use rustix::io::Errno;

    use super::Seen;
    use crate::fs::stat::Stat;

    /// What is only looked into need not be readable, where the system knows the difference.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const FOLDER: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

    pub(super) fn root(path: &Path) -> Result<OwnedFd, Errno> {
        open(path, FOLDER, Mode::empty())
    }

    /// The folder `name` in `folder`; `None` if it is none.
    pub(super) fn below(folder: &OwnedFd, name: &[u8]) -> Result<Option<OwnedFd>, Errno> {
        match openat(folder, name, FOLDER | OFlags::NOFOLLOW, Mode::empty()) {
            Ok(opened) => Ok(Some(opened)),
            Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => Ok(None),
            Err(other) => Err(other),
        }
    }

    pub(super) fn folder(folder: &OwnedFd) -> Option<Stat> {
        fstat(folder).ok().map(|stat| of(&stat))
    }

    pub(super) fn look(folder: &OwnedFd, name: &[u8]) -> Seen {
        match statat(folder, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile => {
                Seen::File(of(&stat))
            }
            Ok(_) => Seen::Other,
            Err(_) => Seen::Nothing,
        }
    }

    #[allow(
        clippy::unnecessary_fallible_conversions,
        clippy::useless_conversion,
        reason = "systems disagree about the widths and signs of these numbers"
    )]
    fn of(stat: &rustix::fs::Stat) -> Stat {
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        let signed = |number| i64::try_from(number).unwrap_or_default();
        Stat {
            size: u64::try_from(stat.st_size).unwrap_or_default(),
            mtime_ns: nanoseconds(
                i64::try_from(stat.st_mtime).unwrap_or_default(),
                signed(stat.st_mtime_nsec),
            ),
            ctime_ns: nanoseconds(
                i64::try_from(stat.st_ctime).unwrap_or_default(),
                signed(stat.st_ctime_nsec),
            ),
            inode: u64::try_from(stat.st_ino).unwrap_or_default(),
        }
    }
}

/// Does `work` with the numbers below `all` on all cores, each number once; the results are in
/// their order.
///
/// Threads of its own, started when there is work for them: a pool that waits for more costs a
/// short run as much as the work.
pub fn on_all_cores<T: Send>(all: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(THREADS_MAX).min(all);
    if threads <= 1 {
        return (0..all).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < all);
        std::iter::from_fn(take).map(|number| (number, work(number))).collect::<Vec<_>>()
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, run).ok())
            .collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}
