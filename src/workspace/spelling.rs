//! What a path is called that somebody wrote in the wrong case.
//!
//! Each folder is listed at most once, however many links ask for it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::domain::path::ArticlePath;

use super::Workspace;

/// The names of a folder by the same in lower case; `None` if two share it.
type Names = HashMap<String, Option<Vec<u8>>>;

/// Looks paths up without regard to case.
pub struct Spelling<'w> {
    workspace: &'w Workspace,
    folders: Mutex<HashMap<ArticlePath, Names>>,
}

impl Workspace {
    /// Looks paths of this library up without regard to case.
    #[must_use]
    pub fn spelling(&self) -> Spelling<'_> {
        Spelling { workspace: self, folders: Mutex::default() }
    }
}

impl Spelling<'_> {
    /// The one path that differs from `path` in nothing but case.
    #[must_use]
    pub fn find(&self, path: &ArticlePath) -> Option<ArticlePath> {
        let mut found = ArticlePath::new("");
        for name in path.as_bytes().split(|byte| *byte == b'/') {
            let name = self.name_in(&found, name)?;
            let separator: &[u8] = if found.as_bytes().is_empty() { b"" } else { b"/" };
            found = ArticlePath::new([found.as_bytes(), separator, &name].concat());
        }
        Some(found)
    }

    fn name_in(&self, folder: &ArticlePath, name: &[u8]) -> Option<Vec<u8>> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let names = folders.entry(folder.clone()).or_insert_with(|| {
            let mut names = Names::new();
            for name in self.workspace.names(folder) {
                let known = names.entry(fold(&name)).and_modify(|known| *known = None);
                known.or_insert(Some(name));
            }
            names
        });
        names.get(&fold(name))?.clone()
    }
}

fn fold(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase()
}
