//! Writing an index in turn with other processes, and what to say where that cannot be done.

use std::path::Path;
use std::time::Duration;

use crate::failure::Failure;
use crate::index::{Index, Load, Opened, Writer};

use super::components::stored;
use super::manifest::Manifest;

/// How long a search waits for the first index while somebody else makes it: a small one is
/// there by then, and reading every article of a large one takes far longer.
const SHORT_WAIT: Duration = Duration::from_millis(100);
/// How long who asked for the index itself waits while somebody else writes it.
const LONG_WAIT: Duration = Duration::from_secs(10);
/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// Whether a search looks at the files first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Find out what changed since the index was made.
    Check,
    /// Take the index as it is; make it if there is none.
    Skip,
    /// As [`Refresh::Check`], and wait while somebody else writes.
    Keep,
    /// Make it anew, whatever there is, and wait while somebody else writes.
    Rebuild,
}

impl Refresh {
    /// How often to ask for what somebody else holds, a [`PAUSE`] apart.
    fn looks(self) -> u128 {
        match self {
            Self::Check | Self::Skip => 1,
            Self::Keep | Self::Rebuild => LONG_WAIT.as_millis() / PAUSE.as_millis(),
        }
    }
}

/// Opens the index to write; asks again while somebody else writes, if that is worth waiting for.
pub(super) fn open_writer(folder: &Path, load: Load, refresh: Refresh) -> Result<Opened, Failure> {
    for _ in 1..refresh.looks() {
        match Writer::open(folder, load)? {
            Opened::Busy => std::thread::sleep(PAUSE),
            ready @ Opened::Ready(_) => return Ok(ready),
        }
    }
    Writer::open(folder, load)
}

/// The index that somebody else is making, if it is there soon.
pub(super) fn awaited(folder: &Path, key: &str, refresh: Refresh) -> Option<(Index, Manifest)> {
    let looks = SHORT_WAIT.as_millis() / PAUSE.as_millis();
    let look = |_| {
        std::thread::sleep(PAUSE);
        stored(folder, key)
    };
    (0..looks).filter(|_| refresh != Refresh::Rebuild).find_map(look)
}

/// What the reader is told where a change could not be kept.
pub(super) fn not_kept(failure: &Failure) -> String {
    format!("the index could not be kept up to date: {}; the answer is complete", cause(failure))
}

/// Why, in as few words as there are.
pub(super) fn cause(failure: &Failure) -> String {
    failure.because.clone().unwrap_or_else(|| failure.failed.clone())
}
