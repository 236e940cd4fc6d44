//! What is wrong with the surroundings of a library that could be opened.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::effective::Trouble;
use crate::domain::history::Completeness;
use crate::domain::untrusted::{Untrusted, shell_word};
use crate::failure::Failure;
use crate::fs::{place, write};
use crate::parse;

use super::Workspace;
use super::cache::index_folder;
use super::source::Source;

impl Workspace {
    /// The lines of `kb.toml` that decide something, by key.
    #[must_use]
    pub fn config_lines(&self) -> BTreeMap<String, u32> {
        parse::config_lines::config_lines(&self.config_text)
    }

    /// Where the index is kept; `None` if nowhere can one be kept.
    #[must_use]
    pub fn cache(&self) -> Option<Untrusted> {
        index_folder(self).map(|folder| Untrusted::new(folder.display().to_string()))
    }

    /// What keeps the tool from some of its work here, each with the line that mends it.
    #[must_use]
    pub fn troubles(&self) -> Vec<Trouble> {
        let shallow = Trouble::new(
            "this clone holds only the last commits, so nobody knows how old an article is",
            "git fetch --unshallow",
        );
        let is_shallow = matches!(self.completeness(), Completeness::Shallow);
        self.cache_trouble().into_iter().chain(is_shallow.then_some(shallow)).collect()
    }

    /// The root of the repository; of the library, where there is none.
    fn top(&self) -> &Path {
        let names = self.prefix.split(|byte| *byte == b'/').count() - 1;
        self.root.ancestors().nth(names).unwrap_or(&self.root)
    }

    /// What is at `path` below the root of the repository, empty if that is no readable file;
    /// `None` if nothing is.
    #[must_use]
    pub fn read_at_top(&self, path: &str) -> Option<Vec<u8>> {
        let place = self.top().join(path);
        place::is_anything(&place).then(|| place::read_file(&place).unwrap_or_default())
    }

    /// Puts `bytes` at `path` below the root of the repository, where nothing may be yet.
    ///
    /// # Errors
    /// Something is there, there is no work tree, or the folder takes no file.
    pub fn create_at_top(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        if let Source::Revision { .. } = &self.source {
            return Err(Failure::new(format!("cannot write `{path}`"))
                .because("there are no files to add to, only commits")
                .hint("work in a clone with files"));
        }
        write::create(self.top(), &self.top().join(path), bytes)
    }

    /// Puts `bytes` in the place of the file at `path` below the root of the repository.
    ///
    /// # Errors
    /// There is no such file, or it does not take them.
    pub fn change_at_top(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        write::write_atomically(&self.top().join(path), bytes)
    }

    /// Why no index can be kept, as the end of a sentence; `None` if one can.
    pub(super) fn cache_refusal(&self) -> Option<String> {
        self.refusal().map(|why| why.to_string())
    }

    fn refusal(&self) -> Option<Refusal> {
        let own = self.repository().map(|repository| repository.git_dir().join("kb"));
        match (index_folder(self), own) {
            (Some(folder), _) => refused(&folder),
            (None, Some(own)) => Some(Refusal::Link(own)),
            (None, None) => Some(Refusal::Nowhere),
        }
    }

    fn cache_trouble(&self) -> Option<Trouble> {
        let own = self.repository().map(|repository| repository.git_dir().join("kb"));
        let why = self.refusal()?;
        let mend = match (&why, &own) {
            // Elsewhere, what is in the way is not ours to move, nor the folder to take over.
            (_, None) | (Refusal::Nowhere, _) => "export KB_CACHE_DIR=\"$(mktemp -d)\"".to_owned(),
            (Refusal::Link(place), _) => format!("rm {}", word(place)),
            (Refusal::InTheWay(place), _) => format!("mv {0} {0}.old", word(place)),
            (Refusal::Folder(..), Some(own)) if place::is_folder(own) => {
                format!("sudo chown -R \"$(id -un)\" {0} && chmod -R u+rwX {0}", word(own))
            }
            (Refusal::Folder(..), Some(own)) => {
                format!("sudo install -d -o \"$(id -un)\" {}", word(own))
            }
        };
        Some(Trouble::new(format!("no index can be kept: {why}"), mend))
    }
}

/// Why no index can be kept.
enum Refusal {
    /// There is no folder for it.
    Nowhere,
    /// What should be a folder is a symbolic link, which could lead anywhere.
    Link(PathBuf),
    /// What should be a folder is none.
    InTheWay(PathBuf),
    /// The folder takes no file, and why.
    Folder(PathBuf, String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| Untrusted::new(path.display().to_string());
        match self {
            Self::Nowhere => f.write_str("no variable names a folder for caches"),
            Self::Link(path) => write!(f, "`{}` is a symbolic link", shown(path)),
            Self::InTheWay(path) => write!(f, "`{}` is in the way", shown(path)),
            Self::Folder(path, why) => write!(f, "`{}` takes no file: {why}", shown(path)),
        }
    }
}

/// Why `folder` cannot be made, or takes no file; `None` if it does.
fn refused(folder: &Path) -> Option<Refusal> {
    let there = folder.ancestors().find(|above| place::is_anything(above))?;
    if !place::is_folder(there) {
        return Some(Refusal::InTheWay(there.to_path_buf()));
    }
    place::refuses_files(there).map(|why| Refusal::Folder(there.to_path_buf(), why))
}

/// The path as a word of a command line.
fn word(path: &Path) -> String {
    shell_word(&path.display().to_string())
}
