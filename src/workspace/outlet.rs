//! Files that leave the library: written where somebody asked, inside of it or anywhere else.

use std::path::{Component, Path, PathBuf};

use crate::domain::untrusted::Untrusted;
use crate::failure::Failure;
use crate::fs::{place, write};

use super::Workspace;

/// Where a file is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The file.
    place: PathBuf,
    /// The folder that is taken as it is; below it no link is followed.
    base: PathBuf,
    /// Where it lies in the library, `/` between names; `None` outside.
    pub inside: Option<Vec<u8>>,
    /// True if something may lie there already and is replaced.
    replaces: bool,
}

impl Workspace {
    /// Where `name` is, as typed in the folder `start`, and whether a file can go there, as far
    /// as can be told without trying.
    ///
    /// # Errors
    /// It lies in a git directory or behind a link, is no file, or is there already and
    /// `replaces` is false.
    pub fn outlet(&self, start: &Path, name: &Path, replaces: bool) -> Result<Outlet, Failure> {
        let shown = Untrusted::new(name.display().to_string());
        let failure = || Failure::new(format!("cannot write `{shown}`"));
        let start = place::real_path(start);
        let place = joined(&start, name);
        let Some(folder) = place.parent().filter(|_| !names_folder(name)) else {
            return Err(failure().because("it names no file").hint("name a file"));
        };
        let base = if place.starts_with(&self.root) {
            self.root.clone()
        } else if name.is_absolute() {
            folder.parent().unwrap_or(folder).to_path_buf()
        } else {
            let shared = start.ancestors().find(|above| place.starts_with(above));
            shared.unwrap_or(folder).to_path_buf()
        };
        let real = place::real_path(folder).join(place.file_name().unwrap_or_default());
        if place.iter().chain(&real).any(|name| name.eq_ignore_ascii_case(".git")) {
            return Err(failure().because("git keeps its own files there"));
        }
        if folder.ancestors().take_while(|above| *above != base).any(place::is_link) {
            return Err(failure()
                .because("a folder on the way is a symbolic link")
                .hint("name the folder that it leads to"));
        }
        if place::is_folder(&place) {
            return Err(failure().because("it is a folder").hint("name a file in it"));
        }
        if place::is_anything(&place) && !replaces {
            return Err(failure()
                .because("it is there already")
                .hint("name another file, or add `--force` to replace it"));
        }
        let inside = real.strip_prefix(&self.root).ok().map(place::path_bytes);
        Ok(Outlet { place, base, inside, replaces })
    }
}

impl Outlet {
    /// Puts `bytes` there, whole or not at all; makes the folders that are missing.
    ///
    /// # Errors
    /// It does not take them, or something came to lie there meanwhile.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        if self.replaces && place::is_anything(&self.place) {
            return write::write_atomically(&self.place, bytes);
        }
        write::create(&self.base, &self.place, bytes)
    }
}

/// True for what can only be a folder, as `out/` and `..`.
fn names_folder(name: &Path) -> bool {
    let text = name.as_os_str().to_string_lossy();
    name.file_name().is_none() || text.ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// `name` as seen from `start`, by its letters alone.
fn joined(start: &Path, name: &Path) -> PathBuf {
    let mut place = start.to_path_buf();
    for part in name.components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::CurDir => {}
            other => place.push(other),
        }
    }
    place
}
