//! Where the log of unanswered questions lies, and whether git's configuration turns it on.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::domain::query_log::{GIT_KEY, LOG_BYTES_MAX};
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::fs::{log, place};
use crate::git::{YesNo, yes_no};

use super::Workspace;
use super::cache::digits;

/// A log that is larger was not written by this tool, which lets it grow to twice its bound.
const READ_BYTES_MAX: u64 = 4 * LOG_BYTES_MAX;

impl Workspace {
    /// Whether git's configuration wants questions logged; `None` if it says nothing.
    #[must_use]
    pub fn logs_queries(&self) -> Option<YesNo> {
        yes_no(self.repository().as_deref(), GIT_KEY)
    }

    /// Where the log lies, in no work tree: in the git directory that all linked work trees share,
    /// or in the user's cache for a plain folder. `None` if nowhere.
    #[must_use]
    pub fn query_log(&self) -> Option<PathBuf> {
        let Some(repository) = self.repository() else {
            let key = Sha256::new_with_prefix(place::path_bytes(&self.root));
            let name = format!("queries-{}.jsonl", digits(key));
            return Some(self.cache_folder.as_ref()?.join(name));
        };
        let folder = repository.common_dir().join("kb");
        // A link could lead anywhere, also into what is shared.
        (!place::is_link(&folder)).then(|| folder.join("queries.jsonl"))
    }

    /// All lines of the log, those that were put aside first, and where it lies.
    ///
    /// # Errors
    /// It is there and cannot be read; what is a link is not followed.
    pub fn logged_queries(&self) -> Result<(Vec<u8>, Option<PathBuf>), Failure> {
        let Some(path) = self.query_log() else { return Ok((Vec::new(), None)) };
        let mut bytes = Vec::new();
        for file in [log::put_aside(&path), path.clone()] {
            if place::stat_file(&file).is_some() {
                let read = place::read_file_of(&file, READ_BYTES_MAX).map_err(|cause| {
                    let shown = file.display().to_string();
                    Failure::new(format!("cannot read `{}`", sanitise(&shown))).because(cause)
                })?;
                bytes.extend(read);
                bytes.push(b'\n');
            }
        }
        Ok((bytes, Some(path)))
    }

    /// Adds a line to the log; where that cannot be done, nothing is said.
    pub fn log_query(&self, line: &[u8]) {
        if let Some(path) = self.query_log() {
            log::add(&path, line, LOG_BYTES_MAX);
        }
    }
}
