//! Libraries beside the one that a command is about: those that its `kb.toml` names, and where
//! each lies for whoever started the command.

use std::path::{Component, Path, PathBuf};

use crate::domain::settings::LibrarySource;
use crate::domain::untrusted::sanitise;
use crate::failure::Failure;
use crate::fs::place;

use super::open::CONFIG;
use super::{Ask, Workspace};

impl Workspace {
    /// Opens the library `source` that lies in this one.
    ///
    /// `kb.toml` is not trusted: nothing outside of this library is opened on its word, whatever
    /// links there are on the way.
    ///
    /// # Errors
    /// There is no library of its own at the path, a link leads out, or it cannot be opened.
    pub fn open_source(&self, source: &LibrarySource) -> Result<Self, Failure> {
        let wrong = |why: &str| {
            let path = sanitise(&source.path);
            Failure::new(format!("cannot search the source `{path}`"))
                .because(format!("line {} of `{CONFIG}`: {why}", source.line))
                .hint("put it right, or leave the sources out with `--no-sources`")
        };
        let root = place::real_path(&self.root);
        let folder = place::real_path(&root.join(&source.path));
        if !folder.starts_with(&root) {
            return Err(wrong("a link leads out of the repository"));
        }
        if !place::is_folder(&folder) {
            return Err(wrong("there is no such folder"));
        }
        if folder == root {
            return Err(wrong("a link leads to the library itself"));
        }
        if !place::is_file(&folder.join(CONFIG)) {
            let why = format!(
                "there is no `{CONFIG}` in it, so it is no library of its own; one that is a \
                 submodule comes with `git submodule update --init`"
            );
            return Err(wrong(&why));
        }
        Self::open(&Ask {
            folder,
            cache_folder: self.cache_folder.clone(),
            ignore_file: self.ignore_file.clone(),
            ..Ask::default()
        })
    }

    /// The library's root as it is named in the folder `start`: `.`, `../other`, or whole where
    /// both have nothing in common.
    #[must_use]
    pub fn seen_from(&self, start: &Path) -> PathBuf {
        between(&place::real_path(start), &place::real_path(&self.root))
    }
}

/// The way from one folder to another.
fn between(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other);
    let common = common.count();
    // A way through `/` or a drive is no shorter than the whole path.
    if !from.components().take(common).any(|part| matches!(part, Component::Normal(_))) {
        return to.to_path_buf();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(common)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(between(Path::new(from), Path::new(to)), Path::new(expected), "{from} {to}");
    }

    #[test]
    fn a_folder_is_named_from_another_by_the_way_between_them() {
        check("/home/a", "/home/a", ".");
        check("/home/a", "/home/a/b", "b");
        check("/home/a/kb/x", "/home/a", "../..");
        check("/home/a", "/home/b", "../b");
        check("/home/a", "/srv/b", "/srv/b");
        check("/", "/srv/b", "/srv/b");
    }
}
