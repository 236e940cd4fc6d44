//! What a search searched: its libraries, and the state of the index of each.

use super::found::SearchOutcome;
use super::history::ObjectId;
use super::skipped::Skipped;
use super::untrusted::{Untrusted, shell_word};

/// The index that a search used.
#[derive(Clone, Debug, Default)]
pub struct IndexState {
    /// The commit that was searched; `None` for a plain folder.
    pub commit: Option<ObjectId>,
    /// True if files differ from that commit or are not in it.
    pub dirty: Option<bool>,
    /// How many articles it holds.
    pub articles: usize,
    /// What is not in it.
    pub skipped: Vec<Skipped>,
}

/// A library that was searched.
#[derive(Clone, Debug, Default)]
pub struct SearchedLibrary {
    /// What it is called.
    pub name: Untrusted,
    /// Its folder as it is named from where the command was started, `.` if that is it; `None`
    /// where one library is searched alone.
    pub folder: Option<Untrusted>,
    /// What the scores of its articles were multiplied by.
    pub prior: f32,
    /// What of it was searched.
    pub index: IndexState,
}

impl SearchedLibrary {
    /// `path` in it, as it is named from where the command was started.
    #[must_use]
    pub fn seen(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) if folder.raw() != "." => {
                format!("{}/{path}", folder.to_string().trim_end_matches('/'))
            }
            _ => path.to_owned(),
        }
    }

    /// `kb` with `command`, as it is run on this library; safe to show.
    #[must_use]
    pub fn command(&self, command: &str) -> String {
        match &self.folder {
            Some(folder) if folder.raw() != "." => {
                let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
                format!("kb {verb} -C {} {rest}", shell_word(folder.raw()))
            }
            _ => format!("kb {command}"),
        }
    }
}

impl SearchOutcome {
    /// How many articles were searched.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.libraries.iter().map(|library| library.index.articles).sum()
    }

    /// What could not be searched.
    pub fn skipped(&self) -> impl Iterator<Item = &Skipped> {
        self.libraries.iter().flat_map(|library| &library.index.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(folder: Option<&str>) -> SearchedLibrary {
        SearchedLibrary { folder: folder.map(Untrusted::from), ..SearchedLibrary::default() }
    }

    #[test]
    fn paths_and_commands_are_those_of_the_folder_one_is_in() {
        for folder in [None, Some(".")] {
            assert_eq!(library(folder).seen("kb/a.md:3"), "kb/a.md:3");
            assert_eq!(library(folder).command("show a"), "kb show a");
        }
        let other = library(Some("../my kb"));
        assert_eq!(other.seen("kb/a.md:3"), "../my kb/kb/a.md:3");
        assert_eq!(other.command("show a"), "kb show -C '../my kb' a");
        assert_eq!(library(Some("/")).seen("a.md"), "/a.md");
    }
}
